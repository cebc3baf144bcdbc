"""Where a card goes beside what it belongs to: below where there is room, else above, never outside. Numbers only."""

from PySide6.QtCore import QPoint, QRect, QSize

GAP = 6
"""Pixels between the two."""


def place_beside(target: QRect, size: QSize, bounds: QRect, *, margin: int = 0) -> QRect:
    """The place of a card of `size`, of which `margin` pixels on each side are only shadow and may lie outside.

    It begins where `target` begins, is moved as far as `bounds` ask, and is lower than `size` where neither side has
    the room. All in one widget's pixels.
    """
    card = QSize(size.width() - 2 * margin, size.height() - 2 * margin)
    top, bottom = bounds.top() + GAP, bounds.bottom() - GAP
    below, above = bottom - (target.bottom() + GAP), target.top() - GAP - top
    height = min(card.height(), max(below, above, 0), bottom - top)
    goes_below = below >= height or below >= above
    y = target.bottom() + GAP if goes_below else target.top() - GAP - height
    y = max(top, min(y, bottom - height))
    x = max(bounds.left() + GAP, min(target.left(), bounds.right() - GAP - card.width()))
    return QRect(QPoint(x - margin, y - margin), QSize(size.width(), height + 2 * margin))
