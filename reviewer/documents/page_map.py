"""Where each character of a page's text is on the page, and which character is at a place. Values only.

Lengths are points (1/72 inch) from the top left corner of the page as it is shown, its rotation applied. Positions are
code points of the document's text.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from reviewer.documents.alignment import HYPHENS, Run, align

Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1."""


class PrintedLine(NamedTuple):
    """A printed line: its characters' bounds, the block it belongs to, and which way it reads.

    `way` counts quarter turns clockwise from left-to-right: 0 →, 1 ↓, 2 ←, 3 ↑.
    """

    start: int
    end: int
    block: int
    way: int


@dataclass(slots=True)
class Printed:
    """The characters of a page as they are printed, four numbers of `boxes` each, in reading order."""

    text: str
    boxes: "array[float]"
    lines: list[PrintedLine]


class Line(NamedTuple):
    """A run of the text that stands on one printed line, in positions of the document's text."""

    start: int
    end: int
    rect: Rect
    block: int
    way: int


@dataclass(frozen=True, slots=True)
class PageMap:
    """One page. `boxes` holds four numbers a code point of `[start, end)`, all zero where a character has no place."""

    start: int
    end: int
    boxes: "array[float]" = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)
    blocks: tuple[Rect, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str, printed: Printed, *, start: int) -> "PageMap":
        """The map of a page's slice of the frozen text, which begins at `start` in it."""
        runs = align(printed.text, text)
        boxes = array("f", bytes(16 * len(text)))
        for place, index, length in runs:
            boxes[4 * place : 4 * (place + length)] = printed.boxes[4 * index : 4 * (index + length)]
        lines = _lines(runs, printed, start)
        return cls(start, start + len(text), boxes, tuple(_apart(lines)), tuple(_blocks(lines)))

    def box(self, position: int) -> Rect | None:
        """The rectangle of the character at `position`; None where it is on another page or has no place."""
        if not self.start <= position < self.end:
            return None
        offset = 4 * (position - self.start)
        x0, y0, x1, y1 = self.boxes[offset : offset + 4]
        return None if x0 == x1 and y0 == y1 else (x0, y0, x1, y1)

    def hit(self, x: float, y: float) -> int | None:
        """The place between two characters that is nearest, the column under the pointer first; None without text."""
        if not self.lines:
            return None
        line = self._nearest_line(x, y)
        return self._caret(line, x, y)

    def at(self, x: float, y: float) -> int | None:
        """The code point whose character is at this place, give or take a point; None where there is none."""
        for line in self.lines:
            if _distance(line.rect, x, y) <= 1:
                for position in range(line.start, line.end):
                    box = self.box(position)
                    if box and _distance(box, x, y) <= 1:
                        return position
        return None

    def line_of(self, position: int) -> Line | None:
        """The printed line of a code point, or the nearest one before it; None on a page without text."""
        found = bisect_right(self.lines, position, key=lambda line: line.start) - 1
        return self.lines[max(0, found)] if self.lines else None

    def rects(self, start: int, end: int) -> list[Rect]:
        """One rectangle for each printed line that `[start, end)` touches on this page, in reading order."""
        found = []
        first = bisect_right(self.lines, start, key=lambda line: line.start) - 1
        for line in self.lines[max(0, first) :]:
            if line.start >= end:
                break
            covered = self._covered(line, max(start, line.start), min(end, line.end))
            if covered:
                found.append(covered)
        return found

    def _covered(self, line: Line, start: int, end: int) -> Rect | None:
        if start >= end:
            return None
        if (start, end) == (line.start, line.end):
            return line.rect
        boxes = [box for position in range(start, end) if (box := self.box(position))]
        if not boxes:
            return None
        low, high = _across(line.way), _across(line.way) + 2
        # The line's own height, so that neighbours of another size do not make steps.
        rect = [*line.rect]
        rect[1 - low] = min(box[1 - low] for box in boxes)
        rect[3 - low] = max(box[3 - low] for box in boxes)
        rect[low], rect[high] = line.rect[low], line.rect[high]
        if end == line.end and boxes[-1][3 - low] == rect[3 - low]:
            rect[3 - low] = line.rect[3 - low]
        return rect[0], rect[1], rect[2], rect[3]

    def _nearest_line(self, x: float, y: float) -> Line:
        """The nearest line of the block that is under the pointer; without one, of all."""
        inside = [number for number, block in enumerate(self.blocks) if _distance(block, x, y) == 0]
        among = [line for line in self.lines if line.block in inside]
        if among:
            return min(among, key=lambda line: _away(line, x, y))
        # Across the lines counts more than along them, so that the margin beside a line belongs to that line.
        return min(self.lines, key=lambda line: 2 * _away(line, x, y)[0] + _away(line, x, y)[1])

    def _caret(self, line: Line, x: float, y: float) -> int:
        along = 1 - _across(line.way)
        at = (x, y)[along]
        best, least, behind = line.start, float("inf"), False
        for position in range(line.start, line.end):
            box = self.box(position)
            if box is None:
                continue
            away = max(box[along] - at, at - box[along + 2], 0.0)
            if away < least:
                best, least = position, away
                second_half = at > (box[along] + box[along + 2]) / 2
                behind = second_half != self._runs_back(line, position, along)
        return best + behind

    def _runs_back(self, line: Line, position: int, along: int) -> bool:
        """Whether the text runs towards smaller coordinates at this character, as Arabic does."""
        here = self.box(position)
        for other in (position + 1, position - 1):
            box = self.box(other) if line.start <= other < line.end else None
            if box and here and box[along] != here[along]:
                return (box[along] < here[along]) == (other > position)
        return line.way in {2, 3}


def _across(way: int) -> int:
    """The axis across the line: 1 (y) for a horizontal one, 0 (x) for one that runs up or down."""
    return 0 if way in {1, 3} else 1


def _distance(rect: Rect, x: float, y: float) -> float:
    return max(rect[0] - x, x - rect[2], 0.0) + max(rect[1] - y, y - rect[3], 0.0)


def _away(line: Line, x: float, y: float) -> tuple[float, float]:
    """How far a point is from a line: across it, and along it."""
    beside = max(line.rect[0] - x, x - line.rect[2], 0.0)
    above = max(line.rect[1] - y, y - line.rect[3], 0.0)
    return (beside, above) if line.way in {1, 3} else (above, beside)


def _lines(runs: Sequence[Run], printed: Printed, start: int) -> list[Line]:
    """The printed lines, in the order of the text; one that the text holds in two places is two."""
    found: list[Line] = []
    starts = [line.start for line in printed.lines]
    before = -1
    for place, index, length in runs:
        number = bisect_right(starts, index) - 1
        while number < len(starts) and starts[number] < index + length:
            line = printed.lines[number]
            first, last = max(index, line.start), min(index + length, line.end)
            if first < last:
                shift = start + place - index
                # The hyphen that only the line's end called for is not in the text, but belongs to its last word.
                broken = last == line.end - 1 and printed.text[last] in HYPHENS
                rect = _around(printed.boxes, first, last + broken)
                if found and number == before and found[-1].end <= first + shift:
                    rect = _union(found[-1].rect, rect)
                    found[-1] = found[-1]._replace(end=last + shift, rect=rect)
                else:
                    found.append(Line(first + shift, last + shift, rect, line.block, line.way))
                before = number
            number += 1
    return found


def _around(boxes: "array[float]", first: int, last: int) -> Rect:
    return (
        min(boxes[4 * first : 4 * last : 4]),
        min(boxes[4 * first + 1 : 4 * last : 4]),
        max(boxes[4 * first + 2 : 4 * last : 4]),
        max(boxes[4 * first + 3 : 4 * last : 4]),
    )


def _apart(lines: Sequence[Line]) -> list[Line]:
    """The lines with rectangles that do not overlap the next line's: where two do, they meet half-way.

    Fonts claim more height than a printer gives them, and what is laid over two lines would be laid twice between them.
    """
    found = list(lines)
    for index, (line, following) in enumerate(pairwise(lines)):
        above, below = found[index].rect, following.rect
        beside = min(above[2], below[2]) - max(above[0], below[0])
        if line.way or following.way or beside <= 0 or not above[1] < below[1] < above[3] < below[3]:
            continue
        middle = (above[3] + below[1]) / 2
        found[index] = line._replace(rect=(above[0], above[1], above[2], middle))
        found[index + 1] = following._replace(rect=(below[0], middle, below[2], below[3]))
    return found


def _blocks(lines: Sequence[Line]) -> list[Rect]:
    """The blocks' rectangles by their number; one without lines is empty."""
    count = max((line.block for line in lines), default=-1) + 1
    found: list[Rect] = [(0.0, 0.0, -1.0, -1.0)] * count
    for line in lines:
        old = found[line.block]
        found[line.block] = line.rect if old[2] < old[0] else _union(old, line.rect)
    return found


def _union(one: Rect, other: Rect) -> Rect:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
