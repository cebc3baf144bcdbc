"""A sign of life from within long work. A reader calls `beat()` between pages; whoever started it may listen.

It is called by the work itself and not by a clock beside it, which would go on beating while the work hangs.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_listener: ContextVar[Callable[[], None] | None] = ContextVar("listener", default=None)


def beat() -> None:
    """Says that the work goes on. Cheap; does nothing where nobody listens. What the listener raises ends the work."""
    listener = _listener.get()
    if listener:
        listener()


@contextmanager
def listening(listener: Callable[[], None]) -> Iterator[None]:
    """Calls `listener` at every beat within."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
