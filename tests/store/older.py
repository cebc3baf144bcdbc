"""A library as the first version made it, with something in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from reviewer.store import schema
from reviewer.store.ids import new_id, packed

HLC = "0193600000000000deadbeef"
AT = "2026-11-24T10:00:00Z"
TOPICS = 40


def make_older(path: Path, version: int = 1) -> Path:
    """Makes a library of `version` at `path`, with one document, and as many topics as passages tagged with them."""
    text = "The ferry leaves. " * TOPICS
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        _migrate(raw, version)
        coder, document, text_id = packed(new_id()), packed(new_id()), packed(new_id())
        raw.execute("INSERT INTO setting VALUES ('library', ?), ('coder', ?)", (new_id(), coder.hex()))
        raw.execute("INSERT INTO coder(id, name, created, hlc) VALUES (?, 'Nora', ?, ?)", (coder, AT, HLC))
        raw.execute("INSERT INTO original VALUES (?, 3, ?)", (b"\1" * 32, b"abc"))
        raw.execute(
            "INSERT INTO document(id, original, text_id, kind, media_type, file_name, title, added, added_by, hlc) "
            "VALUES (?, ?, ?, 'text', 'text/plain', 'a.txt', 'Ferry', ?, ?, ?)",
            (document, b"\1" * 32, text_id, AT, coder, HLC),
        )
        raw.execute(
            "INSERT INTO text_version(id, document_id, original, extractor, sha256, length, created, content) "
            "VALUES (?, ?, ?, 'text/1', ?, ?, ?, ?)",
            (text_id, document, b"\1" * 32, b"\2" * 32, len(text), AT, text),
        )
        for number in range(TOPICS):
            topic, passage, start = packed(new_id()), packed(new_id()), number * 18
            raw.execute(
                "INSERT INTO topic(id, name, colour, created, hlc) VALUES (?, ?, '#336699', ?, ?)",
                (topic, f"Topic {number}", AT, HLC),
            )
            raw.execute(
                'INSERT INTO passage(id, document_id, text_id, start, "end", quote, coder_id, created, hlc) '
                "VALUES (?, ?, ?, ?, ?, 'The ferry leaves.', ?, ?, ?)",
                (passage, document, text_id, start, start + 17, coder, AT, HLC),
            )
            raw.execute(
                "INSERT INTO topic_tag(topic_id, passage_id, coder_id, created, hlc) VALUES (?, ?, ?, ?, ?)",
                (topic, passage, coder, AT, HLC),
            )
        raw.execute("PRAGMA journal_mode = WAL")
    return path


def _migrate(raw: sqlite3.Connection, version: int) -> None:
    everything = schema.MIGRATIONS, schema.VERSION
    schema.MIGRATIONS, schema.VERSION = schema.MIGRATIONS[:version], version
    try:
        schema.migrate(raw)
    finally:
        schema.MIGRATIONS, schema.VERSION = everything
