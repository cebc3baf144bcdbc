"""The thread that stands between the worker's queues and its process: hands out, listens, and ends a process that hangs."""

import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from multiprocessing.connection import Connection, wait
from multiprocessing.shared_memory import SharedMemory
from typing import Any, Protocol

from reviewer.documents.faults import UnreadableError, reason_of
from reviewer.documents.isolation.isolated import Isolated
from reviewer.documents.isolation.messages import (
    SLOT_BYTES,
    Alive,
    Began,
    Close,
    Done,
    Draw,
    Drawn,
    Failed,
    Job,
    Map,
    Message,
    Open,
    Opened,
    Read,
    Ready,
    Request,
    contents,
    fill,
)
from reviewer.errors import ReviewerError

_START_S = 60.0
"""Seconds that a process may take to start: a loaded machine is not a hang."""
_PAGE_JOBS = 2
"""Page jobs that the process has at a time: one it works on, and the next, so that it need not wait for us."""
_DOCUMENTS_OPEN = 4
_TRIES = 2
"""How often a page is tried where the process died: it may have been ended for another reason than the page."""

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process may take: seconds of silence, bytes of address space."""

    silence: float
    memory: int


@dataclass(slots=True, eq=False)
class Source:
    """A document whose pages are drawn: its bytes, and its text, whose stretches are found on the pages."""

    data: bytes
    text: str
    file_name: str
    number: int = field(default_factory=_numbers.__next__)


@dataclass(slots=True, eq=False)
class Ticket:
    """One job that was handed in. Smaller `priority` comes first, then who came first."""

    request: Request
    priority: int
    done: Callable[[Any], None]
    source: Source | None
    number: int
    tries: int = 0

    def __lt__(self, other: "Ticket") -> bool:
        return (self.priority, self.number) < (other.priority, other.number)

    def fail(self, why: str) -> None:
        """Answers with the sentence that this could not be done; `why` continues “… could not be read: ”."""
        match self.request:
            case Read(path):
                self.done(UnreadableError(path.name, why))
            case Draw(page=page) | Map(page=page):
                self.done(ReviewerError(problem=f"Page {page + 1} cannot be shown: {why}."))


@dataclass(frozen=True, slots=True)
class Pixels:
    """A drawn part of a page: its place on the scaled page, its size, three bytes a pixel (RGB) in rows of `stride`.

    `samples` are valid only while the answer is being given.
    """

    x: int
    y: int
    width: int
    height: int
    stride: int
    samples: memoryview


class Queues(Protocol):
    """What the lane needs of the worker."""

    @property
    def is_closed(self) -> bool: ...  # noqa: D102
    def next_ticket(self, *, read: bool) -> Ticket | None: ...  # noqa: D102
    def put_back(self, ticket: Ticket) -> None: ...  # noqa: D102
    def take_forgotten(self) -> list[Source]: ...  # noqa: D102
    def heard(self) -> None: ...  # noqa: D102


class Lane:
    """Runs in one thread. It owns the process, the slots for pixels, and the shared memory lent to the process."""

    def __init__(self, queues: Queues, ears: "Connection[Any, Any]", limits: Limits) -> None:
        self._queues = queues
        self._ears = ears
        self._limits = limits
        self._slots: SharedMemory | None = None
        self._child: Isolated | None = None
        self._ready = False
        self._last_sign = 0.0
        self._false_starts = 0
        self._given: dict[int, Ticket] = {}
        self._begun: list[int] = []
        self._free = list(range(_PAGE_JOBS + 1))
        self._slot_of: dict[int, int] = {}
        self._open: OrderedDict[int, Source] = OrderedDict()
        self._lent: dict[int, SharedMemory] = {}

    @property
    def pid(self) -> int | None:
        """The process's id; None while there is none."""
        child = self._child
        return child.pid if child else None

    def run(self) -> None:
        """Until the worker is closed."""
        try:
            with suppress(OSError):
                # Where it cannot be started yet, it is tried again for the first job, which then says so.
                self._start()
            while not self._queues.is_closed:
                self._hand_out()
                self._listen()
        finally:
            self._end()

    def _start(self) -> None:
        """Raises OSError where the system has no process, no memory or no file number left."""
        if not self._slots:
            self._slots = SharedMemory(create=True, size=(_PAGE_JOBS + 1) * SLOT_BYTES)
        self._child = Isolated(self._slots.name, self._limits.memory)
        self._ready = False
        self._last_sign = time.monotonic()

    def _end(self) -> None:
        if self._child:
            self._child.end(kindly=not self._begun)
            self._child = None
        self._give_back_memory()
        if self._slots:
            self._slots.close()
            self._slots.unlink()
        for ticket in self._given.values():
            ticket.fail("the program is closing")
        for read in (True, False):
            while waiting := self._queues.next_ticket(read=read):
                waiting.fail("the program is closing")
        self._ears.close()

    # Handing out

    def _hand_out(self) -> None:
        for source in self._queues.take_forgotten():
            if self._open.pop(source.number, None) and self._child:
                self._child.send(Close(source.number))
        while ticket := self._next():
            try:
                if not self._child:
                    self._start()
                if ticket.source:
                    self._make_open(ticket.source)
            except OSError as fault:
                ticket.fail(f"the system did not let its reader start ({reason_of(fault)})")
                continue
            if not self._given:
                self._last_sign = time.monotonic()
            self._given[ticket.number] = ticket
            ticket.tries += 1
            self._send(ticket)

    def _next(self) -> Ticket | None:
        reads = sum(isinstance(ticket.request, Read) for ticket in self._given.values())
        if len(self._given) - reads < _PAGE_JOBS and (ticket := self._queues.next_ticket(read=False)):
            return ticket
        return None if reads else self._queues.next_ticket(read=True)

    def _send(self, ticket: Ticket) -> None:
        assert self._child  # noqa: S101  it was started by the caller
        request = ticket.request
        match request:
            case Draw():
                slot = self._slot_of[ticket.number] = self._free.pop()
                request = replace(request, document=_number(ticket.source), slot=slot)
            case Map():
                request = replace(request, document=_number(ticket.source))
        self._child.send(Job(ticket.number, request))

    def _make_open(self, source: Source) -> None:
        assert self._child  # noqa: S101  it was started by the caller
        if source.number in self._open:
            self._open.move_to_end(source.number)
            return
        text = source.text.encode("utf-8", "surrogatepass")
        memory = SharedMemory(create=True, size=max(1, len(source.data) + len(text)))
        fill(memory, source.data)
        fill(memory, text, first=len(source.data))
        self._lent[source.number] = memory
        self._child.send(Open(source.number, memory.name, len(source.data), len(text), source.file_name))
        self._open[source.number] = source
        in_use = {ticket.source.number for ticket in self._given.values() if ticket.source}
        for number in list(self._open)[:-_DOCUMENTS_OPEN]:
            if number not in in_use:
                del self._open[number]
                self._child.send(Close(number))

    # Listening

    def _listen(self) -> None:
        heard: list[Any] = [self._ears]
        if self._child:
            heard += [self._child.connection, self._child.sentinel]
        ready = wait(heard, self._patience())
        if self._ears in ready:
            self._ears.recv_bytes()
            self._queues.heard()
        child = self._child
        if not child:
            return
        has_ended = child.sentinel in ready
        while message := child.receive():
            self._last_sign = time.monotonic()
            self._take(message)
        if has_ended:
            self._bury("its reader crashed", try_again=True)
        elif (self._given or not self._ready) and (self._patience() or 0) <= 0:
            seconds = self._limits.silence
            self._bury(f"its reader did not answer for {seconds:g} seconds and was stopped", try_again=False)

    def _patience(self) -> float | None:
        """Seconds until the process has been silent for too long; None where nothing is expected of it."""
        if not self._child or (self._ready and not self._given):
            return None
        allowed = self._limits.silence if self._ready else max(_START_S, self._limits.silence)
        return max(0.0, self._last_sign + allowed - time.monotonic())

    def _take(self, message: Message) -> None:
        match message:
            case Ready():
                self._ready = True
                self._false_starts = 0
            case Opened(document):
                self._give_back_memory(document)
            case Began(number):
                self._begun.append(number)
            case Done(number, answer):
                self._finish(number, answer)
            case Failed(number):
                self._finish(number, message.error())
            case Alive():
                pass

    def _finish(self, number: int, answer: Any) -> None:
        if number in self._begun:
            self._begun.remove(number)
        ticket = self._given.pop(number)
        slot = self._slot_of.pop(number, None)
        if isinstance(answer, Drawn) and slot is not None and self._slots:
            first = slot * SLOT_BYTES
            with contents(self._slots)[first : first + answer.stride * answer.height] as samples:
                ticket.done(Pixels(answer.x, answer.y, answer.width, answer.height, answer.stride, samples))
        else:
            ticket.done(answer)
        if slot is not None:
            self._free.append(slot)

    def _bury(self, why: str, *, try_again: bool) -> None:
        """Ends the process, fails the job it was at, and queues again the others that it had."""
        assert self._child  # noqa: S101  the caller saw it
        self._child.end(kindly=False)
        self._child = None
        if not self._ready:
            self._false_starts += 1
        culprit = self._begun[-1] if self._begun else None
        given, self._given = self._given, {}
        self._begun.clear()
        self._open.clear()
        self._slot_of.clear()
        self._free = list(range(_PAGE_JOBS + 1))
        self._give_back_memory()
        failed = []
        for number, ticket in given.items():
            if self._false_starts > 1:
                failed.append((ticket, "the process that reads files does not start"))
            elif ticket.tries >= _TRIES or (number == culprit and not (try_again and ticket.source)):
                failed.append((ticket, why))
            else:
                # Who only waited behind another one has not had its try.
                ticket.tries -= culprit is not None and number != culprit
                self._queues.put_back(ticket)
        for ticket, reason in failed:
            ticket.fail(reason)

    def _give_back_memory(self, document: int | None = None) -> None:
        for number in [document] if document is not None else list(self._lent):
            memory = self._lent.pop(number, None)
            if memory:
                memory.close()
                with suppress(FileNotFoundError):
                    memory.unlink()


def _number(source: Source | None) -> int:
    if source is None:
        raise ValueError("a job for a page needs its document")
    return source.number
