"""What a person should look at after a merge: what two people did that does not go together, in words.

Nothing is decided here. Only what this merge brought is told, so that merging the same file again tells nothing.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from reviewer.model.merge import Conflict, ConflictKind
from reviewer.store.merging.indexing import Marks
from reviewer.store.merging.joining import Rivals
from reviewer.store.merging.rules import Overruled
from reviewer.text.folding import folded_text

_FIELDS = {"text_id": "text", "parent_id": "place", "merged_into": "unified with"}
"""What a field is called, where that is not its column."""


def conflicts(
    connection: sqlite3.Connection, rivals: Iterable[Rivals], overruled: Iterable[Overruled], before: Marks
) -> list[Conflict]:
    """All of them: of fields, of what rules overruled, of names, of documents."""
    return [
        *(_of_field(connection, one) for one in rivals),
        *(_of_rule(connection, one) for one in overruled),
        *_of_topic_names(connection),
        *_of_entity_names(connection),
        *_of_coder_names(connection),
        *_of_versions(connection),
        *_of_removed_documents(connection, before),
    ]


def _of_field(connection: sqlite3.Connection, rivals: Rivals) -> Conflict:
    kind: ConflictKind = "text" if rivals.field == "text_id" else "field"
    return Conflict(
        kind,
        rivals.table,
        rivals.row.hex(),
        name_of(connection, rivals.table, rivals.row),
        _FIELDS.get(rivals.field, rivals.field),
        _shown(connection, rivals, rivals.kept),
        _shown(connection, rivals, rivals.lost),
    )


def _shown(connection: sqlite3.Connection, rivals: Rivals, value: Any) -> str:
    if rivals.field == "text_id":
        row = (
            connection.execute("SELECT extractor, length FROM text_version WHERE id = ?", (value,)).fetchone()
            or connection.execute(
                "SELECT extractor, length FROM came_text_version WHERE id = ?", (value,)
            ).fetchone()
        )
        return f"{row[1]:,} characters read by {row[0]}"
    if isinstance(value, bytes):
        return name_of(connection, rivals.table, value)
    return "" if value is None else str(value)


def _of_rule(connection: sqlite3.Connection, one: Overruled) -> Conflict:
    name = name_of(connection, one.table, one.row)
    if one.field == "deleted":
        return Conflict("kept", one.table, one.row.hex(), name, "", "kept, because it is used", "deleted")
    over = name_of(connection, one.table, one.value)
    lost = f"below “{over}”" if one.field == "parent_id" else f"unified with “{over}”"
    kept = "at the top" if one.field == "parent_id" else "by itself"
    return Conflict("circle", one.table, one.row.hex(), name, _FIELDS[one.field], kept, lost)


def name_of(connection: sqlite3.Connection, table: str, row: bytes) -> str:
    """What a person calls a row."""
    if table == "topic":
        return _path(connection, row)
    if table == "entity":
        found = connection.execute("SELECT kind || ':' || name FROM entity WHERE id = ?", (row,)).fetchone()
    else:
        column = {"document": "title", "passage": "quote", "memo": "text", "coder": "name"}[table]
        found = connection.execute(
            f"SELECT substr({column}, 1, 80) FROM {table} WHERE id = ?", (row,)
        ).fetchone()
    return str(found[0]) if found else row.hex()


def _path(connection: sqlite3.Connection, row: bytes) -> str:
    names: list[str] = []
    seen: set[bytes] = set()
    at: bytes | None = row
    while at is not None and at not in seen:
        seen.add(at)
        found = connection.execute("SELECT name, parent_id FROM topic WHERE id = ?", (at,)).fetchone()
        if found is None:
            break
        names.append(found[0])
        at = found[1]
    return "/".join(reversed(names)) or row.hex()


def _of_topic_names(connection: sqlite3.Connection) -> Iterator[Conflict]:
    """Topics of one name in one place, of which at least one came, or got its name or place, by this merge."""
    touched = _touched(connection, "topic", ("name", "parent_id", "deleted", "merged_into"))
    if not touched:
        return
    same: defaultdict[str, list[bytes]] = defaultdict(list)
    for (row,) in connection.execute(
        "SELECT id FROM topic WHERE deleted = 0 AND merged_into IS NULL ORDER BY id"
    ).fetchall():
        same[folded_text(_path(connection, row))].append(row)
    for rows in same.values():
        yield from _pairs(connection, "topic name", "topic", rows, touched)


def _of_entity_names(connection: sqlite3.Connection) -> Iterator[Conflict]:
    # With an alias that came, the entity counts as one that did.
    touched = _touched(connection, "entity", ("name", "kind", "deleted", "merged_into"))
    if not touched:
        return
    same: defaultdict[tuple[str, str], list[bytes]] = defaultdict(list)
    for row, kind, name in connection.execute(
        "SELECT id, kind, name FROM entity WHERE deleted = 0 AND merged_into IS NULL UNION "
        "SELECT entity.id, kind, alias FROM entity JOIN entity_alias ON entity_id = entity.id "
        "WHERE entity.deleted = 0 AND merged_into IS NULL AND entity_alias.deleted = 0 ORDER BY 1"
    ).fetchall():
        rows = same[kind, folded_text(name)]
        if row not in rows:
            rows.append(row)
    told: set[tuple[str, str]] = set()
    for rows in same.values():
        for one in _pairs(connection, "entity name", "entity", rows, touched):
            if (one.identity, one.lost) not in told:
                told.add((one.identity, one.lost))
                yield one


def _of_coder_names(connection: sqlite3.Connection) -> Iterator[Conflict]:
    touched = _touched(connection, "coder", ("name", "deleted"))
    same: defaultdict[str, list[bytes]] = defaultdict(list)
    for row, name in connection.execute("SELECT id, name FROM coder WHERE deleted = 0 ORDER BY id"):
        same[folded_text(name)].append(row)
    for rows in same.values():
        yield from _pairs(connection, "coder name", "coder", rows, touched)


def _pairs(
    connection: sqlite3.Connection, kind: ConflictKind, table: str, rows: list[bytes], touched: set[bytes]
) -> Iterator[Conflict]:
    """Each of `rows` that was touched beside the first of the others."""
    if len(rows) < 2:
        return
    first = next((row for row in rows if row not in touched), rows[0])
    for row in rows:
        if row != first and (row in touched or first in touched):
            name = name_of(connection, table, first)
            yield Conflict(kind, table, first.hex(), name, "", first.hex(), row.hex())


def _touched(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> set[bytes]:
    """The rows that this merge brought or changed in these columns."""
    differs = " OR ".join(f"was.{column} IS NOT mine.{column}" for column in columns)
    rows = connection.execute(
        f"SELECT id FROM new_row WHERE id IN (SELECT id FROM {table}) UNION "
        f"SELECT was.id FROM was_{table} AS was JOIN {table} AS mine ON mine.id = was.id WHERE {differs}"
    )
    return {row for (row,) in rows}


def _of_versions(connection: sqlite3.Connection) -> Iterator[Conflict]:
    """Documents that came and have the title or the file's name of one that is here: another version of it, perhaps."""
    for row, title, other, other_title in connection.execute(
        "SELECT came.id, came.title, min(mine.id), mine.title FROM document AS came JOIN document AS mine "
        "ON mine.id <> came.id AND (mine.title = came.title OR (mine.file_name = came.file_name AND mine.file_name <> '')) "
        "WHERE came.id IN (SELECT id FROM new_row) AND came.deleted = 0 AND mine.deleted = 0 "
        "AND mine.id NOT IN (SELECT id FROM new_row) GROUP BY came.id"
    ).fetchall():
        yield Conflict("version", "document", row.hex(), title, "", other_title, other.hex())


def _of_removed_documents(connection: sqlite3.Connection, before: Marks) -> Iterator[Conflict]:
    """Documents that are removed, and of which passages came that are not."""
    for row, title, count in connection.execute(
        "SELECT document.id, title, count(*) FROM document JOIN passage ON document_id = document.id "
        "WHERE document.deleted = 1 AND document.n <= ? AND passage.deleted = 0 AND passage.n > ? GROUP BY document.id",
        (before.document, before.passage),
    ).fetchall():
        yield Conflict(
            "removed document", "document", row.hex(), title, "", "removed", f"{count:,} passages that came"
        )
