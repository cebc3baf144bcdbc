"""Bringing an older library up to date: in a copy, which is checked and then put in its place at once.

Whatever happens meanwhile, the file under the library's name is the old one or the new one, whole. The old one is kept
as a backup.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from reviewer.store import schema
from reviewer.store.backup_files import backup_from
from reviewer.store.copies import copy_from, refuse_damaged
from reviewer.store.faults import LibraryError
from reviewer.store.files import bring_to_disk, identity_of, put_in_place, remove
from reviewer.store.untrusted import refuse_foreign

_TRIES = 5
_BUSY_MILLISECONDS = 5000


def bring_up_to_date(path: Path) -> None:
    """Replaces the older library at `path` with one of this version. Nobody else may have it open meanwhile.

    A library that is up to date already, because another process was faster, is left as it is.
    """
    for _ in range(_TRIES):
        before = identity_of(path)
        with closing(_alone_with(path)) as old:
            # Another process may have put the new one in its place while this one waited.
            if identity_of(path) != before:
                continue
            if old.execute("PRAGMA user_version").fetchone()[0] < schema.VERSION:
                _replace(old, path)
            return
    raise _in_use(path)


def migrated_copy(connection: sqlite3.Connection, path: Path, target: Path) -> None:
    """Makes `target`, a library of this version, from the one at `path` that `connection` has open; checked, on the disk."""
    copy_from(connection, path, target)
    with closing(sqlite3.connect(target, isolation_level=None)) as new:
        new.execute("PRAGMA trusted_schema = OFF")
        counts, broken = _counts(new), _broken_references(new)
        schema.migrate(new)
        refuse_damaged(new, path)
        refuse_foreign(new, path)
        after = _counts(new)
        if (
            any(after.get(table) != count for table, count in counts.items())
            or _broken_references(new) != broken
        ):
            raise LibraryError(
                problem=f"“{path.name}” was made by an older Reviewer, and bringing it up to date would lose something.",
                kept="The file was not changed.",
                remedy="Open it with the older Reviewer, and send us a report.",
            )
    bring_to_disk(target)


def _alone_with(path: Path) -> sqlite3.Connection:
    """A connection that keeps everybody else out, with nothing left in a log beside the file."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        # Without a log the file is whole by itself; and with one, SQLite would take the new file's for the old one's.
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlite3.OperationalError as fault:
        connection.close()
        if fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise _in_use(path) from fault
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _replace(old: sqlite3.Connection, path: Path) -> None:
    # One name, so that what a killed process left behind is in the way of nobody but the next one, who removes it.
    aside = path.with_name(f".{path.name}.new")
    try:
        remove(aside)
        identity = old.execute("SELECT value FROM setting WHERE key = 'library'").fetchone()
        backup_from(old, path, identity[0] if identity else "unnamed", "older version")
        migrated_copy(old, path, aside)
        if os.name == "nt":
            # Windows replaces no file that is open.
            old.close()
        put_in_place(aside, path)
    except OSError as fault:
        raise LibraryError(
            problem=f"“{path.name}” was made by an older Reviewer, and it cannot be brought up to date in "
            f"“{path.parent}”: {fault.strerror}.",
            kept="The file was not changed.",
            remedy="Copy it to a folder of your own and open the copy.",
        ) from fault
    finally:
        remove(aside)


def _in_use(path: Path) -> LibraryError:
    return LibraryError(
        problem=f"“{path.name}” was made by an older Reviewer. It cannot be brought up to date while another window or "
        "program has it open.",
        kept="The library is unchanged.",
        remedy="Close the other one and open it again.",
    )


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' "
        "AND name NOT GLOB '*_fts*' AND name NOT GLOB '_sqlite_*'"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}


def _broken_references(connection: sqlite3.Connection) -> int:
    return len(connection.execute("PRAGMA foreign_key_check").fetchall())
