"""Which window writes: one at a time, told by a lock that ends with its process however that ends.

The lock is on a small file beside the library and never on the library itself: to close any handle on that would drop
the locks that SQLite holds on it. Only windows take it. A command writes for a moment, which SQLite orders by itself.
"""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Self

ENDING = "-lock"
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}
_TRIES = 10


class WindowLock:
    """The right to write to a library, held until `release` or the end of the process.

    `is_sure` is False where the file system knows no locks (some network drives) or the file cannot be made: then
    nothing keeps a second window from writing as well.
    """

    def __init__(self, library: Path, handle: int | None) -> None:
        """Takes over an open handle that is locked; None: there is none."""
        self.library = library
        self.is_sure = handle is not None
        self._handle = handle

    @classmethod
    def take(cls, path: Path) -> Self | None:
        """The lock of the library at `path`, whatever links lead there; None while another window has it."""
        library = Path(os.path.realpath(path))
        place = f"{library}{ENDING}"
        for _ in range(_TRIES):
            try:
                handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o666)
            except PermissionError:
                # Another person's window made it, or the folder is read-only.
                handle = -1
                with suppress(OSError):
                    handle = os.open(place, os.O_RDONLY)
            except OSError:
                handle = -1
            if handle < 0:
                return cls(library, None)
            try:
                _lock(handle)
            except OSError as fault:
                os.close(handle)
                return None if fault.errno in _TAKEN else cls(library, None)
            # Whoever had it before takes the file away at the end; then this lock is on nothing.
            if _is_at(handle, place):
                return cls(library, handle)
            os.close(handle)
        return None

    def is_of(self, path: Path) -> bool:
        """Whether it is the lock of the library at `path`."""
        return self.library == Path(os.path.realpath(path))

    def release(self) -> None:
        """Lets another window write; twice is as good as once."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        place = f"{self.library}{ENDING}"
        if sys.platform == "win32":
            # Windows takes away no file that is open.
            os.close(handle)
            with suppress(OSError):
                os.unlink(place)  # noqa: PTH108
        else:
            with suppress(OSError):
                os.unlink(place)  # noqa: PTH108
            os.close(handle)


def _is_at(handle: int, place: str) -> bool:
    try:
        here, there = os.fstat(handle), os.stat(place)  # noqa: PTH116
    except OSError:
        return False
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
