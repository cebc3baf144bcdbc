"""Exporting from the window: what is shown, or everything, in the format that was chosen."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from reviewer.errors import ReviewerError
from reviewer.exchange.exporting import Exported, export, formats
from reviewer.model.query import Query
from reviewer.search.library import find, in_words
from reviewer.store.library import Library
from reviewer.store.passages import count_passages
from reviewer.ui.hub import Hub
from reviewer.ui.sharing.export import Choice, ExportDialog, FormatRow, Scope
from reviewer.ui.work.desk import Desk
from reviewer.ui.work.searching import Searching


class Exporting(QObject):
    """Opens the dialog over what is shown: the hits of the search that is on, else the passages of the open document."""

    exported = Signal(object)  # Exported

    def __init__(self, hub: Hub, desk: Desk, searching: Searching, over: QWidget) -> None:
        super().__init__()
        self._hub = hub
        self._desk = desk
        self._searching = searching
        self._over = over
        self._settings = QSettings()
        self._dialog: ExportDialog | None = None

    def ask(self) -> None:
        """Counts what there is and opens the dialog; one at a time."""
        self._hub.run(partial(_scopes, shown=self._shown()), self._open)

    def _shown(self) -> Query:
        if self._searching.query is not None:
            return self._searching.query
        return Query(documents=(self._desk.document.id,) if self._desk.document else ())

    def _open(self, scopes: tuple[Scope, Scope]) -> None:
        if self._hub.path is None or self._dialog is not None:
            return
        shown, every = scopes
        dialog = self._dialog = ExportDialog(self._over)
        rows = [FormatRow(one.name, one.label, one.suffixes[0], one.description) for one in formats()]
        folder = str(self._settings.value("export folder", _documents()))
        chosen = str(self._settings.value("export format", "html"))
        dialog.offer(rows, shown=shown, every=every, folder=folder, name=self._hub.path.stem, chosen=chosen)
        dialog.export_wanted.connect(partial(self._export, dialog))
        dialog.finished.connect(self._closed)
        dialog.open()

    def _export(self, dialog: ExportDialog, choice: Choice) -> None:
        query = Query() if choice.everything else self._shown()
        self._hub.run(
            partial(_export, query=query, choice=choice),
            partial(self._done, dialog, choice),
            partial(self._failed, dialog),
        )

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _failed(self, dialog: ExportDialog, fault: ReviewerError) -> None:
        # The reader may have closed it meanwhile.
        if dialog is self._dialog:
            dialog.show_error(fault)
        else:
            self._hub.failed.emit(fault)

    def _done(self, dialog: ExportDialog, choice: Choice, exported: Exported) -> None:
        self._settings.setValue("export folder", str(exported.path.parent))
        self._settings.setValue("export format", choice.format)
        if dialog is self._dialog:
            dialog.accept()
        self.exported.emit(exported)


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _scopes(library: Library, shown: Query) -> tuple[Scope, Scope]:
    hits = find(library, shown)
    return Scope(len(hits), len({hit.passage.document for hit in hits})), Scope(*count_passages(library))


def _export(library: Library, query: Query, choice: Choice) -> Exported:
    # The dialog has said that a file is there and will be replaced.
    return export(
        library,
        Path(choice.path),
        hits=find(library, query),
        format_name=choice.format,
        asked=in_words(library, query),
        overwrite=True,
    )
