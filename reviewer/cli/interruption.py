"""Ctrl+C in the middle of long work: the first one asks it to stop after what it is doing, the second stops it."""

import signal
import threading
from types import FrameType, TracebackType
from typing import Any, Self


class Interruption:
    """While it is entered, SIGINT is remembered instead of raised; `is_wanted` says whether it came."""

    def __init__(self) -> None:
        self._came = False
        self._before: Any = None

    def is_wanted(self) -> bool:
        """Whether the person has asked to stop."""
        return self._came

    def __enter__(self) -> Self:
        # Only the main thread may; elsewhere nobody presses keys.
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._remember)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _remember(self, _: int, __: FrameType | None) -> None:
        if self._came:
            raise KeyboardInterrupt
        self._came = True
