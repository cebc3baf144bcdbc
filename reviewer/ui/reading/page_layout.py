"""Where the pages of a document stand, one below the other. Pure numbers: px of the window, from the top of the first."""

from bisect import bisect_left
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
    """Pages in a window `width` px wide, each at its own scale: a plan among letters fits the window too."""

    pages: Sequence[Page]
    width: int
    full_width: int
    """Of the widest page and the room beside it, px."""
    _scales: list[float] = field(repr=False)
    _tops: list[float] = field(repr=False)

    @classmethod
    def of(cls, pages: Sequence[Page], *, width: int, zoom: float) -> "PageLayout":
        """Pages at `zoom` times the scale at which they fit the width."""
        low, high = _SCALES
        room = max(1, width - 2 * SIDE)
        usual = min(_WIDEST, room / median(page.width for page in pages)) if pages else 1.0
        scales = [min(high, max(low, zoom * min(usual, room / max(1.0, page.width)))) for page in pages]
        heights = [
            max(1, round(page.height * scale)) + _GAP for page, scale in zip(pages, scales, strict=True)
        ]
        widest = max((page.width * scale for page, scale in zip(pages, scales, strict=True)), default=0)
        return cls(
            pages, width, round(widest) + 2 * SIDE, scales, list(accumulate(heights, initial=float(_TOP)))
        )

    @property
    def height(self) -> int:
        """Of all pages and the room around them, px."""
        return round(self._tops[-1]) - _GAP + _BOTTOM if self.pages else 0

    def scale(self, index: int) -> float:
        """Px a point of a page."""
        return self._scales[index]

    def rect(self, index: int) -> QRectF:
        """A page's rectangle. Narrow pages stand in the middle."""
        page, scale = self.pages[index], self._scales[index]
        width, height = max(1, round(page.width * scale)), max(1, round(page.height * scale))
        left = max(self.width, self.full_width) - width
        return QRectF(left // 2, self._tops[index], width, height)

    def between(self, top: float, bottom: float) -> range:
        """The indexes of the pages that two heights have between them."""
        return range(self.page_at(top), self.page_at(bottom) + 1) if self.pages else range(0)

    def page_at(self, y: float) -> int:
        """The index of the page at a height; in the gap above a page, of that page."""
        found = bisect_left(self._tops, y + _GAP) - 1
        return min(max(0, found), max(0, len(self.pages) - 1))
