"""A tag as a chip: its colour, its name, what is said beside it, and a cross. Painted, or as buttons that remove."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QStyle, QWidget

from reviewer.ui.theme import Theme, font, icon, kind_icon, mixed, tag_colour, theme

HEIGHT = 24
GAP = 6
CROSS = 18
"""Width at the chip's end that is the cross."""
_LEAD = 24
_WIDEST = 260


@dataclass(frozen=True, slots=True)
class Chip:
    """What a chip shows. `kind` is an entity's, empty for a topic; `note` is said beside the name, as a role is."""

    key: str
    name: str
    colour: str
    kind: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """The words on it."""
        return f"{self.name} · {self.note}" if self.note else self.name


def chip_width(chip: Chip, *, most: int = _WIDEST) -> int:
    """How wide it is, in pixels, its cross included; `most` at most."""
    return min(_LEAD + _advance(chip.label) + CROSS + 4, most)


@lru_cache(maxsize=5_000)
def _advance(label: str) -> int:
    return QFontMetrics(font("meta")).horizontalAdvance(label)


def place_chips(chips: Sequence[Chip], width: int) -> list[QRect]:
    """A place for each chip, in rows that are `width` pixels wide, from the top left corner of all at 0, 0."""
    places: list[QRect] = []
    x = y = 0
    for chip in chips:
        wide = chip_width(chip, most=min(width, _WIDEST))
        if x and x + wide > width:
            x, y = 0, y + HEIGHT + GAP
        places.append(QRect(x, y, wide, HEIGHT))
        x += wide + GAP
    return places


def rows_height(places: Sequence[QRect]) -> int:
    """How high the rows of these places are together; 0 without any."""
    return places[-1].bottom() + 1 if places else 0


def cross_of(place: QRect, direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight) -> QRect:
    """Where the cross of a chip at `place` is."""
    return QStyle.visualRect(direction, place, place.adjusted(place.width() - CROSS - 2, 0, 0, 0))


def draw_chip(
    painter: QPainter,
    place: QRect,
    chip: Chip,
    *,
    surface: str | None = None,
    crossed: bool = True,
    under_mouse: bool = False,
) -> None:
    """Paints a chip on something of the colour `surface`, the page where none is said; `under_mouse`: its cross is."""
    now = theme()
    direction = painter.layoutDirection()
    colour = tag_colour(now, chip.colour)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mixed(colour, surface or now.page, 0.15)))
    painter.drawRoundedRect(QRectF(place), 6, 6)
    lead = QStyle.visualRect(direction, place, QRect(place.left() + 6, place.top() + 5, 14, 14))
    draw_mark(painter, lead, chip.kind, colour)
    painter.setFont(font("meta"))
    painter.setPen(QColor(now.text))
    room = place.adjusted(_LEAD, 0, -(CROSS + 2) if crossed else -8, 0)
    painter.drawText(
        QStyle.visualRect(direction, place, room),
        QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter,
        QFontMetrics(font("meta")).elidedText(chip.label, Qt.TextElideMode.ElideRight, room.width()),
    )
    if crossed:
        _draw_cross(painter, cross_of(place, direction), now, strong=under_mouse)
    painter.restore()


def draw_mark(painter: QPainter, place: QRect, kind: str, colour: str) -> None:
    """Paints what a tag begins with, in its colour: a square for a topic, its kind's icon for an entity."""
    if kind:
        icon(kind_icon(kind), colour).paint(painter, place)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    side = 10.0
    centre = QRectF(place).center()
    painter.drawRoundedRect(QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), 3, 3)


def _draw_cross(painter: QPainter, place: QRect, now: Theme, *, strong: bool) -> None:
    centre, arm = QPointF(QRectF(place).center()), 3.0
    painter.setPen(QPen(QColor(now.text if strong else now.muted), 1.5 if strong else 1.2))
    painter.drawLine(centre + QPointF(-arm, -arm), centre + QPointF(arm, arm))
    painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm))


class ChipButton(QAbstractButton):
    """One chip; pressing it takes it away, which its owner does on `clicked`."""

    def __init__(self, chip: Chip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = chip
        name = self.tr("Remove {name}").format(name=chip.label)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(chip_width(self.chip), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the chip."""
        del event
        painter = QPainter(self)
        draw_chip(painter, self.rect(), self.chip, under_mouse=self.underMouse())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Shows the cross stronger."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Shows it as before."""
        super().leaveEvent(event)
        self.update()


class ChipRows(QWidget):
    """Chips side by side in as many rows as they need; none where there are none."""

    removed = Signal(str)  # the chip's key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[ChipButton] = []
        self.hide()

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Shows these in place of those before."""
        for button in self._buttons:
            button.deleteLater()
            button.hide()
        self._buttons = [ChipButton(chip, self) for chip in chips]
        for button in self._buttons:
            button.clicked.connect(self._remove)
            button.show()
        self.setVisible(bool(chips))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lays the chips out anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        places = place_chips([button.chip for button in self._buttons], max(self.width(), 120))
        for button, place in zip(self._buttons, places, strict=True):
            button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
        self.setFixedHeight(rows_height(places))

    def _remove(self) -> None:
        button = self.sender()
        if isinstance(button, ChipButton):
            self.removed.emit(button.chip.key)
