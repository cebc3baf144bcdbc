"""Backups from the window: listed, made, gone back to. Going back is undone by going back once more."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from reviewer.errors import ReviewerError
from reviewer.store.backups import Backup, backup, backups_of, restore, where_backups_lie
from reviewer.store.library import Library
from reviewer.ui.hub import Hub
from reviewer.ui.sharing.backups import BackupRow, BackupsDialog
from reviewer.ui.sharing.words import local_time


class Backups(QObject):
    """Opens the dialog and does what it wants."""

    restored = Signal(str, object)
    """When the backup was made that the library is again, in words; a callable that undoes it."""

    def __init__(self, hub: Hub, over: QWidget) -> None:
        super().__init__()
        self._hub = hub
        self._over = over
        self._dialog: BackupsDialog | None = None
        self._rows: list[BackupRow] = []

    def ask(self) -> None:
        """Opens the dialog; one at a time."""
        if self._hub.path is None or self._dialog is not None:
            return
        dialog = self._dialog = BackupsDialog(self._hub.path.stem, self._over)
        dialog.backup_wanted.connect(self._make)
        dialog.restore_wanted.connect(self._restore)
        dialog.folder_wanted.connect(self._open_folder)
        dialog.finished.connect(self._closed)
        dialog.open()
        self._hub.run(_listed, self._show, self._failed)

    def _make(self) -> None:
        self._hub.run(_made, self._show, self._failed)

    def _restore(self, path: str) -> None:
        at = next((row.at for row in self._rows if row.path == path), "")
        self._hub.run(
            partial(restore, path=Path(path)), partial(self._is_restored, local_time(at)), self._failed
        )

    def _is_restored(self, when: str, before: Path) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self.restored.emit(when, partial(self._take_back, before))

    def _take_back(self, before: Path) -> None:
        self._hub.run(partial(restore, path=before))

    def _show(self, listed: tuple[list[Backup], Path]) -> None:
        found, folder = listed
        self._rows = [_row(one) for one in found]
        if self._dialog is not None:
            self._dialog.show_backups(self._rows, folder=str(folder))

    def _failed(self, fault: ReviewerError) -> None:
        if self._dialog is not None:
            self._dialog.show_error(fault)
        else:
            self._hub.failed.emit(fault)

    def _open_folder(self) -> None:
        if self._rows:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._rows[0].path).parent)))

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _row(one: Backup) -> BackupRow:
    counts = one.counts
    held = None if counts is None else (counts.documents, counts.passages, counts.tags)
    return BackupRow(str(one.path), one.at, one.reason, one.size, held)


def _listed(library: Library) -> tuple[list[Backup], Path]:
    return backups_of(library), where_backups_lie(library)


def _made(library: Library) -> tuple[list[Backup], Path]:
    backup(library, "asked")
    return _listed(library)
