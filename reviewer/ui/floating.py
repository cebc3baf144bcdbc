"""A card that lies over the window: the tag picker, the toast. A child of the window, not a window of its own.

As a child it needs no place from the system, which Wayland would not grant, and an input method works in it as in any
other field.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reviewer.ui.theme import theme

SHADOW = 16
"""Pixels around the card that its shadow fades over; part of the widget."""
RADIUS = 10


class Floating(QWidget):
    """Paints a card with its shadow; what lies on it keeps `SHADOW` pixels from the edges."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the shadow as rings that add up, then the card."""
        del event
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 10 if now.name == "dark" else 2))
        for ring in range(SHADOW, 0, -1):
            painter.drawRoundedRect(
                card.adjusted(-ring, 3 - ring, ring, 3 + ring).intersected(QRectF(self.rect())),
                RADIUS + ring,
                RADIUS + ring,
            )
        painter.setBrush(QColor(now.page))
        painter.setPen(QPen(QColor(now.line), 1))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
