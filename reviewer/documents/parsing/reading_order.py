"""The order in which the pieces of a page are read: columns one after the other, headings that span them between.

Pure geometry: it knows rectangles and words, not files. Lengths are points, y grows downwards.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_GUTTER = 5.0
"""The narrowest white strip that may part two columns."""
_WORDY = 25
"""Characters from which a piece is running text, and not a label, a number or a cell."""


class Piece(NamedTuple):
    """A rectangle of a page with its text, whose lines are parted and ended by LF."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str

    @property
    def lines(self) -> int:
        """How many lines of text it has; 1 at least."""
        return max(1, self.text.count("\n"))

    @property
    def wordy(self) -> bool:
        """Whether it is running text."""
        return len(self.text) >= _WORDY


def is_mixed(piece: Piece) -> bool:
    """Whether lines that stand side by side were put into one piece, so that the piece has to be taken apart.

    Told by the area: such a piece has about twice the room that its characters need at its distance of lines.
    """
    lines = piece.lines
    if lines < 2 or piece.x1 - piece.x0 < 100:
        return False
    pitch = (piece.y1 - piece.y0) / lines
    needed = len(piece.text) / lines * pitch * 0.42
    return needed < 0.5 * (piece.x1 - piece.x0)


def reading_order(pieces: Sequence[Piece]) -> list[int]:
    """The indexes of `pieces` in the order they are read.

    A file's own order is nearly always right, and stays unless it clearly jumps: back up within a column, or to and
    fro between columns. Pages written from right to left are read from the right column to the left.
    """
    if not _jumps(pieces):
        return list(range(len(pieces)))
    if _is_right_to_left(pieces):
        pieces = [piece._replace(x0=-piece.x1, x1=-piece.x0) for piece in pieces]
    return _cut(pieces, list(range(len(pieces))))


def _is_right_to_left(pieces: Sequence[Piece]) -> bool:
    text = "".join(piece.text for piece in pieces)
    if text.isascii():
        return False
    return len(_RIGHT_TO_LEFT.findall(text)) * 2 > sum(map(str.isalpha, text))


def _jumps(pieces: Sequence[Piece]) -> bool:
    wordy = [piece for piece in pieces if piece.wordy]
    sign = -1 if wordy and _is_right_to_left(wordy) else 1
    jumps = 0
    for before, after in pairwise(wordy):
        shared = min(before.x1, after.x1) - max(before.x0, after.x0)
        narrower = min(before.x1 - before.x0, after.x1 - after.x0)
        if shared > narrower / 2:
            jumps += after.y1 <= before.y0 + 2
        elif (after.x1 <= before.x0 + 2) if sign > 0 else (after.x0 >= before.x1 - 2):
            jumps += 1
    return jumps > 0 and not _is_table(wordy)


def _is_table(wordy: Sequence[Piece]) -> bool:
    """Whether the pieces come as cells, row by row: tops level, and not columns of text that happen to be level."""
    rows: list[list[Piece]] = []
    for piece in wordy:
        if rows and abs(rows[-1][-1].y0 - piece.y0) < 2 and rows[-1][-1].x1 <= piece.x0 + 2:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    level = [row for row in rows if len(row) > 1]
    cells = [piece for row in level for piece in row]
    if len(level) < 3 or len(cells) < 0.8 * len(wordy):
        return False
    if any(len(row) > 3 for row in level):
        return True
    if median(piece.lines for piece in cells) > 1:
        # Cells of a row are as long as what they say; lines of columns end level too.
        uneven = sum(max(piece.y1 for piece in row) - min(piece.y1 for piece in row) > 2 for row in level)
        return uneven * 2 >= len(level)
    widest = max(piece.x1 - piece.x0 for piece in cells)
    return median(piece.x1 - piece.x0 for piece in cells) < 0.6 * widest


def _cut(pieces: Sequence[Piece], some: list[int]) -> list[int]:
    """Recursive cuts of white space (Nagy's X-Y cut), columns before bands, so that a column is never broken."""
    if len(some) < 2:
        return some
    columns = _columns(pieces, some)
    if len(columns) > 1:
        return [index for column in columns for index in _cut(pieces, column)]
    bands = _bands(pieces, some)
    if len(bands) == 1:
        return sorted(some, key=lambda index: (round(pieces[index].y0), pieces[index].x0))
    merged: list[list[int]] = []
    for place, band in enumerate(bands):
        joined = [*merged[-1], *band] if merged else band
        if merged and not _stands_apart(pieces, bands, place) and _share_a_gutter(pieces, merged[-1], joined):
            merged[-1] = joined
        else:
            merged.append(band)
    return [index for band in merged for index in _cut(pieces, band)]


def _share_a_gutter(pieces: Sequence[Piece], above: list[int], joined: list[int]) -> bool:
    """Whether what is above and what follows are parts of the same columns."""
    columns = _columns(pieces, joined)
    return len(columns) > 1 and (
        len(_columns(pieces, above)) > 1 or len(above) > 1 or _beside(pieces, columns)
    )


def _beside(pieces: Sequence[Piece], columns: list[list[int]]) -> bool:
    spans = [(min(pieces[i].y0 for i in c), max(pieces[i].y1 for i in c)) for c in columns]
    return all(a[0] < b[1] and b[0] < a[1] for a, b in pairwise(spans))


def _stands_apart(pieces: Sequence[Piece], bands: list[list[int]], place: int) -> bool:
    """Whether a band is a running head or a page number: one short line, first or last on the page."""
    alone = {0, len(bands) - 1} & {place, place - 1}
    for band in (bands[index] for index in alone):
        if len(band) == 1 and pieces[band[0]].lines == 1 and not pieces[band[0]].wordy:
            return True
    return False


def _columns(pieces: Sequence[Piece], some: list[int]) -> list[list[int]]:
    """The pieces parted by white strips that run from top to bottom, left to right; one group where there is none."""
    groups: list[list[int]] = []
    reach = 0.0
    for index in sorted(some, key=lambda index: pieces[index].x0):
        if groups and pieces[index].x0 < reach + _GUTTER:
            groups[-1].append(index)
            reach = max(reach, pieces[index].x1)
        else:
            groups.append([index])
            reach = pieces[index].x1
    return groups


def _bands(pieces: Sequence[Piece], some: list[int]) -> list[list[int]]:
    """The pieces parted by white strips that run from side to side, top to bottom."""
    groups: list[list[int]] = []
    reach = 0.0
    for index in sorted(some, key=lambda index: pieces[index].y0):
        # Boxes of neighbouring lines overlap by a descender or two.
        if groups and pieces[index].y0 < reach - 2:
            groups[-1].append(index)
            reach = max(reach, pieces[index].y1)
        else:
            groups.append([index])
            reach = pieces[index].y1
    return groups
