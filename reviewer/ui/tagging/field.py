"""The line that is typed into: it knows while an input method is still composing, so that Enter is left to it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent

from reviewer.ui.line import Line


class ComposedLine(Line):
    """A line edit that says whether letters are being composed, and when it is entered."""

    entered = Signal()

    composing = False
    """True from the first letter of a composition until it is committed or given up."""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notes whether anything is still being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Says that it was entered."""
        super().focusInEvent(event)
        self.entered.emit()
