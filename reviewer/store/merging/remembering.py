"""Which files have been merged, so that the same one again costs no more than reading its bytes.

What a file holds is in the library for good: later changes only come on top of it. But for an undo of the merge, or of an
earlier one that had brought the same; it forgets what was noted from then on.
"""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.model.merge import Tally

if TYPE_CHECKING:
    from reviewer.store.library import Library

_KEY = "merged "


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def known_rows(connection: sqlite3.Connection, digest: str) -> dict[str, Tally] | None:
    """What the file of that digest holds, where all of it is here; None where that is not known."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (f"{_KEY}{digest}",)).fetchone()
    return (
        None
        if row is None
        else {kind: Tally(same=count) for kind, count in json.loads(row[0])["rows"].items()}
    )


def remember(connection: sqlite3.Connection, digest: str, tables: Mapping[str, Tally]) -> None:
    """Notes that all rows of the file of that digest are here."""
    step = connection.execute("SELECT coalesce(max(seq), 0) FROM step").fetchone()[0]
    rows = {kind: tally.added + tally.changed + tally.removed + tally.same for kind, tally in tables.items()}
    connection.execute(
        "INSERT INTO setting(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (f"{_KEY}{digest}", json.dumps({"step": step, "rows": rows})),
    )


def forget_since(library: "Library", number: int) -> None:
    """Forgets the files that were merged in the entry of that number of the history, or later."""
    library.execute(
        "DELETE FROM setting WHERE key GLOB ? AND json_extract(value, '$.step') >= "
        "(SELECT min(seq) FROM step WHERE position = ?)",
        (f"{_KEY}*", number),
    )
