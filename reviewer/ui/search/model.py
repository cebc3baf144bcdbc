"""Hits as a tree of two levels: documents in the order of their best hit, and under each its hits."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer.model.query import Hit
from reviewer.ui.byline import written_date
from reviewer.ui.headings import plain_tip
from reviewer.ui.search.snippet import one_line, snippet

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
HIT = int(Qt.ItemDataRole.UserRole)
COUNT = HIT + 1
DATE = HIT + 2
SNIPPET = HIT + 3

# What an index of a document carries instead of the number of its document.
_TOP = 2**31


class HitsModel(QAbstractItemModel):
    """Makes what is shown of a hit only when it is shown, so that thousands cost nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[list[Hit]] = []
        self._words = ""

    def replace(self, hits: Sequence[Hit], words: str) -> None:
        """Takes other hits, best first, found by `words`."""
        groups: dict[str, list[Hit]] = {}
        for hit in hits:
            groups.setdefault(hit.passage.document, []).append(hit)
        self.beginResetModel()
        self._groups = list(groups.values())
        self._words = words
        self.endResetModel()

    def hit(self, index: Index) -> Hit | None:
        """The hit of a row; None for a document's."""
        if not index.isValid() or index.internalId() == _TOP:
            return None
        return self._groups[index.internalId()][index.row()]

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        """The place of a document, or of a hit under its document."""
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() if parent.isValid() else _TOP)

    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        """The document of a hit; none of a document."""
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId(), 0, _TOP)

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many documents there are, or hits in a document."""
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()]) if parent.internalId() == _TOP else 0

    def columnCount(self, parent: Index = ROOT) -> int:
        """One."""
        del parent
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words to show and hear, and what the delegate paints with."""
        if not index.isValid():
            return None
        hit = self.hit(index)
        return self._of_document(index.row(), role) if hit is None else self._of_hit(hit, role)

    def _of_document(self, row: int, role: int) -> Any:
        hits = self._groups[row]
        count, date = len(hits), written_date(hits[0].published)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return hits[0].document_title
            case Qt.ItemDataRole.AccessibleTextRole:
                spoken = self.tr("1 hit") if count == 1 else self.tr("{count} hits").format(count=count)
                return ", ".join(part for part in (hits[0].document_title, date, spoken) if part)
            case Qt.ItemDataRole.ToolTipRole:
                facts = (hits[0].document_title, hits[0].source, date)
                return plain_tip("\n".join(part for part in facts if part))
            case _:
                return {COUNT: count, DATE: date}.get(role)

    def _of_hit(self, hit: Hit, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one_line(hit.passage.quote)
            case Qt.ItemDataRole.AccessibleTextRole:
                return ". ".join((snippet(hit, self._words).text, *self._tags(hit)))
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip("\n".join(self._tags(hit)))
            case Qt.ItemDataRole.UserRole:
                return hit
            case _:
                return snippet(hit, self._words) if role == SNIPPET else None

    def _tags(self, hit: Hit) -> list[str]:
        return [*(tag.path for tag in hit.passage.topics), *(tag.name for tag in hit.passage.entities)]
