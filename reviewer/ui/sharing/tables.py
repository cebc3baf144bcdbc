"""Tables of the dialogs: a name and what belongs to it, in columns. They show and are not edited."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTreeWidget, QTreeWidgetItem

from reviewer.model.merge import Tally
from reviewer.ui.headings import plain_tip
from reviewer.ui.sharing.parts import number
from reviewer.ui.theme import font

_NONE = "–"


class Table(QTreeWidget):
    """Rows of words, without a tree."""

    def __init__(self, name: str, columns: Sequence[str], *, words: int, widest: int = 0) -> None:
        """The first `words` columns are words, the others numbers, which stand at the end of their room.

        `widest` is the column that takes the room that the others leave.
        """
        super().__init__()
        self.setAccessibleName(name)
        self.setHeaderLabels(list(columns))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._words = words
        header = self.header()
        header.setFont(font("meta"))
        header.setSectionsMovable(False)
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(columns)):
            stretch = (
                QHeaderView.ResizeMode.Stretch
                if column == widest
                else QHeaderView.ResizeMode.ResizeToContents
            )
            header.setSectionResizeMode(column, stretch)
            if column >= words:
                self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignTrailing)

    def limit(self, column: int, width: int) -> None:
        """Gives a column a width in px of its own; what does not fit ends with “…”."""
        self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        self.header().resizeSection(column, width)

    def current_row(self) -> int:
        """The number of the row that the keyboard is on, from 0; -1 where it is on none."""
        item = self.currentItem()
        return -1 if item is None else self.indexOfTopLevelItem(item)

    def choose_row(self, at: int) -> None:
        """Puts the keyboard on a row, or on the last one where there are fewer."""
        item = self.topLevelItem(min(at, self.topLevelItemCount() - 1))
        if item is not None:
            self.setCurrentItem(item)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Shows these, from the first column to the last."""
        self.clear()
        items = []
        for row in rows:
            item = QTreeWidgetItem([" ".join(words.split()) for words in row])
            for column, words in enumerate(row):
                item.setToolTip(column, plain_tip(words))
                if column >= self._words:
                    item.setTextAlignment(
                        column, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
                    )
            items.append(item)
        self.addTopLevelItems(items)


class CountTable(Table):
    """What becomes different, by name."""

    def __init__(self, name: str, what: str) -> None:
        columns = (what, *(self.tr(one) for one in ("Added", "Changed", "Removed", "Same")))
        super().__init__(name, columns, words=1)

    def show_tallies(self, rows: Sequence[tuple[str, Tally]]) -> None:
        """Shows each name with its counts."""
        self.show_rows([(name, *_written(tally)) for name, tally in rows])


def _written(tally: Tally) -> tuple[str, ...]:
    counts = (tally.added, tally.changed, tally.removed, tally.same)
    return tuple(number(count) if count else _NONE for count in counts)
