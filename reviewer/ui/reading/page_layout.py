"""Where the pages of a document stand, one below the other. Pure numbers: px of the window, from the top of the first."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from statistics import median

from PySide6.QtCore import QRectF

from reviewer.model.document import Page

SIDE = 44
"""Least room beside a page, px."""
_TOP, _GAP, _BOTTOM = 28, 24, 56
_WIDEST = 1.75
"""Px a point: how large pages are at most where they are fitted to a wide window."""
_SCALES = (0.08, 8.0)


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Pages at `scale` px a point in a window `width` px wide."""

    pages: Sequence[Page]
    scale: float
    width: int
    _tops: list[float] = field(repr=False)

    @classmethod
    def of(cls, pages: Sequence[Page], *, width: int, zoom: float) -> "PageLayout":
        """Pages at `zoom` times the scale at which they fit the width."""
        low, high = _SCALES
        scale = min(high, max(low, fitting_scale(pages, width) * zoom))
        heights = [round(page.height * scale) + _GAP for page in pages]
        return cls(pages, scale, width, list(accumulate(heights, initial=float(_TOP))))

    @property
    def height(self) -> int:
        """Of all pages and the room around them, px."""
        return round(self._tops[-1]) - _GAP + _BOTTOM if self.pages else 0

    @property
    def full_width(self) -> int:
        """Of the widest page and the room beside it, px."""
        return round(max((page.width for page in self.pages), default=0) * self.scale) + 2 * SIDE

    def rect(self, index: int) -> QRectF:
        """A page's rectangle. Narrow pages stand in the middle."""
        page = self.pages[index]
        width, height = round(page.width * self.scale), round(page.height * self.scale)
        left = max(self.width, self.full_width) - width
        return QRectF(left // 2, self._tops[index], width, height)

    def between(self, top: float, bottom: float) -> range:
        """The indexes of the pages that two heights have between them."""
        first = self.page_at(top)
        last = self.page_at(bottom)
        return range(first, last + 1) if self.pages else range(0)

    def page_at(self, y: float) -> int:
        """The index of the page at a height; in the gap above a page, of that page."""
        # Tops are of pages; the gap before one belongs to it.
        found = bisect_right(self._tops, y + _GAP) - 1
        return min(max(0, found), max(0, len(self.pages) - 1))


def fitting_scale(pages: Sequence[Page], width: int) -> float:
    """Px a point at which pages fit a width. A page much wider than most, as a plan is, may reach beyond it."""
    if not pages:
        return 1.0
    widest = max(page.width for page in pages)
    usual = median(page.width for page in pages)
    return min(_WIDEST, max(1, width - 2 * SIDE) / max(1.0, min(widest, 1.5 * usual)))
