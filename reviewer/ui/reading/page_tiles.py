"""The drawn parts of pages: asked for in the order of need, kept up to a limit, and shown blurred until they are sharp."""

from collections import OrderedDict
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRectF, Signal
from PySide6.QtGui import QImage, QPainter

from reviewer.documents.pages import TILE, PageMap, Pages, Pixels, Tile
from reviewer.errors import ReviewerError

KEPT_BYTES = 128 << 20
_MAPS_KEPT = 64
_NOW, _SOON = 0, 2
"""Priorities of what is seen and of what is just outside. Between them are the places of characters."""
_MAP = 1


class _Post(QObject):
    """Brings answers from the worker's thread to the window's. Outlives the view, since an answer may come late."""

    tile = Signal(object, object, object)  # Pages, Tile, QImage | ReviewerError
    map = Signal(object, int, object)  # Pages, page, PageMap | ReviewerError


class PageTiles(QObject):
    """The pictures and the maps of one document's pages. Nothing is drawn or parsed here."""

    arrived = Signal(int)  # page: a part of it was drawn, or failed
    mapped = Signal(
        int
    )  # page: the places of its characters are known, or it is known that they never will be

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ratio = 1.0
        """Device pixels a px of the window."""
        self._pages: Pages | None = None
        self._images: OrderedDict[Tile, QImage] = OrderedDict()
        self._scales: dict[int, dict[float, int]] = {}
        self._bytes = 0
        self._maps: OrderedDict[int, PageMap] = OrderedDict()
        self._asked: set[int] = set()
        self._unmapped: set[int] = set()
        self._wanted: set[Tile] = set()
        self._failed: dict[int, str] = {}
        self._post = _Post()
        self._post.tile.connect(self._take_tile)
        self._post.map.connect(self._take_map)

    @property
    def is_complete(self) -> bool:
        """Whether everything that is seen is there, sharp, or has failed."""
        return all(tile in self._images or tile.page in self._failed for tile in self._wanted)

    @property
    def kept_bytes(self) -> int:
        """How much memory the kept pictures take."""
        return self._bytes

    def show(self, pages: Pages | None) -> None:
        """Turns to another document's pages; None: to none."""
        self._pages = pages
        self._images.clear()
        self._scales.clear()
        self._bytes = 0
        self._maps.clear()
        self._asked.clear()
        self._unmapped.clear()
        self._wanted.clear()
        self._failed.clear()

    def failure(self, page: int) -> str:
        """Why a page cannot be shown; empty where it can."""
        return self._failed.get(page, "")

    def map_of(self, page: int) -> PageMap | None:
        """Where a page's characters are; None where that is not known yet: it is asked for, and `mapped` will say so."""
        if page in self._maps:
            self._maps.move_to_end(page)
            return self._maps[page]
        if self._pages and page not in self._asked and page not in self._unmapped:
            self._asked.add(page)
            self._pages.map(page, priority=_MAP, done=partial(_post_map, self._post, self._pages))
        return None

    def awaits_map(self, page: int) -> bool:
        """Whether it will be known later where a page's characters are."""
        return self.map_of(page) is None and page in self._asked

    def want(self, seen: Iterable[Tile], near: Iterable[Tile]) -> None:
        """Asks for what is seen, then for what is near it, and takes back everything else that was asked for."""
        if not self._pages:
            return
        pages = self._pages
        self._wanted = set(seen)
        soon = [tile for tile in near if tile not in self._wanted]
        pages.keep_only((self._wanted | set(soon)).__contains__)
        done = partial(_post_tile, self._post, pages)
        for tile in self._missing(self._wanted):
            pages.draw(tile, priority=_NOW, done=done)
        for tile in self._missing(soon):
            pages.draw(tile, priority=_SOON, done=done)

    def paint(
        self, painter: QPainter, page: int, rect: QRectF, tiles: Iterable[Tile], *, scale: float
    ) -> None:
        """Paints what there is of a page into its rectangle: `tiles` at `scale` device pixels a point, sharp.

        Where one of them is missing, what was drawn at another scale comes first, enlarged or reduced.
        """
        tiles = list(tiles)
        if any(tile not in self._images for tile in tiles):
            self._paint_stand_in(painter, page, rect, scale)
        for tile in tiles:
            image = self._images.get(tile)
            if image is not None:
                self._images.move_to_end(tile)
                painter.drawImage(rect.topLeft() + image.offset().toPointF() / self.ratio, image)

    def _paint_stand_in(self, painter: QPainter, page: int, rect: QRectF, scale: float) -> None:
        others = [other for other in self._scales.get(page, {}) if other != scale]
        if not others:
            return
        nearest = min(others, key=lambda other: max(other / scale, scale / other))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for tile, image in self._images.items():
            if tile.page == page and tile.scale == nearest:
                ratio = scale / nearest / self.ratio
                corner = rect.topLeft() + image.offset().toPointF() * ratio
                painter.drawImage(
                    QRectF(corner.x(), corner.y(), image.width() * ratio, image.height() * ratio), image
                )

    def _missing(self, tiles: Iterable[Tile]) -> list[Tile]:
        return [tile for tile in tiles if tile not in self._images and tile.page not in self._failed]

    def _take_tile(self, pages: Pages, tile: Tile, answer: QImage | ReviewerError) -> None:
        if pages is not self._pages:
            return
        if isinstance(answer, ReviewerError):
            self._failed[tile.page] = answer.problem
        elif tile not in self._images:
            answer.setDevicePixelRatio(self.ratio)
            self._images[tile] = answer
            self._bytes += answer.sizeInBytes()
            counts = self._scales.setdefault(tile.page, {})
            counts[tile.scale] = counts.get(tile.scale, 0) + 1
            self._forget_oldest()
        self.arrived.emit(tile.page)

    def _forget_oldest(self) -> None:
        for tile in list(self._images):
            if self._bytes <= KEPT_BYTES:
                return
            if tile in self._wanted:
                continue
            self._bytes -= self._images.pop(tile).sizeInBytes()
            counts = self._scales[tile.page]
            counts[tile.scale] -= 1
            if not counts[tile.scale]:
                del counts[tile.scale]

    def _take_map(self, pages: Pages, page: int, answer: PageMap | ReviewerError) -> None:
        if pages is not self._pages:
            return
        self._asked.discard(page)
        if isinstance(answer, ReviewerError):
            self._unmapped.add(page)
        else:
            self._maps[page] = answer
            while len(self._maps) > _MAPS_KEPT:
                self._maps.popitem(last=False)
        self.mapped.emit(page)


def tiles_of(page: int, area: QRectF, *, scale: float, ratio: float) -> list[Tile]:
    """The tiles that cover `area` (px of the window, from the page's corner) at `scale` device pixels a point."""
    left, right = int(area.left() * ratio) // TILE, int(max(area.left(), area.right() - 0.01) * ratio) // TILE
    top, bottom = int(area.top() * ratio) // TILE, int(max(area.top(), area.bottom() - 0.01) * ratio) // TILE
    return [
        Tile(page, scale, column, row)
        for row in range(max(0, top), bottom + 1)
        for column in range(max(0, left), right + 1)
    ]


# In the worker's thread.


def _post_tile(post: _Post, pages: Pages, tile: Tile, answer: Pixels | ReviewerError) -> None:
    if isinstance(answer, ReviewerError):
        post.tile.emit(pages, tile, answer)
        return
    raw = QImage(answer.samples, answer.width, answer.height, answer.stride, QImage.Format.Format_RGB888)
    image = raw.convertToFormat(QImage.Format.Format_RGB32)
    image.setOffset(QPoint(answer.x, answer.y))
    post.tile.emit(pages, tile, image)


def _post_map(post: _Post, pages: Pages, page: int, answer: PageMap | ReviewerError) -> None:
    post.map.emit(pages, page, answer)
