"""Opening a library file: whether it is one, whether it can be written, and how SQLite is to treat it."""

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reviewer.store import schema
from reviewer.store.faults import LibraryError, spoken
from reviewer.store.manifest import is_shared
from reviewer.store.migrating import bring_up_to_date
from reviewer.store.untrusted import examine, has_log, refuse_foreign, unreadable_log

Access = Literal["write", "follow", "read", "shared"]
"""What may be done with a library: everything; only reading, while another window writes; only reading, because the
file, its folder or its disk is read-only; only reading, because it is a file that somebody shared."""

_BUSY_MILLISECONDS = 5000
_SHUT = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection to a library, ready for use, and what may be done with it."""

    connection: sqlite3.Connection
    access: Access
    is_alone: bool = False
    """Whether it counts on that nobody writes the file: where SQLite cannot make the files by which it would notice."""


class ReadOnlyError(LibraryError):
    """A change was wanted in a library that is only read."""


def open_file(path: Path, wanted: Access) -> Opened:
    """Opens the library at `path`, bringing an older one up to date; where it cannot be written, to read it.

    LibraryError where it is none, or one that this Reviewer cannot read.
    """
    # Path's own would raise where a name is too long or a folder may not be entered.
    if os.path.isdir(path):  # noqa: PTH112
        raise LibraryError(
            problem=f"“{path.name or path}” is a folder, not a library.",
            remedy="Name a file in it, one that ends in .reviewer.",
        )
    if not os.path.isfile(path):  # noqa: PTH113
        raise LibraryError(
            problem=f"“{path.name}” cannot be found in “{path.parent}”.",
            remedy="Check the name, or make a new library.",
        )
    with spoken(path):
        version = examine(path)
        if is_shared(path):
            if version < schema.VERSION:
                raise read_only_error(path, "shared")
            return Opened(_to_read(path, version).connection, "shared")
        if wanted == "read" or not _may_be_written(path):
            return _to_read(path, version)
        try:
            if version < schema.VERSION:
                bring_up_to_date(path)
            return Opened(_to_write(path), wanted)
        except sqlite3.OperationalError as fault:
            # A disk that is read-only shows itself only when it is written to.
            if fault.sqlite_errorcode & 0xFF in _SHUT and path.exists():
                return _to_read(path, version)
            raise


def read_only_error(path: Path, access: Access) -> ReadOnlyError:
    """What is said where something is to be changed in a library that is only read."""
    if access == "shared":
        return ReadOnlyError(
            problem=f"“{path.name}” is a file that somebody shared: it is read and checked, but not worked in.",
            kept="It is unchanged.",
            remedy=f"Bring it into a library of your own: `reviewer merge LIBRARY {path.name}`.",
        )
    if access == "follow":
        return ReadOnlyError(
            problem=f"Another window has “{path.name}” open and writes to it; this one only reads it.",
            kept="The library is unchanged.",
            remedy="Do it in the other window, or close that one: this one takes over then.",
        )
    return ReadOnlyError(
        problem=f"“{path.name}” cannot be written, because the file, its folder or its disk is read-only.",
        kept="The library is unchanged, and can be read.",
        remedy="Copy it to a folder of your own and open the copy.",
    )


def _may_be_written(path: Path) -> bool:
    # As whom this process acts, where the system can tell that from who started it.
    effective = os.access in os.supports_effective_ids
    if not os.access(path, os.W_OK, effective_ids=effective):
        return False
    # Windows tells of a folder only whether it is one.
    return os.name == "nt" or os.access(path.absolute().parent, os.W_OK, effective_ids=effective)


def _to_write(path: Path) -> sqlite3.Connection:
    connection = _connect(path, "mode=rw")
    try:
        refuse_foreign(connection, path)
        # FULL: a power cut must not lose a tag that was acknowledged; it costs 0.1 ms a tag.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -32768")
    except BaseException:
        connection.close()
        raise
    return connection


def _to_read(path: Path, version: int) -> Opened:
    if version < schema.VERSION:
        raise LibraryError(
            problem=f"“{path.name}” was made by an older Reviewer and has to be brought up to date, which cannot be done "
            "where it is: the file, its folder or its disk is read-only.",
            kept="The file was not changed.",
            remedy="Copy it to a folder of your own and open the copy.",
        )
    for how in ("mode=ro", "mode=ro&immutable=1"):
        is_alone = how != "mode=ro"
        if is_alone and has_log(path):
            raise unreadable_log(path)
        connection = _connect(path, how)
        try:
            with suppress(sqlite3.OperationalError):
                refuse_foreign(connection, path)
                connection.execute("PRAGMA cache_size = -32768")
                return Opened(connection, "read", is_alone)
        except BaseException:
            connection.close()
            raise
        connection.close()
    raise read_only_error(path, "read")


def _connect(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection
