"""The search field in the middle of the top bar."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget
from shiboken6 import isValid

from reviewer.ui.headings import fit_out_field
from reviewer.ui.line import Line
from reviewer.ui.theme import font, set_tone

DEBOUNCE = 70
"""Milliseconds without a key until the words are said."""


class SearchField(Line):
    """Says what is typed, once the reader pauses, and steps through what was found.

    Enter submits words that are new, and steps to the next hit when they are not. Escape empties the field and gives
    the keyboard back to whoever had it.
    """

    typed = Signal(str)  # words, trimmed; empty: the search is over
    submitted = Signal(str)  # words, trimmed, not empty
    stepped = Signal(int)  # 1: the next hit, -1: the one before
    left_downwards = Signal()  # Down: the hits are to have the keyboard

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = self.tr("Search texts and passages")
        fit_out_field(self, "search", words)
        self.setToolTip(self.tr("{what} (Ctrl+K)").format(what=words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hint = QLabel("Ctrl K", self)
        self._hint.setFont(font("meta"))
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_tone(self._hint, "faint")
        self._pause = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._pause.timeout.connect(self._say_typed)
        self._said = ""
        self._submitted = ""
        self._before: QWidget | None = None
        self.textChanged.connect(self._text_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def take_focus(self) -> None:
        """Gives the field the keyboard, its words selected, so that typing begins anew."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def search_for(self, words: str) -> None:
        """Puts words into the field and submits them."""
        self.setText(words)
        self._submit()

    def close_up(self) -> None:
        """Empties the field, says that the search is over, and gives the keyboard back."""
        self.clear()
        self._pause.stop()
        self._submitted = ""
        self._say_typed()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def sizeHint(self) -> QSize:
        """Wide enough for a sentence."""
        return QSize(480, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F3 step (with Shift, back), Down leaves for the hits, Escape closes."""
        direction = -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_up()
            case Qt.Key.Key_Down:
                self.left_downwards.emit()
            case Qt.Key.Key_F3:
                self.stepped.emit(direction)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter(direction)
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the hint at the end of the field."""
        super().resizeEvent(event)
        self._place_hint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The key to come here need not be told to who is here."""
        super().focusInEvent(event)
        self._place_hint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells the key again."""
        super().focusOutEvent(event)
        self._place_hint()

    def _place_hint(self) -> None:
        self._hint.setVisible(not self.text() and not self.hasFocus())
        self._hint.adjustSize()
        left = self.width() - self._hint.width() - 16
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = 16
        self._hint.move(left, (self.height() - self._hint.height()) // 2)

    def _text_changed(self) -> None:
        self._place_hint()
        self._pause.start()

    def _say_typed(self) -> None:
        words = self.text().strip()
        if words != self._said:
            self._said = words
            self.typed.emit(words)

    def _enter(self, direction: int) -> None:
        words = self.text().strip()
        if words and words == self._submitted:
            self.stepped.emit(direction)
        else:
            self._submit()

    def _submit(self) -> None:
        words = self.text().strip()
        self._pause.stop()
        self._said = words
        self._submitted = words
        if words:
            self.submitted.emit(words)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self and old is not None and old is not self:
            self._before = old
