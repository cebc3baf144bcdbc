"""A copy of a library in one file, consistent while others write, and checked before it counts."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from reviewer.store.faults import LibraryError, in_words, spoken
from reviewer.store.files import aside_of, bring_to_disk, name_for_good, remove, there_already
from reviewer.store.untrusted import has_log

_PAGES = 2048
_INSTRUCTIONS = 1_000_000
"""Pages copied, and steps of SQLite's while it checks, between two questions whether to go on."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a library holds."""

    documents: int
    passages: int
    tags: int


class StoppedError(LibraryError):
    """A copy was not to go on; nothing of it is left."""


def copy_library(source: Path, target: Path) -> None:
    """Copies the library at `source`, as it was last saved, to a new file `target`.

    It appears whole and checked, without a log beside it, so that it can be read from anywhere. Other programs may
    read and write the library meanwhile. A file that stands at `target` is refused.
    """
    with opened_to_read(source) as connection:
        copy_from(connection, source, target)


def copy_from(
    connection: sqlite3.Connection, source: Path, target: Path, *, goes_on: Callable[[], bool] | None = None
) -> None:
    """`copy_library` for a library that `connection` has open already, outside a transaction.

    `goes_on` is asked between two pieces; once it says no, `StoppedError`.
    """
    if os.path.lexists(target):
        raise there_already(target)
    aside = aside_of(target)
    try:
        # SQLite does not say why it cannot make a file.
        aside.touch(exist_ok=False)
        _fill(aside, connection, source, target, goes_on or _always)
        bring_to_disk(aside)
        name_for_good(aside, target)
    except OSError as fault:
        raise LibraryError(
            problem=f"“{target.name}” cannot be made in “{target.parent}”: {fault.strerror}.",
            kept=f"“{source.name}” is unchanged.",
            remedy="Choose a folder in which you may write.",
        ) from fault
    finally:
        remove(aside)


@contextmanager
def opened_to_read(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads a library, whether others write to it or its folder cannot be written."""
    with spoken(path), closing(connect_to_read(path)) as connection:
        yield connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that only reads. Where SQLite cannot make its files beside the library, the library must be alone."""
    # One that may not write at all would leave the log that it makes behind.
    for how in ("mode=rw", "mode=ro"):
        connection = _connect(path, how)
        with suppress(sqlite3.OperationalError):
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
            return connection
        connection.close()
    if has_log(path):
        return _connect(path, "mode=ro")
    return _connect(path, "mode=ro&immutable=1")


def counts_of(connection: sqlite3.Connection) -> Counts:
    """How many documents, passages and tags a library holds that are not deleted."""
    return Counts(
        *connection.execute(
            "SELECT (SELECT count(*) FROM document WHERE deleted = 0), (SELECT count(*) FROM passage WHERE deleted = 0),"
            "(SELECT count(*) FROM topic_tag WHERE deleted = 0) + (SELECT count(*) FROM entity_tag WHERE deleted = 0)"
        ).fetchone()
    )


def refuse_damaged(connection: sqlite3.Connection, path: Path) -> None:
    """Refuses a library whose file is damaged."""
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise LibraryError(
            problem=f"“{path.name}” is damaged: {found}.",
            kept="The file was not changed.",
            remedy="Open a backup of it, or another file.",
        )


def _connect(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None)
    for setting in ("trusted_schema = OFF", "busy_timeout = 5000", "query_only = ON"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _always() -> bool:
    return True


def _fill(
    aside: Path, connection: sqlite3.Connection, source: Path, target: Path, goes_on: Callable[[], bool]
) -> None:
    def look(*_: int) -> None:
        if not goes_on():
            raise StoppedError(
                problem=f"The backup of “{source.name}” was not finished: the library is so large that it takes long.",
                kept=f"“{source.name}” is whole. Its earlier backups are kept.",
                remedy="Make one with File → Backups, or with reviewer backup.",
            )

    # One view of the library for the whole copy, whoever writes to it meanwhile.
    connection.execute("BEGIN")
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
        with closing(sqlite3.connect(aside, isolation_level=None)) as copy:
            try:
                # It is brought to the disk at the end, once.
                copy.execute("PRAGMA synchronous = OFF")
                connection.backup(copy, pages=_PAGES, progress=look, sleep=0.01)
                # A log beside it would make it two files.
                copy.execute("PRAGMA journal_mode = DELETE")
                copy.set_progress_handler(lambda: not goes_on(), _INSTRUCTIONS)
                refuse_damaged(copy, source)
            except sqlite3.Error as fault:
                look()
                raise _not_copied(fault, source, target) from fault
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _not_copied(fault: sqlite3.Error, source: Path, target: Path) -> Exception:
    code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
        return LibraryError(
            problem=f"There is no room for a copy of “{source.name}” in “{target.parent}”.",
            kept=f"“{source.name}” is unchanged.",
            remedy="Free some space on that disk, or choose another folder.",
        )
    return in_words(fault, source) or fault
