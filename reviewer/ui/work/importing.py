"""Importing from the window: files are read in a thread of their own, one after the other, while reading goes on."""

import threading
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reviewer.documents.adding import AddReport, InLibrary, Reader, add_files
from reviewer.ui.hub import Hub

_TELL_SECONDS = 0.05
"""Progress is told no more often than this."""


class Importing(QObject):
    """One import at a time; what is dropped meanwhile is done after it."""

    began = Signal(int)  # how many paths were given
    progressed = Signal(int, int, str)  # files done, files in all, path of the one being read
    ended = Signal(object)  # AddReport
    broke = Signal(object)  # Exception: a mistake of ours

    def __init__(self, hub: Hub, worker: Reader) -> None:
        super().__init__()
        self._hub = hub
        self._worker = worker
        self._waiting: list[tuple[list[Path], InLibrary]] = []
        self._thread: threading.Thread | None = None
        self._cancelled = threading.Event()
        self._told = 0.0

    def add(self, paths: Sequence[Path]) -> None:
        """Adds files and folders to the library that is open now, after those that are being added.

        When another library is opened before they are through, the rest is left out and the report says so.
        """
        if not paths:
            return
        self._waiting.append((list(paths), self._hub.waiting()))
        if self._thread is None:
            self._next()

    def cancel(self) -> None:
        """Stops after the file that is being read; what was added is kept, what waits is dropped."""
        self._waiting.clear()
        self._cancelled.set()

    def close(self) -> None:
        """Cancels and waits for the end. The hub must still be open."""
        self.cancel()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _next(self) -> None:
        paths, in_library = self._waiting.pop(0)
        self._cancelled.clear()
        self._thread = threading.Thread(
            target=self._work, args=(paths, in_library), name="import", daemon=True
        )
        self.began.emit(len(paths))
        self._thread.start()

    def _work(self, paths: list[Path], in_library: InLibrary) -> None:
        try:
            report = add_files(
                in_library,
                paths,
                worker=self._worker,
                progress=self._progress,
                cancelled=self._cancelled.is_set,
            )
        except Exception as fault:  # noqa: BLE001  the top of a lane
            self._hub.post(partial(self._break, fault))
        else:
            self._hub.post(partial(self._end, report))

    def _progress(self, done: int, total: int, path: str) -> None:
        now = time.monotonic()
        if now - self._told > _TELL_SECONDS:
            self._told = now
            self._hub.post(partial(self.progressed.emit, done, total, path))

    def _end(self, report: AddReport) -> None:
        self._thread = None
        self.ended.emit(report)
        if self._waiting:
            self._next()

    def _break(self, fault: Exception) -> None:
        self._thread = None
        self._waiting.clear()
        self.broke.emit(fault)
