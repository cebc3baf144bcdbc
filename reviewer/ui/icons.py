"""The bundled drawings as icons that take the theme's colour whenever they are painted."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reviewer.resources import resource
from reviewer.ui.themes import theme

STROKE = b'stroke-width="1.75"'
"""Thinner than the drawings' own 2, so that an icon is as light as the words beside it."""

KIND_ICONS = {
    "person": "user",
    "organisation": "building-2",
    "place": "map-pin",
    "law": "scale",
    "event": "calendar",
    "work": "book",
}


def icon(name: str, colour: str | None = None) -> QIcon:
    """The icon drawn in resources/icons/`name`.svg, sharp at any scale.

    `colour` is a token of the theme (`"faint"`), which follows the theme, or a fixed `#rrggbb`. Without it the icon is
    muted, and faint where it is disabled. A name that is not there is a FileNotFoundError.
    """
    return QIcon(_icon(name, colour))


def kind_icon(kind: str) -> str:
    """The name of the icon for a kind of entity; any kind of the reader's own gets a tag."""
    return KIND_ICONS.get(kind, "tag")


# The icon is kept and not its engine: the last icon to go deletes the engine under Python's hands.
@cache
def _icon(name: str, colour: str | None) -> QIcon:
    return QIcon(_Engine(resource(f"icons/{name}.svg").read_bytes(), colour))


@cache
def _drawing(source: bytes, colour: str) -> QSvgRenderer:
    coloured = source.replace(b"currentColor", colour.encode()).replace(b'stroke-width="2"', STROKE)
    return QSvgRenderer(QByteArray(coloured))


# A clone is Qt's, but Python would delete it with its last reference.
_clones: list["_Engine"] = []


class _Engine(QIconEngine):
    """Draws the lines themselves at each painting, so nothing is ever scaled up from fewer pixels."""

    def __init__(self, source: bytes, colour: str | None) -> None:
        super().__init__()
        self._source = source
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        _drawing(self._source, self._chosen(mode)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        made = _Engine(self._source, self._colour)
        _clones.append(made)
        return made

    def _chosen(self, mode: QIcon.Mode) -> str:
        now = theme()
        if mode == QIcon.Mode.Disabled:
            return now.faint
        if self._colour is None:
            return now.muted
        return self._colour if self._colour.startswith("#") else str(getattr(now, self._colour))
