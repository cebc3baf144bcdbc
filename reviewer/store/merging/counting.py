"""How much a merge changes: per kind of thing, and before it is done per document, coder and topic."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping

from reviewer.model.merge import Share, Tally
from reviewer.store.merging.noticing import name_of
from reviewer.store.merging.tables import TABLES, Table

_WHAT = ("added", "changed", "removed", "same")


def tallies(connection: sqlite3.Connection, arrived: Mapping[str, int]) -> dict[str, Tally]:
    """What became of the rows of each kind; `arrived` counts those that were not here and are not deleted."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for table in TABLES:
        counts = found[table.kind]
        came = connection.execute(f"SELECT count(*) FROM came_{table.name}").fetchone()[0]
        here = Counter(dict(_changed(connection, table)))
        counts["added"] += arrived[table.name]
        counts.update(here)
        counts["same"] += max(0, came - arrived[table.name] - here.total())
    return {kind: Tally(**{what: counts[what] for what in _WHAT}) for kind, counts in found.items()}


def _changed(connection: sqlite3.Connection, table: Table) -> list[tuple[str, int]]:
    same_key = " AND ".join(f"was.{column} = mine.{column}" for column in table.key)
    visible = [column for column in (*table.fields, *table.known) if column != "deleted"]
    differs = " OR ".join(f"was.{column} IS NOT mine.{column}" for column in visible) or "0"
    return connection.execute(
        f"SELECT CASE WHEN was.deleted AND NOT mine.deleted THEN 'added' WHEN mine.deleted AND NOT was.deleted "
        f"THEN 'removed' WHEN NOT mine.deleted AND ({differs}) THEN 'changed' END AS what, count(*) "
        f"FROM was_{table.name} AS was JOIN {table.name} AS mine ON {same_key} GROUP BY what HAVING what IS NOT NULL"
    ).fetchall()


def shares(connection: sqlite3.Connection) -> dict[str, tuple[Share, ...]]:
    """What becomes of the tags of each document, coder and topic; before anything is changed.

    The keys are `document`, `coder` and `topic`.
    """
    connection.execute("CREATE INDEX came_passage_key ON came_passage(id)")
    found: dict[str, defaultdict[bytes, Counter[str]]] = {
        kind: defaultdict(Counter) for kind in ("document", "coder", "topic")
    }
    for tags, subject, key in (
        ("topic_tag", "came.topic_id", "mine.topic_id = came.topic_id"),
        ("entity_tag", "NULL", "mine.entity_id = came.entity_id AND mine.role = came.role"),
    ):
        for document, coder, topic, what, count in connection.execute(
            f"SELECT coalesce(passage.document_id, here.document_id), came.coder_id, {subject}, "
            f"CASE WHEN mine.hlc IS NULL OR (came.hlc, came.deleted) > (mine.hlc, mine.deleted) THEN "
            f"CASE WHEN coalesce(mine.deleted, 1) AND NOT came.deleted THEN 'added' "
            f"WHEN came.deleted AND NOT coalesce(mine.deleted, 1) THEN 'removed' ELSE 'same' END "
            f"ELSE 'same' END AS what, count(*) FROM came_{tags} AS came "
            f"LEFT JOIN {tags} AS mine ON {key} AND mine.passage_id = came.passage_id AND mine.coder_id = came.coder_id "
            f"LEFT JOIN came_passage AS passage ON passage.id = came.passage_id "
            f"LEFT JOIN passage AS here ON here.id = came.passage_id GROUP BY 1, 2, 3, 4"
        ):
            for kind, row in (("document", document), ("coder", coder), ("topic", topic)):
                if row is not None:
                    found[kind][row][what] += count
    return {
        kind: tuple(
            Share(row.hex(), "", Tally(**{what: counts[what] for what in _WHAT}))
            for row, counts in sorted(rows.items(), key=lambda one: (-one[1]["added"], one[0]))
        )
        for kind, rows in found.items()
    }


def named(connection: sqlite3.Connection, kind: str, some: tuple[Share, ...]) -> tuple[Share, ...]:
    """The same with their names; when all rows have come."""
    return tuple(
        Share(one.identity, name_of(connection, kind, bytes.fromhex(one.identity)), one.tally) for one in some
    )
