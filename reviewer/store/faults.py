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
    except sqlite3.Error as fault:
        said = _sentence(fault, path)
        if said is None:
            raise
        raise said from fault


def _sentence(fault: sqlite3.Error, path: Path) -> LibraryError | None:
    code = getattr(fault, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    name = path.name
    if primary == sqlite3.SQLITE_FULL:
        return LibraryError(
            problem=f"The disk that holds “{name}” is full; the last change was not saved.",
            kept=_SAVED,
            remedy="Free some space on that disk and do it again.",
        )
    if primary == sqlite3.SQLITE_READONLY or (primary == sqlite3.SQLITE_CANTOPEN and path.exists()):
        return LibraryError(
            problem=f"“{name}” cannot be written, because the file or its folder is read-only.",
            kept="The library is unchanged.",
            remedy="Copy it to a folder of your own and open the copy.",
        )
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return LibraryError(
            problem=f"“{name}” is being written by another program or window.",
            kept="The library is unchanged.",
            remedy="Wait until the other one is done, or close it, and do it again.",
        )
    if primary in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return LibraryError(
            problem=f"“{name}” is damaged or is not a library of Reviewer.",
            kept="The file was not changed.",
            remedy="Open a backup of it, or another file.",
        )
    if primary == sqlite3.SQLITE_CANTOPEN:
        return LibraryError(
            problem=f"“{name}” cannot be found in “{path.parent}”.",
            remedy="Check the name, or make a new library.",
        )
    if primary == sqlite3.SQLITE_IOERR:
        return LibraryError(
            problem=f"The disk that holds “{name}” did not answer.",
            kept=_SAVED,
            remedy="Check that the disk is connected and open the library again.",
        )
    return None
