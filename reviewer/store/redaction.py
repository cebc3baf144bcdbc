"""Copying what leaves a library into a new file, without the words that stay.

Nothing that `SHARED` does not name is copied: no history, no setting, no search index. A file name leaves without its
folders, a deleted row without what it said.
"""

import getpass
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from reviewer.model.coder import Coder
from reviewer.model.share import Choice
from reviewer.store.clocks import FIELDS
from reviewer.store.ids import packed
from reviewer.store.leaving import Leaving
from reviewer.store.manifest import SHARED
from reviewer.store.withheld import NOT_NAMED, REMOVED

_NO_TEXT = "zeroblob(16)"
"""The text of a deleted document: lower than any that there is, so that merging never takes it."""
_WORDS: dict[str, tuple[str, ...]] = {
    "coder": ("name",),
    "document": ("text_id", "title", "authors", "published", "source", "url", "language"),
    "topic": ("name", "description"),
    "entity": ("kind", "name", "description"),
    "memo": ("text",),
}
"""The fields whose clocks stay where their row is deleted, because their words stay."""

_GONE: dict[str, dict[str, str]] = {
    "document": {
        "text_id": _NO_TEXT,
        "file_name": "''",
        "title": "''",
        "authors": "'[]'",
        "published": "NULL",
        "source": "''",
        "url": "''",
        "language": "''",
    },
    "passage": {"quote": "''", "prefix": "''", "suffix": "''"},
    "topic": {"name": f"'{REMOVED}'", "description": "''"},
    "entity": {"kind": f"'{REMOVED}'", "name": f"'{REMOVED}'", "description": "''"},
    "memo": {"text": "''"},
}
"""What a deleted row says in the place of its words."""

_NUMBERED = frozenset({"document", "text_version", "passage"})
"""The tables whose rows are numbered as they come."""
_IS_PATH = "(url LIKE 'file:%' OR url LIKE '/%' OR url LIKE '\\%' OR url LIKE '_:%')"
"""Where a document's address is a place on somebody's machine."""


def copy(connection: sqlite3.Connection, leaving: Leaving, *, sharer: Coder) -> None:
    """Copies what `choose` listed from `source` into `main`, which has the tables of a library and no rows."""
    choice = leaving.choice
    connection.create_function("base_name", 1, _base_name, deterministic=True)
    _copy(
        connection,
        "document",
        "id IN (SELECT id FROM leaving_document)",
        {"file_name": "base_name(file_name)", "url": f"CASE WHEN {_IS_PATH} THEN '' ELSE url END"},
    )
    around = {"prefix": "''", "suffix": "''"} if choice.texts == "quotes" else {}
    _copy(
        connection,
        "passage",
        "1" if leaving.every_passage else "id IN (SELECT id FROM leaving_passage)",
        around,
    )
    _copy_texts(connection, choice)
    _copy(connection, "topic", "1")
    _copy(connection, "entity", "id IN (SELECT id FROM leaving_entity)")
    _copy(
        connection,
        "entity_alias",
        "deleted = 0 AND entity_id IN (SELECT id FROM leaving_entity WHERE deleted = 0)",
    )
    for table in ("topic_tag", "entity_tag"):
        _copy(connection, table, leaving.tags)
    _copy(connection, "memo", leaving.memos)
    _copy_coders(connection, choice, sharer)
    _copy_clocks(connection)
    _copy(connection, "seen", "1")


def is_name_of_machine(name: str) -> bool:
    """Whether a coder is called as the person is called to whom this machine belongs."""
    known = {Path.home().name.casefold()}
    with suppress(OSError, KeyError, ImportError):
        known.add(getpass.getuser().casefold())
    return name.casefold() in known


def _copy_texts(connection: sqlite3.Connection, choice: Choice) -> None:
    nothing = {"layout": "'{}'", "content": "''"} if choice.texts == "quotes" else {}
    _copy(connection, "text_version", "id IN leaving_text", nothing)
    _copy(connection, "page", "text_id IN leaving_text")
    known = "sha256 IN (SELECT original FROM main.text_version)"
    _copy(
        connection,
        "original",
        f"{known} OR sha256 IN (SELECT original FROM main.document)",
        {"content": f"CASE WHEN {known} THEN content ELSE x'' END" if choice.texts == "originals" else "x''"},
    )


def _copy_coders(connection: sqlite3.Connection, choice: Choice, sharer: Coder) -> None:
    authors = " UNION ".join(
        f"SELECT coder_id FROM main.{table}" for table in ("topic_tag", "entity_tag", "memo")
    )
    connection.execute(f"CREATE TEMP TABLE author AS {authors}")
    if choice.coders is None:
        connection.execute("INSERT INTO author SELECT DISTINCT coder_id FROM main.passage")
    connection.create_function("is_name_of_machine", 1, is_name_of_machine)
    # Where tags are hidden, so is who made them.
    unknown = (
        "is_name_of_machine(name)" if choice.coders is None else "id <> :sharer OR is_name_of_machine(name)"
    )
    connection.execute("CREATE TEMP TABLE unnamed(id BLOB PRIMARY KEY) WITHOUT ROWID")
    connection.execute(
        f"INSERT INTO unnamed SELECT id FROM source.coder WHERE ({unknown}) AND id NOT IN author",
        {"sharer": packed(sharer.id)},
    )
    _copy(
        connection,
        "coder",
        "id IN (SELECT coder_id FROM author UNION SELECT added_by FROM main.document "
        "UNION SELECT coder_id FROM main.passage) OR id = :sharer",
        {"name": f"CASE WHEN deleted THEN '{REMOVED}' WHEN id IN unnamed THEN '{NOT_NAMED}' ELSE name END"},
        values={"sharer": packed(sharer.id)},
    )


def _copy_clocks(connection: sqlite3.Connection) -> None:
    for table in FIELDS:
        words = ", ".join(f"'{field}'" for field in _WORDS[table])
        kept = f"NOT (field IN ({words}) AND row IN (SELECT id FROM main.{table} WHERE deleted))"
        if table == "coder":
            kept += " AND NOT (field = 'name' AND row IN unnamed)"
        if table == "document":
            kept += f" AND NOT (field = 'url' AND row IN (SELECT id FROM source.document WHERE {_IS_PATH}))"
        _copy(
            connection, "field_clock", f"tbl = '{table}' AND row IN (SELECT id FROM main.{table}) AND {kept}"
        )
    for table in ("document", "passage", "topic", "entity"):
        _copy(
            connection,
            "set_aside",
            f"tbl = '{table}' AND row IN (SELECT id FROM main.{table}) "
            f"AND (typeof(value) <> 'blob' OR value IN (SELECT id FROM main.{table}))",
        )


def _copy(
    connection: sqlite3.Connection,
    table: str,
    where: str,
    instead: Mapping[str, str] | None = None,
    *,
    values: Mapping[str, Any] | None = None,
) -> None:
    """Copies the shared columns of the rows that `where` names; `instead` gives expressions for some of them."""
    if where == "1" and not instead and _is_copied_as_it_is(connection, table):
        # SQLite moves such rows without looking into them, five times as fast.
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM source.{table}")
        return
    columns = [f'"{column}"' for column in SHARED[table]]
    # So nothing tells in which order people worked, and what is read in this order lies together.
    order = f"ORDER BY {columns[0]}" if table in _NUMBERED else ""
    gone, instead = _GONE.get(table, {}), instead or {}
    taken = (
        f"CASE WHEN deleted THEN {gone[column]} ELSE {instead.get(column, quoted)} END"
        if column in gone
        else instead.get(column, quoted)
        for column, quoted in zip(SHARED[table], columns, strict=True)
    )
    connection.execute(
        f"INSERT INTO main.{table}({', '.join(columns)}) SELECT {', '.join(taken)} FROM source.{table} WHERE {where} {order}",
        values or {},
    )


def _is_copied_as_it_is(connection: sqlite3.Connection, table: str) -> bool:
    """Whether a table has no column that stays, and no deleted row that would tell something."""
    columns = {row[1] for row in connection.execute(f"PRAGMA source.table_info({table})")}
    if columns != {*SHARED[table]}:
        return False
    if table not in _GONE:
        return True
    return not connection.execute(
        f"SELECT EXISTS (SELECT 1 FROM source.{table} WHERE deleted = 1)"
    ).fetchone()[0]


def _base_name(file_name: str) -> str:
    """The name without folders, whichever system they were written on."""
    return file_name.replace("\\", "/").rpartition("/")[2]
