"""One child process with a connection to it: started without the program's own main module, ended by its id."""

import multiprocessing
import sys
import threading
import types
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from reviewer.documents.isolation.messages import Message, Order
from reviewer.documents.isolation.process import work

_PATIENCE_S = 2.0
"""Seconds that a process has to end by itself."""
_starting = threading.Lock()


class Isolated:
    """A running worker process. Not for several threads. Raises OSError where the system does not let it start."""

    def __init__(self, slots: str, memory_limit: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(
            target=work, args=(theirs, slots, memory_limit), name="reviewer-worker", daemon=True
        )
        try:
            with _starting, _without_main():
                self._process.start()
        except OSError:
            self.connection.close()
            raise
        finally:
            theirs.close()

    @property
    def pid(self) -> int | None:
        """The process's id."""
        return self._process.pid

    @property
    def sentinel(self) -> int:
        """What `multiprocessing.connection.wait` can wait for: ready once the process has ended."""
        return self._process.sentinel

    @property
    def has_ended(self) -> bool:
        """Whether the process is gone."""
        return not self._process.is_alive()

    def send(self, order: Order) -> None:
        """Tells the process; one that has just died hears nothing, and its death is seen when listening."""
        with suppress(OSError):
            self.connection.send(order)

    def receive(self) -> Message | None:
        """What the process said next; None where it has said nothing, or will say nothing any more."""
        try:
            if self.connection.poll():
                message: Message = self.connection.recv()
                return message
        except (EOFError, OSError):
            self._process.join(_PATIENCE_S)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
        return None

    def end(self, *, kindly: bool) -> None:
        """Ends the process and waits until it is gone; `kindly` lets it finish what it is at for a moment."""
        if kindly:
            self.send(None)
            self._process.join(_PATIENCE_S)
        self._process.kill()
        self._process.join()
        self.connection.close()
        self._process.close()


@contextmanager
def _without_main() -> Iterator[None]:
    """Hides the program's main module, which a spawned process would otherwise import, and run if it has no guard."""
    main: Any = sys.modules.get("__main__")
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
