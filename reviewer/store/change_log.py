"""The change log: triggers note what each step does to each row, and a note puts its row back.

A row is never removed, so taking back a new row marks it deleted; that too is a change with its own moment, which a
colleague's copy will hear of. The triggers are temporary: they live with the connection, not in the file.
Source: sqlite.org/undoredo.html, with rows as data in the place of SQL.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from reviewer.model.changes import Kind
from reviewer.model.ids import DocumentId
from reviewer.store.clocks import FIELDS
from reviewer.store.fulltext_index import RowChange

if TYPE_CHECKING:
    from reviewer.store.library import Library


@dataclass(frozen=True, slots=True)
class Tracked:
    """A table whose changes are noted: its key, the columns that may change, and those of both that hold identities."""

    kind: Kind
    key: tuple[str, ...]
    columns: tuple[str, ...]
    identities: frozenset[str]


TRACKED: dict[str, Tracked] = {
    "coder": Tracked("coder", ("id",), FIELDS["coder"], frozenset({"id"})),
    "document": Tracked("document", ("id",), FIELDS["document"], frozenset({"id", "text_id"})),
    "passage": Tracked("passage", ("id",), ("deleted",), frozenset({"id"})),
    "topic": Tracked("topic", ("id",), FIELDS["topic"], frozenset({"id", "parent_id", "merged_into"})),
    "entity": Tracked("entity", ("id",), FIELDS["entity"], frozenset({"id", "merged_into"})),
    "entity_alias": Tracked("entity", ("entity_id", "alias"), ("deleted",), frozenset({"entity_id"})),
    "topic_tag": Tracked(
        "tag",
        ("topic_id", "passage_id", "coder_id"),
        ("created", "deleted"),
        frozenset({"topic_id", "passage_id", "coder_id"}),
    ),
    "entity_tag": Tracked(
        "tag",
        ("entity_id", "passage_id", "role", "coder_id"),
        ("created", "deleted"),
        frozenset({"entity_id", "passage_id", "coder_id"}),
    ),
    "memo": Tracked("memo", ("id",), FIELDS["memo"], frozenset({"id"})),
}

_INDEXED = ("document", "passage")
"""The tables that the search indexes follow; of a passage the index holds what never changes."""
_FEW = 100
"""Rows up to which it is worth finding out on which documents they lie."""


@dataclass(frozen=True, slots=True)
class Note:
    """What one step did to one row. `before` is None where it made the row. Identities are hexadecimal text."""

    table: str
    key: dict[str, Any]
    before: dict[str, Any] | None
    after: dict[str, Any]

    @classmethod
    def of(cls, row: tuple[str, str, str | None, str]) -> Self:
        """The note in a row of `tbl, key, before, after`."""
        table, key, before, after = row
        return cls(table, json.loads(key), json.loads(before) if before else None, json.loads(after))

    def turn(self, *, back: bool) -> tuple[dict[str, Any], dict[str, Any]]:
        """What must be there for the step to be taken back (or done again), and what is there afterwards.

        Only what the step changed: another field of the row may have gone its own way.
        """
        gone = {"deleted": 1}
        if self.before is None:
            return (self.after, gone) if back else (gone, self.after)
        before, after = (
            {name: side[name] for name in self.after if self.before.get(name) != self.after[name]}
            for side in (self.before, self.after)
        )
        return (after, before) if back else (before, after)


def record_changes(connection: sqlite3.Connection, current: Callable[[], int | None]) -> None:
    """Notes every row change from now on under the step that `current` names; nothing while it names none."""
    connection.create_function("current_step", 0, current)
    for table, tracked in TRACKED.items():
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


def kinds_of(library: "Library", step: int) -> frozenset[Kind]:
    """The kinds of things that a step has changed."""
    rows = library.execute("SELECT DISTINCT tbl FROM change WHERE step = ?", (step,))
    return frozenset(TRACKED[table].kind for (table,) in rows)


def index_step(library: "Library", step: int) -> None:
    """Lets the search indexes follow what a step has changed."""
    rows = library.execute(
        f"SELECT tbl, key, before, after FROM change WHERE step = ? AND tbl IN {_INDEXED} ORDER BY n", (step,)
    )
    notes = map(Note.of, rows)
    library.index_changes(RowChange(one.table, one.key, one.before, one.after) for one in notes)


def documents_of_step(library: "Library", step: int) -> frozenset[DocumentId] | None:
    """The documents that look different after a step; None where it may be any, or many."""
    rows = library.execute(
        "SELECT tbl, key, before, after FROM change WHERE step = ? LIMIT ?", (step, _FEW + 1)
    ).fetchall()
    return None if len(rows) > _FEW else documents_of(library, map(Note.of, rows))


def documents_of(library: "Library", notes: Iterable[Note]) -> frozenset[DocumentId] | None:
    """The documents that look different after these changes; None where it may be any, or many."""
    found: set[str] = set()
    passages: set[str] = set()
    for number, note in enumerate(notes):
        if number == _FEW or (note.before is not None and note.table in {"topic", "entity", "coder"}):
            return None
        if note.table == "document":
            found.add(note.key["id"])
        elif note.table == "passage":
            passages.add(note.key["id"])
        elif "passage_id" in note.key:
            passages.add(note.key["passage_id"])
        elif note.table == "memo":
            kind, target = library.execute(
                "SELECT target_kind, target_id FROM memo WHERE id = ?", (bytes.fromhex(note.key["id"]),)
            ).fetchone()
            (found if kind == "document" else passages).add(target.hex())
    for passage in passages:
        rows = library.execute("SELECT document_id FROM passage WHERE id = ?", (bytes.fromhex(passage),))
        found.update(document.hex() for (document,) in rows)
    return frozenset(DocumentId(one) for one in found)


def notes_of(library: "Library", position: int, *, undone: bool, newest_first: bool) -> Iterator[Note]:
    """What the steps of a position did, those that are undone or those that are not."""
    order = "DESC" if newest_first else "ASC"
    sign = ">" if undone else "="
    rows = library.execute(
        f"SELECT tbl, key, before, after FROM change "
        f"WHERE step IN (SELECT seq FROM step WHERE position = ? AND undone {sign} 0) ORDER BY n {order}",
        (position,),
    ).fetchall()
    return map(Note.of, rows)


def found_as(library: "Library", note: Note, expected: dict[str, Any]) -> bool:
    """Whether the row of a note still is as expected."""
    tracked = TRACKED[note.table]
    columns = [column for column in tracked.columns if column in expected]
    where, key = _where(note)
    row = library.execute(f"SELECT {', '.join(columns)} FROM {note.table} WHERE {where}", key).fetchone()
    return row is not None and all(
        (value.hex() if value else "") == expected[column]
        if column in tracked.identities
        else value == expected[column]
        for column, value in zip(columns, row, strict=True)
    )


def put(library: "Library", note: Note, values: dict[str, Any], moment: str) -> None:
    """Gives the row of a note these values, in the tables and in the search indexes."""
    # The names come from our own list and never from the file; a note about anything else is not ours.
    tracked = TRACKED[note.table]
    columns = [column for column in tracked.columns if column in values]
    row = [_stored(column, values[column], tracked) for column in columns]
    where, key = _where(note)
    before = _as_indexed(library, note)
    library.execute(
        f"UPDATE {note.table} SET {', '.join(f'{column} = ?' for column in columns)}, hlc = ? WHERE {where}",
        [*row, moment, *key],
    )
    if before is not None:
        library.index_changes([RowChange(note.table, note.key, before, before | values)])


def _as_indexed(library: "Library", note: Note) -> dict[str, Any] | None:
    """What the index holds of a row that may change in it. What is taken back or comes back whole stays indexed."""
    if note.table != "document" or note.before is None:
        return None
    row = library.execute(
        "SELECT title, text_id FROM document WHERE id = ?", (bytes.fromhex(note.key["id"]),)
    ).fetchone()
    return {"title": row[0], "text_id": row[1].hex()}


def _where(note: Note) -> tuple[str, list[Any]]:
    tracked = TRACKED[note.table]
    key = [_stored(column, note.key[column], tracked) for column in tracked.key]
    return " AND ".join(f"{column} = ?" for column in tracked.key), key


def _as_json(columns: tuple[str, ...], tracked: Tracked, *, row: str) -> str:
    parts = (
        f"'{column}', {f'lower(hex({row}.{column}))' if column in tracked.identities else f'{row}.{column}'}"
        for column in columns
    )
    return f"json_object({', '.join(parts)})"


def _stored(column: str, value: Any, tracked: Tracked) -> Any:
    if column not in tracked.identities:
        return value
    # hex(NULL) is the empty text.
    return bytes.fromhex(value) if value else None
