"""A library as a window holds it: with the right to write, or following the window that has it."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from reviewer.errors import ReviewerError
from reviewer.store.backups import backup_fault, backup_on_closing, state_of
from reviewer.store.files import identity_of
from reviewer.store.library import Library
from reviewer.store.lock import WindowLock
from reviewer.store.opening import Access
from reviewer.store.places import danger
from reviewer.store.settings import remember, setting

_TOLD = "danger told"


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the file found: whether somebody else has written to it, and what may be done with it now."""

    is_changed: bool
    access: Access


class HeldLibrary:
    """One open library and its lock. It belongs to the thread that uses the library."""

    def __init__(self, library: Library, lock: WindowLock | None) -> None:
        """Takes over a library that was opened, and the right to write to it; None: another window has that."""
        self.library = library
        self._lock = lock
        self._is_closed = False
        self._version = library.data_version()
        self._file = identity_of(library.path)
        self.begun_as = state_of(library)
        """In which state the library was opened: see `backup_if_due`."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        new: bool = False,
        coder: str | None = None,
        before: "HeldLibrary | None" = None,
    ) -> Self:
        """Opens the library at `path`, or makes a `new` one in which `coder` tags (None: the system's user).

        `before` is what the window holds still: where that is the same library its lock goes over to this one.
        """
        inherited = before.hand_over(path) if before else None
        lock = inherited or WindowLock.take(path)
        try:
            library = (
                Library.create(path, coder=coder)
                if new
                else Library.open(path, access="write" if lock else "follow")
            )
        except BaseException:
            if before and inherited:
                before.take_back(inherited)
            elif lock:
                lock.release()
            raise
        if lock and library.access in {"read", "shared"}:
            lock.release()
            lock = None
        return cls(library, lock)

    @property
    def is_gone(self) -> bool:
        """Whether another file, or none, stands where the library was."""
        return identity_of(self.library.path) != self._file

    def look(self) -> Look:
        """Whether the file has changed since the last look; takes over where the other window has ended."""
        if self.library.access == "follow" and (lock := WindowLock.take(self.library.path)):
            self._lock = lock
            self.library.take_over()
        version = self.library.data_version()
        is_changed, self._version = version != self._version, version
        return Look(is_changed, self.library.access)

    def warnings(self) -> list[str]:
        """What the reader should know about where the library lies and about its backups; each place is told once."""
        said = []
        found = danger(self.library.path)
        where = f"{found.where} {self.library.path.parent}" if found else ""
        if found and setting(self.library, _TOLD) != where:
            said.append(str(found))
            # A full disk is told with the first change.
            with suppress(ReviewerError):
                remember(self.library, _TOLD, where)
        elif self._lock and not self._lock.is_sure:
            said.append(
                f"The disk that holds “{self.library.path.name}” knows no locks. Take care that no other window has the "
                "library open."
            )
        if fault := backup_fault(self.library):
            said.append(fault)
        return said

    def close(self) -> None:
        """Makes a backup where something has changed, closes the library and lets another window write.

        Twice is as good as once.
        """
        if self._is_closed:
            return
        self._is_closed = True
        try:
            backup_on_closing(self.library, since=self.begun_as)
        finally:
            self.library.close()
            if self._lock:
                self._lock.release()

    def hand_over(self, path: Path) -> WindowLock | None:
        """Gives its lock away, where it is that of the library at `path`."""
        if self._lock is None or not self._lock.is_of(path):
            return None
        lock, self._lock = self._lock, None
        return lock

    def take_back(self, lock: WindowLock) -> None:
        """Gets the lock back that it gave away."""
        self._lock = lock
