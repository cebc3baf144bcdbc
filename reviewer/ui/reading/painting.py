"""How tags are painted on text, in articles and on pages alike: fills, underlines, stripes.

Tags that overlap share one fill, the mean of their colours, so that the text stays readable under any number of them;
how many there are is told by the underlines and by the stripes in the margin.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from reviewer.model.ids import PassageId
from reviewer.ui.theme import Theme

FILL_OF_ONE = 0.20
"""Opacity of the fill under one tag."""
FILL_OF_MORE = 0.30
SELECTION = 0.22
"""Opacity of what is selected."""
UNDERLINES = 3
"""So many tags at one place get an underline of their own."""
UNDERLINE_HEIGHT = 1.75
UNDERLINE_STEP = 2.5
STRIPE_WIDTH = 4.0
STRIPE_STEP = 8.0
LANES = 6
"""So many stripes stand beside each other in the margin; more are not drawn."""

_LONG = 20_000


@dataclass(frozen=True, slots=True)
class Paint:
    """One tag of one passage as it is painted: code points `[start, end)`, colour, and the name that is told on hovering.

    `colour` is the light palette's, as topics and entities have it; the view turns it into its theme's.
    """

    start: int
    end: int
    colour: str
    passage: PassageId
    label: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch `[start, end)` of code points under which the same tags lie, in the order in which they start."""

    start: int
    end: int
    paints: tuple[Paint, ...]


def fill_of(colours: Sequence[str]) -> QColor:
    """The colour under text with tags of these colours (`#rrggbb`, at least one): their mean, translucent."""
    return QColor(_fill(tuple(colours)))


@lru_cache(maxsize=512)
def _fill(colours: tuple[str, ...]) -> QColor:
    parts = [QColor(colour) for colour in colours]
    count = len(parts)
    return QColor.fromRgbF(
        sum(part.redF() for part in parts) / count,
        sum(part.greenF() for part in parts) / count,
        sum(part.blueF() for part in parts) / count,
        FILL_OF_ONE if count == 1 else FILL_OF_MORE,
    )


def selection_colour(theme: Theme) -> QColor:
    """The colour over what is selected, translucent: what is tagged there stays to be seen."""
    made = QColor(theme.accent)
    made.setAlphaF(SELECTION)
    return made


def lanes(stretches: Sequence[tuple[float, float]], *, most: int = LANES) -> list[int]:
    """A lane from 0 for each stretch `(from, to)`, so that two which overlap never share one.

    The earlier takes the inner lane, and of two that start together the longer. What finds no lane gets `most`.
    """
    answer = [most] * len(stretches)
    free_from: list[float] = []
    for index in sorted(range(len(stretches)), key=lambda i: (stretches[i][0], -stretches[i][1])):
        start, end = stretches[index]
        lane = next((number for number, free in enumerate(free_from) if free <= start), len(free_from))
        if lane == len(free_from) < most:
            free_from.append(end)
        if lane < most:
            free_from[lane] = end
            answer[index] = lane
    return answer


class Paints:
    """All that is painted in one document, found by place."""

    def __init__(self, paints: Iterable[Paint] = ()) -> None:
        self.all = sorted(
            (paint for paint in paints if paint.start < paint.end), key=lambda p: (p.start, -p.end)
        )
        # A single stretch as long as the text would otherwise make every look-up read all before it.
        self._long = [paint for paint in self.all if paint.end - paint.start > _LONG]
        self._short = [paint for paint in self.all if paint.end - paint.start <= _LONG]
        self._starts = [paint.start for paint in self._short]
        self._longest = max((paint.end - paint.start for paint in self._short), default=0)

    def between(self, start: int, end: int) -> list[Paint]:
        """What overlaps `[start, end)`, in the order in which it starts."""
        first = bisect_right(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        found = [paint for paint in self._short[first:last] if paint.end > start]
        wide = [paint for paint in self._long if paint.start < end and paint.end > start]
        return sorted(wide + found, key=lambda p: (p.start, -p.end)) if wide else found

    def at(self, position: int) -> list[Paint]:
        """What lies on the code point at `position`."""
        return self.between(position, position + 1)


def segments(paints: Sequence[Paint], start: int, end: int) -> list[Segment]:
    """`[start, end)` cut wherever a tag begins or ends; stretches without a tag are left out."""
    within = [paint for paint in paints if paint.start < end and paint.end > start]
    cuts = sorted({max(start, paint.start) for paint in within} | {min(end, paint.end) for paint in within})
    found = []
    for first, last in pairwise(cuts):
        here = tuple(paint for paint in within if paint.start <= first and paint.end >= last)
        if here:
            found.append(Segment(first, last, here))
    return found


def draw_fill(painter: QPainter, rect: QRectF, colours: Sequence[str]) -> None:
    """The fill under a stretch of text within one line."""
    painter.fillRect(rect, _fill(tuple(colours)))


def draw_underlines(painter: QPainter, rect: QRectF, colours: Sequence[str]) -> None:
    """The underlines of a stretch of text, from the lower edge of its fill downwards."""
    for number, colour in enumerate(colours[:UNDERLINES]):
        top = rect.bottom() + number * UNDERLINE_STEP
        painter.fillRect(QRectF(rect.left(), top, rect.width(), UNDERLINE_HEIGHT), QColor(colour))


def draw_stripe(painter: QPainter, rect: QRectF, colour: str) -> None:
    """A stripe in the margin, with round ends."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect, STRIPE_WIDTH / 2, STRIPE_WIDTH / 2)
