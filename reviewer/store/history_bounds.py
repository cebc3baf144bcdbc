"""How much of the history is kept: by age, by rows and by size; the oldest is forgotten first, a batch as a whole.

What a step notes is what was taken away, word for word. It must not lie in the file for ever, nor make it grow for ever.
"""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.store.library import Library

KEPT_DAYS = 90
"""A season of work: nobody undoes, step by step, what is older; backups and memos are for that."""
KEPT_ROWS = 200_000
"""Changes of rows: the tags of some years, or half of a library of 400,000 tags deleted by one topic."""
KEPT_CHARACTERS = 64_000_000
"""Of what the changes note: as much as a few books, and less than the PDFs of an ordinary library."""
KEPT_ALWAYS = 100
"""The latest steps, whatever their age: for who comes back after a year, and for a clock that once ran a year ahead."""

IN_WORDS = (
    f"Steps are kept for {KEPT_DAYS} days, up to {KEPT_ROWS:,} changes of rows; a backup has what is older."
)

_LOOK_EVERY = 10_000
"""Rows between two looks at how much there is: each has to read it all, a sixth of a second at the bounds."""
_LONG = 16_000
"""Characters of one step that are reason enough to look, lest that many rows hold very much more."""
_AT_ONCE = 2_000
"""Entries that are forgotten by one step: that it is the first one after a long time must not make it slow."""
_KEY = "history forgotten until"


def forget_old(library: "Library", step: int) -> None:
    """Forgets what is out of bounds; at the end of a step, in its transaction. Looks closely only now and then."""
    last, rows, characters = library.execute(
        "SELECT max(n), count(*), sum(length(key) + ifnull(length(before), 0) + length(after)) "
        "FROM change WHERE step = ?",
        (step,),
    ).fetchone()
    end = _end_of_old(library)
    if characters >= _LONG or last // _LOOK_EVERY != (last - rows) // _LOOK_EVERY:
        end = max(end, _end_of_surplus(library))
    if end:
        _forget(library, end)


def forgotten_until(library: "Library") -> str | None:
    """When the latest step was made that has been forgotten (UTC, ISO 8601); None where none has."""
    row = library.execute("SELECT value FROM setting WHERE key = ?", (_KEY,)).fetchone()
    return row[0] if row else None


def _forget(library: "Library", end: int) -> None:
    """Forgets the entries below a position, as far as that is no part of what is always kept."""
    # A batch that still runs is among the latest steps, and so it is never split.
    kept = library.execute(
        "SELECT min(position) FROM (SELECT position FROM step ORDER BY seq DESC LIMIT ?)", (KEPT_ALWAYS,)
    ).fetchone()[0]
    first = library.execute(
        "SELECT DISTINCT position FROM step ORDER BY position LIMIT 1 OFFSET ?", (_AT_ONCE,)
    )
    end = min([end, kept, *(position for (position,) in first)])
    until = library.execute("SELECT max(at) FROM step WHERE position < ?", (end,)).fetchone()[0]
    if until is not None:
        library.execute("DELETE FROM step WHERE position < ?", (end,))
        library.execute(
            "INSERT INTO setting VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = max(value, excluded.value)",
            (_KEY, until),
        )


def _end_of_old(library: "Library") -> int:
    """The position below which everything is too old; 0 where nothing is."""
    oldest = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")
    first = library.execute("SELECT at FROM step ORDER BY position, seq LIMIT 1").fetchone()
    if first is None or first[0] >= oldest:
        return 0
    return int(library.execute("SELECT min(position) FROM step WHERE at >= ?", (oldest,)).fetchone()[0] or 0)


def _end_of_surplus(library: "Library") -> int:
    """The position below which there is more than is kept; 0 where there is not."""
    rows = characters = 0
    for position, some, length in library.execute(
        "SELECT position, count(*), sum(length(key) + ifnull(length(before), 0) + length(after)) "
        "FROM step JOIN change ON change.step = step.seq GROUP BY position ORDER BY position DESC"
    ):
        rows, characters = rows + some, characters + length
        if rows > KEPT_ROWS or characters > KEPT_CHARACTERS:
            return int(position) + 1
    return 0
