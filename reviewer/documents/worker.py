"""The worker: one process in which foreign files are parsed, so that no file can stop or end the program.

MuPDF holds Python's lock while it works, so a thread would stop the window; and a hang can be ended only from outside.
"""

import atexit
import heapq
import itertools
import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from reviewer.documents.isolation.lane import Lane, Limits, Source, Ticket
from reviewer.documents.isolation.messages import Read, Request
from reviewer.errors import ReviewerError
from reviewer.model.document import Reading

SILENCE_S = 10.0
"""Seconds without a sign of life after which the process is ended."""
MEMORY_LIMIT = 4 << 30
"""Bytes of address space; an ordinary document needs a quarter of one GiB."""


class Worker:
    """The process and the queues before it. All methods may be called from any thread. It starts at the first job.

    `silence` is in seconds, `memory_limit` in bytes of address space (0 for none; not on Windows).
    """

    def __init__(self, *, silence: float = SILENCE_S, memory_limit: int = MEMORY_LIMIT) -> None:
        self._limits = Limits(silence, memory_limit)
        self._lock = threading.Lock()
        self._reads: list[Ticket] = []
        self._pages: list[Ticket] = []
        self._forgotten: list[Source] = []
        self._numbers = itertools.count(1)
        self._ears, self._bell = multiprocessing.get_context("spawn").Pipe(duplex=False)
        self._lane: Lane | None = None
        self._thread: threading.Thread | None = None
        self._closed = False
        self._rung = False
        # A program that ends without closing still leaves no process and no shared memory behind.
        atexit.register(self.close)

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process's id; None while there is none."""
        return self._lane.pid if self._lane else None

    def start(self) -> None:
        """Starts the process now, so that the first job need not wait for it."""
        with self._lock:
            self._wake()

    def read(self, path: Path) -> tuple[Reading, bytes]:
        """The document in a file, and the file's bytes. Waits for it, so never call it on a window's main thread.

        Raises ReviewerError: what the format found wrong, or that its reader hung or crashed.
        """
        future: Future[Any] = Future()
        self.submit(Read(path.absolute()), priority=0, done=future.set_result)
        answer = future.result()
        if isinstance(answer, ReviewerError):
            raise answer
        reading, data = answer
        return reading, data

    def submit(
        self, request: Request, *, priority: int, done: Callable[[Any], None], source: Source | None = None
    ) -> Ticket:
        """Queues a job. `done` is called once with the answer or a ReviewerError, mostly in the worker's thread.

        A request for a page needs its `source`. `done` must be quick and must not raise.
        """
        ticket = Ticket(request, priority, done, source, number=next(self._numbers))
        with self._lock:
            if not self._closed:
                heapq.heappush(self._reads if isinstance(request, Read) else self._pages, ticket)
                self._wake()
                return ticket
        ticket.fail("the program is closing")
        return ticket

    def drop(self, ticket: Ticket) -> bool:
        """Takes a job out of its queue: `done` will not be called. False: it is being done already, or is done."""
        with self._lock:
            for queue in (self._pages, self._reads):
                if ticket in queue:
                    queue.remove(ticket)
                    heapq.heapify(queue)
                    return True
        return False

    def forget(self, source: Source) -> None:
        """Lets go of a document whose pages are not needed any more."""
        with self._lock:
            self._forgotten.append(source)
            if self._thread:
                self._wake()

    def close(self) -> None:
        """Ends the process and waits for its end; jobs that are not done fail. Twice is as good as once."""
        with self._lock:
            thread, was_closed, self._closed = self._thread, self._closed, True
            if thread and not was_closed:
                self._ring()
        if thread and thread is not threading.current_thread():
            thread.join()
        if not was_closed:
            atexit.unregister(self.close)
            if not thread:
                self._ears.close()
            self._bell.close()

    def _wake(self) -> None:
        """Tells the lane to look at the queues. Under the lock."""
        if self._closed:
            return
        if not self._thread:
            self._lane = Lane(self, self._ears, self._limits)
            self._thread = threading.Thread(target=self._lane.run, name="worker", daemon=True)
            self._thread.start()
        self._ring()

    def _ring(self) -> None:
        """Once is enough until it has been heard, or the pipe would fill up. Under the lock."""
        if not self._rung:
            self._rung = True
            self._bell.send_bytes(b".")

    # What the lane asks, in its own thread.

    def next_ticket(self, *, read: bool) -> Ticket | None:
        """The next file to read, or the next job for a page; None where none waits."""
        with self._lock:
            queue = self._reads if read else self._pages
            return heapq.heappop(queue) if queue else None

    def put_back(self, ticket: Ticket) -> None:
        """Queues a job again, in its old place, whose process died before its turn."""
        with self._lock:
            heapq.heappush(self._reads if isinstance(ticket.request, Read) else self._pages, ticket)

    def take_forgotten(self) -> list[Source]:
        """The documents that were let go of since the last time."""
        with self._lock:
            forgotten, self._forgotten = self._forgotten, []
            return forgotten

    def heard(self) -> None:
        """The bell has been heard; the queues are looked at after that."""
        with self._lock:
            self._rung = False

    @property
    def is_closed(self) -> bool:
        """Whether the lane has to end."""
        return self._closed
