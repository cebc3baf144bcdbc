"""Lines of a printed page become paragraphs, each on one line of the text, so that sentences are whole.

What is dropped, once and for ever, is what only the printer's line made: the line's end, and the hyphen of a word that
it broke. Pure functions on strings and rectangles.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, zip_longest
from statistics import median
from typing import NamedTuple

from reviewer.documents.parsing.reading_order import Piece, reading_order

LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}  # fmt: skip
"""Printers' ligatures, which nobody types into a search field."""

Compounds = frozenset[str]
"""Words that are written with a hyphen somewhere within a line of the document, in lower case: `long-term`."""

_HYPHENS = "-‐\u00ad"
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)+")
_WORD_BEFORE = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*(?=[-‐\u00ad]$)")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_BULLETS = tuple("•◦▪‣●■□➢✓")
_NUMBER = re.compile(r"\(?\d{1,3}[.)]\s")
_BEFORE_A_NUMBER = tuple(".;:!?")
_LEADING = (". .", "...", "…", "··", "__")
_FINISHED = tuple(".!?:;…”’\"'»)]。！？")


class Paragraph(NamedTuple):
    """One paragraph on one line, the height of its printed lines in points, how many they were, and where they were.

    `y0` and `y1` are the top and the bottom of the group of lines that it is from.
    """

    text: str
    line_height: float
    lines: int
    y0: float = 0.0
    y1: float = 0.0


def compounds(text: str) -> Compounds:
    """The hyphenated words of a document, which tell `long-` at a line's end from `infor-`."""
    with_hyphen = " ".join(word for word in text.split() if "-" in word or "‐" in word)
    return frozenset(word.lower().replace("‐", "-") for word in _COMPOUND.findall(with_hyphen))


def grouped(pieces: Sequence[Piece]) -> list[list[int]]:
    """The indexes of `pieces` in reading order, those of one paragraph together."""
    order = reading_order(pieces)
    right = max((piece.x1 for piece in pieces), default=0.0)
    wordy = [piece for piece in pieces if piece.wordy]
    one_line = bool(wordy) and sum(piece.lines == 1 for piece in wordy) > 0.6 * len(wordy)
    step = _usual_step(pieces, order) if one_line else None
    groups: list[list[int]] = []
    for index in order:
        before = pieces[groups[-1][-1]] if groups else None
        if before and (
            _sentence_goes_on(before, pieces[index])
            or _same_row(before, pieces[index])
            or (step and _next_line(before, pieces[index], step, right))
        ):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def paragraphs(pieces: Sequence[Piece], groups: Sequence[Sequence[int]], known: Compounds) -> list[Paragraph]:
    """The paragraphs of a page, none empty. `known` are the document's hyphenated words."""
    found: list[Paragraph] = []
    for group in groups:
        parts = [pieces[index] for index in group]
        raw = "".join(
            part.text.strip() + (" " if following and _same_row(part, following) else "\n")
            for part, following in zip_longest(parts, parts[1:])
        )
        lines = sum(part.lines for part in parts)
        height = median((part.y1 - part.y0) / part.lines for part in parts)
        y0, y1 = min(part.y0 for part in parts), max(part.y1 for part in parts)
        found += [Paragraph(text, height, lines, y0, y1) for text in joined(raw, known)]
    return found


def joined(raw: str, known: Compounds) -> list[str]:
    """Printed lines, each ended by LF, as paragraphs without line ends, none empty.

    A broken word loses its hyphen where small letters follow, unless the document writes it with one elsewhere.
    """
    lines = [line for part in raw.split("\n") if (line := part.strip())]
    if not raw.isascii():
        lines = [line.translate(LIGATURES) for line in lines]
    longest = max(map(len, lines), default=0)
    found: list[list[str]] = []
    before = ""
    for line in lines:
        if not found or _new_paragraph(before, line, longest if len(lines) > 2 else 0):
            found.append([line])
        else:
            last, seam = _seam(before, line, known)
            found[-1][-1] = last
            found[-1] += [seam, line]
        before = line
    return ["".join(parts) for parts in found]


def body_height(some: Iterable[Paragraph]) -> float:
    """The height of most lines, each weighed by its characters; 12 points where there are none."""
    weights: dict[float, int] = {}
    for paragraph in some:
        height = round(paragraph.line_height * 2) / 2
        weights[height] = weights.get(height, 0) + len(paragraph.text)
    return max(weights, key=lambda height: weights[height], default=12.0)


def _new_paragraph(before: str, line: str, longest: int) -> bool:
    """Whether a paragraph, a verse or a cell ended with `before`: it stops well short of what its neighbours reach."""
    if line[0] in _BULLETS or (before.endswith(_BEFORE_A_NUMBER) and _NUMBER.match(line)):
        return True
    if _is_leader(line) or (len(line) < 10 and before.endswith(_LEADING)):
        # A table of contents: title, dots and page number are one line.
        return False
    length = len(before)
    if length >= 0.75 * longest or line[0].islower():
        return False
    return before.endswith(_FINISHED) or (length < 0.5 * longest and longest > 30)


def _is_leader(line: str) -> bool:
    return len(line) > 3 and not line.strip(" .·…_")


def _seam(before: str, line: str, known: Compounds) -> tuple[str, str]:
    """The first line without the hyphen that only its end called for, and what stands between the two."""
    last, first = before[-1], line[0]
    if last in _HYPHENS and len(before) > 1 and before[-2].isalnum() and first.isalnum():
        return before if _keeps_hyphen(before, line, known) else before[:-1], ""
    if last == "—" and first.isalnum() and not before[-2:-1].isspace():
        return before, ""
    return before, "" if _is_wide(last) and _is_wide(first) else " "


def _keeps_hyphen(before: str, line: str, known: Compounds) -> bool:
    if before[-1] == "\u00ad":
        return False
    head, tail = _WORD_BEFORE.search(before), _WORD_AFTER.match(line)
    if not head or not tail or not tail[0][0].islower():
        return True
    return f"{head[0]}-{tail[0]}".lower().replace("‐", "-") in known


def _is_wide(character: str) -> bool:
    """Whether it is of a script that is written without spaces between words: Han, kana, their punctuation."""
    return (
        "\u2e80" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\uff00" <= character <= "\uff60"
    )


def _sentence_goes_on(before: Piece, after: Piece) -> bool:
    """Whether a column or a figure came between two halves of a sentence."""
    head = after.text.lstrip()
    tail = before.text.rstrip()
    if not (before.wordy and after.wordy and head[:1].islower() and tail) or tail.endswith(_FINISHED):
        return False
    heights = sorted((piece.y1 - piece.y0) / piece.lines for piece in (before, after))
    if heights[1] > 1.3 * heights[0]:
        return False
    lines = tail.split("\n")
    return len(lines[-1]) >= 0.6 * max(map(len, lines)) and len(lines[-1]) >= 20


def _same_row(before: Piece, after: Piece) -> bool:
    """Whether two lines are cells of one row of a table: level, and the later one further right."""
    return before.lines == after.lines == 1 and abs(before.y0 - after.y0) < 2 and after.x0 > before.x1 - 2


def _usual_step(pieces: Sequence[Piece], order: Sequence[int]) -> float | None:
    """The usual distance from one line's top to the next one's, where every line came as a piece of its own."""
    steps = [
        pieces[after].y0 - pieces[before].y0
        for before, after in pairwise(order)
        if 0 < pieces[after].y0 - pieces[before].y0 < 4 * (pieces[before].y1 - pieces[before].y0)
    ]
    return median(steps) if len(steps) > 1 else None


def _next_line(before: Piece, after: Piece, step: float, right: float) -> bool:
    """Whether two pieces of one line each are neighbours in one paragraph: double-spaced lines, say."""
    height = before.y1 - before.y0
    return (
        before.lines == 1
        and after.lines == 1
        and abs(after.y0 - before.y0 - step) < 0.2 * step
        and abs((after.y1 - after.y0) - height) < 0.15 * height
        and (-40 if before.text.lstrip()[:1] in _BULLETS else -2) < before.x0 - after.x0 < 60
        and after.text.lstrip()[:1] not in _BULLETS
        and (before.x1 > 0.85 * right or before.x1 > 0.85 * after.x1)
        and not (before.text.rstrip().endswith(_FINISHED) and before.x1 < 0.85 * max(after.x1, right))
    )
