"""The shelf: keeps the list of documents as the library has it, and does what the reader asks of it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from reviewer.model.changes import Changes
from reviewer.model.document import Document, Status
from reviewer.model.ids import DocumentId
from reviewer.store.documents import document, documents, marking_name, remove_documents, set_status
from reviewer.store.fulltext import document_filter
from reviewer.store.library import Library
from reviewer.text.folding import folded_text
from reviewer.ui.hub import Hub
from reviewer.ui.library.list import LibraryList
from reviewer.ui.work.desk import Desk


class Shelf(QObject):
    """All documents of the library, as a list and as values."""

    changed = Signal()  # `documents`
    removed = Signal(int)  # how many documents

    def __init__(self, hub: Hub, desk: Desk) -> None:
        super().__init__()
        self._hub = hub
        self._desk = desk
        self._words = ""
        self._pace = hub.paced(self.load)
        self.documents: list[Document] = []
        self.list = LibraryList()
        self.list.opened.connect(self._open)
        self.list.filter_typed.connect(self._type)
        self.list.status_chosen.connect(self._mark)
        self.list.removal_wanted.connect(self._remove)
        desk.opened.connect(self._show_current)
        hub.changed.connect(self._look_again)

    def load(self) -> None:
        """Reads all anew from the library."""
        self._hub.run(documents, self._loaded)

    def step(self, direction: int) -> None:
        """Opens the document after the open one (1) or before it (-1) in the whole list."""
        ids = [one.id for one in self.documents]
        current = self._desk.document.id if self._desk.document else None
        at = ids.index(current) + direction if current in ids else 0
        if 0 <= at < len(ids):
            self._desk.open(ids[at])

    def _open(self, identity: DocumentId) -> None:
        if self._desk.document is not None and self._desk.document.id == identity:
            # It is open already; who asks for it wants to read.
            self._desk.widget.setFocus()
        self._desk.open(identity)

    def _type(self, words: str) -> None:
        self._words = words
        self._filter()

    def _filter(self) -> None:
        if self._words:
            self._hub.run(
                partial(document_filter, words=self._words), partial(self._show_fitting, self._words)
            )
        else:
            self.list.show_documents(self.documents)
            self._show_current(self._desk.document)

    def _show_fitting(self, words: str, ids: list[DocumentId]) -> None:
        """Those in whose text the words stand, and those whose title, author or source holds what was typed."""
        if words != self._words:
            return
        found, part = set(ids), folded_text(words)
        fitting = [one for one in self.documents if one.id in found or part in _folded_names(one)]
        self.list.show_documents(fitting, total=len(self.documents))
        self._show_current(self._desk.document)

    def _mark(self, identities: Sequence[DocumentId], status: Status) -> None:
        self._hub.run(partial(_set_all, identities=identities, status=status))

    def _remove(self, identities: Sequence[DocumentId]) -> None:
        self._hub.run(
            partial(remove_documents, identities=identities), partial(self._say_removed, len(identities))
        )

    def _say_removed(self, count: int, _: object) -> None:
        self.removed.emit(count)

    def _look_again(self, changes: Changes) -> None:
        if not changes.kinds & {"passage", "tag", "topic", "entity", "document"}:
            return
        known = {one.id for one in self.documents}
        touched = changes.documents or frozenset()
        if len(touched) == 1 and touched <= known and "passage" in changes.kinds:
            # One passage changes one row, in whichever document it is.
            (identity,) = touched
            self._hub.run(partial(document, identity=identity), self._show_one, self._read_whole)
        elif touched or changes.documents is None:
            self._pace.ask()

    def _read_whole(self, _: object) -> None:
        """A document is not there any more: it was removed meanwhile."""
        self._pace.ask()

    def _loaded(self, found: list[Document]) -> None:
        self._pace.looked()
        self._show(found)

    def _show(self, found: list[Document]) -> None:
        self.documents = found
        self._filter()
        self.changed.emit()

    def _show_one(self, one: Document) -> None:
        self._show([one if other.id == one.id else other for other in self.documents])

    def _show_current(self, one: Document | None) -> None:
        self.list.show_current(one.id if one else None)


def _set_all(library: Library, identities: Sequence[DocumentId], status: Status) -> None:
    with library.step(partial(marking_name, library, identities, status)):
        for identity in identities:
            set_status(library, identity, status)


def _folded_names(one: Document) -> str:
    meta = one.metadata
    return folded_text(" ".join((meta.title, *meta.authors, meta.source, one.file_name)))
