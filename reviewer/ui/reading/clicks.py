"""How many times in a row the mouse was pressed at one place: Qt itself counts to two."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

_NEAR_PX = 6


class Clicks:
    """Counts presses: 1 single, 2 double, 3 triple, and so on while each follows the last soon and close by."""

    def __init__(self) -> None:
        self._count = 0
        self._when = 0
        self._where = QPointF()

    def count(self, event: QMouseEvent) -> int:
        """The number of this press in its row."""
        soon = event.timestamp() - self._when <= QApplication.doubleClickInterval()
        close = (event.position() - self._where).manhattanLength() <= _NEAR_PX
        self._count = self._count + 1 if soon and close else 1
        self._when, self._where = event.timestamp(), event.position()
        return self._count
