"""Laying out what a received library holds in temporary tables beside ours, row by row, refused rows left out.

`came_T` is table T as it came, good rows only. Nothing of ours is changed here.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reviewer.store.clocks import FIELDS
from reviewer.store.ids import derived_id, derived_ids, packed
from reviewer.store.merging.tables import TABLES
from reviewer.store.received import Received, chunks
from reviewer.store.received_rules import SET_ASIDE, TARGETS
from reviewer.text.anchoring import context

_REFERENCES: dict[str, dict[str, str]] = {
    "original": {},
    "text_version": {"original": "original.sha256"},
    "document": {"original": "original.sha256", "text_id": "text_version.id", "added_by": "coder.id"},
    "passage": {"document_id": "document.id", "coder_id": "coder.id"},
    "topic": {"parent_id": "topic.id", "merged_into": "topic.id"},
    "entity": {"merged_into": "entity.id"},
    "entity_alias": {"entity_id": "entity.id"},
    "topic_tag": {"topic_id": "topic.id", "coder_id": "coder.id", "passage_id": "passage.id"},
    "entity_tag": {"entity_id": "entity.id", "coder_id": "coder.id", "passage_id": "passage.id"},
    "memo": {"coder_id": "coder.id"},
}
"""What the rows of each table refer to; it must be here or have come."""
_MAY_BE_WITHHELD = {("document", "text_id"): " AND NOT (deleted AND text_id = zeroblob(16))"}
"""Of a removed document the text does not come. Such an identity is lower than any other, and has no clock."""
_AT_ONCE = 2000
_KEPT_CHARACTERS = 30_000_000
"""Of texts that are kept at hand while passages are looked at: some hundred megabytes at the most."""
_WORDS = {
    "original": "file",
    "text_version": "text",
    "document": "document",
    "coder": "coder",
    "topic": "topic",
    "entity": "entity",
    "passage": "passage",
}


_OTHERS: dict[str, str] = {
    "original": "sha256 BLOB PRIMARY KEY, size INTEGER",
    "text_version": (
        "id BLOB PRIMARY KEY, document_id BLOB, original BLOB, extractor TEXT, sha256 BLOB, length INTEGER, created TEXT"
    ),
    "field_clock": "tbl TEXT, row BLOB, field TEXT, hlc TEXT, PRIMARY KEY(tbl, row, field)",
    "set_aside": "tbl TEXT, row BLOB, field TEXT, value, hlc TEXT, PRIMARY KEY(tbl, row, field)",
    "seen": "device TEXT PRIMARY KEY, hlc TEXT",
}


def stage(connection: sqlite3.Connection, received: Received) -> None:
    """Fills `came_T` for every table."""
    _stage_plain(connection, received, "coder")
    _stage_originals(connection, received)
    _stage_texts(connection, received)
    _stage_documents(connection, received)
    _stage_passages(connection, received)
    for table in ("topic", "entity", "entity_alias"):
        _stage_plain(connection, received, table)
        _refuse_dangling(connection, received, table)
    for table in ("topic_tag", "entity_tag", "memo"):
        _stage_plain(connection, received, table)
    _stage_clocks(connection, received)


def refuse_dangling(connection: sqlite3.Connection, received: Received, table: str) -> None:
    """Refuses tags and memos that refer to what is not here; when all that they may refer to has come."""
    targets = {column: target.split(".") for column, target in _REFERENCES[table].items()}
    missing = " OR ".join(
        f"{column} NOT IN (SELECT {key} FROM main.{parent})" for column, (parent, key) in targets.items()
    )
    if connection.execute(f"SELECT 1 FROM came_{table} WHERE {missing} LIMIT 1").fetchone():
        _refuse_dangling(connection, received, table)
    if table == "memo":
        _refuse_memos_about_nothing(connection, received)


def make_tables(connection: sqlite3.Connection) -> None:
    """The temporary tables, empty."""
    for table in TABLES:
        columns = ", ".join(table.columns)
        connection.execute(
            f"CREATE TEMP TABLE came_{table.name} AS SELECT {columns} FROM {table.name} LIMIT 0"
        )
        if table.name not in {"passage", "topic_tag", "entity_tag"}:
            key = ", ".join(table.key)
            connection.execute(f"CREATE UNIQUE INDEX came_{table.name}_key ON came_{table.name}({key})")
    for name, columns in _OTHERS.items():
        connection.execute(f"CREATE TEMP TABLE came_{name}({columns}) WITHOUT ROWID")


def _put(
    connection: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: Iterator[tuple[object, ...]]
) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    connection.executemany(
        f"INSERT INTO came_{table}({names}) VALUES ({', '.join('?' * len(columns))}) ON CONFLICT DO NOTHING",
        rows,
    )


def _stage_plain(connection: sqlite3.Connection, received: Received, table: str) -> None:
    _put(connection, table, received.columns(table), chunks(received.rows(table)))


def _stage_originals(connection: sqlite3.Connection, received: Received) -> None:
    _stage_plain(connection, received, "original")


def _stage_texts(connection: sqlite3.Connection, received: Received) -> None:
    def good() -> Iterator[tuple[object, ...]]:
        for row in chunks(received.rows("text_version")):
            identity, document, _, extractor, sha256, *_ = row
            if packed(derived_id("text", document, extractor, sha256)) == identity:
                yield row
            else:
                received.refuse("text_version", identity, "it is not named by its content")

    _put(connection, "text_version", received.columns("text_version"), good())
    _refuse_dangling(connection, received, "text_version")


def _stage_documents(connection: sqlite3.Connection, received: Received) -> None:
    def good() -> Iterator[tuple[object, ...]]:
        for row in chunks(received.rows("document")):
            identity, original = row[:2]
            if packed(derived_id("document", original)) == identity:
                yield row
            else:
                received.refuse("document", identity, "it is not named by its content")

    _put(connection, "document", received.columns("document"), good())
    _refuse_dangling(connection, received, "document")
    _refuse(
        connection,
        received,
        "text_version",
        "document_id NOT IN (SELECT id FROM came_document) AND document_id NOT IN (SELECT id FROM document)",
        "its document is neither here nor in the file",
    )


def _stage_passages(connection: sqlite3.Connection, received: Received) -> None:
    _stage_plain(connection, received, "passage")
    texts = _Texts(connection, received)
    # What is here as it came has been looked at.
    rows = connection.execute(
        'SELECT came.rowid, came.id, came.document_id, came.text_id, came.start, came."end", came.quote, came.prefix, '
        "came.suffix FROM came_passage AS came LEFT JOIN passage AS mine ON mine.id = came.id "
        'WHERE mine.id IS NULL OR (mine.text_id, mine.document_id, mine.start, mine."end", mine.quote, mine.prefix, '
        'mine.suffix) <> (came.text_id, came.document_id, came.start, came."end", came.quote, came.prefix, came.suffix)'
    )
    refused, mended = [], []
    while some := rows.fetchmany(_AT_ONCE):
        for number, identity, document, text_id, start, end, *words in some:
            said, right = _judged(texts.text(text_id), identity, document, (start, end), words)
            if said:
                received.refuse("passage", identity, said)
                refused.append((number,))
            elif right != words:
                mended.append((*right, number))
    connection.executemany("DELETE FROM came_passage WHERE rowid = ?", refused)
    connection.executemany(
        "UPDATE came_passage SET quote = ?, prefix = ?, suffix = ? WHERE rowid = ?", mended
    )
    _refuse_dangling(connection, received, "passage")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that passages are in; `words` is empty where it is withheld here and there."""

    document: bytes
    length: int
    words: str
    identity_of: Callable[[str | bytes], bytes]


class _Texts:
    """The texts that passages are in, ours or theirs; those looked at last are kept."""

    def __init__(self, connection: sqlite3.Connection, received: Received) -> None:
        self._connection = connection
        self._received = received
        self._kept: dict[bytes, _Text | None] = {}
        self._characters = 0

    def text(self, identity: bytes) -> _Text | None:
        """The text of that identity; None where it is neither here nor in the file."""
        if identity not in self._kept:
            found = self._found(identity)
            self._characters += len(found.words) if found else 0
            if self._characters > _KEPT_CHARACTERS:
                self._kept.clear()
                self._characters = len(found.words) if found else 0
            self._kept[identity] = found
        return self._kept[identity]

    def _found(self, identity: bytes) -> _Text | None:
        row = self._connection.execute(
            "SELECT document_id, length, content FROM main.text_version WHERE id = ?1 UNION ALL "
            "SELECT document_id, length, '' FROM came_text_version WHERE id = ?1",
            (identity,),
        ).fetchone()
        if row is None:
            return None
        document, length, words = row
        words = words or text_that_came(self._received, identity) or ""
        return _Text(document, len(words) or length, words, derived_ids("passage", identity))


def _judged(
    text: _Text | None, identity: bytes, document: bytes, place: tuple[int, int], words: list[str]
) -> tuple[str, list[str]]:
    """What is wrong with a passage, or nothing; and its quotation, with what stands before and after it."""
    start, end = place
    if text is None:
        return "its text is neither here nor in the file", words
    if not start < end <= text.length or document != text.document:
        return "its place is not in its text", words
    if text.identity_of(f"{start} {end}") != identity:
        return "it is not named by its place", words
    if not text.words:
        wrong = words[0] and len(words[0]) != end - start
        return "its quotation is not as long as its place" if wrong else "", words
    right = [text.words[start:end], *context(text.words, start, end)]
    if words[0] and words[0] != right[0]:
        return "its quotation is not what the text says there", words
    return "", right


def text_that_came(received: Received, text_id: bytes) -> str | None:
    """The text in the file, if it is the one that its hash names; None where it is withheld or another."""
    content = received.value("SELECT content FROM text_version WHERE id = ?", (text_id,))
    sha256 = received.value("SELECT sha256 FROM text_version WHERE id = ?", (text_id,))
    length = received.value("SELECT length FROM text_version WHERE id = ?", (text_id,))
    if not content or hashlib.sha256(content).digest() != sha256:
        return None
    try:
        text: str = content.decode()
    except UnicodeDecodeError:
        return None
    return text if len(text) == length and "\0" not in text else None


def _stage_clocks(connection: sqlite3.Connection, received: Received) -> None:
    for table in ("field_clock", "set_aside", "seen"):
        _stage_plain(connection, received, table)
    for table, fields in FIELDS.items():
        known = ", ".join(f"'{field}'" for field in fields)
        _refuse(
            connection,
            received,
            "field_clock",
            f"tbl = '{table}' AND field NOT IN ({known})",
            "it is of no field",
        )
    _refuse(connection, received, "seen", "substr(hlc, 17) <> device", "its moment is another device's")
    for table, fields in SET_ASIDE.items():
        known = ", ".join(f"'{field}'" for field in fields)
        _refuse(
            connection,
            received,
            "set_aside",
            f"tbl = '{table}' AND (field NOT IN ({known}) OR (field = 'deleted') <> (value IS 1) "
            f"OR (field <> 'deleted' AND (typeof(value) <> 'blob' OR value NOT IN (SELECT id FROM came_{table}))))",
            "it sets nothing aside that could be",
        )


def _refuse_memos_about_nothing(connection: sqlite3.Connection, received: Received) -> None:
    for kind in TARGETS:
        _refuse(
            connection,
            received,
            "memo",
            f"target_kind = '{kind}' AND target_id NOT IN (SELECT id FROM came_{kind}) "
            f"AND target_id NOT IN (SELECT id FROM {kind})",
            f"the {kind} that it is about is neither here nor in the file",
        )


def _refuse_dangling(connection: sqlite3.Connection, received: Received, table: str) -> None:
    """Refuses rows that refer to what is neither here nor came, and then those that refer to these."""
    again = True
    while again:
        again = False
        for column, target in _REFERENCES[table].items():
            parent, _, key = target.partition(".")
            refused = _refuse(
                connection,
                received,
                table,
                f"{column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM came_{parent}) "
                f"AND {column} NOT IN (SELECT {key} FROM main.{parent}){_MAY_BE_WITHHELD.get((table, column), '')}",
                f"the {_WORDS[parent]} that it refers to is neither here nor in the file",
            )
            again = again or (refused and parent == table)


def _refuse(connection: sqlite3.Connection, received: Received, table: str, where: str, reason: str) -> bool:
    rows = connection.execute(f"SELECT * FROM came_{table} WHERE {where}").fetchall()
    for row in rows:
        received.refuse(table, row[0], reason)
    if rows:
        connection.execute(f"DELETE FROM came_{table} WHERE {where}")
    return bool(rows)
