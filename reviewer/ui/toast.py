"""What was just done, with its undo; and errors as sentences. Bottom left, one at a time, never with the focus."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCursor, QEnterEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from reviewer.errors import ReviewerError
from reviewer.ui.floating import SHADOW, Floating
from reviewer.ui.headings import tool_button
from reviewer.ui.theme import font, icon, set_tone

SHOWN_MS = 6_000
"""Milliseconds for which what was done is shown."""
_NARROWEST, _WIDEST = 240, 460
_FROM_EDGE = 16


class Toast(Floating):
    """Lies over `parent` at its bottom left. A new message takes the place of the one before.

    While the pointer or the keyboard is on it, its time does not run.
    """

    acted = Signal()  # the button was pressed
    closed = Signal()  # gone: by itself, by its cross, or after its button

    def __init__(self, parent: QWidget, *, above: int = 0) -> None:
        """`above` is the height in pixels of what lies at the parent's bottom, as a status bar."""
        super().__init__(parent)
        self._above = above
        self._before: QWidget | None = None
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.setInterval(SHOWN_MS)
        self._time.timeout.connect(self._end)
        self._sign = QLabel(self)
        self._words = QLabel(self)
        self._kept = QLabel(self)
        self._remedy = QLabel(self)
        self._button = QPushButton(self)
        self._cross = tool_button("x", self.tr("Close"), size=16)
        self._error: tuple[ReviewerError, str] | None = None
        self._stays = False
        self._held = False
        self._pointer_at_first = QPoint()
        self._lay_out()
        parent.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """What is said now; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str, *, button: str = "") -> None:
        """Says what was done for six seconds; `button` names what can be done about it (“Undo (Ctrl+Z)”)."""
        self._show(words, sign="", button=button, stays=False)

    def say_error(self, fault: ReviewerError, *, button: str = "") -> None:
        """Says what could not be done, what is kept and what to do, until it is closed.

        What is done meanwhile is said as ever; then the error comes back.
        """
        self._error = (fault, button)
        self._show(fault.problem, fault.kept, fault.remedy, sign="triangle-alert", button=button, stays=True)

    def close_now(self) -> None:
        """Takes what is said away, and brings an error back that it lay over; where nothing is said nothing changes."""
        if self.isHidden():
            return
        if self._stays:
            self._error = None
        elif self._error is not None:
            fault, button = self._error
            self.say_error(fault, button=button)
            return
        self._time.stop()
        has_focus = self._button.hasFocus() or self._cross.hasFocus()
        # It may be gone meanwhile, as the field of a memo is.
        if has_focus and self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps its corner when the window changes its size."""
        if watched is self.parent():
            if event.type() == QEvent.Type.Resize:
                self._settle()
        elif event.type() == QEvent.Type.FocusIn:
            self._time.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._run()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stops its time, unless it only appeared where the pointer was resting."""
        super().enterEvent(event)
        if QCursor.pos() != self._pointer_at_first:
            self._held = True
            self._time.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Begins its time anew."""
        super().leaveEvent(event)
        self._held = False
        self._run()

    def _lay_out(self) -> None:
        for label in (self._words, self._kept, self._remedy):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._words.setFont(font("medium"))
        set_tone(self._kept, "muted")
        set_tone(self._remedy, "muted")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._act)
        self._cross.clicked.connect(self.close_now)
        for button in (self._button, self._cross):
            button.installEventFilter(self)
        sentences = QVBoxLayout()
        sentences.setSpacing(4)
        for label in (self._words, self._kept, self._remedy):
            sentences.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(SHADOW + 16, SHADOW + 10, SHADOW + 10, SHADOW + 10)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(sentences, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._cross, 0, Qt.AlignmentFlag.AlignTop)

    def _show(
        self, words: str, kept: str = "", remedy: str = "", *, sign: str, button: str, stays: bool
    ) -> None:
        self._stays, self._pointer_at_first = stays, QCursor.pos()
        self._before = QApplication.focusWidget() if self.isHidden() else self._before
        for label, text in ((self._words, words), (self._kept, kept), (self._remedy, remedy)):
            label.setText(text)
            label.setVisible(bool(text))
        self._sign.setVisible(bool(sign))
        if sign:
            self._sign.setPixmap(icon(sign, "danger").pixmap(20, 20))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._cross.setVisible(stays)
        self.setAccessibleName(" ".join(part for part in (words, kept, remedy) if part))
        self.show()
        self.raise_()
        self._settle()
        self._run()
        spoken = QAccessibleAnnouncementEvent(self, self.accessibleName())
        if stays:
            spoken.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(spoken)

    def _settle(self) -> None:
        """Takes the size its words need, and its corner."""
        over = self.parentWidget()
        if over is None or self.isHidden():
            return
        row = self.layout()
        most = min(_WIDEST, over.width() - 2 * _FROM_EDGE) + 2 * SHADOW
        self.setFixedWidth(most)
        natural = sum(
            widget.sizeHint().width() + 12
            for widget in (self._sign, self._button, self._cross)
            if not widget.isHidden()
        )
        longest = max(
            label.fontMetrics().horizontalAdvance(label.text()) for label in (self._words, self._kept)
        )
        self.setFixedWidth(max(min(natural + longest + 34 + 2 * SHADOW, most), min(_NARROWEST, most)))
        if row is not None:
            row.activate()
            self.setFixedHeight(max(row.heightForWidth(self.width()), row.minimumSize().height()))
        self.move(_FROM_EDGE - SHADOW, over.height() - self._above - self.height() - _FROM_EDGE + SHADOW)

    def _run(self) -> None:
        if not self._stays and not self.isHidden():
            self._time.start()

    def _end(self) -> None:
        if not self._held and not self._button.hasFocus():
            self.close_now()

    def _act(self) -> None:
        self.close_now()
        self.acted.emit()
