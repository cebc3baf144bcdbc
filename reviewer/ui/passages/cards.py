"""The panel of a document's passages: a filter, and a card for each in reading order."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from reviewer.model.document import Page
from reviewer.model.passage import Passage
from reviewer.ui.headings import EmptyWords, PanelHeading
from reviewer.ui.line import Line
from reviewer.ui.passages.list import CardList
from reviewer.ui.passages.model import PassageModel
from reviewer.ui.theme import icon, set_surface


class PassageCards(QWidget):
    """Shows the passages of one document, and says what the reader wants with them.

    The chosen card, the place in the list and a memo that is being written are kept when it is given passages anew.
    """

    pressed = Signal(str)  # PassageId: go there
    tag_removed = Signal(str)  # TagId
    removed = Signal(str)  # PassageId
    memo_edited = Signal(str, str)  # PassageId, the text of its first memo, empty: there shall be none
    tagging_wanted = Signal(str)  # PassageId: one more tag

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "side")
        self.setAccessibleName(self.tr("Passages"))
        self._model = PassageModel(self)
        self._list = CardList(self._model)
        self._heading = PanelHeading(self.tr("Passages"), button_name=self.tr("Filter passages"))
        self._filter = Line()
        self._empty = EmptyWords()
        self._stack = QStackedLayout()
        self._connect()
        self._lay_out()
        self._show_state()

    def show_passages(self, passages: Sequence[Passage], *, pages: Sequence[Page] = ()) -> None:
        """Shows these, in the order given. `pages` are the document's, for the labels that are printed on them."""
        with_memo = self._list.begun_memo()
        chosen, place = self._list.current(), self._list.verticalScrollBar().value()
        self._model.show_passages(passages, pages)
        self._list.doItemsLayout()
        self._list.verticalScrollBar().setValue(place)
        self._list.choose(chosen, scroll=False)
        self._show_state()
        if with_memo is not None:
            self._list.write_memo(*with_memo)

    def set_current(self, passage: str | None, *, scroll: bool = True) -> None:
        """Marks the card of a passage, and brings it into sight; None or one that is not shown: marks none."""
        self._list.choose(passage or "", scroll=scroll)

    def current(self) -> str | None:
        """The id of the passage whose card is marked; None where none is."""
        return self._list.current() or None

    def take_focus(self) -> None:
        """Gives the keyboard to the cards."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit_memo(self, passage: str) -> None:
        """Opens the memo of a passage for writing; one that is not shown changes nothing."""
        self._list.write_memo(passage)

    def _connect(self) -> None:
        self._heading.button.setVisible(False)
        self._filter.setPlaceholderText(self.tr("Filter passages"))
        self._filter.setAccessibleName(self.tr("Filter passages"))
        self._filter.setClearButtonEnabled(True)
        self._filter.addAction(icon("filter", "faint"), QLineEdit.ActionPosition.LeadingPosition)
        self._filter.textChanged.connect(self._narrow)
        self._filter.returnPressed.connect(self.take_focus)
        self._list.pressed_on.connect(self.pressed)
        self._list.tag_removed.connect(self.tag_removed)
        self._list.removed.connect(self.removed)
        self._list.tagging_wanted.connect(self.tagging_wanted)
        self._list.memo_written.connect(self.memo_edited)

    def _lay_out(self) -> None:
        field = QHBoxLayout()
        field.setContentsMargins(16, 0, 16, 4)
        field.addWidget(self._filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addLayout(field)
        column.addLayout(self._stack, 1)
        # Only now: before it has a parent, the stack would show its first widget as a window of its own.
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)

    def _narrow(self, words: str) -> None:
        chosen = self._list.current()
        self._model.filter(words)
        self._list.choose(chosen, scroll=True)
        self._show_state()

    def _show_state(self) -> None:
        shown, count = self._model.rowCount(), self._model.count
        self._filter.setVisible(bool(count) or bool(self._filter.text()))
        if shown == count:
            self._heading.show_count(str(count) if count else "")
        else:
            self._heading.show_count(self.tr("{shown} of {count}").format(shown=shown, count=count))
        if not count:
            self._empty.setText(self.tr("Nothing is tagged here yet. Select words in the text and press T."))
        else:
            self._empty.setText(
                self.tr("No passage here has “{words}”.").format(words=self._filter.text().strip())
            )
        self._stack.setCurrentIndex(0 if shown else 1)
