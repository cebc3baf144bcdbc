"""The field that a panel's plus opens: what is typed narrows the rows below it, and Enter adds what is not there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from reviewer.ui.line import Line


class AddingField(Line):
    """Hidden until it is wanted. Escape empties and hides it."""

    typed = Signal(str)  # words as they stand; empty when the field closes
    entered = Signal(str)  # words, trimmed, not empty
    left_downwards = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.textChanged.connect(self.typed)
        self.returnPressed.connect(self._enter)
        self.hide()

    def open(self, words: str = "") -> None:
        """Shows the field with these words in it and gives it the keyboard."""
        self.setText(words)
        self.show()
        # Not as by a shortcut, which would select the words that are to be continued.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end(False)  # noqa: FBT003 - Qt's signature

    def close_up(self) -> None:
        """Empties and hides the field."""
        self.clear()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes, Down goes to the rows, the rest is typing."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if words := self.text().strip():
            self.entered.emit(words)
