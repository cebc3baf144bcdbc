"""Collecting garbage on the main thread alone.

Python collects in whichever thread happens to allocate, and a Qt object that is taken down in another thread than its own
takes the program with it. So Python's own collecting is off while a window is open, and a timer does it in its place.
"""

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

_LOOK_MILLISECONDS = 250


class Collector(QObject):
    """Collects as often as Python would, whenever the main thread is at leisure."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collects the oldest generation that is full, with those younger than it; nothing where none is."""
        full = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if threshold and count > threshold
        ]
        if full:
            gc.collect(full[-1])


def collect_on_main_thread() -> None:
    """Begins that, where it has not begun; needs an application. It ends with the application."""
    app = QCoreApplication.instance()
    if app is not None and app.findChild(Collector) is None:
        Collector(app)
