"""The canvas under the page view: a document's pages one below the other, and where on them a point of the window is.

Pages are drawn by the worker; here they are only put on the screen. Where to scroll is decided in `page_surface`.
"""

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from reviewer.documents.pages import PageMap, Tile
from reviewer.model.document import DocumentText
from reviewer.ui.reading.page_layout import PageLayout
from reviewer.ui.reading.page_painting import PageScene, ShownStripe, paint_over, paint_stripes
from reviewer.ui.reading.page_tiles import PageTiles, tiles_of
from reviewer.ui.reading.painting import Paint, Paints
from reviewer.ui.theme import LIGHT, font, mixed, theme

_PAPER = "#ffffff"
_DIMMED = "#dcd9d2"
"""What paper is multiplied with in the dark theme, so that it does not glare."""
_ZOOM_MS = 90
"""How long drawing waits while the reader zooms on."""


class PageCanvas(QAbstractScrollArea):
    """The pages of a document, as far as they are drawn. Positions are code points of its text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._text: DocumentText | None = None
        self._layout = PageLayout.of((), width=1, zoom=1.0)
        self._zoom = 1.0
        self._scene = PageScene()
        self._stripes: list[ShownStripe] = []
        self._settling = False
        """Whether we ourselves are about to scroll, and what Qt says of it needs no answer."""
        self._is_stale = False
        """Whether what is seen has changed since it was last asked for."""
        self._tiles = PageTiles(self)
        self._tiles.arrived.connect(self._arrived)
        self._zooming = QTimer(self, singleShot=True, interval=_ZOOM_MS)
        self._zooming.timeout.connect(self.viewport().update)

    @property
    def text(self) -> str:
        """The text of the document that is shown; empty before there is one."""
        return self._text.text if self._text else ""

    @property
    def zoom(self) -> float:
        """How much larger pages are than where they fit the window's width."""
        return self._zoom

    @property
    def is_drawing(self) -> bool:
        """Whether something that is seen is not drawn sharply yet, or it is not known where its characters are."""
        if not self._text or not self.isVisible():
            return False
        return (
            self._is_stale or self._zooming.isActive() or not self._tiles.is_complete or self._awaits_maps()
        )

    def set_paints(self, paints: list[Paint]) -> None:
        """Paints these tags, instead of those before."""
        self._scene.paints = Paints(paints)
        self._scene.forget_drawn()
        self.viewport().update()

    def set_hits(self, hits: list[tuple[int, int]], current: int = -1) -> None:
        """Marks what a search found, in the order of the text; the one at index `current` stands out, -1: none does."""
        self._scene.hits, self._scene.current_hit = hits, current
        self.viewport().update()

    def _page_of(self, position: int) -> int:
        page = self._text.page_at(position) if self._text else None
        return page.index if page else 0

    def _rect_of(self, index: int) -> QRectF:
        """A page's rectangle in the viewport."""
        offset = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return self._layout.rect(index).translated(-offset)

    def _shown_pages(self, beyond: float = 0.0) -> range:
        """The pages that are seen, and those within `beyond` px above and below."""
        top = self.verticalScrollBar().value()
        return self._layout.between(top - beyond, top + self.viewport().height() + beyond)

    def _awaits_maps(self) -> bool:
        """Whether it is not known yet where the characters of the pages are that are seen. It is asked for."""
        return bool(self._text) and any(self._tiles.awaits_map(index) for index in self._shown_pages())

    def _rects(self, start: int, end: int) -> list[QRectF]:
        """What a stretch covers in the viewport, of the pages that are seen and whose characters have known places."""
        found = []
        for index in self._shown_pages():
            places = self._tiles.map_of(index) if self._text else None
            if places and places.start < end and start < places.end:
                corner, scale = self._rect_of(index).topLeft(), self._layout.scale(index)
                found += [
                    QRectF(x0 * scale, y0 * scale, (x1 - x0) * scale, (y1 - y0) * scale).translated(corner)
                    for x0, y0, x1, y1 in places.rects(start, end)
                ]
        return found

    def _on_page(self, point: QPointF) -> tuple[PageMap | None, float, float]:
        """The map of the page that is nearest to a point of the viewport, and where on the page, in points, that is."""
        if not self._text or not self._text.pages:
            return None, 0.0, 0.0
        index = self._layout.page_at(point.y() + self.verticalScrollBar().value())
        spot = point - self._rect_of(index).topLeft()
        return (
            self._tiles.map_of(index),
            spot.x() / self._layout.scale(index),
            spot.y() / self._layout.scale(index),
        )

    def _code_point_at(self, point: QPointF) -> int | None:
        """The code point under a point of the viewport; None where there is no text."""
        places, x, y = self._on_page(point)
        return places.at(x, y) if places else None

    def _caret_at(self, point: QPointF) -> int | None:
        """The place between two characters that is nearest to a point; None where no text is near."""
        places, x, y = self._on_page(point)
        return places.hit(x, y) if places else None

    def _lay_out(self) -> None:
        self._is_stale = True
        pages = self._text.pages if self._text else ()
        width, height = self.viewport().width(), self.viewport().height()
        self._layout = PageLayout.of(pages, width=width, zoom=self._zoom)
        self._settling = True
        self.verticalScrollBar().setRange(0, max(0, self._layout.height - height))
        self.verticalScrollBar().setPageStep(height)
        self.verticalScrollBar().setSingleStep(48)
        over = self._layout.full_width - width if self._layout.full_width > width + 2 else 0
        self.horizontalScrollBar().setRange(0, max(0, over))
        self.horizontalScrollBar().setPageStep(width)
        self.horizontalScrollBar().setSingleStep(48)
        self._settling = False

    def _scroll_to(self, x: float, y: float) -> None:
        self._settling = True
        self.horizontalScrollBar().setValue(round(x))
        self.verticalScrollBar().setValue(round(y))
        self._settling = False

    def _arrived(self, page: int) -> None:
        self.viewport().update(self._rect_of(page).adjusted(-8, -8, 8, 8).toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The surround, the paper, what is drawn of the pages, and what lies over them."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(mixed(theme().text, theme().side, 0.03)))
        self._stripes = []
        self._tiles.ratio = self.devicePixelRatioF()
        for index in self._shown_pages() if self._text else ():
            rect = self._rect_of(index)
            _paint_paper(painter, rect)
            scale = self._layout.scale(index) * self._tiles.ratio
            self._tiles.paint(painter, index, rect, self._tiles_seen(index), scale=scale)
            self._paint_over(painter, index, rect)
        painter.end()
        if not self._zooming.isActive():
            self._ask()

    def _paint_over(self, painter: QPainter, index: int, rect: QRectF) -> None:
        failure = self._tiles.failure(index)
        if failure:
            painter.setPen(QColor(LIGHT.muted))
            painter.setFont(font("ui"))
            painter.drawText(
                rect.adjusted(32, 32, -32, -32),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                failure,
            )
        places = self._tiles.map_of(index)
        if places and not failure:
            paint_over(painter, self._scene, places, page=rect, scale=self._layout.scale(index))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._stripes += paint_stripes(
                painter, self._scene, places, page=rect, scale=self._layout.scale(index)
            )
        if theme().name == "dark":
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(rect, QColor(_DIMMED))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _tiles_seen(self, index: int, beyond: float = 0.0) -> list[Tile]:
        """The tiles of a page that are seen, or within `beyond` px above and below."""
        rect, ratio = self._rect_of(index), self._tiles.ratio
        view = QRectF(self.viewport().rect()).adjusted(0, -beyond, 0, beyond)
        area = rect.intersected(view).translated(-rect.topLeft())
        scale = self._layout.scale(index) * ratio
        return [] if area.isEmpty() else tiles_of(index, area, scale=scale, ratio=ratio)

    def _ask(self) -> None:
        """Asks for what is seen, and for what will be seen after one more screen up or down."""
        if not self._text:
            return
        beyond = float(self.viewport().height())
        seen = [tile for index in self._shown_pages() for tile in self._tiles_seen(index)]
        near = [tile for index in self._shown_pages(beyond) for tile in self._tiles_seen(index, beyond)]
        self._tiles.want(seen, near)
        self._is_stale = False


def _paint_paper(painter: QPainter, rect: QRectF) -> None:
    """A sheet with a soft edge."""
    painter.setPen(Qt.PenStyle.NoPen)
    shade = QColor("#000000")
    for reach, opacity in ((4.0, 0.025), (2.0, 0.035), (1.0, 0.06)):
        shade.setAlphaF(opacity)
        painter.setBrush(shade)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(rect.adjusted(-reach, -reach / 2, reach, reach * 1.25), reach, reach)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003  Qt's own order
    painter.fillRect(rect, QColor(_PAPER))
