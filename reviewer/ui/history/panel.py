"""The panel of the history: every step of the library, and one button that goes to the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from reviewer.model.history import Entry
from reviewer.ui.headings import EmptyWords
from reviewer.ui.history.model import NUMBER, HistoryModel
from reviewer.ui.history.row import StepDelegate
from reviewer.ui.theme import font, set_surface, set_tone


class HistoryPanel(QDialog):
    """Lies over the window and lets work in it go on. The chosen step stays chosen while others come and go."""

    undo_wanted = Signal(int)  # back to the step of that number, which stays done; 0: to the beginning
    redo_wanted = Signal(int)  # up to the step of that number, and with it

    def __init__(self, parent: QWidget | None = None) -> None:
        # A tool, because the window's keys work while a tool of it has the keyboard.
        super().__init__(parent, Qt.WindowType.Tool)
        set_surface(self, "page")
        self.setWindowTitle(self.tr("History"))
        self.resize(400, 560)
        self._model = HistoryModel(self)
        self._list = QListView()
        self._count, self._hint = QLabel(), QLabel()
        self._go = QPushButton()
        self._empty = EmptyWords(self.tr("Nothing to undo yet. What is done in this library is listed here."))
        self._stack = QStackedLayout()
        self._connect()
        self._lay_out()
        self.show_history([])

    def show_history(
        self, entries: Sequence[Entry], *, forgotten_until: str | None = None, is_whole: bool = True
    ) -> None:
        """Shows these, the latest first. `forgotten_until` says when older ones were made that are not kept."""
        was_now = self._list.currentIndex().row() == self._model.now
        chosen, place = self._chosen(), self._list.verticalScrollBar().value()
        self._model.replace(entries, forgotten_until=forgotten_until, is_whole=is_whole)
        row = -1 if was_now or chosen is None else self._model.row_of(chosen)
        self._list.setCurrentIndex(self._model.index(row if row >= 0 else self._model.now, 0))
        if not was_now:
            self._list.verticalScrollBar().setValue(place)
        self._count.setText(QLocale().toString(len(entries)) if entries else "")
        was_empty = self._stack.currentWidget() is self._empty
        self._stack.setCurrentWidget(self._list if entries else self._empty)
        if entries and was_empty:
            # A list that is not to be seen yet cannot be given the keyboard.
            self.take_focus()
        self._show_way()

    def take_focus(self) -> None:
        """Gives the list the keyboard."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _connect(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(StepDelegate(self._list))
        self._list.setAccessibleName(self.tr("Steps"))
        self._list.setProperty("rows", "own")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.selectionModel().currentChanged.connect(self._show_way)
        self._list.doubleClicked.connect(self._want)
        self._go.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        # Enter in the list presses it, too.
        self._go.setDefault(True)
        self._go.clicked.connect(self._want)
        self._hint.setFont(font("meta"))
        self._hint.setWordWrap(True)
        set_tone(self._hint, "muted")

    def _lay_out(self) -> None:
        title = QLabel(self.tr("History"))
        title.setFont(font("label"))
        self._count.setFont(font("meta"))
        for label in (title, self._count):
            set_tone(label, "muted")
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 8)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._count)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 16)
        foot.setSpacing(12)
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._go)
        line = QWidget()
        line.setFixedHeight(1)
        line.setAutoFillBackground(True)
        # The theme's colour of lines.
        line.setBackgroundRole(QPalette.ColorRole.Mid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._stack, 1)
        column.addWidget(line)
        column.addLayout(foot)
        # Only now: before it has a parent, the stack would show its first widget as a window of its own.
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)

    def _chosen(self) -> int | None:
        number = self._list.currentIndex().data(NUMBER)
        return number if isinstance(number, int) else None

    def _show_way(self) -> None:
        """What the button would do, and how much of it."""
        index = self._list.currentIndex()
        way = self._model.way_to(index.row()) if index.isValid() else 0
        self._go.setText(self.tr("Redo up to here") if way < 0 else self.tr("Undo back to here"))
        self._go.setEnabled(way != 0)
        if way > 0:
            one, more = self.tr("1 step will be undone."), self.tr("{count} steps will be undone.")
            words = one if way == 1 else more
        elif way < 0:
            one, more = self.tr("1 step will be done again."), self.tr("{count} steps will be done again.")
            words = one if way == -1 else more
        else:
            words = self.tr("This is where the library is.") if index.isValid() else ""
        self._hint.setText(words.format(count=QLocale().toString(abs(way))))

    def _want(self, _: object = None) -> None:
        index = self._list.currentIndex()
        way = self._model.way_to(index.row()) if index.isValid() else 0
        number = self._chosen()
        if number is not None and way > 0:
            self.undo_wanted.emit(number)
        elif number is not None and way < 0:
            self.redo_wanted.emit(number)
