"""What a merge changes, noted so that it can be taken back: small for rows that came, whole for rows that were here.

Rows that were here are seen by temporary triggers on the merge's own connection: whatever changes a row, its first
state is kept.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from reviewer.store.merging.tables import TABLES, Table

_AT_ONCE = 4000
"""Keys that one note holds: some hundred kilobytes."""
_CLOCK = Table("field_clock", "coder", ("tbl", "row", "field"), fact=())
WATCHED: tuple[Table, ...] = (*TABLES, _CLOCK)
"""The tables whose rows a merge may change. `seen` and `set_aside` are kept whole."""
_WHOLE = ("seen", "set_aside")


def watch(connection: sqlite3.Connection, *, last_passage: int) -> None:
    """Keeps the first state of every row that is changed from now on, in `was_T`.

    `last_passage` is the largest number of a passage that is here.
    """
    connection.execute("CREATE TEMP TABLE new_row(id BLOB PRIMARY KEY) WITHOUT ROWID")
    for table in WATCHED:
        columns = ", ".join(table.columns)
        old = ", ".join(f"old.{column}" for column in table.columns)
        key = ", ".join(table.key)
        connection.execute(
            f"CREATE TEMP TABLE was_{table.name} AS SELECT {columns} FROM {table.name} LIMIT 0"
        )
        connection.execute(f"CREATE UNIQUE INDEX was_{table.name}_key ON was_{table.name}({key})")
        # What came in this merge goes with it, whatever was done to it after.
        known = f"WHEN old.{table.key[0]} NOT IN (SELECT id FROM new_row)" if table.key == ("id",) else ""
        known = f"WHEN old.n <= {last_passage}" if table.name == "passage" else known
        connection.execute(
            f"CREATE TEMP TRIGGER keep_{table.name} BEFORE UPDATE ON main.{table.name} {known} BEGIN "
            f"INSERT INTO was_{table.name} VALUES ({old}) ON CONFLICT DO NOTHING; END"
        )


def note_whole(connection: sqlite3.Connection, step: int) -> None:
    """Notes the small tables that are put back whole; before anything is changed."""
    for name in _WHOLE:
        rows = connection.execute(f"SELECT * FROM {name}").fetchall()
        written = json.dumps([[_written(value) for value in row] for row in rows])
        _note(connection, step, name, what="was", words=written)


def note_changes(connection: sqlite3.Connection, step: int) -> None:
    """Notes the rows that were here and are different now; at the end."""
    for table in WATCHED:
        names = [column.strip('"') for column in table.columns]
        columns = ", ".join(f"was.{column}" for column in table.columns)
        same_key = " AND ".join(f"was.{column} = mine.{column}" for column in table.key)
        differs = " OR ".join(f"was.{column} IS NOT mine.{column}" for column in table.columns)
        for row in connection.execute(
            f"SELECT {columns} FROM was_{table.name} AS was JOIN {table.name} AS mine ON {same_key} WHERE {differs}"
        ).fetchall():
            values = {name: _written(value) for name, value in zip(names, row, strict=True)}
            _note(connection, step, table.name, what="was", words=json.dumps(values, ensure_ascii=False))


def is_empty(connection: sqlite3.Connection, step: int) -> bool:
    """Whether nothing came or changed but moments, which nobody sees."""
    return not connection.execute(
        "SELECT EXISTS (SELECT 1 FROM merge_note WHERE step = ? AND tbl NOT IN ('field_clock', 'seen', 'set_aside'))",
        (step,),
    ).fetchone()[0]


def note_arrivals(
    connection: sqlite3.Connection, step: int, table: str, rows: Iterable[tuple[Any, ...]]
) -> int:
    """Notes rows that came, each given as whether it is deleted and its key; how many are not.

    In a key with words they come last, and stand apart from its identities.
    """
    live = 0
    for some in _some(rows):
        groups: defaultdict[str, list[bytes]] = defaultdict(list)
        for deleted, *key in some:
            live += not deleted
            words = key.pop() if isinstance(key[-1], str) else ""
            groups[words] += key
        for words, ids in groups.items():
            _note(connection, step, table, what="came", words=words, ids=b"".join(ids))
    return live


def note_filled(connection: sqlite3.Connection, step: int, table: str, key: bytes) -> None:
    """Notes a row whose content came."""
    _note(connection, step, table, what="filled", words="", ids=key)


def _note(
    connection: sqlite3.Connection, step: int, table: str, *, what: str, words: str, ids: bytes = b""
) -> None:
    connection.execute(
        "INSERT INTO merge_note(step, tbl, what, words, ids) VALUES (?, ?, ?, ?, ?)",
        (step, table, what, words, ids),
    )


def _some(keys: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    some: list[tuple[Any, ...]] = []
    for key in keys:
        some.append(key)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _written(value: Any) -> Any:
    """A value as JSON keeps it: bytes as a list with their hexadecimal text, so that they are no text."""
    return [value.hex()] if isinstance(value, bytes) else value


def read_value(value: Any) -> Any:
    """A value as it was before `_written`."""
    return bytes.fromhex(value[0]) if isinstance(value, list) else value
