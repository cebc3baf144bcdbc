"""What goes into the search indexes, kept in step with the rows that change."""

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reviewer.text.folding import MARKS, SPACELESS, expanded

_SPACELESS = re.compile(f"{SPACELESS}+")

_MARKS = re.compile(MARKS)


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that changed: its key and its columns before and after; `before` is None where the row is new."""

    table: str
    key: dict[str, Any]
    before: dict[str, Any] | None
    after: dict[str, Any]


def segmented(text: str) -> str:
    """`text` as it is indexed: runs of Chinese, Japanese, Korean and Thai cut into overlapping pairs of characters.

    These scripts and a few more put no space between words, and the index knows words only by their spaces: `分析数据` is
    entered as `分析 析数 数据 据`, so that any two characters in a row are found, and each by itself as a beginning.
    Ligatures and `ß` are entered as the letters that somebody types for them.
    """
    return _SPACELESS.sub(lambda match: f" {_pairs(match[0])} {match[0][-1]} ", _plain(text))


def segmented_query(words: str) -> str:
    """Words as the index is asked for them: `分析数据` as `分析 析数 数据`, a single character as it is."""
    return _SPACELESS.sub(lambda match: f" {_pairs(match[0])} ", _plain(words)).strip()


def has_spaceless(words: str) -> bool:
    """Whether a script that is cut into pairs stands in `words`."""
    return _SPACELESS.search(words) is not None


def index_changes(connection: sqlite3.Connection, changes: Iterable[RowChange]) -> None:
    """Brings both indexes up to date with rows that have changed; rows that are marked deleted stay indexed.

    Not by triggers: with `trusted_schema` off SQLite lets no trigger write to a virtual table.
    """
    for change in changes:
        identity = bytes.fromhex(change.key["id"])
        if change.table == "passage" and change.before is None:
            connection.execute(
                "INSERT INTO passage_fts(rowid, quote) SELECT n, segmented(quote) FROM passage WHERE id = ?",
                (identity,),
            )
        elif change.table == "document":
            _index_document(connection, identity, change.before, change.after)


def _index_document(
    connection: sqlite3.Connection, identity: bytes, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    new = (after["title"], bytes.fromhex(after["text_id"]))
    if before is not None:
        old = (before["title"], bytes.fromhex(before["text_id"]))
        if old == new:
            return
        # An index without content has to be told what it is to forget.
        connection.execute(
            "INSERT INTO document_fts(document_fts, rowid, title, body) "
            "SELECT 'delete', document.n, segmented(?), segmented(content) FROM document, text_version "
            "WHERE document.id = ? AND text_version.id = ?",
            (old[0], identity, old[1]),
        )
    connection.execute(
        "INSERT INTO document_fts(rowid, title, body) SELECT document.n, segmented(?), segmented(content) "
        "FROM document, text_version WHERE document.id = ? AND text_version.id = ?",
        (new[0], identity, new[1]),
    )


def _plain(text: str) -> str:
    return _MARKS.sub("", expanded(text))


def _pairs(run: str) -> str:
    return " ".join(run[i : i + 2] for i in range(len(run) - 1)) or run
