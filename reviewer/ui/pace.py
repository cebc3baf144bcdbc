"""A pace for looking again: at once when asked, but not without end while an import asks after every file."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_SHORTEST_SECONDS = 0.1
_SHARE = 3
"""So many times as long as the last look took, nothing is looked at again: the library has other work to do."""


class Pace(QObject):
    """Calls `look` when asked; soon after that only once, however often it is asked, and later."""

    def __init__(self, look: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_wanted = False
        self._began: float | None = None
        self._rest = _SHORTEST_SECONDS
        self._resting = QTimer(self, singleShot=True)
        self._resting.timeout.connect(self._go_on)

    @property
    def is_waiting(self) -> bool:
        """Whether a look was asked for that has not been begun."""
        return self._is_wanted

    def ask(self) -> None:
        """Looks now, or when it is time again."""
        if self._resting.isActive():
            self._is_wanted = True
        else:
            self._begin()

    def looked(self) -> None:
        """A look has ended; how long it took sets the pace, if it was asked for here."""
        if self._began is not None:
            self._rest = max(_SHORTEST_SECONDS, _SHARE * (time.monotonic() - self._began))
            self._began = None

    def _begin(self) -> None:
        self._is_wanted = False
        self._began = time.monotonic()
        self._resting.start(round(self._rest * 1000))
        self._look()

    def _go_on(self) -> None:
        if self._is_wanted:
            self._begin()
