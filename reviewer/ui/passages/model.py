"""The passages as a model: which of them the filter lets through, and what each is called."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer.model.document import Page
from reviewer.model.passage import Passage
from reviewer.text.folding import folded_text
from reviewer.ui.passages.layout import memo_of, role_note

PASSAGE_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class PassageModel(QAbstractListModel):
    """Passages in reading order; `filter` leaves out those in which the words are not."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Passage, ...] = ()
        self._words: dict[str, str] = {}
        self._shown: list[Passage] = []
        self._rows: dict[str, int] = {}
        self._sought: list[str] = []
        self._labels: dict[int, str] = {}
        self._many_coders = False
        self.edited = ""
        """The id of the passage whose memo is being written; empty where none is."""

    @property
    def count(self) -> int:
        """How many there are without the filter."""
        return len(self._all)

    def show_passages(self, passages: Iterable[Passage], pages: Sequence[Page] = ()) -> None:
        """Shows these in place of those before. Rows stay where they are if it is the same passages."""
        self._all = tuple(passages)
        self._words = {}
        self._many_coders = len({name for passage in self._all for name in _coders(passage)}) > 1
        self._labels = {page.index: page.label for page in pages if page.label}
        shown = self._fitting()
        if [one.id for one in shown] != [one.id for one in self._shown]:
            self._reset(shown)
            return
        changed = [row for row, (old, new) in enumerate(zip(self._shown, shown, strict=True)) if old != new]
        self._shown = shown
        for row in changed:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        if changed:
            self.layoutChanged.emit()

    def filter(self, words: str) -> None:
        """Shows only those in which each word stands: in the quote, a tag's name or a memo."""
        self._sought = folded_text(words).split()
        shown = self._fitting()
        if [one.id for one in shown] != [one.id for one in self._shown]:
            self._reset(shown)

    def passage(self, row: int) -> Passage | None:
        """The passage in a row; None where there is no such row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, passage: str) -> int:
        """The row of a passage; -1 where it is not shown."""
        return self._rows.get(passage, -1)

    def edit(self, passage: str) -> None:
        """Makes room for writing in one card, or in none."""
        rows = [self.row_of(self.edited), self.row_of(passage)]
        self.edited = passage
        for row in rows:
            if row >= 0:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        self.layoutChanged.emit()

    def facts(self, passage: Passage) -> str:
        """The page, and who tagged it where more than one did in this document; empty where there is nothing to say."""
        coders = ", ".join(_coders(passage)) if self._many_coders else ""
        return " · ".join(part for part in (self.page_words(passage), coders) if part)

    def page_words(self, passage: Passage) -> str:
        """The page it begins on, as it is printed: `Page xii`; empty in a document without pages."""
        if passage.page is None:
            return ""
        return self.tr("Page {label}").format(label=self._labels.get(passage.page, passage.page + 1))

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A card can be chosen, and its memo written."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The quote for display, everything in words for a screen reader, the passage for the painter."""
        passage = self.passage(index.row())
        if passage is None:
            return None
        if role == PASSAGE_ROLE:
            return passage
        if role == Qt.ItemDataRole.DisplayRole:
            return passage.quote
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(passage)
        return None

    def _spoken(self, passage: Passage) -> str:
        tags = [tag.path for tag in passage.topics]
        tags += [
            f"{tag.name}, {note}" if (note := role_note(tag.role)) else tag.name for tag in passage.entities
        ]
        parts = [self.page_words(passage), "; ".join(tags), f"“{passage.quote}”"]
        if memo := memo_of(passage):
            parts.append(self.tr("Memo: {memo}").format(memo=memo))
        return ". ".join(part for part in parts if part)

    def _reset(self, shown: list[Passage]) -> None:
        self.beginResetModel()
        self._shown = shown
        self._rows = {passage.id: row for row, passage in enumerate(shown)}
        self.endResetModel()

    def _fitting(self) -> list[Passage]:
        if not self._sought:
            return list(self._all)
        return [one for one in self._all if all(word in self._folded(one) for word in self._sought)]

    def _folded(self, passage: Passage) -> str:
        if passage.id not in self._words:
            names = [tag.path for tag in passage.topics] + [tag.name for tag in passage.entities]
            self._words[passage.id] = folded_text(" ".join([passage.quote, *names, memo_of(passage)]))
        return self._words[passage.id]


def _coders(passage: Passage) -> list[str]:
    names = [tag.coder for tag in passage.topics] + [tag.coder for tag in passage.entities]
    return [name for name in dict.fromkeys(names) if name]
