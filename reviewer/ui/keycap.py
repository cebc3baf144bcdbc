"""A key as it stands on a keyboard."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.ui.theme import font, theme

_HEIGHT = 24
_PADDING = 8


class KeyCap(QWidget):
    """One key or one chord (`Ctrl+Z`), drawn as a cap; read aloud as its words."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its words, and at least square."""
        width = QFontMetrics(font("meta")).horizontalAdvance(self._key) + 2 * _PADDING
        return QSize(max(width, _HEIGHT + 2), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the cap."""
        del event
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -1.5)
        painter.setPen(QPen(QColor(now.line), 1))
        painter.setBrush(QColor(now.line))
        painter.drawRoundedRect(cap.translated(0, 1), 5, 5)
        painter.setBrush(QColor(now.field))
        painter.drawRoundedRect(cap, 5, 5)
        painter.setFont(font("meta"))
        painter.setPen(QColor(now.text))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
