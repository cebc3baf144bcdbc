"""Opening a file that somebody sent: whether it is a library, told before a byte of it is changed.

A table may be a view that never ends, a trigger may empty the library at the first tag, and a journal beside the file
is rolled back into it by whoever opens it. A file with our number in its header is not yet one of ours.
"""

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from reviewer.store import schema
from reviewer.store.faults import LibraryError, spoken

# SQLite and sqlite-utils name and shape these themselves, not alike in every version.
_MADE_BY_OTHERS = re.compile(
    r"(table (_sqlite_migrations|(document|passage)_fts_(data|idx|docsize|config))"
    r"|index idx__sqlite_migrations_\w+)"
)


def examine(path: Path) -> int:
    """Refuses, with a `LibraryError`, what is not a library; the file and what lies beside it stay as they are.

    Gives the version of one that is.
    """
    with spoken(path):
        # Immutable: SQLite leaves journals alone and makes no file of its own. But where a log lies beside a library,
        # as while another window is open and after a power cut, only the two together are whole.
        with closing(_to_look_at(path, "&immutable=1")) as connection:
            if not has_log(path) or _is_foreign(connection):
                return refuse_foreign(connection, path)
        try:
            with closing(_to_look_at(path, "")) as connection:
                return refuse_foreign(connection, path)
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CANTOPEN:
                raise
            raise unreadable_log(path) from fault


def refuse_foreign(connection: sqlite3.Connection, path: Path) -> int:
    """Refuses a database that is of another program, of a newer Reviewer, or has other tables than a library has.

    Gives the library's version.
    """
    number = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if number != schema.APPLICATION_ID or version < 1:
        raise LibraryError(
            problem=f"“{path.name}” is not a library of Reviewer.",
            kept="The file was not changed.",
            remedy="Open a file that ends in .reviewer, or import this one as a document.",
        )
    if version > schema.VERSION:
        raise LibraryError(
            problem=f"“{path.name}” was made by a newer Reviewer (file version {version}, known: {schema.VERSION}).",
            kept="The file was not changed.",
            remedy="Install the newer Reviewer to open it.",
        )
    if strange := _strange_part(connection, version):
        raise LibraryError(
            problem=f"“{path.name}” says that it is a library of Reviewer, but it is built differently: {strange}.",
            kept="The file was not changed.",
            remedy="If somebody sent it, do not trust it. If you changed it with another program, undo that there.",
        )
    return int(version)


def has_log(path: Path) -> bool:
    """Whether something waits beside the file to be written into it."""
    try:
        return os.stat(f"{path}-wal").st_size > 0  # noqa: PTH116
    except OSError:
        return False


def unreadable_log(path: Path) -> LibraryError:
    """What is said where a log lies beside a library and cannot be read."""
    return LibraryError(
        problem=f"The latest changes of “{path.name}” lie in “{path.name}-wal” beside it, and cannot be read there: the "
        "folder or its disk is read-only.",
        kept="Nothing was changed.",
        remedy="Copy both files to a folder of your own and open the copy.",
    )


def _is_foreign(connection: sqlite3.Connection) -> bool:
    try:
        return bool(connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID)
    except sqlite3.DatabaseError:
        # A full disk or a power cut stopped the log half way into the file.
        return False


def _to_look_at(path: Path, how: str) -> sqlite3.Connection:
    # By SQLite and not by hand: to close any handle on a library drops the locks that this process has on it.
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{how}", uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _strange_part(connection: sqlite3.Connection, version: int) -> str:
    """The first thing that a library has not, or the first that it lacks, in words; empty where there is none."""
    wanted = set(schema.shape(version))
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_schema"):
        if sql is None or name.startswith("sqlite_") or _MADE_BY_OTHERS.fullmatch(f"{kind} {name}"):
            continue
        if _one_line(sql) not in wanted:
            return f"Reviewer makes no {kind} “{name[:60]}” like the one in it"
        wanted.remove(_one_line(sql))
    if wanted:
        return f"it lacks {min(wanted).removeprefix('CREATE ').partition('(')[0]}"
    return ""


def _one_line(statement: str) -> str:
    return " ".join(statement.split())
