"""Sharing from the window: what is chosen leaves in a new file, and its fingerprint is shown."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from reviewer.errors import ReviewerError
from reviewer.model.ids import DocumentId
from reviewer.model.query import Query
from reviewer.model.share import Choice, Shared, SharePlan
from reviewer.search.choosing import choice_of
from reviewer.search.library import find
from reviewer.store.documents import documents
from reviewer.store.library import SUFFIX, Library
from reviewer.store.sharing import plan_share, share
from reviewer.ui.hub import Hub
from reviewer.ui.sharing.parts import of_documents, of_passages
from reviewer.ui.sharing.share import Scope, ShareDialog, Wanted
from reviewer.ui.work.searching import Searching
from reviewer.ui.work.shelf import Shelf


@dataclass(frozen=True, slots=True)
class _Counts:
    coder: str
    documents: int
    hits: int
    documents_hit: int


class Sharing(QObject):
    """Opens the dialog over the whole library, the documents chosen in the list, and what the search shows."""

    def __init__(self, hub: Hub, shelf: Shelf, searching: Searching, over: QWidget) -> None:
        super().__init__()
        self._hub = hub
        self._shelf = shelf
        self._searching = searching
        self._over = over
        self._settings = QSettings()
        self._dialog: ShareDialog | None = None

    def ask(self) -> None:
        """Counts what there is and opens the dialog; one at a time."""
        query = self._searching.query
        self._hub.run(partial(_counts, query=query), self._open)

    def _open(self, counts: _Counts) -> None:
        if self._hub.path is None or self._dialog is not None:
            return
        dialog = self._dialog = ShareDialog(self._over)
        whole = Scope("whole", self.tr("The whole library: {n}").format(n=of_documents(counts.documents)))
        scopes, chosen = [whole], self._shelf.list.selected()
        if 0 < len(chosen) < counts.documents:
            words = self.tr("Chosen in the list: {n}").format(n=of_documents(len(chosen)))
            scopes.append(Scope("chosen", words))
        fitting = self._shelf.list.shown()
        if fitting and len(fitting) < counts.documents:
            words = self.tr("Shown in the list: {n}").format(n=of_documents(len(fitting)))
            scopes.append(Scope("shown", words))
        if counts.hits:
            found = self.tr("What the search shows: {passages} of {documents}").format(
                passages=of_passages(counts.hits), documents=of_documents(counts.documents_hit)
            )
            scopes.append(Scope("search", found))
        folder = str(self._settings.value("share folder", _documents()))
        name = self.tr("{library} for a colleague").format(library=self._hub.path.stem)
        dialog.counting_wanted.connect(partial(self._count, dialog))
        dialog.share_wanted.connect(partial(self._share, dialog))
        dialog.folder_wanted.connect(_open_folder)
        dialog.finished.connect(self._closed)
        dialog.offer(scopes, coder=counts.coder, folder=folder, name=f"{name}{SUFFIX}")
        dialog.open()

    def _count(self, dialog: ShareDialog, wanted: Wanted) -> None:
        self._hub.run(
            partial(_plan, wanted=wanted, query=self._query(wanted)),
            partial(self._counted, dialog, wanted),
            partial(self._failed, dialog),
        )

    def _counted(self, dialog: ShareDialog, wanted: Wanted, plan: SharePlan) -> None:
        if dialog is self._dialog:
            dialog.show_plan(wanted, plan)

    def _share(self, dialog: ShareDialog, wanted: Wanted, path: str) -> None:
        self._hub.run(
            partial(_share, out=Path(path), wanted=wanted, query=self._query(wanted)),
            partial(self._done, dialog),
            partial(self._failed, dialog),
        )

    def _query(self, wanted: Wanted) -> Query:
        if wanted.scope == "search" and self._searching.query is not None:
            return self._searching.query
        lists = {"chosen": self._shelf.list.selected, "shown": self._shelf.list.shown}
        ids = lists[wanted.scope]() if wanted.scope in lists else ()
        return Query(documents=tuple(DocumentId(one) for one in ids))

    def _done(self, dialog: ShareDialog, shared: Shared) -> None:
        self._settings.setValue("share folder", str(shared.path.parent))
        if dialog is self._dialog:
            dialog.show_shared(shared)

    def _failed(self, dialog: ShareDialog, fault: ReviewerError) -> None:
        # The reader may have closed it meanwhile.
        if dialog is self._dialog:
            dialog.show_error(fault)
        else:
            self._hub.failed.emit(fault)

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _choice(library: Library, wanted: Wanted, query: Query) -> Choice:
    coders = {"all": None, "mine": (library.coder.id,), "none": ()}[wanted.tags]
    return choice_of(library, query, texts=wanted.texts, memos=wanted.memos, coders=coders)


def _counts(library: Library, query: Query | None) -> _Counts:
    found = [hit.passage.document for hit in find(library, query)] if query is not None else []
    return _Counts(library.coder.name, len(documents(library)), len(found), len(set(found)))


def _plan(library: Library, wanted: Wanted, query: Query) -> SharePlan:
    return plan_share(library, _choice(library, wanted, query))


def _share(library: Library, out: Path, wanted: Wanted, query: Query) -> Shared:
    # The dialog has said that a file is there and will be replaced.
    return share(library, out, _choice(library, wanted, query), overwrite=True)


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _open_folder(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))
