"""The hub: the only way from a widget to the library, and the one place from which changes are announced."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.store.library import Library
from reviewer.ui.lanes import Lane

_LOOK_MILLISECONDS = 1000
_EVERYTHING = Changes(
    "Changed elsewhere",
    frozenset({"document", "passage", "topic", "entity", "tag", "memo", "collection", "coder"}),
)


class Hub(QObject):
    """Runs verbs on the library in its lane, and says once what each has changed."""

    changed = Signal(object)
    """Changes: saved already. Also when another program has written to the library."""

    failed = Signal(object)
    """ReviewerError, for the reader."""

    broke = Signal(object)
    """Exception: a mistake of ours, for the crash report."""

    stepped = Signal(object, object)
    """str | None, str | None: the names of what undo and redo would do, after each change."""

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self._library: Library | None = None
        self._version = -1
        self._lane = Lane("library")
        self._lane.failed.connect(self.failed)
        self._lane.broke.connect(self.broke)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Whether an answer of the library is on its way."""
        return self._lane.is_busy

    def open(
        self,
        path: Path,
        then: Callable[[], None],
        otherwise: Callable[[ReviewerError], None],
        *,
        new: bool = False,
    ) -> None:
        """Opens a library in the place of the one that is open; the old one stays where the new one cannot be."""
        self._lane.run(partial(self._open, path, new), partial(self._opened, path, then), otherwise)

    def run(
        self,
        verb: Callable[[Library], Any],
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[ReviewerError], None] | None = None,
    ) -> None:
        """Runs `verb` on the library, then `then` on the main thread with what it returned."""
        self._lane.run(partial(self._with_library, verb), then, otherwise)

    def wait_for(self, verb: Callable[[Library], Any]) -> Any:
        """Runs `verb` on the library and waits; for a thread that is neither the main one nor the library's."""
        return self._lane.wait_for(partial(self._with_library, verb))

    def post(self, call: Callable[[], None]) -> None:
        """Calls `call` on the main thread, from any other."""
        self._lane.post(call)

    def undo(self) -> None:
        """Takes back the latest step."""
        self.run(lambda library: library.history.undo())

    def redo(self) -> None:
        """Does again what was taken back last."""
        self.run(lambda library: library.history.redo())

    def close(self) -> None:
        """Ends what is under way, and closes the library."""
        self._timer.stop()
        self._lane.run(self._close)
        self._lane.close()

    def _open(self, path: Path, new: bool) -> None:  # noqa: FBT001  partial gives it by position
        library = Library.create(path) if new else Library.open(path)
        self._close()
        self._library = library
        self._version = library.data_version()
        library.watch(self._saw)

    def _opened(self, path: Path, then: Callable[[], None], _: object) -> None:
        self.path = path
        self._timer.start()
        then()
        self.run(_step_names, self._tell_steps)

    def _close(self) -> None:
        if self._library is not None:
            self._library.close()
            self._library = None

    def _with_library(self, verb: Callable[[Library], Any]) -> Any:
        if self._library is None:
            raise ReviewerError(problem="No library is open.", remedy="Open one, or make a new one.")
        return verb(self._library)

    def _saw(self, changes: Changes) -> None:
        """In the library's lane, after each step."""
        library = self._library
        if library is not None:
            names = _step_names(library)
            self._lane.post(partial(self._tell, changes, names))

    def _tell(self, changes: Changes, names: tuple[str | None, str | None]) -> None:
        self.changed.emit(changes)
        self._tell_steps(names)

    def _tell_steps(self, names: tuple[str | None, str | None]) -> None:
        self.stepped.emit(*names)

    def _look(self) -> None:
        self.run(self._has_changed_elsewhere, self._tell_elsewhere)

    def _has_changed_elsewhere(self, library: Library) -> bool:
        version = library.data_version()
        changed, self._version = version != self._version, version
        return changed

    def _tell_elsewhere(self, changed: object) -> None:
        if changed:
            self.changed.emit(_EVERYTHING)
            self.run(_step_names, self._tell_steps)


def _step_names(library: Library) -> tuple[str | None, str | None]:
    return library.history.undo_name, library.history.redo_name
