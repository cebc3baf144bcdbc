"""Taking a merge back: what came goes, and what was here is as it was, moments included.

Unlike other steps it leaves no mark: marked as deleted, what a colleague made would be deleted in their library too as
soon as they merge ours.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviewer.errors import ReviewerError
from reviewer.model.changes import Kind
from reviewer.store.merging.noting import WATCHED, read_value
from reviewer.store.merging.remembering import forget_since
from reviewer.store.merging.tables import KINDS

if TYPE_CHECKING:
    from reviewer.store.library import Library

_KEYS: dict[str, tuple[str, ...]] = {
    "entity_alias": ("entity_id", "alias"),
    "topic_tag": ("topic_id", "passage_id", "coder_id"),
    "entity_tag": ("entity_id", "passage_id", "coder_id", "role"),
    "field_clock": ("row", "tbl", "field"),
}
"""The keys of what came, as they are noted: identities of 16 bytes, and then what stands in the note's words."""
_ROWS = ("coder", "document", "text_version", "passage", "topic", "entity", "memo")
_REFERENCES: tuple[tuple[str, str, str], ...] = (
    ("document", "added_by", "coder"),
    ("passage", "document_id", "document"),
    ("passage", "text_id", "text_version"),
    ("passage", "coder_id", "coder"),
    ("topic", "parent_id", "topic"),
    ("topic", "merged_into", "topic"),
    ("entity", "merged_into", "entity"),
    ("memo", "coder_id", "coder"),
    ("memo", "target_id", "document"),
    ("memo", "target_id", "passage"),
    ("memo", "target_id", "topic"),
    ("memo", "target_id", "entity"),
    ("entity_alias", "entity_id", "entity"),
    ("topic_tag", "topic_id", "topic"),
    ("topic_tag", "passage_id", "passage"),
    ("topic_tag", "coder_id", "coder"),
    ("entity_tag", "entity_id", "entity"),
    ("entity_tag", "passage_id", "passage"),
    ("entity_tag", "coder_id", "coder"),
)
"""What refers to what, each after all that it refers to."""

_TEXT = "n, id, document_id, original, extractor, sha256, length, created"


@dataclass(frozen=True, slots=True)
class _Note:
    table: str
    what: str
    words: str
    ids: bytes


def take_back(library: "Library", number: int) -> frozenset[Kind]:
    """Takes back the merge that is the history's entry `number`; inside a transaction of the history.

    ReviewerError where later work rests on what the merge brought.
    """
    steps = "step IN (SELECT seq FROM step WHERE position = ?)"
    rows = library.execute(
        f"SELECT tbl, what, words, ids FROM merge_note WHERE {steps} ORDER BY n", (number,)
    )
    notes = [_Note(*row) for row in rows]
    _make_tables(library)
    with library.clocks_held():
        _list_gone(library, notes)
        _forget_entries(library, notes)
        _remove_keyed(library, notes)
        _put_back(library, notes)
        _follow(library)
        _refuse_work_on_it(library)
        _remove(library)
        _empty(library, notes)
        _put_back_whole(library, notes)
        _enter_again(library)
    library.execute(f"DELETE FROM merge_conflict WHERE {steps}", (number,))
    forget_since(library, number)
    return KINDS


def _make_tables(library: "Library") -> None:
    names = [f"gone_{name}" for name in (*_ROWS, "original")]
    for name in (*names, "touched_document", "touched_passage"):
        library.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name}(id BLOB PRIMARY KEY) WITHOUT ROWID")
        library.execute(f"DELETE FROM temp.{name}")


def _list_gone(library: "Library", notes: list[_Note]) -> None:
    for note in notes:
        if note.what == "came" and note.table not in _KEYS:
            length = 32 if note.table == "original" else 16
            library.execute_many(f"INSERT INTO gone_{note.table} VALUES (?)", list(_cut(note.ids, length, 1)))


def _forget_entries(library: "Library", notes: list[_Note]) -> None:
    """Takes what goes or changes out of the search indexes, while it is still what was entered."""
    for name in ("document", "passage"):
        changed = [(_values(note)["id"],) for note in notes if note.table == name and note.what == "was"]
        library.execute(f"INSERT INTO touched_{name} SELECT id FROM gone_{name}")
        library.execute_many(f"INSERT INTO touched_{name} VALUES (?) ON CONFLICT DO NOTHING", changed)
    filled = [(note.ids,) for note in notes if note.what == "filled" and note.table == "text_version"]
    library.execute_many(
        "INSERT INTO touched_document SELECT id FROM document WHERE text_id = ? ON CONFLICT DO NOTHING",
        filled,
    )
    _forget(library, "document", "touched_document")
    _forget(library, "passage", "touched_passage")


def _forget(library: "Library", name: str, which: str) -> None:
    # In the order of their numbers: whenever a smaller one follows, the index writes out all that it has gathered.
    if name == "document":
        library.execute(
            f"INSERT INTO document_fts(document_fts, rowid, title, body) "
            f"SELECT 'delete', document.n, segmented(title), segmented(content) FROM document "
            f"JOIN text_version ON text_version.id = text_id WHERE document.id IN (SELECT id FROM {which}) "
            f"ORDER BY document.n"
        )
    else:
        library.execute(
            f"INSERT INTO passage_fts(passage_fts, rowid, quote) "
            f"SELECT 'delete', n, segmented(quote) FROM passage WHERE id IN (SELECT id FROM {which}) ORDER BY n"
        )


def _remove_keyed(library: "Library", notes: list[_Note]) -> None:
    for note in notes:
        if note.what == "came" and note.table in _KEYS:
            columns = _KEYS[note.table]
            words = (
                note.words.split(".") if note.table == "field_clock" else [note.words] if note.words else []
            )
            keys = _cut(note.ids, 16, len(columns) - len(words))
            where = " AND ".join(f"{column} = ?" for column in columns)
            library.execute_many(f"DELETE FROM {note.table} WHERE {where}", [(*key, *words) for key in keys])


def _put_back(library: "Library", notes: list[_Note]) -> None:
    """Gives the rows that were here, and their moments, the values that they had."""
    keys = {table.name: table.key for table in WATCHED}
    for note in notes:
        if note.what == "was" and note.table in keys:
            values = _values(note)
            key = keys[note.table]
            columns = [column for column in values if column not in key]
            taken = ", ".join(f'"{column}" = ?' for column in columns)
            library.execute(
                f"UPDATE {note.table} SET {taken} WHERE {' AND '.join(f'{column} = ?' for column in key)}",
                [*(values[column] for column in columns), *(values[column] for column in key)],
            )


def _follow(library: "Library") -> None:
    """What was made later on top of what goes, and has been undone, goes too; it is only marked as deleted."""
    again = True
    while again:
        again = False
        for table, column, parent in _REFERENCES:
            if table in _ROWS:
                found = library.execute(
                    f"INSERT INTO gone_{table} SELECT id FROM {table} WHERE deleted = 1 "
                    f"AND {column} IN (SELECT id FROM gone_{parent}) AND id NOT IN (SELECT id FROM gone_{table})"
                )
                again = again or found.rowcount > 0
    for name in ("document", "passage"):
        library.execute(
            f"CREATE TEMP TABLE followed AS SELECT id FROM gone_{name} EXCEPT SELECT id FROM touched_{name}"
        )
        _forget(library, name, "followed")
        library.execute("DROP TABLE temp.followed")


def _refuse_work_on_it(library: "Library") -> None:
    for table, column, parent in _REFERENCES:
        stays = f"AND id NOT IN (SELECT id FROM gone_{table})" if table in _ROWS else ""
        rests = library.execute(
            f"SELECT 1 FROM {table} WHERE deleted = 0 AND {column} IN (SELECT id FROM gone_{parent}) {stays} LIMIT 1"
        ).fetchone()
        if rests:
            raise ReviewerError(
                problem="This merge cannot be undone: work that was done later rests on what it brought.",
                kept="Nothing was undone.",
                remedy="Remove that work first, or go back to the backup that was made before the merge.",
            )


def _remove(library: "Library") -> None:
    for table, column, parent in _REFERENCES:
        if table not in _ROWS:
            library.execute(
                f"DELETE FROM {table} WHERE deleted = 1 AND {column} IN (SELECT id FROM gone_{parent})"
            )
    library.execute("DELETE FROM page WHERE text_id IN (SELECT id FROM gone_text_version)")
    for name in reversed(_ROWS):
        library.execute(
            f"DELETE FROM field_clock WHERE tbl = '{name}' AND row IN (SELECT id FROM gone_{name})"
        )
        library.execute(f"DELETE FROM {name} WHERE id IN (SELECT id FROM gone_{name})")
    library.execute("DELETE FROM original WHERE sha256 IN (SELECT id FROM gone_original)")


def _empty(library: "Library", notes: list[_Note]) -> None:
    """Takes out again what was filled in."""
    for note in notes:
        if note.what == "filled" and note.table == "original":
            library.execute("UPDATE original SET content = x'' WHERE sha256 = ?", (note.ids,))
        elif note.what == "filled":
            # A text is written once and never changed.
            row = library.execute(f"SELECT {_TEXT} FROM text_version WHERE id = ?", (note.ids,)).fetchone()
            library.execute("DELETE FROM text_version WHERE id = ?", (note.ids,))
            library.execute(
                f"INSERT INTO text_version({_TEXT}, layout, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{{}}', '')",
                row,
            )


def _put_back_whole(library: "Library", notes: list[_Note]) -> None:
    for note in notes:
        if note.what == "was" and note.table in {"seen", "set_aside"}:
            rows = [[read_value(value) for value in row] for row in json.loads(note.words)]
            marks = "?, ?" if note.table == "seen" else "?, ?, ?, ?, ?"
            library.execute(f"DELETE FROM {note.table}")
            library.execute_many(f"INSERT INTO {note.table} VALUES ({marks})", rows)
    # What was done here after the merge was done, though it has been undone.
    library.execute(
        "INSERT INTO seen SELECT substr(hlc, 17), max(hlc) FROM step WHERE kind <> 'merge' GROUP BY 1 "
        "ON CONFLICT(device) DO UPDATE SET hlc = excluded.hlc WHERE excluded.hlc > seen.hlc"
    )


def _enter_again(library: "Library") -> None:
    library.execute(
        "INSERT INTO document_fts(rowid, title, body) SELECT document.n, segmented(title), segmented(content) "
        "FROM document JOIN text_version ON text_version.id = text_id "
        "WHERE document.id IN (SELECT id FROM touched_document) ORDER BY document.n"
    )
    library.execute(
        "INSERT INTO passage_fts(rowid, quote) SELECT n, segmented(quote) FROM passage "
        "WHERE id IN (SELECT id FROM touched_passage) ORDER BY n"
    )


def _values(note: _Note) -> dict[str, Any]:
    return {name: read_value(value) for name, value in json.loads(note.words).items()}


def _cut(ids: bytes, length: int, count: int) -> Iterator[tuple[bytes, ...]]:
    """The keys of `count` identities each."""
    size = length * count
    for at in range(0, len(ids), size):
        yield tuple(ids[at + part * length : at + (part + 1) * length] for part in range(count))
