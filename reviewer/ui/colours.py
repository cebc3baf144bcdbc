"""The palette as a small grid that pops up where a colour is to be chosen."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from reviewer.ui.floating import SHADOW
from reviewer.ui.popped import PoppedCard
from reviewer.ui.theme import COLOUR_NAMES, PALETTE, tag_colour, theme

COLUMNS = 4
CELL = 32


class ColourGrid(PoppedCard):
    """Sixteen swatches; arrows move, Enter or a click chooses, Escape closes."""

    chosen = Signal(str)  # `#rrggbb` of the light palette

    def __init__(self, current: str, owner: QWidget) -> None:
        super().__init__(owner)
        self.setAccessibleName(self.tr("Colours"))
        grid = QGridLayout(self)
        grid.setContentsMargins(*(SHADOW + 8,) * 4)
        grid.setSpacing(2)
        self._swatches: list[_Swatch] = []
        for place, (colour, name) in enumerate(zip(PALETTE, COLOUR_NAMES, strict=True)):
            swatch = _Swatch(colour, self.tr(name), is_current=colour == current.lower())
            swatch.clicked.connect(self._choose)
            grid.addWidget(swatch, place // COLUMNS, place % COLUMNS)
            self._swatches.append(swatch)

    def show_beside(self, place: QRect) -> None:
        """Shows the grid beside that part of the screen, with the keyboard on the current colour."""
        self.pop_up(
            place, next((swatch for swatch in self._swatches if swatch.is_current), self._swatches[0])
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next swatch, Up and Down to the next row's."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -COLUMNS,
            Qt.Key.Key_Down: COLUMNS,
        }
        focused = self.focusWidget()
        step = steps.get(Qt.Key(event.key()))
        if step is None or not isinstance(focused, _Swatch):
            super().keyPressEvent(event)
            return
        place = (self._swatches.index(focused) + step) % len(self._swatches)
        self._swatches[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self) -> None:
        swatch = self.sender()
        if isinstance(swatch, _Swatch):
            self.chosen.emit(swatch.colour)
        self.close()


class _Swatch(QToolButton):
    def __init__(self, colour: str, name: str, *, is_current: bool) -> None:
        super().__init__()
        self.colour = colour
        self.is_current = is_current
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(QSize(CELL, CELL))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = QColor(tag_colour(theme(), self.colour))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown)
        painter.drawRoundedRect(QRectF(6, 6, CELL - 12, CELL - 12), 5, 5)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(QColor(theme().accent if self.hasFocus() else theme().faint), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(2, 2, CELL - 4, CELL - 4), 8, 8)
        if self.is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme().page))
            painter.drawEllipse(QPointF(CELL / 2, CELL / 2), 3.5, 3.5)
