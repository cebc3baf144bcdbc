"""Where stretches of a laid-out text lie in the view: the rectangles of code points, and the code point at a point.

A line that mixes directions gives several rectangles for one stretch. White space at a line's end is never part of one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextLine

from reviewer.ui.reading.article_document import Article
from reviewer.ui.reading.article_looks import Look

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# The letters' height over and under the base line, as shares of the font's size: what a fill covers.
_OVER, _UNDER = 0.94, 0.28


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """One block of the Qt document as it is on the screen, and the code points `[start, end)` that it shows."""

    block: QTextBlock
    look: Look
    start: int
    end: int
    place: QPointF
    """The layout's corner, in the viewport."""
    mixed: bool
    """Whether some of its text runs from right to left."""

    @property
    def from_right(self) -> bool:
        """Whether the block as a whole runs from right to left."""
        return self.block.textDirection() == Qt.LayoutDirection.RightToLeft


class Geometry:
    """A text's places in one viewport at one moment: `offset` is how far the document is scrolled, `scale` the zoom."""

    def __init__(self, article: Article, text: str, *, offset: float, scale: float) -> None:
        self._article = article
        self._text = text
        self._offset = offset
        self._scale = scale
        self._layout = article.document.documentLayout()

    def blocks(self, top: float, bottom: float) -> Iterator[ShownBlock]:
        """The blocks between two heights of the viewport, from above. Lays out no more than up to there."""
        block = self._block_at(max(0.0, top + self._offset))
        while block.isValid():
            if self._layout.blockBoundingRect(block).top() - self._offset > bottom:
                break
            yield self.shown(block)
            block = block.next()

    def _block_at(self, height: float) -> QTextBlock:
        """The last block that begins at or above a height of the document, which is laid out down to there.

        Searched for, since Qt's own answer is the text's end while the laying out is nearly done.
        """
        self._layout.hitTest(QPointF(0, height), Qt.HitTestAccuracy.FuzzyHit)
        document = self._article.document
        low, high = 0, document.blockCount()
        while high - low > 1:
            middle = (low + high) // 2
            layout = document.findBlockByNumber(middle).layout()
            if layout.lineCount() and layout.position().y() <= height:
                low = middle
            else:
                high = middle
        return document.findBlockByNumber(low)

    def shown(self, block: QTextBlock) -> ShownBlock:
        """A block with its place. Lays out everything before it, if that has not been done."""
        corner = self._layout.blockBoundingRect(block).topLeft()
        corner = block.layout().position() if block.layout().lineCount() else corner
        first = block.position()
        start = self._article.positions.from_qt(first)
        end = self._article.positions.from_qt(first + block.length() - 1)
        return ShownBlock(
            block,
            self._article.look(block),
            start,
            end,
            QPointF(corner.x(), corner.y() - self._offset),
            bool(_RIGHT_TO_LEFT.search(self._text, start, end)),
        )

    def rects(self, shown: ShownBlock, start: int, end: int) -> list[QRectF]:
        """What a fill behind `[start, end)` covers in one block; nothing where only white space at lines' ends is left."""
        positions, base = self._article.positions, shown.block.position()
        first = positions.start_to_qt(max(start, shown.start)) - base
        last = positions.end_to_qt(min(end, shown.end)) - base
        if first >= last:
            return []
        layout = shown.block.layout()
        found: list[QRectF] = []
        line = layout.lineForTextPosition(first)
        if not line.isValid():
            return []
        for number in range(line.lineNumber(), layout.lineCount()):
            line = layout.lineAt(number)
            if line.textStart() >= last:
                break
            top, height = self._band(shown, line)
            for left, right in self._runs(shown, line, first, last):
                found.append(QRectF(shown.place.x() + left, top, right - left, height))
        return found

    def line_of(self, shown: ShownBlock, code_point: int) -> QRectF | None:
        """The line that holds a code point, from edge to edge of the column."""
        at = self._article.positions.start_to_qt(code_point) - shown.block.position()
        line = shown.block.layout().lineForTextPosition(max(0, min(at, shown.block.length() - 1)))
        if not line.isValid():
            return None
        top, height = self._band(shown, line)
        return QRectF(shown.place.x() + line.x(), top, line.width(), height)

    def code_point_at(self, point: QPointF) -> int | None:
        """The code point whose character is under a point of the viewport; None beside the text."""
        shown = next(self.blocks(point.y(), point.y()), None)
        if shown is None:
            return None
        place = point - shown.place
        layout = shown.block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            if line.rect().top() <= place.y() < line.rect().bottom():
                text = line.naturalTextRect()
                if not text.left() <= place.x() <= text.right():
                    return None
                column = line.xToCursor(place.x(), QTextLine.CursorPosition.CursorOnCharacter)
                found = self._article.positions.from_qt(shown.block.position() + column)
                return found if shown.start <= found < shown.end else None
        return None

    def _band(self, shown: ShownBlock, line: QTextLine) -> tuple[float, float]:
        """Top and height of the letters of a line: the same for every line of a look, whatever scripts it mixes."""
        size = shown.look.size * self._scale
        base_line = shown.place.y() + line.y() + line.ascent()
        return base_line - _OVER * size, (_OVER + _UNDER) * size

    def _runs(
        self, shown: ShownBlock, line: QTextLine, first: int, last: int
    ) -> Iterator[tuple[float, float]]:
        start = max(first, line.textStart())
        end = min(last, line.textStart() + line.textLength())
        if not shown.mixed:
            left, right = _x(line, start), min(_x(line, end), line.naturalTextRect().right())
            if left < right:
                yield left, right
            return
        yield from _merged(self._glyphs(shown, line, start, end))

    def _glyphs(
        self, shown: ShownBlock, line: QTextLine, start: int, end: int
    ) -> Iterator[tuple[float, float]]:
        """The extent of each glyph of a stretch of a line; spaces at the line's end have none.

        Not by the cursor's places: where directions meet, one place is at two ends.
        """
        positions, base = self._article.positions, shown.block.position()
        before = positions.from_qt(base + line.textStart())
        behind = positions.from_qt(base + line.textStart() + line.textLength())
        visible = before + len(self._text[before:behind].rstrip())
        end = min(end, positions.end_to_qt(visible) - base)
        if start >= end:
            return
        for run in line.glyphRuns(start, end - start):
            advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
            for place, advance in zip(run.positions(), advances, strict=True):
                yield place.x(), place.x() + advance.x()


def _x(line: QTextLine, position: int) -> float:
    # The binding gives the position back beside the answer, and its types do not say so.
    return cast("tuple[float, int]", line.cursorToX(position))[0]


def _merged(extents: Iterator[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in sorted(extents):
        if merged and left <= merged[-1][1] + 0.5:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged
