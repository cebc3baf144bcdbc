"""What is painted over a page: tags, search hits, the selection, the reading cursor, and stripes in its margins.

Pages are paper in both themes, so all of it has the light theme's colours and is multiplied with what is printed: black
stays black.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reviewer.documents.pages import PageMap, Rect
from reviewer.ui.reading.painting import (
    LANES,
    STRIPE_STEP,
    STRIPE_WIDTH,
    UNDERLINE_HEIGHT,
    UNDERLINE_STEP,
    UNDERLINES,
    Paint,
    Paints,
    draw_fill,
    draw_stripe,
    lanes,
    segments,
    selection_colour,
)
from reviewer.ui.theme import LIGHT, tag_colour

_STRIPES_FROM = 12
"""Distance of the innermost stripe from the text, px."""
_USUAL_LINE = 16
"""Height of a line, px, from which underlines are as thick as in articles."""
_HIT, _CURRENT_HIT = 0.18, 0.38
_CURSOR_FROM = 8


@dataclass(slots=True)
class PageScene:
    """Everything that is painted over the pages of one document; spans are code points, in order."""

    paints: Paints = field(default_factory=Paints)
    hits: list[tuple[int, int]] = field(default_factory=list)
    current_hit: int = -1
    selection: tuple[int, int] | None = None
    sentence: tuple[int, int] | None = None
    """Where the reading cursor is; None where it is not shown."""
    flash: tuple[int, int] | None = None
    flash_strength: float = 0.0
    drawn: dict[int, "Drawn"] = field(default_factory=dict)
    """What the tags of a page come to, by its index: the same in every frame."""

    def forget_drawn(self) -> None:
        """For when there are other paints."""
        self.drawn.clear()


@dataclass(frozen=True, slots=True)
class Stripe:
    """A stripe in a margin, in points of its page: on which side, in which lane, from where to where."""

    paint: Paint
    on_right: bool
    lane: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """The tags of one page, in points of the page. `left` and `right` are the edges of its text."""

    fills: list[tuple[Rect, list[str]]]
    stripes: list[Stripe]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class ShownStripe:
    """A stripe as it stands in the viewport."""

    rect: QRectF
    paint: Paint


def paint_over(painter: QPainter, scene: PageScene, places: PageMap, *, page: QRectF, scale: float) -> None:
    """Paints everything that lies over the letters of one page, whose rectangle in the viewport is `page`."""
    painter.save()
    painter.translate(page.topLeft())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for rect, colours in _drawn(scene, places).fills:
        band = _scaled(rect, scale)
        draw_fill(painter, band, colours)
        _draw_underlines(painter, band, colours)
    _paint_hits(painter, scene, places, scale)
    if scene.selection:
        for band in _bands(places, scene.selection, scale):
            painter.fillRect(band, selection_colour(LIGHT))
    if scene.flash:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_tinted(LIGHT.accent, 0.30 * scene.flash_strength))
        for band in _bands(places, scene.flash, scale):
            painter.drawRoundedRect(band.adjusted(-3, -1, 3, 1), 4, 4)
    _paint_cursor(painter, scene, places, scale)
    painter.restore()


def paint_stripes(
    painter: QPainter, scene: PageScene, places: PageMap, *, page: QRectF, scale: float
) -> list[ShownStripe]:
    """Paints the stripes beside a page's text; the answer is where they are."""
    drawn = _drawn(scene, places)
    shown = []
    for stripe in drawn.stripes:
        away = _STRIPES_FROM + stripe.lane * STRIPE_STEP
        if stripe.on_right:
            x = page.left() + drawn.right * scale + away
        else:
            x = page.left() + drawn.left * scale - away - STRIPE_WIDTH
        top, bottom = page.top() + stripe.top * scale, page.top() + stripe.bottom * scale
        rect = QRectF(x, top + 0.5, STRIPE_WIDTH, max(STRIPE_WIDTH, bottom - top - 1))
        shown.append(ShownStripe(rect, stripe.paint))
        draw_stripe(painter, rect, tag_colour(LIGHT, stripe.paint.colour))
    return shown


def _draw_underlines(painter: QPainter, band: QRectF, colours: list[str]) -> None:
    """Underlines as in articles, thinner where print is small: there they would cover it."""
    finer = min(1.0, band.height() / _USUAL_LINE)
    for number, colour in enumerate(colours[:UNDERLINES]):
        top = band.bottom() - finer + number * UNDERLINE_STEP * finer
        painter.fillRect(QRectF(band.left(), top, band.width(), UNDERLINE_HEIGHT * finer), QColor(colour))


def _drawn(scene: PageScene, places: PageMap) -> Drawn:
    page = places.start
    if page not in scene.drawn:
        here = scene.paints.between(places.start, places.end)
        fills = [
            (rect, [tag_colour(LIGHT, paint.colour) for paint in segment.paints])
            for segment in segments(here, places.start, places.end)
            for rect in places.rects(segment.start, segment.end)
        ]
        left = min((line.rect[0] for line in places.lines), default=0.0)
        right = max((line.rect[2] for line in places.lines), default=0.0)
        scene.drawn[page] = Drawn(fills, _stripes(here, places, left, right), left, right)
    return scene.drawn[page]


def _stripes(here: Iterable[Paint], places: PageMap, left: float, right: float) -> list[Stripe]:
    """The stripes of both margins: what stands in the right half of a page has them on its right."""
    middle = (left + right) / 2
    found: list[tuple[Paint, bool, float, float]] = []
    for paint in here:
        rects = places.rects(max(paint.start, places.start), min(paint.end, places.end))
        for on_right in (False, True):
            side = [rect for rect in rects if (rect[0] > middle) == on_right]
            # A passage that begins late in a full line does not belong to a right column.
            if on_right and len(side) != len(rects) and not _is_column(places, middle):
                continue
            if side:
                found.append((paint, on_right, min(rect[1] for rect in side), max(rect[3] for rect in side)))
    stripes = []
    for on_right in (False, True):
        margin = [one for one in found if one[1] == on_right]
        given = lanes([(top, bottom) for _, _, top, bottom in margin])
        stripes += [
            Stripe(paint, on_right, lane, top, bottom)
            for (paint, _, top, bottom), lane in zip(margin, given, strict=True)
            if lane < LANES
        ]
    return stripes


def _is_column(places: PageMap, middle: float) -> bool:
    """Whether some of the page's lines keep to its right half."""
    return sum(line.rect[0] > middle for line in places.lines) > 0.2 * len(places.lines)


def _paint_hits(painter: QPainter, scene: PageScene, places: PageMap, scale: float) -> None:
    first = bisect_left(scene.hits, places.start, key=lambda hit: hit[1])
    for number in range(first, len(scene.hits)):
        if scene.hits[number][0] >= places.end:
            break
        strong = number == scene.current_hit
        painter.setPen(QPen(QColor(LIGHT.accent), 1.5) if strong else Qt.PenStyle.NoPen)
        painter.setBrush(_tinted(LIGHT.accent, _CURRENT_HIT if strong else _HIT))
        for band in _bands(places, scene.hits[number], scale):
            painter.drawRoundedRect(band.adjusted(-2, 0, 2, 0), 3, 3)


def _paint_cursor(painter: QPainter, scene: PageScene, places: PageMap, scale: float) -> None:
    """The reading cursor: a bar beside the lines of its sentence, a thin line under its words."""
    if scene.sentence is None:
        return
    above = QRectF()
    for band, line_left in _bands_of_lines(places, scene.sentence, scale):
        painter.fillRect(QRectF(band.left(), band.bottom() - 1, band.width(), 1), _tinted(LIGHT.accent, 0.45))
        # A row of cells has one bar, before its first cell.
        if abs(band.top() - above.top()) < 2 and above.width():
            continue
        above = band
        bar = QRectF(line_left - _CURSOR_FROM, band.top(), 3, band.height())
        painter.fillRect(bar, _tinted(LIGHT.accent, 0.55))


def _bands(places: PageMap, span: tuple[int, int], scale: float) -> list[QRectF]:
    return [_scaled(rect, scale) for rect in places.rects(*span)]


def _bands_of_lines(places: PageMap, span: tuple[int, int], scale: float) -> list[tuple[QRectF, float]]:
    """The bands of a stretch, each with the left edge of its column."""
    found = []
    for line in places.lines:
        if line.start < span[1] and line.end > span[0]:
            left = places.blocks[line.block][0] * scale
            found += [
                (band, left)
                for band in _bands(places, (max(span[0], line.start), min(span[1], line.end)), scale)
            ]
    return found


def _scaled(rect: Rect, scale: float) -> QRectF:
    return QRectF(QPointF(rect[0] * scale, rect[1] * scale), QPointF(rect[2] * scale, rect[3] * scale))


def _tinted(colour: str, opacity: float) -> QColor:
    made = QColor(colour)
    made.setAlphaF(opacity)
    return made
