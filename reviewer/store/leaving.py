"""Which rows of a library leave for a colleague.

The library is attached as `source` to the connection that makes the new file. First the documents, texts and passages
that leave are listed in temporary tables; the rest follows from them.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from reviewer.model.share import Choice, SharePlan
from reviewer.store.ids import packed

_LIVE_DOCUMENTS = "(SELECT id FROM leaving_document WHERE deleted = 0)"
_ROOM_FOR_TABLES, _ROOM_FOR_A_ROW = 200_000, 300
"""Bytes: an empty file, and about what a passage, a memo and a tag take with their indexes."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What `choose` listed. Conditions are SQL, for rows of `source`."""

    choice: Choice
    every_passage: bool
    """Whether no passage stays, so that their tags need not be asked one by one."""

    @property
    def tags(self) -> str:
        """Which tags leave."""
        if self.every_passage:
            return _by(self.choice)
        return f"passage_id IN (SELECT id FROM leaving_passage) AND {_by(self.choice)}"

    @property
    def memos(self) -> str:
        """Which memos leave."""
        if not self.choice.memos:
            return "0"
        rows = {
            "document": "leaving_document",
            "passage": "leaving_passage",
            "topic": "source.topic",
            "entity": "leaving_entity",
        }
        targets = " ".join(
            # A deleted memo tells nothing; another leaves with what it is about.
            f"WHEN '{kind}' THEN EXISTS "
            f"(SELECT 1 FROM {table} AS target WHERE target.id = target_id AND target.deleted <= memo.deleted)"
            for kind, table in rows.items()
        )
        # What was said about topics and entities is for everyone who tags.
        return (
            f"(CASE target_kind {targets} END) AND (target_kind IN ('topic', 'entity') OR {_by(self.choice)})"
        )


def choose(connection: sqlite3.Connection, choice: Choice) -> Leaving:
    """Lists what leaves in `leaving_document`, `leaving_text`, `leaving_passage` and `leaving_entity`.

    Deleted rows leave too where all of their kind do, so that they are deleted elsewhere. Topics leave whole, because
    a colleague tags with them; entities that nothing of the choice is tagged with stay.
    """
    _list(connection, "chosen_document", choice.documents)
    _list(connection, "chosen_passage", choice.passages)
    _list(connection, "chosen_coder", choice.coders)
    chosen = "deleted = 0 AND id IN chosen_document" if choice.documents is not None else "1"
    _keep(connection, "leaving_document", f"SELECT id, deleted FROM source.document WHERE {chosen}")
    live = f"deleted = 0 AND document_id IN {_LIVE_DOCUMENTS} AND {_live_passages(choice)}"
    _choose_texts(connection, live)
    every_passage = _nothing_stays(connection, choice)
    if every_passage:
        connection.execute("CREATE TEMP VIEW leaving_passage AS SELECT id, deleted FROM source.passage")
    else:
        rows = f"SELECT id, deleted FROM source.passage WHERE {live}"
        if choice.passages is None:
            theirs = "1" if choice.coders is None else _tagged(choice, "1")
            rows += (
                f" UNION ALL SELECT id, deleted FROM source.passage WHERE deleted = 1 "
                f"AND text_id IN leaving_text AND document_id IN {_LIVE_DOCUMENTS} AND {theirs}"
            )
        _keep(connection, "leaving_passage", rows)
    leaving = Leaving(choice, every_passage)
    _keep(connection, "leaving_entity", f"SELECT id, deleted FROM source.entity WHERE {_entities(leaving)}")
    return leaving


def plan(connection: sqlite3.Connection, leaving: Leaving) -> SharePlan:
    """What `choose` listed, counted."""
    tags = connection.execute(
        f"SELECT name, sum(tags) FROM source.coder JOIN ("
        f"SELECT coder_id, count(*) AS tags FROM source.topic_tag WHERE deleted = 0 AND {leaving.tags} GROUP BY coder_id "
        f"UNION ALL "
        f"SELECT coder_id, count(*) FROM source.entity_tag WHERE deleted = 0 AND {leaving.tags} GROUP BY coder_id"
        f") ON coder_id = coder.id GROUP BY coder.id ORDER BY name, coder.id"
    ).fetchall()
    documents, passages, topics, entities, memos = (
        connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0]
        for rows in (
            "leaving_document WHERE deleted = 0",
            "leaving_passage WHERE deleted = 0",
            "source.topic WHERE deleted = 0",
            "leaving_entity WHERE deleted = 0",
            f"source.memo WHERE deleted = 0 AND {leaving.memos}",
        )
    )
    about = _ROOM_FOR_TABLES + _ROOM_FOR_A_ROW * (passages + memos + sum(count for _, count in tags))
    if leaving.choice.texts != "quotes":
        about += _sum(connection, "SELECT sum(length) FROM source.text_version WHERE id IN leaving_text")
    if leaving.choice.texts == "originals":
        about += _sum(
            connection,
            "SELECT sum(size) FROM source.original WHERE sha256 IN "
            "(SELECT original FROM source.text_version WHERE id IN leaving_text)",
        )
    return SharePlan(documents, passages, tuple(tags), topics, entities, memos, about)


def _choose_texts(connection: sqlite3.Connection, live: str) -> None:
    """The texts that are read now, and the older ones that passages are still of."""
    connection.execute(
        f"CREATE TEMP TABLE leaving_text AS SELECT text_id FROM source.document WHERE id IN {_LIVE_DOCUMENTS}"
    )
    older = f"document_id IN {_LIVE_DOCUMENTS} AND id NOT IN leaving_text"
    if _any(connection, f"SELECT 1 FROM source.text_version WHERE {older}"):
        connection.execute(
            f"INSERT INTO leaving_text SELECT DISTINCT text_id FROM source.passage "
            f"WHERE {live} AND text_id NOT IN leaving_text"
        )


def _nothing_stays(connection: sqlite3.Connection, choice: Choice) -> bool:
    if not choice.is_whole or choice.coders is not None or not choice.memos:
        return False
    # Where every text leaves, so does every passage; only elsewhere they have to be looked at.
    return not (
        _any(connection, "SELECT 1 FROM source.text_version WHERE id NOT IN leaving_text")
        and _any(connection, "SELECT 1 FROM source.passage WHERE text_id NOT IN leaving_text")
    )


def _live_passages(choice: Choice) -> str:
    conditions = ["1"]
    if choice.passages is not None:
        conditions.append("id IN chosen_passage")
    if choice.coders is not None or not choice.memos:
        commented = (
            "EXISTS (SELECT 1 FROM source.memo WHERE target_id = passage.id AND target_kind = 'passage' "
            f"AND memo.deleted = 0 AND {_by(choice)})"
            if choice.memos
            else "0"
        )
        conditions.append(f"({_tagged(choice, 'deleted = 0')} OR {commented})")
    return " AND ".join(conditions)


def _tagged(choice: Choice, state: str) -> str:
    return "({} OR {})".format(
        *(
            f"id IN (SELECT passage_id FROM source.{table} WHERE {state} AND {_by(choice)})"
            for table in ("topic_tag", "entity_tag")
        )
    )


def _by(choice: Choice) -> str:
    return "1" if choice.coders is None else "coder_id IN chosen_coder"


def _entities(leaving: Leaving) -> str:
    if leaving.choice.is_whole:
        return "1"
    # With those that they were found to be one with.
    return (
        f"id IN (WITH RECURSIVE used(id) AS (SELECT entity_id FROM source.entity_tag WHERE {leaving.tags} UNION "
        f"SELECT merged_into FROM source.entity JOIN used ON used.id = entity.id WHERE merged_into IS NOT NULL"
        f") SELECT id FROM used)"
    )


def _keep(connection: sqlite3.Connection, table: str, rows: str) -> None:
    connection.execute(f"CREATE TEMP TABLE {table}(id BLOB PRIMARY KEY, deleted INTEGER) WITHOUT ROWID")
    connection.execute(f"INSERT INTO {table} {rows}")


def _list(connection: sqlite3.Connection, table: str, identities: Iterable[str] | None) -> None:
    connection.execute(f"CREATE TEMP TABLE {table}(id BLOB PRIMARY KEY) WITHOUT ROWID")
    connection.executemany(
        f"INSERT INTO {table} VALUES (?) ON CONFLICT DO NOTHING",
        ((packed(identity),) for identity in identities or ()),
    )


def _any(connection: sqlite3.Connection, question: str) -> bool:
    return bool(connection.execute(f"SELECT EXISTS ({question})").fetchone()[0])


def _sum(connection: sqlite3.Connection, question: str) -> int:
    return int(connection.execute(question).fetchone()[0] or 0)
