"""The history as rows: each step, the latest first, and the beginning below them all."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer.model.history import BEGINNING, Entry
from reviewer.ui.history.times import said_time

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NUMBER, FACTS, IS_UNDONE, IS_NOW = (Qt.ItemDataRole.UserRole + number for number in range(4))
"""The entry's number; who did it and when; whether it was undone; whether it is where the library is."""


class HistoryModel(QAbstractListModel):
    """A row for each step. The last row is the beginning, to which one can go back too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._forgotten_until: str | None = None
        self._has_beginning = True
        self._now = 0
        """The row of the latest step that is not undone."""

    def replace(self, entries: Sequence[Entry], *, forgotten_until: str | None, is_whole: bool) -> None:
        """Takes the steps, the latest first. Where they are not all there are, there is no beginning to go back to."""
        self.beginResetModel()
        self._entries, self._forgotten_until = list(entries), forgotten_until
        self._has_beginning = is_whole and bool(entries)
        done = (row for row, entry in enumerate(entries) if not entry.undone)
        self._now = next(done, len(entries))
        self.endResetModel()

    @property
    def now(self) -> int:
        """The row where the library is: the latest step that is not undone, or the beginning."""
        return self._now

    def number(self, row: int) -> int:
        """The number of the step in a row."""
        return self._entries[row].number if row < len(self._entries) else BEGINNING

    def row_of(self, number: int) -> int:
        """The row of a step; -1 where it is not there."""
        rows = (row for row in range(self.rowCount()) if self.number(row) == number)
        return next(rows, -1)

    def way_to(self, row: int) -> int:
        """How many steps are to be undone to come to a row; below 0, how many to be done again."""
        before = self._entries[: min(row, self._now)]
        if row > self._now:
            return sum(not entry.undone for entry in self._entries[:row])
        return len(before) - self._now

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows there are, the beginning's too."""
        return 0 if parent.isValid() else len(self._entries) + self._has_beginning

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What was done for display, and all of it in words for a screen reader."""
        if not index.isValid():
            return None
        row = index.row()
        entry = self._entries[row] if row < len(self._entries) else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.name if entry else self.tr("The beginning")
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index)
            case _ if role == NUMBER:
                return self.number(row)
            case _ if role == FACTS:
                return self._facts(entry)
            case _ if role == IS_UNDONE:
                return row < self._now if entry is None else entry.undone
            case _ if role == IS_NOW:
                return row == self._now
        return None

    def _facts(self, entry: Entry | None) -> str:
        if entry is not None:
            facts = (entry.coder, said_time(entry.at), self.tr("undone") if entry.undone else "")
            return " · ".join(fact for fact in facts if fact)
        if self._forgotten_until:
            until = said_time(self._forgotten_until)
            return self.tr("Steps up to {time} are not kept any more").format(time=until)
        return self.tr("Before all of these steps")

    def _spoken(self, index: Index) -> str:
        parts = [index.data(), *index.data(FACTS).split(" · ")]
        if index.data(IS_NOW):
            parts.append(self.tr("now"))
        return ", ".join(parts)
