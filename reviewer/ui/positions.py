"""Our code points and Qt's UTF-16 units, there and back: the only place where the latter exist.

Qt counts a character beyond U+FFFF (most emoji, some scripts) as two units; everything else of ours counts it as one.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Positions:
    """Where each code point of one text lies in the same text as Qt counts it.

    Building it reads the text once; a look-up costs a binary search over the astral characters, and nothing where
    there are none. Positions beyond the text go on counting, they are not an error.
    """

    __slots__ = ("_astral", "_seconds")

    def __init__(self, text: str) -> None:
        found = () if text.isascii() else (match.start() for match in _ASTRAL.finditer(text))
        self._astral = array("L", found)
        # Of each astral character, the unit that is its second half.
        self._seconds = array("L", (place + count + 1 for count, place in enumerate(self._astral)))

    def to_qt(self, code_point: int) -> int:
        """The UTF-16 position of a code point."""
        return code_point + bisect_left(self._astral, code_point)

    def from_qt(self, utf16: int) -> int:
        """The code point at a UTF-16 position; between the two halves of a character, the one where it starts."""
        return utf16 - bisect_right(self._seconds, utf16)


class InsetPositions:
    """`Positions` in a Qt document that shows more than the text: a title above it, a break within a huge paragraph.

    `insets` are pairs of a code point and the number of UTF-16 units that are shown before it and are no part of the
    text; in order, at most one a code point. A place within an inset is the code point behind it.
    """

    __slots__ = ("_before", "_inner", "_places", "_shown")

    def __init__(self, text: str, insets: Iterable[tuple[int, int]]) -> None:
        pairs = list(insets)
        self._inner = Positions(text)
        self._places = [place for place, _ in pairs]
        self._before = [0, *accumulate(units for _, units in pairs)]
        # Of each inset, the Qt position where it begins.
        self._shown = [
            self._inner.to_qt(place) + before for (place, _), before in zip(pairs, self._before, strict=False)
        ]

    def start_to_qt(self, code_point: int) -> int:
        """Where a stretch that starts with this code point starts in Qt: behind an inset."""
        return self._inner.to_qt(code_point) + self._before[bisect_right(self._places, code_point)]

    def end_to_qt(self, code_point: int) -> int:
        """Where a stretch that ends before this code point ends in Qt: before an inset."""
        return self._inner.to_qt(code_point) + self._before[bisect_left(self._places, code_point)]

    def from_qt(self, utf16: int) -> int:
        """The code point at a Qt position."""
        count = bisect_right(self._shown, utf16)
        if not count:
            return self._inner.from_qt(utf16)
        behind = self._inner.from_qt(max(0, utf16 - self._before[count]))
        return max(behind, self._places[count - 1])
