"""A radio button whose mark can be seen in both themes; Fusion draws its own darker than the dark."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QRadioButton, QStyle

from reviewer.ui.theme import theme

_MARK = 16
_GAP = 10
_LEAD = 4 + _MARK + _GAP
_HEIGHT = 26


class RadioDot(QRadioButton):
    """A round mark, of which one of several is full."""

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """The whole row can be pressed."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """The mark and its words."""
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        """The same: words are not cut."""
        return _size(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ring, its dot and its words."""
        del event
        painter = QPainter(self)
        mark = _begin(painter, self)
        painter.drawEllipse(mark)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme().accent_text))
            painter.drawEllipse(mark.center(), 3, 3)


def _size(button: QAbstractButton) -> QSize:
    return QSize(_LEAD + button.fontMetrics().horizontalAdvance(button.text()) + 8, _HEIGHT)


def _begin(painter: QPainter, button: QAbstractButton) -> QRectF:
    """Paints the words and the ring of the keyboard, sets pen and brush for the mark, and says where that goes."""
    now = theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    row, direction = button.rect(), button.layoutDirection()
    words = QStyle.visualRect(direction, row, row.adjusted(_LEAD, 0, 0, 0))
    painter.setPen(QColor(now.text if button.isEnabled() else now.faint))
    side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
    painter.drawText(
        words, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic), button.text()
    )
    place = QStyle.visualRect(direction, row, QRect(4, (row.height() - _MARK) // 2, _MARK, _MARK))
    mark = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
    if button.hasFocus():
        painter.setPen(QPen(QColor(now.accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), 6, 6)
    full = button.isChecked() and button.isEnabled()
    painter.setPen(QPen(QColor(now.accent if full else now.faint), 1.2))
    painter.setBrush(QColor(now.accent if full else now.hover if button.underMouse() else now.field))
    return mark
