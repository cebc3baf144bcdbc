"""The hub: the only way from a widget to the library, and the one place from which changes are announced."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.errors import ReviewerError
from reviewer.model.changes import EVERY_KIND, Changes
from reviewer.store.backups import backup_if_due
from reviewer.store.copies import StoppedError
from reviewer.store.faults import gone
from reviewer.store.holding import HeldLibrary, Look
from reviewer.store.library import Library
from reviewer.store.opening import Access
from reviewer.ui.lanes import Lane
from reviewer.ui.pace import Pace

_LOOK_MILLISECONDS = 1000
_BACKUP_MILLISECONDS = 10 * 60 * 1000
"""Between two questions whether a backup is due."""
_EVERYTHING = Changes("Changed elsewhere", EVERY_KIND)

_LEFT = object()
"""The answer where the library that was meant is not open any more."""


class Hub(QObject):
    """Runs verbs on the library in its lane, and says once what each has changed."""

    changed = Signal(object)
    """Changes: saved already. Also when another program has written to the library."""

    failed = Signal(object)
    """ReviewerError, for the reader."""

    broke = Signal(object)
    """Exception: a mistake of ours, for the crash report."""

    access_changed = Signal(str)
    """Access: what may be done with the library that was opened, and when the right to write has come."""

    warned = Signal(str)
    """A sentence that the reader should know, about where the library lies or its backups."""

    leaving = Signal()
    """Another library is wanted: what is still to be kept in the open one must be given to `run` now."""

    stepped = Signal(object, object)
    """str | None, str | None: the names of what undo and redo would do, after each change."""

    undone = Signal(str)
    """The name of the step that was taken back."""

    redone = Signal(str)
    """The name of the step that was done again."""

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.access: Access = "write"
        self._held: HeldLibrary | None = None
        """In the lane: the one that is open."""
        self._here: Library | None = None
        """On the main thread: the one that was announced last, which the lane may have left already."""
        self._openings = 0
        self._paces: list[Pace] = []
        self._said_unreachable = False
        self._lane = Lane("library")
        self._lane.failed.connect(self.failed)
        self._lane.broke.connect(self._break)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)
        self._backups: Lane | None = None
        self._is_closing = False
        self._backup_timer = QTimer(self, interval=_BACKUP_MILLISECONDS)
        self._backup_timer.timeout.connect(self.back_up_where_due)

    @property
    def is_busy(self) -> bool:
        """Whether an answer of the library is on its way, or will be asked for before long."""
        return self._lane.is_busy or any(pace.is_waiting for pace in self._paces)

    def paced(self, look: Callable[[], None]) -> Pace:
        """A pace for a look at the library that would otherwise be asked for after each of many changes."""
        pace = Pace(look, self)
        self._paces.append(pace)
        return pace

    @property
    def is_opening(self) -> bool:
        """Whether a library is on its way."""
        return self._openings > 0

    def open(
        self,
        path: Path,
        then: Callable[[], None],
        otherwise: Callable[[ReviewerError], None],
        *,
        new: bool = False,
        coder: str | None = None,
    ) -> None:
        """Opens a library in the place of the one that is open; the old one stays where the new one cannot be.

        `coder` is who tags in a new one; None: the system's user.
        """
        self.leaving.emit()
        self._openings += 1
        self._lane.run(
            partial(self._open, path, new, coder),
            partial(self._opened, path, then),
            partial(self._refused, otherwise),
        )

    def run(
        self,
        verb: Callable[[Library], Any],
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[ReviewerError], None] | None = None,
    ) -> None:
        """Runs `verb` on the library, then `then` on the main thread with what it returned.

        Where another library has been opened meanwhile, nothing is run: it was not meant for that one.
        """
        self._lane.run(partial(self._run, self._here, verb), partial(_hand_on, then), otherwise)

    def waiting(self) -> Callable[[Callable[[Library], Any]], Any]:
        """Runs a verb on the library that is open now, and waits; for threads other than the main one and the library's.

        Where another library has been opened meanwhile, it raises a ReviewerError.
        """
        return partial(self._wait_for, self._here)

    def post(self, call: Callable[[], None]) -> None:
        """Calls `call` on the main thread, from any other."""
        self._lane.post(call)

    def undo(self) -> None:
        """Takes back the latest step."""
        self.run(lambda library: library.history.undo().step, self.undone.emit)

    def redo(self) -> None:
        """Does again what was taken back last."""
        self.run(lambda library: library.history.redo().step, self.redone.emit)

    def close(self) -> None:
        """Ends what is under way, and closes the library."""
        self._timer.stop()
        self._backup_timer.stop()
        self._is_closing = True
        if self._backups is not None:
            self._backups.close()
        self._lane.run(self._close)
        self._lane.close()

    def back_up_where_due(self) -> None:
        """Makes a backup beside the work where one is due. It is given up when the window closes."""
        if self.access == "write":
            self.run(self._what_to_back_up, self._back_up)

    def _what_to_back_up(self, library: Library) -> tuple[Path, str, str]:
        return library.path, library.identity, self._held.begun_as if self._held else ""

    def _back_up(self, of: tuple[Path, str, str]) -> None:
        if self._backups is None:
            self._backups = Lane("backups")
            self._backups.broke.connect(self._break)
        if not self._backups.is_busy:
            path, identity, since = of
            job = partial(
                backup_if_due, path, identity, since=since, reason="while open", goes_on=self._goes_on
            )
            self._backups.run(job, otherwise=self._warn_of_backup)

    def _goes_on(self) -> bool:
        return not self._is_closing

    def _warn_of_backup(self, fault: ReviewerError) -> None:
        if not isinstance(fault, StoppedError):
            self.warned.emit(str(fault))

    def _open(self, path: Path, new: bool, coder: str | None) -> HeldLibrary:  # noqa: FBT001  partial gives it
        held = HeldLibrary.open(path, new=new, coder=coder, before=self._held)
        self._close()
        self._held = held
        held.library.watch(self._saw)
        return held

    def _opened(self, path: Path, then: Callable[[], None], held: HeldLibrary) -> None:
        self._openings -= 1
        self.path, self._here, self.access = path, held.library, held.library.access
        self._timer.start()
        self._backup_timer.start()
        self.access_changed.emit(self.access)
        then()
        self.run(_step_names, self._tell_steps)
        self.run(lambda _: held.warnings(), self._warn)

    def _warn(self, sentences: list[str]) -> None:
        for sentence in sentences:
            self.warned.emit(sentence)

    def _refused(self, otherwise: Callable[[ReviewerError], None], fault: ReviewerError) -> None:
        self._openings -= 1
        otherwise(fault)

    def _break(self, fault: Exception) -> None:
        # It may have been the opening.
        self._openings = 0
        self.broke.emit(fault)

    def _close(self) -> None:
        if self._held is not None:
            held, self._held = self._held, None
            held.close()

    def _run(self, here: Library | None, verb: Callable[[Library], Any]) -> Any:
        if self._held is None:
            raise ReviewerError(problem="No library is open.", remedy="Open one, or make a new one.")
        library = self._held.library
        if self._held.is_gone:
            raise gone(library.path)
        return verb(library) if here in {None, library} else _LEFT

    def _wait_for(self, here: Library | None, verb: Callable[[Library], Any]) -> Any:
        answer = self._lane.wait_for(partial(self._run, here, verb))
        if answer is _LEFT:
            raise ReviewerError(
                problem="Another library was opened meanwhile.",
                kept="What was done before is kept.",
                remedy="Open the library again to go on with the rest.",
            )
        return answer

    def _saw(self, changes: Changes) -> None:
        """In the library's lane, after each step."""
        if self._held is not None:
            names = _step_names(self._held.library)
            self._lane.post(partial(self._tell, changes, names))

    def _tell(self, changes: Changes, names: tuple[str | None, str | None]) -> None:
        self.changed.emit(changes)
        self._tell_steps(names)

    def _tell_steps(self, names: tuple[str | None, str | None]) -> None:
        self.stepped.emit(*names)

    def _look(self) -> None:
        self.run(self._has_changed_elsewhere, self._tell_elsewhere, self._tell_unreachable)

    def _has_changed_elsewhere(self, _: Library) -> Look | None:
        return self._held.look() if self._held else None

    def _tell_unreachable(self, fault: ReviewerError) -> None:
        """A disk that is gone is said once, not every second; it may come back."""
        if not self._said_unreachable:
            self._said_unreachable = True
            self.failed.emit(fault)

    def _tell_elsewhere(self, look: Look | None) -> None:
        self._said_unreachable = False
        if look is None:
            return
        if look.access != self.access:
            self.access = look.access
            self.access_changed.emit(look.access)
            self.run(_step_names, self._tell_steps)
        if look.is_changed:
            self.changed.emit(_EVERYTHING)
            self.run(_step_names, self._tell_steps)


def _hand_on(then: Callable[[Any], None] | None, answer: object) -> None:
    if then and answer is not _LEFT:
        then(answer)


def _step_names(library: Library) -> tuple[str | None, str | None]:
    return library.history.undo_name, library.history.redo_name
