"""A quiet line under the bar: what holds as long as the library is open, or what the reader should know once."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reviewer.ui.headings import tool_button
from reviewer.ui.theme import font, icon, set_surface, set_tone, themes


class NoticeLine(QWidget):
    """Hidden while there is nothing to say. A line that can be closed shows one sentence after the other."""

    closed = Signal()
    acted = Signal()  # its button was pressed

    def __init__(self, *, sign: str, is_closable: bool, button: str = "") -> None:
        """`button` says what can be done about it; empty: nothing can."""
        super().__init__()
        set_surface(self, "side")
        self.setAccessibleName(self.tr("Notice"))
        self._sign_name = sign
        self._waiting: list[str] = []
        self._sign, self._words = QLabel(), QLabel()
        self._words.setFont(font("meta"))
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_tone(self._words, "muted")
        self._button = QPushButton(button)
        self._button.setProperty("quiet", True)  # noqa: FBT003  Qt's signature
        if not button:
            self._button.hide()
        self._button.clicked.connect(self.acted)
        self._close = tool_button("x", self.tr("Close"), size=16)
        if not is_closable:
            self._close.hide()
        self._close.clicked.connect(self._go_on)
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(row)
        self._dress()
        themes.changed.connect(self._dress)
        self.hide()

    @property
    def words(self) -> str:
        """What is shown; empty while nothing is."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str) -> None:
        """Shows a sentence; in a line that can be closed, after those that wait."""
        if self.isHidden() or self._close.isHidden():
            self._show(words)
        elif words not in {self._words.text(), *self._waiting}:
            self._waiting.append(words)

    def clear(self) -> None:
        """Takes the line away, and what waits."""
        self._waiting.clear()
        self._hide()

    def _show(self, words: str) -> None:
        self._words.setText(words)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _go_on(self) -> None:
        if self._waiting:
            self._show(self._waiting.pop(0))
        else:
            self._hide()

    def _hide(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _dress(self) -> None:
        self._sign.setPixmap(icon(self._sign_name, "muted").pixmap(16, 16))
