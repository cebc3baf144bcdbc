"""What a shared file says that it holds: made when it is shared, checked where it arrives.

The table `manifest` holds under `table NAME` how many rows that table has, a blank and their SHA-256, and under `root` the
SHA-256 of all the other entries. A hash shows damage, and not who sent the file: for that two people compare the
fingerprint of the root at the telephone.

The bytes that are hashed. A row: its values of `SHARED` in that order, each followed by a zero byte: an identity or
hash as its bytes, a text as UTF-8, a whole number in decimal digits, another number in thousandths, cut off, and what
is NULL as nothing. A table: its rows in ascending order of their keys, bytewise. In the place of `original.content`
and `text_version.content` stands 1 where they are in the file and 0 where they were withheld, because their own hashes
are in the row. The root: each other entry as `NAME=VALUE` and a line feed, in ascending order of name.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer.store.copies import opened_to_read

FORMAT = "reviewer share"

SHARED: dict[str, tuple[str, ...]] = {
    "coder": ("id", "name", "created", "hlc", "deleted"),
    "original": ("sha256", "size", "content"),
    "document": (
        *("id", "original", "text_id", "kind", "media_type", "file_name", "title", "authors", "published"),
        *("source", "url", "language", "status", "added", "added_by", "hlc", "deleted"),
    ),
    "text_version": (
        *("id", "document_id", "original", "extractor", "sha256", "length", "created", "layout", "content"),
    ),
    "page": ("text_id", "page", "start", "end", "width", "height", "label"),
    "passage": (
        *("id", "document_id", "text_id", "start", "end", "quote", "prefix", "suffix", "page"),
        *("coder_id", "created", "hlc", "deleted"),
    ),
    "topic": (
        *("id", "parent_id", "name", "colour", "description", "merged_into", "created", "hlc", "deleted"),
    ),
    "entity": ("id", "kind", "name", "colour", "description", "merged_into", "created", "hlc", "deleted"),
    "entity_alias": ("entity_id", "alias", "hlc", "deleted"),
    "topic_tag": ("topic_id", "passage_id", "coder_id", "created", "hlc", "deleted"),
    "entity_tag": ("entity_id", "passage_id", "role", "coder_id", "created", "hlc", "deleted"),
    "memo": ("id", "target_kind", "target_id", "text", "coder_id", "created", "hlc", "deleted"),
    "field_clock": ("tbl", "row", "field", "hlc"),
    "set_aside": ("tbl", "row", "field", "value", "hlc"),
    "seen": ("device", "hlc"),
}
"""Every table and column that may leave a library, and no other."""

_KEYS: dict[str, int] = {
    "page": 2,
    "entity_alias": 2,
    "topic_tag": 3,
    "entity_tag": 4,
    "field_clock": 3,
    "set_aside": 3,
}
"""How many columns, from the first, are a table's key; one where nothing is said."""
_AS_WRITTEN: dict[tuple[str, str], str] = {
    ("original", "content"): "(length(content) > 0 OR size = 0)",
    ("text_version", "content"): "(content <> '' OR length = 0)",
    ("page", "width"): "CAST(width * 1000 AS INTEGER)",
    ("page", "height"): "CAST(height * 1000 AS INTEGER)",
    ("document", "published"): "CASE WHEN published IS NULL THEN '' ELSE published END",
    ("passage", "page"): "CASE WHEN page IS NULL THEN '' ELSE page END",
    ("topic", "parent_id"): "CASE WHEN parent_id IS NULL THEN x'' ELSE parent_id END",
    ("topic", "merged_into"): "CASE WHEN merged_into IS NULL THEN x'' ELSE merged_into END",
    ("set_aside", "value"): "CASE WHEN value IS NULL THEN x'' ELSE value END",
    ("entity", "merged_into"): "CASE WHEN merged_into IS NULL THEN x'' ELSE merged_into END",
}
_ROWS_AT_ONCE = 5000
_ENTRIES, _LONGEST = 100, 2000
"""More entries than a manifest has, and code points than one of them: somebody else may have written it."""
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letter that could be heard or read as another or as a digit."""


Execute = Callable[[str], Any]
"""What runs one statement: a connection's own way, or a library's."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a shared file says of itself. `made` is UTC, ISO 8601; `coder` is who shared it, as an identity."""

    entries: Mapping[str, str]

    @property
    def made(self) -> str:
        """When it was shared."""
        return self.entries.get("made", "")

    @property
    def coder(self) -> str:
        """The identity of who shared it."""
        return self.entries.get("coder", "")

    @property
    def coder_name(self) -> str:
        """What that person is called."""
        return self.entries.get("coder name", "").strip()

    @property
    def fingerprint(self) -> str:
        """What is compared at the telephone."""
        return fingerprint(self.entries.get("root", ""))


def make(execute: Execute, about: Mapping[str, str]) -> Manifest:
    """The manifest of what a file holds now; `about` are the entries that are not about tables."""
    entries = {**about, "format": FORMAT}
    for table in SHARED:
        entries[f"table {table}"] = _of_table(execute, table)
    return Manifest({**entries, "root": root_of(entries)})


def read(execute: Execute) -> Manifest | None:
    """The manifest that a file carries; None where it was not shared."""
    rows = execute("SELECT name, value FROM manifest").fetchmany(_ENTRIES)
    return Manifest({_text(name): _text(value) for name, value in rows}) if rows else None


def is_shared(path: Path) -> bool:
    """Whether the library at `path`, examined already, is a file that was made to be sent."""
    return manifest_of(path) is not None


def manifest_of(path: Path) -> Manifest | None:
    """The manifest of the library at `path`, examined already; None where it was not shared."""
    with opened_to_read(path) as connection:
        try:
            return read(connection.execute)
        except sqlite3.OperationalError:
            # The first version had no manifests.
            return None


def differences(execute: Execute, manifest: Manifest) -> list[str]:
    """What in the file is not as its manifest says, a sentence each; none where all is as it was shared."""
    entries = manifest.entries
    if entries.get("format") != FORMAT or entries.get("root") != root_of(entries):
        return ["The list of what was shared has been changed."]
    found = []
    for table in SHARED:
        was, now = entries.get(f"table {table}"), _of_table(execute, table)
        if was != now:
            found.append(f"“{table}” is not as it was shared: {_rows(was)} then, {_rows(now)} now.")
    return found


def _text(value: str | bytes) -> str:
    """A value, however the connection reads text, and no longer than any that is made here."""
    return (value.decode("utf-8", "replace") if isinstance(value, bytes) else value)[:_LONGEST]


def root_of(entries: Mapping[str, str]) -> str:
    """The hash over all entries but its own."""
    digest = hashlib.sha256()
    for name in sorted(entries):
        if name != "root":
            digest.update(f"{name}={entries[name]}\n".encode())
    return digest.hexdigest()


def fingerprint(root: str) -> str:
    """A root hash as six groups of four letters and digits, to be read aloud: its first 120 bits.

    What is no hash has the fingerprint of nothing.
    """
    try:
        value = int(root[:30].ljust(30, "0"), 16)
    except ValueError:
        value = 0
    signs = "".join(_ALPHABET[value >> shift & 31] for shift in range(115, -1, -5))
    return " ".join(signs[at : at + 4] for at in range(0, len(signs), 4))


def _of_table(execute: Execute, table: str) -> str:
    columns = [f'"{column}"' for column in SHARED[table]]
    row = " || x'00' || ".join(
        _AS_WRITTEN.get((table, column), quoted)
        for column, quoted in zip(SHARED[table], columns, strict=True)
    )
    # As bytes, however the connection reads text: a file from elsewhere may hold what is none.
    rows = execute(
        f"SELECT CAST({row} || x'00' AS BLOB) FROM {table} ORDER BY {', '.join(columns[: _KEYS.get(table, 1)])}"
    )
    digest, count = hashlib.sha256(), 0
    while some := rows.fetchmany(_ROWS_AT_ONCE):
        digest.update(b"".join(value for (value,) in some))
        count += len(some)
    return f"{count} {digest.hexdigest()}"


def _rows(entry: str | None) -> str:
    number = (entry or "0").partition(" ")[0][:12]
    return f"{number} row{'' if number == '1' else 's'}"
