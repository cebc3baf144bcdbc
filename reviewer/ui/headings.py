"""The top of a panel: its name, how much is in it, and a button to add to it; and the words shown when it is empty."""

from html import escape

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QPainter, QPaintEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QStyle, QToolButton, QWidget

from reviewer.ui.theme import font, icon, set_tone


def tool_button(icon_name: str, name: str, *, shortcut: str = "", size: int = 20) -> QToolButton:
    """A button that is only an icon: its name is read aloud and, with the shortcut, shown as a tooltip."""
    button = QToolButton()
    button.setIcon(icon(icon_name))
    button.setIconSize(QSize(size, size))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    name_button(button, name, shortcut=shortcut)
    return button


def name_button(button: QToolButton, name: str, *, shortcut: str = "") -> None:
    """Names a button that shows only an icon."""
    button.setAccessibleName(name)
    button.setToolTip(plain_tip(f"{name} ({shortcut})" if shortcut else name))


def fit_out_field(field: QLineEdit, icon_name: str, words: str) -> None:
    """What a field is for, as an icon, a placeholder and a name; and a cross at its end that empties it."""
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    field.addAction(icon(icon_name, "faint"), QLineEdit.ActionPosition.LeadingPosition).setText(words)
    field.setClearButtonEnabled(True)
    # Qt's own drawing is black in every theme, and has no name.
    if clearing := field.findChild(QAction, "_q_qlineeditclearaction"):
        clearing.setIcon(icon("x"))
        clearing.setText(field.tr("Clear"))


def plain_tip(words: str) -> str:
    """Words for a tooltip that are shown as they stand: a title may hold what Qt would take for HTML, and obey."""
    if not Qt.mightBeRichText(words):
        return words
    return f"<qt>{escape(words).replace(chr(10), '<br>')}</qt>"


class ElidedLabel(QLabel):
    """One line of words as they stand, cut with “…” where there is no room for them all."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints what fits, from where the line begins."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), int(QStyle.visualAlignment(self.layoutDirection(), side)), shown)


class PanelHeading(QWidget):
    """A panel's name at the left, a count and a plus at the right. `button` is public: its owner connects it."""

    def __init__(self, title: str, *, button_name: str, shortcut: str = "", inset: int = 16) -> None:
        super().__init__()
        name = QLabel(title)
        name.setFont(font("label"))
        set_tone(name, "muted")
        self._count = QLabel()
        self._count.setFont(font("meta"))
        set_tone(self._count, "muted")
        self.button = tool_button("plus", button_name, shortcut=shortcut, size=18)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        # Spaces and not margins, which stay where they are in a window from right to left.
        row.addSpacing(inset)
        row.addWidget(name)
        row.addStretch(1)
        row.addWidget(self._count)
        row.addSpacing(8)
        row.addWidget(self.button)
        row.addSpacing(8)
        self.setFixedHeight(32)

    def show_count(self, words: str) -> None:
        """How much is in the panel, as it is to be read."""
        self._count.setText(words)


class EmptyWords(QLabel):
    """What belongs in an empty panel, and how it gets there."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font("ui"))
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setContentsMargins(24, 24, 24, 24)
        set_tone(self, "muted")
