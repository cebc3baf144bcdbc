"""What is painted under an article's letters: tags, search hits, links, the reading cursor, and stripes beside them."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reviewer.model.document import Mark
from reviewer.ui.reading.geometry import Geometry, ShownBlock
from reviewer.ui.reading.painting import (
    LANES,
    STRIPE_STEP,
    STRIPE_WIDTH,
    Paint,
    Paints,
    draw_fill,
    draw_stripe,
    draw_underlines,
    lanes,
    segments,
)
from reviewer.ui.theme import tag_colour, theme

GUTTER = 72
"""Width beside the column, px: room for the stripes on either side."""
_STRIPES_FROM = 24
"""Distance of the innermost stripe from the text."""
_LINE = 100
"""More code points than a line of the column holds: stripes of passages so close might stand on one line."""
_HIT, _CURRENT_HIT = 0.16, 0.34
_NUMBERED = re.compile(r"\s*\(?(?:\d+(?:\.\d+)*|[^\W\d_]|[ivxlcIVXLC]+)[.)]\s|\s*[•◦▪‣–—*-]\s")
"""An item that brings its own number, letter or point."""


_MOST_DRAWN = 2_000

_Drawn = tuple[QRectF, list[str]]
"""A rectangle of tagged text, and its tags' colours in the theme that is worn."""


@dataclass(slots=True)
class Scene:
    """Everything that one article view paints; spans are code points, in order."""

    text: str = ""
    paints: Paints = field(default_factory=Paints)
    lanes: dict[Paint, int] = field(default_factory=dict)
    hits: list[tuple[int, int]] = field(default_factory=list)
    current_hit: int = -1
    links: list[Mark] = field(default_factory=list)
    sentence: tuple[int, int] | None = None
    """Where the reading cursor is; None where it is not shown."""
    flash: tuple[int, int] | None = None
    flash_strength: float = 0.0
    drawn: dict[int, list[_Drawn]] = field(default_factory=dict)
    """What the tags of a block come to, by its number and relative to its place: the same in every frame of scrolling."""

    def set_paints(self, paints: list[Paint]) -> None:
        """Takes new tags and gives each its lane in the margin, by its place in the text, so that none jumps later."""
        self.paints = Paints(paints)
        self.forget_drawn()
        every = self.paints.all
        reach = [(float(paint.start), float(self._line_end(paint.end))) for paint in every]
        self.lanes = dict(zip(every, lanes(reach), strict=True))

    def forget_drawn(self) -> None:
        """For when lines break elsewhere, or colours are others."""
        self.drawn.clear()

    def link_at(self, position: int) -> Mark | None:
        """The link on a code point."""
        return next((link for link in self.links if link.start <= position < link.end), None)

    def _line_end(self, end: int) -> int:
        found = self.text.find("\n", end, end + _LINE)
        return end + _LINE if found < 0 else found


@dataclass(frozen=True, slots=True)
class Stripe:
    """A stripe as it stands in the viewport."""

    rect: QRectF
    paint: Paint


def paint_under(painter: QPainter, geometry: Geometry, scene: Scene, viewport: QRectF) -> list[Stripe]:
    """Paints everything that is under the letters of what the viewport shows; the answer is where the stripes are."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    blocks = list(geometry.blocks(viewport.top(), viewport.bottom()))
    if not blocks:
        return []
    for one in blocks:
        _paint_ground(painter, geometry, scene, one, viewport)
    here = scene.paints.between(blocks[0].start, blocks[-1].end)
    for one in blocks:
        if one.start < one.end:
            _paint_tags(painter, geometry, scene, here, one)
            _paint_links(painter, geometry, scene, one)
            _paint_hits(painter, geometry, scene, one)
            _paint_flash(painter, geometry, scene, one)
            _paint_cursor(painter, geometry, scene, one)
    return _paint_stripes(painter, geometry, scene, blocks=blocks, here=here, viewport=viewport)


def _tinted(colour: str, opacity: float) -> QColor:
    made = QColor(colour)
    made.setAlphaF(opacity)
    return made


def _paint_ground(
    painter: QPainter, geometry: Geometry, scene: Scene, one: ShownBlock, viewport: QRectF
) -> None:
    """What tells the kind of a block: a bar beside a quotation, a point before an item, a ground, a rule."""
    kind = one.look.kind
    if kind not in {"quotation", "list item", "preformatted", "table row"}:
        return
    first = geometry.line_of(one, one.start)
    last = geometry.line_of(one, one.end)
    if first is None or last is None:
        return
    if kind == "preformatted":
        ground = QRectF(
            GUTTER, first.top() - 4, viewport.width() - 2 * GUTTER, last.bottom() - first.top() + 8
        )
        painter.fillRect(ground, QColor(theme().side))
    elif kind == "table row":
        rule = QRectF(GUTTER, last.bottom() + 6, viewport.width() - 2 * GUTTER, 1)
        painter.fillRect(rule, QColor(theme().line))
    elif kind == "quotation":
        goes_on = one.look.below if one.block.next().userState() == one.block.userState() else 0
        x = first.right() + 14 if one.from_right else first.left() - 16
        draw_stripe(
            painter,
            QRectF(x, first.top(), 3, last.bottom() + goes_on - first.top() + (7 if goes_on else 0)),
            theme().line,
        )
    elif not one.look.goes_on and not _NUMBERED.match(scene.text, one.start, one.end):
        x = first.right() + 14 if one.from_right else first.left() - 14
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().muted))
        painter.drawEllipse(QPointF(x, first.center().y() + 1), 2.5, 2.5)


def _paint_tags(
    painter: QPainter, geometry: Geometry, scene: Scene, here: list[Paint], one: ShownBlock
) -> None:
    number = one.block.blockNumber()
    if number not in scene.drawn:
        if len(scene.drawn) >= _MOST_DRAWN:
            scene.forget_drawn()
        scene.drawn[number] = _drawn(geometry, here, one)
    painter.translate(one.place)
    for rect, colours in scene.drawn[number]:
        draw_fill(painter, rect, colours)
        draw_underlines(painter, rect, colours)
    painter.translate(-one.place)


def _drawn(geometry: Geometry, here: list[Paint], one: ShownBlock) -> list[_Drawn]:
    found: list[_Drawn] = []
    for segment in segments(here, one.start, one.end):
        colours = [tag_colour(theme(), paint.colour) for paint in segment.paints]
        rects = geometry.rects(one, segment.start, segment.end)
        found += ((rect.translated(-one.place), colours) for rect in rects)
    return found


def _paint_links(painter: QPainter, geometry: Geometry, scene: Scene, one: ShownBlock) -> None:
    first = bisect_left(scene.links, one.start, key=lambda link: link.start)
    for link in scene.links[first:]:
        if link.start >= one.end:
            break
        for rect in geometry.rects(one, link.start, link.end):
            line = QRectF(rect.left(), rect.bottom() - 2, rect.width(), 1)
            painter.fillRect(line, _tinted(theme().accent, 0.7))


def _paint_hits(painter: QPainter, geometry: Geometry, scene: Scene, one: ShownBlock) -> None:
    first = bisect_left(scene.hits, one.start, key=lambda hit: hit[1])
    for number in range(first, len(scene.hits)):
        start, end = scene.hits[number]
        if start >= one.end:
            break
        strong = number == scene.current_hit
        for rect in geometry.rects(one, start, end):
            painter.setPen(QPen(QColor(theme().accent), 1.5) if strong else Qt.PenStyle.NoPen)
            painter.setBrush(_tinted(theme().accent, _CURRENT_HIT if strong else _HIT))
            painter.drawRoundedRect(rect.adjusted(-2, -0.5, 2, 0.5), 3, 3)


def _paint_flash(painter: QPainter, geometry: Geometry, scene: Scene, one: ShownBlock) -> None:
    if scene.flash is None:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_tinted(theme().accent, 0.30 * scene.flash_strength))
    for rect in geometry.rects(one, *scene.flash):
        painter.drawRoundedRect(rect.adjusted(-3, -2, 3, 2), 4, 4)


def _paint_cursor(painter: QPainter, geometry: Geometry, scene: Scene, one: ShownBlock) -> None:
    """The reading cursor: a bar beside the lines of its sentence, a thin line under its words."""
    if scene.sentence is None or scene.sentence[0] >= one.end or scene.sentence[1] <= one.start:
        return
    rects = geometry.rects(one, *scene.sentence)
    first = geometry.line_of(one, max(scene.sentence[0], one.start))
    if not rects or first is None:
        return
    x = first.right() + 9 if one.from_right else first.left() - 12
    bar = QRectF(x, min(rect.top() for rect in rects), 3, 0)
    bar.setBottom(max(rect.bottom() for rect in rects))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_tinted(theme().accent, 0.55))
    painter.drawRoundedRect(bar, 1.5, 1.5)
    for rect in rects:
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), _tinted(theme().accent, 0.45))


def _paint_stripes(
    painter: QPainter,
    geometry: Geometry,
    scene: Scene,
    *,
    blocks: list[ShownBlock],
    here: list[Paint],
    viewport: QRectF,
) -> list[Stripe]:
    stripes: list[Stripe] = []
    for paint in here:
        lane = scene.lanes.get(paint, LANES)
        inside = [one for one in blocks if one.start < paint.end and one.end > paint.start]
        if lane >= LANES or not inside:
            continue
        first = geometry.line_of(inside[0], max(paint.start, inside[0].start))
        last = geometry.line_of(inside[-1], min(paint.end, inside[-1].end) - 1)
        if first is None or last is None:
            continue
        # Only what begins or ends out of view goes on there: a passage may begin on an empty line, which has no block.
        top = first.top() if paint.start >= blocks[0].start else viewport.top() - STRIPE_WIDTH
        bottom = last.bottom() if paint.end <= blocks[-1].end + 1 else viewport.bottom() + STRIPE_WIDTH
        away = _STRIPES_FROM + lane * STRIPE_STEP
        x = viewport.width() - GUTTER + away - STRIPE_WIDTH if inside[0].from_right else GUTTER - away
        stripes.append(Stripe(QRectF(x, top, STRIPE_WIDTH, bottom - top), paint))
    for stripe in stripes:
        draw_stripe(painter, stripe.rect, tag_colour(theme(), stripe.paint.colour))
    return stripes
