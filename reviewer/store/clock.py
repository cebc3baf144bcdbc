"""A hybrid logical clock: moments that order changes of several people, even where a machine's clock runs wrong.

Source: Kulkarni et al., “Logical Physical Clocks” (2014). A moment is text that sorts in its order: 12 hexadecimal
digits of milliseconds since 1970, 4 of a counter, 8 of the device.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime


class Clock:
    """Gives moments that are later than every moment it has given or seen; `wall` is nanoseconds since 1970."""

    def __init__(self, device: str, *, last: str = "", wall: Callable[[], int] = time.time_ns) -> None:
        self.device = device
        self._wall = wall
        self._milliseconds = int(last[:12], 16) if last else 0
        self._counter = int(last[12:16], 16) if last else 0

    def tick(self) -> str:
        """The next moment."""
        now = self._wall() // 1_000_000
        if now > self._milliseconds:
            self._milliseconds, self._counter = now, 0
        elif self._counter < 0xFFFF:
            self._counter += 1
        else:
            self._milliseconds, self._counter = self._milliseconds + 1, 0
        return f"{self._milliseconds:012x}{self._counter:04x}{self.device}"

    def see(self, moment: str) -> None:
        """Takes notice of another's moment: what comes next is later."""
        self._milliseconds, self._counter = max(
            (self._milliseconds, self._counter), (int(moment[:12], 16), int(moment[12:16], 16))
        )


def now() -> str:
    """The time of day in UTC as ISO 8601 text with seconds, `2026-11-24T10:00:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
