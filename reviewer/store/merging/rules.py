"""What must hold of a merged library, whoever did what: what is used is there, and no topic lies below itself.

Each rule is a function of what the registers say. The value that it overrules is kept in `set_aside` and counts again in
the next merge, so that the order of merging makes no difference.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Overruled:
    """A field that a rule has given another value than somebody chose: the row is kept, or stands at the top."""

    table: str
    row: bytes
    field: str
    value: Any


def apply_rules(connection: sqlite3.Connection) -> list[Overruled]:
    """Applies all rules, and gives back what they overruled."""
    found = [
        *_break_circles(connection, "topic", "parent_id"),
        *_break_circles(connection, "topic", "merged_into"),
        *_break_circles(connection, "entity", "merged_into"),
        *_keep_passages(connection),
        *_keep_documents(connection),
    ]
    for table in ("topic", "entity"):
        # Every passage with a tag is there by now, so a tag is enough.
        used = (
            f"SELECT id FROM {table} WHERE deleted = 1 "
            f"AND EXISTS (SELECT 1 FROM {table}_tag WHERE {table}_id = {table}.id AND deleted = 0)"
        )
        needed = _with_targets(connection, table, used, above=table == "topic")
        found += _keep(connection, table, needed)
    return found


def _break_circles(connection: sqlite3.Connection, table: str, field: str) -> list[Overruled]:
    """Drops the latest link of each circle. Every row has one link at the most, so circles do not touch."""
    rows = connection.execute(
        f"SELECT id, {field}, coalesce(hlc, '') FROM (SELECT id, {field} FROM {table} WHERE {field} IS NOT NULL) "
        f"LEFT JOIN (SELECT row, hlc FROM field_clock WHERE tbl = '{table}' AND field = '{field}') ON row = id"
    ).fetchall()
    links = {row: (target, moment) for row, target, moment in rows}
    done: set[bytes] = set()
    found = []
    for start in sorted(links):
        way: list[bytes] = []
        at = start
        while at in links and at not in done:
            done.add(at)
            way.append(at)
            at = links[at][0]
        if at in way:
            circle = way[way.index(at) :]
            moment, last = max((links[row][1], row) for row in circle)
            found.append(_overrule(connection, table, last, field, value=links[last][0], moment=moment))
    return found


def _keep_passages(connection: sqlite3.Connection) -> list[Overruled]:
    """A passage with a tag or memo is there."""
    rows = connection.execute(
        # Found by the index first: passages are long rows.
        "SELECT id, hlc FROM passage WHERE n IN (SELECT n FROM passage WHERE deleted = 1) AND ("
        "EXISTS (SELECT 1 FROM topic_tag WHERE passage_id = passage.id AND deleted = 0) "
        "OR EXISTS (SELECT 1 FROM entity_tag WHERE passage_id = passage.id AND deleted = 0) "
        "OR EXISTS (SELECT 1 FROM memo WHERE target_id = passage.id AND target_kind = 'passage' AND deleted = 0)) "
        "ORDER BY id"
    ).fetchall()
    return [_overrule(connection, "passage", row, "deleted", value=1, moment=moment) for row, moment in rows]


def _keep_documents(connection: sqlite3.Connection) -> list[Overruled]:
    """A document in which somebody tagged or wrote after it was removed is there.

    Removing a document leaves its passages as they are, so older work in it is no reason to keep it.
    """
    found = []
    for row, moment in connection.execute(
        "SELECT id, coalesce(field_clock.hlc, '') FROM document LEFT JOIN field_clock ON tbl = 'document' AND row = id "
        "AND field = 'deleted' WHERE deleted = 1 ORDER BY id"
    ).fetchall():
        later = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM passage WHERE document_id = :row AND passage.deleted = 0 AND ("
            "EXISTS (SELECT 1 FROM topic_tag WHERE passage_id = passage.id AND deleted = 0 AND hlc > :moment) OR "
            "EXISTS (SELECT 1 FROM entity_tag WHERE passage_id = passage.id AND deleted = 0 AND hlc > :moment) OR "
            "EXISTS (SELECT 1 FROM memo WHERE target_id = passage.id AND deleted = 0 AND hlc > :moment))) "
            "OR EXISTS (SELECT 1 FROM memo WHERE target_id = :row AND deleted = 0 AND hlc > :moment)",
            {"row": row, "moment": moment},
        ).fetchone()[0]
        if later:
            found.append(_overrule(connection, "document", row, "deleted", value=1, moment=moment))
    return found


def _with_targets(connection: sqlite3.Connection, table: str, used: str, *, above: bool) -> set[bytes]:
    """What is used, with what it was found to be one with, and of topics those above them and above all that are there."""
    links: dict[bytes, list[bytes]] = {}
    live = set()
    parent = "parent_id" if above else "NULL"
    for row, merged_into, over, deleted in connection.execute(
        f"SELECT id, merged_into, {parent}, deleted FROM {table}"
    ):
        links[row] = [link for link in (merged_into, over) if link is not None]
        if not deleted:
            live.add(row)
    needed: set[bytes] = set()
    waiting = [row for (row,) in connection.execute(used)] + sorted(live)
    while waiting:
        row = waiting.pop()
        if row not in needed:
            needed.add(row)
            waiting += links.get(row, ())
    return needed


def _keep(connection: sqlite3.Connection, table: str, needed: Iterable[bytes]) -> list[Overruled]:
    wanted = set(needed)
    rows = connection.execute(
        f"SELECT id, coalesce(field_clock.hlc, '') FROM {table} LEFT JOIN field_clock ON tbl = '{table}' AND row = id "
        f"AND field = 'deleted' WHERE deleted = 1 ORDER BY id"
    ).fetchall()
    return [
        _overrule(connection, table, row, "deleted", value=1, moment=moment)
        for row, moment in rows
        if row in wanted
    ]


def _overrule(
    connection: sqlite3.Connection, table: str, row: bytes, field: str, *, value: Any, moment: str
) -> Overruled:
    connection.execute("INSERT INTO set_aside VALUES (?, ?, ?, ?, ?)", (table, row, field, value, moment))
    connection.execute(
        f"UPDATE {table} SET {field} = ? WHERE id = ?", (0 if field == "deleted" else None, row)
    )
    return Overruled(table, row, field, value)
