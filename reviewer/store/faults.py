"""What SQLite says, in sentences for people."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewer.errors import ReviewerError

_SAVED = "Everything saved before is kept."


class LibraryError(ReviewerError):
    """A library file cannot be opened, read or written."""


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turns what SQLite raises about the library at `path` into a `LibraryError`; our own mistakes pass as they are."""
    try:
        yield
    except UnicodeEncodeError as fault:
        raise LibraryError(
            problem=f"“{fault.object[:80]}” holds something that is no character, and no library can keep or find it.",
            kept="The library is unchanged.",
            remedy="Write it in UTF-8.",
        ) from fault
    except sqlite3.Error as fault:
        said = in_words(fault, path)
        if said is None:
            raise
        raise said from fault


def in_words(fault: sqlite3.Error, path: Path) -> LibraryError | None:
    """What SQLite raised about the library at `path`, for people; None where it is a mistake of ours."""
    if str(fault).startswith("Could not decode to UTF-8"):
        return _about(_DAMAGED, path)
    code = getattr(fault, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return gone(path)
    if code in _NOT_WRITTEN:
        return _about(_UNWRITTEN, path)
    primary = None if code is None else code & 0xFF
    if primary == sqlite3.SQLITE_CANTOPEN:
        primary = sqlite3.SQLITE_READONLY if path.exists() else primary
    said = _SENTENCES.get(primary)
    return said and _about(said, path)


def gone(path: Path) -> LibraryError:
    """What is said where another file, or none, stands where the open library was."""
    return LibraryError(
        problem=f"“{path.name}” is not in “{path.parent}” any more.",
        kept="What was done before is in the file, wherever it is now. What you do here is not kept.",
        remedy="Put it back, or open it where it is.",
    )


def busy(path: Path) -> LibraryError:
    """What is said where another program has been writing for too long."""
    return _about(_BUSY, path)


def _about(said: tuple[str, str, str], path: Path) -> LibraryError:
    return LibraryError(
        problem=said[0].format(name=path.name, folder=path.parent), kept=said[1], remedy=said[2]
    )


_DAMAGED = (
    "“{name}” is damaged or is not a library of Reviewer.",
    "The file was not changed.",
    "Open a backup of it, or another file.",
)
_BUSY = (
    "“{name}” is being written by another program or window.",
    "The library is unchanged.",
    "Wait until the other one is done, or close it, and do it again.",
)
_UNWRITTEN = (
    "The disk that holds “{name}” did not take the last change: it is full, or your share of it, or it is not there.",
    _SAVED,
    "Free some space there or connect it again, and do it again.",
)
_NOT_WRITTEN = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMMAP,
}
"""What a full disk, a quota and a disk that was pulled out come to: they are not told apart."""
_SENTENCES: dict[int | None, tuple[str, str, str]] = {
    sqlite3.SQLITE_FULL: (
        "The disk that holds “{name}” is full; the last change was not saved.",
        _SAVED,
        "Free some space on that disk and do it again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "“{name}” cannot be written, because the file or its folder is read-only.",
        "The library is unchanged.",
        "Copy it to a folder of your own and open the copy.",
    ),
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PROTOCOL: _BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_TOOBIG: (
        "“{name}” can hold nothing of more than a billion bytes, or it is damaged.",
        _SAVED,
        "Split what is so large, or open a backup.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "“{name}” cannot be found in “{folder}”.",
        "",
        "Check the name, or make a new library.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk that holds “{name}” did not answer.",
        _SAVED,
        "Check that the disk is connected and open the library again.",
    ),
}
"""What happened, what is kept and what to do, by SQLite's primary result code."""
