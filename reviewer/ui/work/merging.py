"""Merging from the window: a preview of each file, the merge, and what is left to decide after it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.errors import ReviewerError
from reviewer.exchange.arriving import sender_of
from reviewer.exchange.merging import merge_files, preview_files
from reviewer.model.merge import MergePlan
from reviewer.model.sender import Sender
from reviewer.store.library import Library
from reviewer.ui.hub import Hub
from reviewer.ui.sharing.merge import MergeDialog


class Merging(QObject):
    """Asks about one file after the other: what a file brings depends on those that were merged before it."""

    merged = Signal(object)  # MergePlan

    def __init__(self, hub: Hub, over: QWidget) -> None:
        super().__init__()
        self._hub = hub
        self._over = over
        self._waiting: list[Path] = []
        self._dialog: MergeDialog | None = None

    def choose(self) -> None:
        """Lets the reader choose files that colleagues have sent."""
        if self._hub.path is None:
            return
        names, _ = QFileDialog.getOpenFileNames(
            self._over,
            self.tr("Merge a colleague’s library"),
            str(self._hub.path.parent),
            self.tr("Libraries (*.reviewer)"),
        )
        self.merge([Path(name) for name in names])

    def merge(self, paths: list[Path]) -> None:
        """Shows what each of the files would bring, and merges those that are wanted."""
        self._waiting += paths
        if self._dialog is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting or self._hub.path is None:
            self._waiting = []
            return
        path = self._waiting.pop(0)
        dialog = self._dialog = MergeDialog(path.name, self._over)
        dialog.merge_wanted.connect(partial(self._merge, dialog, path))
        dialog.finished.connect(self._closed)
        dialog.open()
        self._hub.run(
            partial(_preview, path=path), partial(self._show, dialog), partial(self._failed, dialog)
        )

    def _show(self, dialog: MergeDialog, found: tuple[MergePlan, Sender | None]) -> None:
        if dialog is self._dialog:
            dialog.show_plan(*found)

    def _merge(self, dialog: MergeDialog, path: Path) -> None:
        self._hub.run(partial(_merge, path=path), partial(self._done, dialog), partial(self._failed, dialog))

    def _done(self, dialog: MergeDialog, plan: MergePlan) -> None:
        self.merged.emit(plan)
        if dialog is self._dialog:
            dialog.accept()

    def _failed(self, dialog: MergeDialog, fault: ReviewerError) -> None:
        # The reader may have closed it meanwhile.
        if dialog is self._dialog:
            dialog.show_error(fault)
        else:
            self._hub.failed.emit(fault)

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
        self._next()


def _preview(library: Library, path: Path) -> tuple[MergePlan, Sender | None]:
    (found,) = preview_files(library, [path])
    if found.plan is None:
        raise _reason(found.reason)
    return found.plan, sender_of(path)


def _merge(library: Library, path: Path) -> MergePlan:
    (done,) = merge_files(library, [path])
    if done.plan is None:
        raise _reason(done.reason)
    return done.plan


def _reason(reason: ReviewerError | None) -> ReviewerError:
    return reason or ReviewerError(problem="The file was not merged.")
