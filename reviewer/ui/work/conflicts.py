"""The conflicts that merges left, in the window: how many are open, and the dialog in which they are settled."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.model.merge import Alike, OpenConflict
from reviewer.store.conflicts import (
    count_conflicts,
    keep_apart,
    let_stand,
    open_conflicts,
    pairs_alike,
    take_other,
    unify,
)
from reviewer.store.library import Library
from reviewer.ui.hub import Hub
from reviewer.ui.sharing.conflicts import ConflictsDialog


class Conflicts(QObject):
    """Counts anew after every change, and shows what is left after every decision."""

    counted = Signal(int)  # how many are open

    def __init__(self, hub: Hub, over: QWidget) -> None:
        super().__init__()
        self._hub = hub
        self._over = over
        self._dialog: ConflictsDialog | None = None
        self._pace = hub.paced(self.load)
        hub.changed.connect(self._look_again)

    def load(self) -> None:
        """Counts those of the library that has been opened."""
        self._hub.run(count_conflicts, self._counted)

    def ask(self) -> None:
        """Opens the dialog; one at a time."""
        if self._hub.path is None or self._dialog is not None:
            return
        dialog = self._dialog = ConflictsDialog(self._over)
        dialog.kept.connect(self._let_stand)
        dialog.switched.connect(self._switch)
        dialog.unified.connect(self._unify)
        dialog.parted.connect(self._part)
        dialog.finished.connect(self._closed)
        dialog.open()
        self._show_anew()

    def _let_stand(self, number: int) -> None:
        self._hub.run(partial(let_stand, number=number), self._decided, self._failed)

    def _switch(self, number: int) -> None:
        self._hub.run(partial(take_other, number=number), self._decided, self._failed)

    def _unify(self, pair: Alike) -> None:
        self._hub.run(partial(unify, pair=pair), self._decided, self._failed)

    def _part(self, pair: Alike) -> None:
        self._hub.run(partial(keep_apart, pair=pair), self._decided, self._failed)

    def _decided(self, _answer: object) -> None:
        self._show_anew()
        self.load()

    def _show_anew(self) -> None:
        self._hub.run(_read, self._show)

    def _show(self, found: tuple[list[OpenConflict], list[Alike]]) -> None:
        if self._dialog is not None:
            self._dialog.show_open(*found)

    def _failed(self, fault: ReviewerError) -> None:
        if self._dialog is not None:
            self._dialog.show_error(fault)
        else:
            self._hub.failed.emit(fault)

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _look_again(self, _changes: Changes) -> None:
        self._pace.ask()

    def _counted(self, count: int) -> None:
        self._pace.looked()
        self.counted.emit(count)


def _read(library: Library) -> tuple[list[OpenConflict], list[Alike]]:
    return open_conflicts(library), pairs_alike(library)
