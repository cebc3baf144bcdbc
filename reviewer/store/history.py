"""Undo and redo: what each step changed, noted by triggers, and the way back.

A row is never removed, so taking back a new row marks it deleted; that too is a change with its own moment, which a
colleague's copy will hear of. The triggers are temporary: they live with the connection, not in the file.
Source: sqlite.org/undoredo.html, with rows as data in the place of SQL.
"""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes, Kind
from reviewer.store.clocks import FIELDS
from reviewer.store.fulltext_index import RowChange

if TYPE_CHECKING:
    from reviewer.store.library import Library


@dataclass(frozen=True, slots=True)
class _Tracked:
    """A table whose changes are noted: its key, the columns that may change, and those of both that hold identities."""

    kind: Kind
    key: tuple[str, ...]
    columns: tuple[str, ...]
    identities: frozenset[str]


_TRACKED: dict[str, _Tracked] = {
    "coder": _Tracked("coder", ("id",), FIELDS["coder"], frozenset({"id"})),
    "document": _Tracked("document", ("id",), FIELDS["document"], frozenset({"id", "text_id"})),
    "passage": _Tracked("passage", ("id",), ("deleted",), frozenset({"id"})),
    "topic": _Tracked("topic", ("id",), FIELDS["topic"], frozenset({"id", "parent_id", "merged_into"})),
    "entity": _Tracked("entity", ("id",), FIELDS["entity"], frozenset({"id", "merged_into"})),
    "entity_alias": _Tracked("entity", ("entity_id", "alias"), ("deleted",), frozenset({"entity_id"})),
    "topic_tag": _Tracked(
        "tag",
        ("topic_id", "passage_id", "coder_id"),
        ("created", "deleted"),
        frozenset({"topic_id", "passage_id", "coder_id"}),
    ),
    "entity_tag": _Tracked(
        "tag",
        ("entity_id", "passage_id", "role", "coder_id"),
        ("created", "deleted"),
        frozenset({"entity_id", "passage_id", "coder_id"}),
    ),
    "memo": _Tracked("memo", ("id",), FIELDS["memo"], frozenset({"id"})),
}


_INDEXED = ("document", "passage")
"""The tables that the search indexes follow."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the history: a step, or a batch of them. `at` is UTC, ISO 8601."""

    name: str
    at: str
    undone: bool


def record_changes(connection: sqlite3.Connection, current: Callable[[], int | None]) -> None:
    """Notes every row change from now on under the step that `current` names; nothing while it names none."""
    connection.create_function("current_step", 0, current)
    for table, tracked in _TRACKED.items():
        key = _as_json(tracked.key, tracked, row="new")
        after = _as_json(tracked.columns, tracked, row="new")
        before = _as_json(tracked.columns, tracked, row="old")
        watched = ", ".join(tracked.columns)
        connection.execute(
            f"CREATE TEMP TRIGGER note_new_{table} AFTER INSERT ON main.{table} WHEN current_step() IS NOT NULL BEGIN "
            f"INSERT INTO change(step, tbl, key, before, after) "
            f"VALUES (current_step(), '{table}', {key}, NULL, {after}); END"
        )
        connection.execute(
            f"CREATE TEMP TRIGGER note_changed_{table} AFTER UPDATE OF {watched} ON main.{table} "
            f"WHEN current_step() IS NOT NULL AND {before} <> {after} BEGIN "
            f"INSERT INTO change(step, tbl, key, before, after) "
            f"VALUES (current_step(), '{table}', {key}, {before}, {after}); END"
        )


def end_of_step(library: "Library", step: int) -> frozenset[Kind]:
    """The kinds of things that a step has changed; the search indexes follow it."""
    rows = library.execute("SELECT DISTINCT tbl FROM change WHERE step = ?", (step,)).fetchall()
    library.index_changes(
        RowChange(table, json.loads(key), json.loads(before) if before else None, json.loads(after))
        for table, key, before, after in library.execute(
            f"SELECT tbl, key, before, after FROM change WHERE step = ? AND tbl IN {_INDEXED} ORDER BY n",
            (step,),
        )
    )
    return frozenset(_TRACKED[table].kind for (table,) in rows)


class History:
    """The steps of a library, and the way back and forth through them. It is in the file and outlives a restart."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    @property
    def undo_name(self) -> str | None:
        """The name of the step that `undo` would take back; None where there is none."""
        return self._name(self._next_undo())

    @property
    def redo_name(self) -> str | None:
        """The name of the step that `redo` would do again; None where there is none."""
        return self._name(self._next_redo())

    def undo(self, steps: int = 1) -> Changes:
        """Takes back the latest steps, or as many as there are. None at all is a `ReviewerError`."""
        return self._travel(steps, back=True)

    def redo(self, steps: int = 1) -> Changes:
        """Does again what `undo` took back last. None at all is a `ReviewerError`."""
        return self._travel(steps, back=False)

    def entries(self, limit: int = 100) -> list[Entry]:
        """The latest entries, latest first."""
        rows = self._library.execute(
            "SELECT name, min(at), max(undone) FROM step GROUP BY position ORDER BY position DESC LIMIT ?",
            (limit,),
        )
        return [Entry(name, at, bool(undone)) for name, at, undone in rows]

    def forget_undone(self) -> None:
        """Drops what was undone and not redone: after a new change there is no way forward to it."""
        self._library.execute("DELETE FROM step WHERE undone > 0")

    def forget_all(self) -> None:
        """Drops the whole history: nothing can be undone any more."""
        with self._library.stepping_back():
            self._library.execute("DELETE FROM step")

    def _travel(self, steps: int, *, back: bool) -> Changes:
        names: list[str] = []
        kinds: set[Kind] = set()
        with self._library.stepping_back() as moment:
            for _ in range(steps):
                position = self._next_undo() if back else self._next_redo()
                if position is None:
                    break
                names.append(self._name(position) or "")
                kinds |= self._move(position, moment, back=back)
        if not names:
            raise ReviewerError(
                problem="There is nothing to undo." if back else "There is nothing to redo.",
                kept="The library is unchanged.",
            )
        changes = Changes(", ".join(names), frozenset(kinds))
        self._library.announce(changes)
        return changes

    def _move(self, position: int, moment: str, *, back: bool) -> set[Kind]:
        order = "DESC" if back else "ASC"
        rows = self._library.execute(
            f"SELECT tbl, key, before, after FROM change "
            f"WHERE step IN (SELECT seq FROM step WHERE position = ?) ORDER BY n {order}",
            (position,),
        ).fetchall()
        for table, key, before, after in rows:
            old, new = (after, before) if back else (before, after)
            values = {"deleted": 1} if new is None else json.loads(new)
            self._put(table, json.loads(key), values, moment)
            # A row that is taken back or comes back whole stays indexed.
            if table in _INDEXED and before is not None:
                self._library.index_changes([RowChange(table, json.loads(key), json.loads(old), values)])
        turn = "(SELECT max(undone) + 1 FROM step)" if back else "0"
        self._library.execute(f"UPDATE step SET undone = {turn} WHERE position = ?", (position,))
        return {_TRACKED[table].kind for table, *_ in rows}

    def _put(self, table: str, key: dict[str, Any], values: dict[str, Any], moment: str) -> None:
        # The names come from our own list and never from the file; a note about anything else is not ours.
        tracked = _TRACKED[table]
        columns = [column for column in tracked.columns if column in values]
        row = [_stored(column, values[column], tracked) for column in columns]
        where = [_stored(column, key[column], tracked) for column in tracked.key]
        self._library.execute(
            f"UPDATE {table} SET {', '.join(f'{column} = ?' for column in columns)}, hlc = ? "
            f"WHERE {' AND '.join(f'{column} = ?' for column in tracked.key)}",
            [*row, moment, *where],
        )

    def _next_undo(self) -> int | None:
        row = self._library.execute("SELECT max(position) FROM step WHERE undone = 0").fetchone()
        return None if row[0] is None else int(row[0])

    def _next_redo(self) -> int | None:
        row = self._library.execute(
            "SELECT position FROM step WHERE undone > 0 ORDER BY undone DESC, position LIMIT 1"
        ).fetchone()
        return None if row is None else int(row[0])

    def _name(self, position: int | None) -> str | None:
        if position is None:
            return None
        row = self._library.execute(
            "SELECT name FROM step WHERE position = ? LIMIT 1", (position,)
        ).fetchone()
        return str(row[0])


def _as_json(columns: tuple[str, ...], tracked: _Tracked, *, row: str) -> str:
    parts = (
        f"'{column}', {f'lower(hex({row}.{column}))' if column in tracked.identities else f'{row}.{column}'}"
        for column in columns
    )
    return f"json_object({', '.join(parts)})"


def _stored(column: str, value: Any, tracked: _Tracked) -> Any:
    if column not in tracked.identities:
        return value
    # hex(NULL) is the empty text.
    return bytes.fromhex(value) if value else None
