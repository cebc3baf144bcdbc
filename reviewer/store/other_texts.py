"""Passages of a text that is not the one its document shows: where their words stand in the one that is shown.

One original may have been read in two ways by two people, whose libraries were merged. A passage keeps its own text and
its place there; what is shown of it is found by its words and by what stands around them, never by its numbers.
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any

from reviewer.store.library import Library
from reviewer.text.anchoring import context, find_quote

_DOCUMENT, _TEXT, _START, _END, _QUOTE, _PREFIX, _SUFFIX = range(1, 8)
"""Where these stand in a row of `passages.COLUMNS`."""


def as_shown(library: Library, rows: Sequence[tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
    """Rows of `passages.COLUMNS`, with their places in the texts that are shown.

    One whose words do not stand there, or stand at several places that are alike, is given as it is, with its own text.
    """
    documents = list({row[_DOCUMENT] for row in rows})
    shown: dict[bytes, bytes] = dict(
        library.execute(
            f"SELECT id, text_id FROM document WHERE id IN ({', '.join('?' * len(documents))})", documents
        ).fetchall()
    )
    if all(shown.get(row[_DOCUMENT]) == row[_TEXT] for row in rows):
        return rows
    texts: dict[bytes, str] = {}
    found = []
    for row in rows:
        text_id = shown.get(row[_DOCUMENT], row[_TEXT])
        if text_id != row[_TEXT]:
            if text_id not in texts:
                content = library.execute(
                    "SELECT content FROM text_version WHERE id = ?", (text_id,)
                ).fetchone()
                texts[text_id] = content[0] if content else ""
            place = _place(texts[text_id], row)
            found.append((*row[:_TEXT], text_id, *place, *row[_QUOTE:]) if place else row)
        else:
            found.append(row)
    return found


def _place(text: str, row: tuple[Any, ...]) -> tuple[int, int] | None:
    """The one place of a passage's words in a text that has most of what stood around them; None where there is none."""
    if not row[_QUOTE]:
        return None
    ranked = sorted(
        ((_alike(text, span.start, span.end, row), span) for span in find_quote(text, row[_QUOTE])),
        key=lambda one: -one[0],
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1].start, ranked[0][1].end


def _alike(text: str, start: int, end: int, row: tuple[Any, ...]) -> int:
    """How many code points before and after a place are those that stand around the passage."""
    before, after = context(text, start, end)
    return _shared(reversed(before), reversed(row[_PREFIX])) + _shared(after, row[_SUFFIX])


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    """How many code points they have in common from their beginnings on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
