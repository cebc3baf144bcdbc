"""Lanes: threads that do one thing after another, and bring their results back to the main thread.

The main thread never waits for one but when the window closes.
"""

import queue
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from reviewer.errors import ReviewerError
from reviewer.ui.garbage import collect_on_main_thread


class Lane(QObject):
    """One thread with its queue. It belongs to the main thread, and so does whatever it calls back."""

    failed = Signal(object)
    """ReviewerError: a job could not be done and had no `otherwise`."""

    broke = Signal(object)
    """Exception: a mistake of ours."""

    _arrived = Signal(object)  # Callable[[], None]: to be called on the main thread

    def __init__(self, name: str) -> None:
        super().__init__()
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._open_jobs = 0
        self._closed = False
        self._arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        collect_on_main_thread()
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether jobs wait, are being done, or their results are on their way."""
        return self._open_jobs > 0

    def run(
        self,
        job: Callable[[], Any],
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[ReviewerError], None] | None = None,
    ) -> None:
        """Does `job` when all before it are done; then `then` with its result, or `otherwise` with its error."""
        self._open_jobs += 1
        self._jobs.put(partial(self._do, job, then, otherwise))

    def wait_for(self, job: Callable[[], Any]) -> Any:
        """Does `job` in its turn and waits for it; for other threads than the main one and the lane's own."""
        outcome: queue.SimpleQueue[tuple[Any, Exception | None]] = queue.SimpleQueue()

        def do() -> None:
            try:
                outcome.put((job(), None))
            except Exception as fault:  # noqa: BLE001  the top of a lane; raised again where it is waited for
                outcome.put((None, fault))

        self._jobs.put(do)
        result, fault = outcome.get()
        if fault is not None:
            raise fault
        return result

    def post(self, call: Callable[[], None]) -> None:
        """Calls `call` on the main thread, from any other."""
        self._arrived.emit(call)

    def close(self) -> None:
        """Ends the thread when all that was given is done, and waits for that. What was on its way back is dropped."""
        self._closed = True
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def _do(
        self,
        job: Callable[[], Any],
        then: Callable[[Any], None] | None,
        otherwise: Callable[[ReviewerError], None] | None,
    ) -> None:
        try:
            result = job()
        except ReviewerError as fault:
            self.post(partial(self._end, partial(otherwise or self.failed.emit, fault)))
        except Exception as fault:  # noqa: BLE001  the top of a lane
            self.post(partial(self._end, partial(self.broke.emit, fault)))
        else:
            self.post(partial(self._end, partial(then, result) if then else None))

    def _end(self, call: Callable[[], object] | None) -> None:
        """On the main thread, after each job of `run`."""
        self._open_jobs -= 1
        if call is not None:
            call()

    def _call(self, call: Callable[[], None]) -> None:
        # Who closes the lane goes away, with the widgets that the results were for.
        if not self._closed:
            call()
