"""Copying what is written once: originals, texts and their pages. What is here stays; what was withheld is filled in."""

import hashlib
import sqlite3

from reviewer.store.merging.noting import note_arrivals, note_filled
from reviewer.store.merging.staging import text_that_came
from reviewer.store.received import Received, chunks
from reviewer.store.received_rules import is_layout
from reviewer.store.withheld import ORIGINAL_IS_WITHHELD, TEXT_IS_WITHHELD
from reviewer.text.anchoring import context


def copy_contents(connection: sqlite3.Connection, received: Received, step: int) -> None:
    """Copies the originals and texts that are not here, one at a time; `filled_text` lists those that were withheld."""
    connection.execute("CREATE TEMP TABLE filled_text(id BLOB PRIMARY KEY) WITHOUT ROWID")
    for sha256, size, is_here in connection.execute(
        f"SELECT sha256, size, sha256 IN (SELECT sha256 FROM original) FROM came_original "
        f"WHERE sha256 NOT IN (SELECT sha256 FROM original WHERE NOT ({ORIGINAL_IS_WITHHELD}))"
    ).fetchall():
        _copy_original(connection, received, step, sha256, size=size, is_here=bool(is_here))
    for identity, is_here in connection.execute(
        f"SELECT id, id IN (SELECT id FROM text_version) FROM came_text_version "
        f"WHERE id NOT IN (SELECT id FROM text_version WHERE NOT ({TEXT_IS_WITHHELD}))"
    ).fetchall():
        _copy_text(connection, received, step, identity, is_here=bool(is_here))


def fill_passages(connection: sqlite3.Connection) -> None:
    """Gives the passages of texts that were filled in the words that they came without."""
    for text_id, content in connection.execute(
        "SELECT id, content FROM text_version WHERE id IN (SELECT id FROM filled_text)"
    ).fetchall():
        rows = connection.execute(
            "SELECT id, start, \"end\" FROM passage WHERE text_id = ? AND (quote = '' OR prefix || suffix = '')",
            (text_id,),
        ).fetchall()
        connection.executemany(
            "UPDATE passage SET quote = ?, prefix = ?, suffix = ? WHERE id = ?",
            [(content[start:end], *context(content, start, end), identity) for identity, start, end in rows],
        )


def _copy_original(
    connection: sqlite3.Connection, received: Received, step: int, sha256: bytes, *, size: int, is_here: bool
) -> None:
    content = received.value("SELECT content FROM original WHERE sha256 = ?", (sha256,))
    if content and (len(content) != size or hashlib.sha256(content).digest() != sha256):
        received.refuse("original", sha256, "its bytes are not those that its hash names")
        content = b""
    if not is_here:
        connection.execute(
            "INSERT INTO original(sha256, size, content) VALUES (?, ?, ?)", (sha256, size, content or b"")
        )
        note_arrivals(connection, step, "original", [(0, sha256)])
    elif content:
        connection.execute("UPDATE original SET content = ? WHERE sha256 = ?", (content, sha256))
        note_filled(connection, step, "original", sha256)


def _copy_text(
    connection: sqlite3.Connection, received: Received, step: int, identity: bytes, *, is_here: bool
) -> None:
    content = text_that_came(received, identity)
    if content is None and received.value(
        "SELECT length(content) FROM text_version WHERE id = ?", (identity,)
    ):
        received.refuse("text_version", identity, "its words are not those that its hash names")
    if is_here and not content:
        return
    row = connection.execute(
        "SELECT document_id, original, extractor, sha256, length, created FROM came_text_version WHERE id = ?",
        (identity,),
    ).fetchone()
    number = None
    if is_here:
        # A text is written once and never changed: the empty one makes room for it.
        number = connection.execute("SELECT n FROM text_version WHERE id = ?", (identity,)).fetchone()[0]
        connection.execute("DELETE FROM text_version WHERE n = ?", (number,))
        connection.execute("INSERT INTO filled_text VALUES (?)", (identity,))
        note_filled(connection, step, "text_version", identity)
    else:
        note_arrivals(connection, step, "text_version", [(0, identity)])
    connection.execute(
        "INSERT INTO text_version(n, id, document_id, original, extractor, sha256, length, created, layout, content) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, identity, *row, _layout(received, identity, len(content or "")), content or ""),
    )
    length = len(content) if content else row[4]
    pages = [
        page
        for page in chunks(received.rows("page", "text_id = ?", (identity,)))
        if page[2] <= page[3] <= length
    ]
    connection.executemany(
        'INSERT INTO page(text_id, page, start, "end", width, height, label) VALUES (?, ?, ?, ?, ?, ?, ?) '
        "ON CONFLICT(text_id, page) DO NOTHING",
        pages,
    )


def _layout(received: Received, identity: bytes, length: int) -> str:
    written = received.value("SELECT layout FROM text_version WHERE id = ?", (identity,))
    try:
        layout: str = written.decode()
    except UnicodeDecodeError:
        layout = ""
    if is_layout(layout, length):
        return layout
    if length:
        received.refuse("text_version", identity, "its layout cannot be read, and was left out")
    return "{}"
