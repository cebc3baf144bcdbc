"""Reading a library that somebody sent. It is hostile until read: nothing in it is run, and no byte of it is changed.

It is opened beside ours and never with it: read-only, on a connection that knows no function of ours, and held against
our own tables before a row is read. What a row holds is held against rules; a row that breaks one is left out and listed.
"""

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from reviewer.model.merge import Refused
from reviewer.store import schema
from reviewer.store.faults import LibraryError, spoken
from reviewer.store.migrating import migrated_copy
from reviewer.store.received_rules import Rule, rules
from reviewer.store.untrusted import refuse_foreign

_LISTED = 100
"""Refused rows that are named; the others are counted."""
_AHEAD_DAYS = 400
"""How far ahead of this machine's clock a moment may lie: a clock that was set back by a year must not lose a colleague."""
_AT_ONCE = 2000
"""Rows that are read and checked at once."""
_SECONDS, _SECONDS_A_MEGABYTE = 60, 2
"""How long reading may take, at the least and by size: many times what it takes."""
_BETWEEN_LOOKS = 100_000
"""Steps of SQLite's machine between two looks at the clock; some milliseconds."""
_LIMITS = {
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 5,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 50_000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 50,
}


class Received:
    """A received library, open to be read. Made by `received`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.refused: list[Refused] = []
        self.refused_in_all = 0
        self._connection = connection
        milliseconds = time.time_ns() // 1_000_000 + _AHEAD_DAYS * 86_400_000
        self.latest = f"{milliseconds:012x}{'f' * 12}"
        """The last moment that is believed."""
        self._rules = rules(self.latest)

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns in which `rows` gives the rows of a table."""
        return tuple(rule.column for rule in self._rules[table])

    def rows(self, table: str, where: str = "TRUE", values: Sequence[Any] = ()) -> Iterator[list[Any]]:
        """The rows of a table that keep the rules, some thousand at once; the others are refused."""
        checks = self._rules[table]
        names = ", ".join(f'"{rule.column}"' for rule in checks)
        found = self._connection.execute(f"SELECT {names} FROM {table} WHERE {where}", values)
        while rows := found.fetchmany(_AT_ONCE):
            yield self._checked(table, checks, rows)

    def value(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """The first value of the first row; text as bytes. None where there is none."""
        row = self._connection.execute(statement, values).fetchone()
        return None if row is None else row[0]

    def refuse(self, table: str, row: bytes | str, reason: str) -> None:
        """Lists a row as refused."""
        self.refused_in_all += 1
        if len(self.refused) < _LISTED:
            label = row if isinstance(row, str) else row.hex()
            self.refused.append(Refused(table, label[:80], reason))

    def _checked(self, table: str, checks: tuple[Rule, ...], rows: list[Any]) -> list[Any]:
        columns = list(zip(*rows, strict=True))
        # Nearly all rows are good, and many values of a column alike: rows are looked at one by one only where something
        # is wrong.
        try:
            for at, rule in enumerate(checks):
                if rule.is_text:
                    columns[at] = _decoded_all(columns[at])
                values = columns[at]
                if not (rule.all_hold(values) if rule.all_hold else all(map(rule.holds, set(values)))):
                    break
            else:
                return list(zip(*columns, strict=True))
        except (UnicodeDecodeError, TypeError):
            pass
        return [good for row in rows if (good := self._one(table, checks, row)) is not None]

    def _one(self, table: str, checks: tuple[Rule, ...], row: Sequence[Any]) -> tuple[Any, ...] | None:
        found = []
        for rule, value in zip(checks, row, strict=True):
            read, said = value, rule.said
            try:
                read = _decoded(value) if rule.is_text else value
                said = "" if rule.holds(read) else said
            except UnicodeDecodeError:
                said = f"its {rule.column} is not UTF-8"
            except TypeError:
                pass
            if said:
                self.refuse(table, row[0] if isinstance(row[0], bytes) else str(row[0]), said)
                return None
            found.append(read)
        return tuple(found)


@contextmanager
def received(path: Path) -> Iterator[Received]:
    """Opens a library that somebody sent. What is none, is damaged or is built otherwise is a `LibraryError`."""
    _refuse_companions(path)
    with tempfile.TemporaryDirectory(prefix="reviewer-") as folder:
        with closing(_connected(path)) as connection, _spoken(path):
            version = _examined(connection, path)
            if version == schema.VERSION:
                _guard(connection)
                yield Received(path, connection)
                return
            # It is brought up to date in a copy; the file stays as it is.
            copy = Path(folder) / "copy.reviewer"
            migrated_copy(connection, path, copy)
        with closing(_connected(copy)) as connection, _spoken(path):
            _examined(connection, path)
            _guard(connection)
            yield Received(path, connection)


def _refuse_companions(path: Path) -> None:
    if not os.path.isfile(path):  # noqa: PTH113 (Path's own would raise where a name is too long)
        raise LibraryError(
            problem=f"“{path.name}” cannot be found in “{path.parent}”.", remedy="Check the name of the file."
        )
    for ending in ("-journal", "-wal"):
        beside = Path(f"{path}{ending}")
        if beside.exists() and beside.stat().st_size:
            raise LibraryError(
                problem=f"“{path.name}” is open in another window, or was not closed: “{beside.name}” lies beside it, "
                "and a part of the library is only there.",
                kept="Nothing was read from it.",
                remedy="Close the library where it is open, or ask for a file made with Share.",
            )


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
    )
    size = path.stat().st_size
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    # No value can be longer than the file that holds it, but one that is computed can.
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(100_000, min(size, 1_000_000_000)))
    end = time.monotonic() + _SECONDS + _SECONDS_A_MEGABYTE * size / 1_000_000
    connection.set_progress_handler(lambda: time.monotonic() > end, _BETWEEN_LOOKS)
    connection.text_factory = bytes
    return connection


def _examined(connection: sqlite3.Connection, path: Path) -> int:
    """Refuses what is not built like a library of ours, or is damaged; the version of what is."""
    for setting in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "query_only = ON"):
        connection.execute(f"PRAGMA {setting}")
    connection.text_factory = str
    refuse_foreign(connection, path)
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise _damaged(path, str(found).partition("\n")[0])
    connection.text_factory = bytes
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _guard(connection: sqlite3.Connection) -> None:
    """From here on the connection reads our tables and does nothing else."""
    known = {*rules("")}

    def may(action: int, first: str | None, second: str | None, _: str | None, inside: str | None) -> int:
        reads = action == sqlite3.SQLITE_SELECT or (action == sqlite3.SQLITE_READ and first in known)
        counts = action == sqlite3.SQLITE_FUNCTION and second in {"length", "count"}
        return sqlite3.SQLITE_OK if (reads or counts) and inside is None else sqlite3.SQLITE_DENY

    connection.set_authorizer(may)


@contextmanager
def _spoken(path: Path) -> Iterator[None]:
    try:
        with spoken(path):
            yield
    except sqlite3.Error as fault:
        if getattr(fault, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise LibraryError(
                problem=f"Reading “{path.name}” takes longer than any library of its size.",
                kept="Nothing was taken from it.",
                remedy="If somebody sent it, do not trust it.",
            ) from fault
        raise
    except UnicodeDecodeError as fault:
        raise _damaged(path, "it holds text that is not UTF-8") from fault


def _damaged(path: Path, how: str) -> LibraryError:
    return LibraryError(
        problem=f"“{path.name}” is damaged: {how}.",
        kept="Nothing was taken from it, and it was not changed.",
        remedy="Ask for it to be sent once more.",
    )


def _decoded_all(values: Sequence[Any]) -> tuple[Any, ...]:
    try:
        return tuple(map(bytes.decode, values))
    except TypeError:
        return tuple(map(_decoded, values))


def _decoded(value: bytes | None) -> str | None:
    if value is None:
        return None
    if not isinstance(value, bytes):
        raise TypeError
    return value.decode()


def chunks(rows: Iterable[list[Any]]) -> Iterator[Any]:
    """The rows of several chunks, one after the other."""
    for some in rows:
        yield from some
