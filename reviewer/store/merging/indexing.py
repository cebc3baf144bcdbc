"""Letting the search indexes follow a merge: what came, what changed its title, text or quotation, and what was filled in."""

import sqlite3
from dataclasses import dataclass
from typing import Self

_BODY = "CASE WHEN document.text_id IN (SELECT id FROM filled_text) THEN '' ELSE content END"

_BEFORE = (
    "SELECT id, title, text_id FROM was_document UNION ALL SELECT id, title, text_id FROM document "
    "WHERE id NOT IN (SELECT id FROM was_document) AND text_id IN (SELECT id FROM filled_text)"
)
"""Documents whose entry may have to change, as they were."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The largest numbers of documents and passages before a merge: what is above them came with it."""

    document: int
    passage: int

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> Self:
        """The numbers as they are now."""
        return cls(
            *connection.execute(
                "SELECT (SELECT coalesce(max(n), 0) FROM document), (SELECT coalesce(max(n), 0) FROM passage)"
            ).fetchone()
        )


def index_merged(connection: sqlite3.Connection, before: Marks) -> None:
    """Brings both indexes up to date; at the end of a merge."""
    # An index without content has to be told what it is to forget. Always in the order of numbers: whenever a smaller one
    # follows, the index writes out all that it has gathered.
    connection.execute(
        f"INSERT INTO document_fts(document_fts, rowid, title, body) "
        f"SELECT 'delete', n, segmented(title), segmented(body) FROM ("
        f"SELECT mine.n AS n, document.title AS title, {_BODY} AS body "
        f"FROM ({_BEFORE}) AS document JOIN document AS mine ON mine.id = document.id "
        f"JOIN text_version ON text_version.id = document.text_id "
        f"WHERE mine.n <= ? AND (document.title <> mine.title OR document.text_id <> mine.text_id "
        f"OR document.text_id IN (SELECT id FROM filled_text))) ORDER BY n",
        (before.document,),
    )
    connection.execute(
        f"INSERT INTO document_fts(rowid, title, body) "
        f"SELECT mine.n, segmented(mine.title), segmented(content) "
        f"FROM document AS mine JOIN text_version ON text_version.id = mine.text_id "
        f"LEFT JOIN ({_BEFORE}) AS document ON document.id = mine.id "
        f"WHERE mine.n > ? OR document.title <> mine.title OR document.text_id <> mine.text_id "
        f"OR document.text_id IN (SELECT id FROM filled_text) ORDER BY mine.n",
        (before.document,),
    )
    connection.execute(
        "INSERT INTO passage_fts(passage_fts, rowid, quote) SELECT 'delete', passage.n, segmented(was.quote) "
        "FROM was_passage AS was JOIN passage ON passage.id = was.id WHERE was.quote <> passage.quote ORDER BY passage.n"
    )
    connection.execute(
        "INSERT INTO passage_fts(rowid, quote) SELECT passage.n, segmented(passage.quote) "
        "FROM was_passage AS was JOIN passage ON passage.id = was.id WHERE was.quote <> passage.quote ORDER BY passage.n"
    )
    connection.execute(
        "INSERT INTO passage_fts(rowid, quote) SELECT n, segmented(quote) FROM passage WHERE n > ?",
        (before.passage,),
    )
