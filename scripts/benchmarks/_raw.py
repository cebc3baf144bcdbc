"""What sqlite3 alone takes for what the store does: the floor of each comparison."""

import hashlib
import sqlite3
import statistics
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from benchmarks import _filling as filling
from reviewer.model.document import DocumentText, Reading
from reviewer.model.query import Query
from reviewer.store.fulltext_index import segmented, segmented_query
from reviewer.store.ids import new_id, packed


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """sqlite3 alone, with the settings that a library has."""
    with closing(sqlite3.connect(path, isolation_level=None, cached_statements=256)) as connection:
        for setting in (
            "trusted_schema = OFF",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "cache_size = -32768",
        ):
            connection.execute(f"PRAGMA {setting}").fetchall()
        yield connection


def a_passage(connection: sqlite3.Connection, text: DocumentText) -> tuple[bytes, bytes]:
    """A passage of a document, and whose it is."""
    passage, coder = connection.execute(
        "SELECT id, coder_id FROM passage WHERE document_id = ? LIMIT 1", (packed(text.document),)
    ).fetchone()
    return passage, coder


def tag(connection: sqlite3.Connection, passage: tuple[bytes, bytes], number: int) -> None:
    """Inserts one row of a tag."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT INTO topic_tag(topic_id, passage_id, coder_id, created, hlc) VALUES (?, ?, ?, '2026', 'x') "
        "ON CONFLICT DO UPDATE SET created = created || '1'",
        (packed(filling.topic_id(299 - number % 9)), *passage),
    )
    connection.execute("COMMIT")


def rows_of(one: Reading, coder: bytes) -> dict[str, tuple[Any, ...]]:
    """What a text becomes in the library, by the statement that inserts it."""
    data, identity, text_id = one.text.encode(), packed(new_id()), packed(new_id())
    sha256, title, at = hashlib.sha256(data).digest(), one.metadata.title, "2026-11-24T00:00:00Z"
    return {
        "INSERT INTO original VALUES (?, ?, ?)": (sha256, len(data), data),
        "INSERT INTO document(id, original, text_id, kind, media_type, file_name, title, added, added_by, hlc) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)": (
            *(
                identity,
                sha256,
                text_id,
                one.kind,
                one.media_type,
                f"{title}.txt",
                title,
                at,
                coder,
                "x" * 24,
            ),
        ),
        "INSERT INTO text_version(id, document_id, original, extractor, sha256, length, created, content) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)": (
            *(text_id, identity, sha256, one.extractor, sha256, len(one.text), at, one.text),
        ),
        "INSERT INTO document_fts(rowid, title, body) VALUES (last_insert_rowid(), ?, ?)": (
            *(segmented(title), segmented(one.text)),
        ),
    }


def insert_texts(connection: sqlite3.Connection, texts: list[dict[str, tuple[Any, ...]]]) -> None:
    """Inserts and commits text by text."""
    for rows in texts:
        connection.execute("BEGIN IMMEDIATE")
        for statement, values in rows.items():
            connection.executemany(statement, [values])
        connection.execute("COMMIT")


def passages(connection: sqlite3.Connection, document: bytes) -> None:
    """The rows of what is shown of a document's passages."""
    connection.execute(
        "SELECT * FROM passage WHERE document_id = ? AND deleted = 0 ORDER BY start", (document,)
    ).fetchall()
    for kind in ("topic", "entity"):
        connection.execute(
            f"SELECT tag.*, name, colour FROM passage JOIN {kind}_tag AS tag ON passage_id = passage.id "
            f"JOIN {kind} ON {kind}.id = {kind}_id "
            f"WHERE document_id = ? AND passage.deleted = 0 AND tag.deleted = 0 ORDER BY tag.created",
            (document,),
        ).fetchall()


def filtered(connection: sqlite3.Connection, topics: list[bytes], entity: bytes) -> None:
    """The passages with one of these topics and this entity, with their documents."""
    marks = ", ".join("?" * len(topics))
    connection.execute(
        f"SELECT passage.*, title, published, source FROM passage JOIN document ON document.id = document_id "
        f"WHERE passage.deleted = 0 AND document.deleted = 0 AND published BETWEEN '2005' AND '2015-06-99' "
        f"AND passage.id IN (SELECT passage_id FROM topic_tag WHERE topic_id IN ({marks}) AND deleted = 0) "
        f"AND passage.id IN (SELECT passage_id FROM entity_tag WHERE entity_id = ? AND deleted = 0) "
        f'ORDER BY title COLLATE NOCASE, document.id, passage.start, passage."end"',
        [*topics, entity],
    ).fetchall()


def match(query: Query) -> str:
    """The words in the language of the index."""
    words = query.words.split()
    return " AND ".join(
        f'"{segmented_query(word.strip("“”"))}"{"" if word.startswith("“") else "*"}' for word in words
    )


def best(connection: sqlite3.Connection, query: Query, where: str) -> None:
    """The 20 best rows of an index."""
    table, weights = ("passage_fts", "") if where == "passages" else ("document_fts", ", 4.0, 1.0")
    connection.execute(
        f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY bm25({table}{weights}) LIMIT 20",
        (match(query),),
    ).fetchall()


def hits(connection: sqlite3.Connection, queries: list[Query], where: str) -> float:
    """In how many rows the words stand; the median."""
    table = "passage_fts" if where == "passages" else "document_fts"
    counted = f"SELECT count(*) FROM {table} WHERE {table} MATCH ?"
    counts = [int(connection.execute(counted, (match(query),)).fetchone()[0]) for query in queries]
    return statistics.median(counts)


def open_once(path: Path) -> None:
    """Opens and closes the file."""
    with connected(path) as connection:
        connection.execute("SELECT value FROM setting WHERE key = 'coder'").fetchone()


def insert_sent(connection: sqlite3.Connection) -> None:
    """Inserts a colleague's rows."""
    names = (
        'id, document_id, text_id, start, "end", quote, prefix, suffix, page, coder_id, created, hlc, deleted'
    )
    connection.execute("BEGIN IMMEDIATE")
    last = connection.execute("SELECT max(n) FROM passage").fetchone()[0]
    connection.execute("INSERT INTO coder SELECT * FROM sent.coder WHERE TRUE ON CONFLICT DO NOTHING")
    connection.execute(
        f"INSERT INTO passage({names}) SELECT {names} FROM sent.passage WHERE TRUE ON CONFLICT DO NOTHING"
    )
    for table in ("topic_tag", "entity_tag"):
        connection.execute(f"INSERT INTO {table} SELECT * FROM sent.{table}")
    connection.execute(
        "INSERT INTO passage_fts(rowid, quote) SELECT n, segmented(quote) FROM passage WHERE n > ?", (last,)
    )
    connection.execute("COMMIT")
