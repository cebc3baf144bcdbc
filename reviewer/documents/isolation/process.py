"""The worker process: every parser of foreign files runs in it, and nothing of Qt. The other end is `documents.worker`.

It reads one file at a time. While it reads it looks up between pages (`heartbeat.beat`) and draws what the reader of
another document is waiting for, so that an import does not stop anybody's scrolling.
"""

import os
import signal
import sys
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer.documents.faults import UnreadableError, reason_of
from reviewer.documents.heartbeat import listening
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
    Open,
    Opened,
    Order,
    Read,
    Ready,
    contents,
)
from reviewer.errors import ReviewerError

if TYPE_CHECKING:
    from reviewer.documents.formats.pdf import PdfFile

_SIGN_OF_LIFE_S = 0.2
_ORPHAN_S = 60
"""Seconds after which the system ends this process if it hangs in a parser and its parent is no longer there to do it."""


def work(connection: "Connection[Any, Any]", slots: str, memory_limit: int) -> None:
    """Serves until the connection ends. `memory_limit` is in bytes of address space, 0 for none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _be_silent()
    _limit_memory(memory_limit)
    shared = SharedMemory(name=slots)
    try:
        with suppress(EOFError, ConnectionError):
            _Service(connection, shared).serve()
    finally:
        shared.close()


def _be_silent() -> None:
    """Parsers write to the terminal on their own; what matters comes back as an answer."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _limit_memory(limit: int) -> None:
    if limit and sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _alarm(seconds: int) -> None:
    """Lets the system end this process after so many seconds, even while a parser never returns; 0: not."""
    if sys.platform != "win32":
        signal.alarm(seconds)


@dataclass(frozen=True, slots=True)
class _Source:
    data: bytes
    text: str
    file_name: str


class _Service:
    def __init__(self, connection: "Connection[Any, Any]", shared: SharedMemory) -> None:
        self._connection = connection
        self._shared = shared
        self._waiting: deque[Job] = deque()
        self._sources: dict[int, _Source] = {}
        self._files: dict[int, PdfFile] = {}
        self._last_sign = 0.0

    def serve(self) -> None:
        self._connection.send(Ready())
        if not self._connection.poll():
            # Started before it is needed: the reader of PDF is slow to load.
            import reviewer.documents.formats.pdf

            reviewer.documents.formats.pdf.prepare()
        while True:
            _alarm(0)
            if self._waiting:
                self._answer(self._waiting.popleft())
            elif not self._take(self._connection.recv()):
                return

    def _take(self, order: Order) -> bool:
        """Does what is told at once, but for a file to read, which has to wait. False: it is time to end."""
        match order:
            case None:
                return False
            case Open():
                self._open(order)
            case Close(document):
                self._sources.pop(document, None)
                file = self._files.pop(document, None)
                if file is not None:
                    file.close()
            case Job(request=Read()):
                self._waiting.append(order)
            case Job():
                self._answer(order)
        return True

    def _look_up(self) -> None:
        """Between two pages of a long work: a sign of life, and what others wait for."""
        now = time.monotonic()
        if now - self._last_sign >= _SIGN_OF_LIFE_S:
            self._last_sign = now
            _alarm(_ORPHAN_S)
            self._connection.send(Alive())
        while self._connection.poll():
            if not self._take(self._connection.recv()):
                raise EOFError

    def _answer(self, job: Job) -> None:
        self._connection.send(Began(job.number))
        _alarm(_ORPHAN_S)
        try:
            answer = Done(job.number, self._do(job.request))
        except ReviewerError as error:
            self._connection.send(Failed.because(job.number, error))
        except (EOFError, ConnectionError):
            raise
        except MemoryError:
            self._fail(job, "it needs more memory than there is for one file")
        except Exception as fault:  # noqa: BLE001  the top of this lane: a parser's own fault, on a file we do not know
            self._fail(job, f"its reader failed ({type(fault).__name__}: {str(fault)[:200].rstrip('.')})")
        else:
            self._connection.send(answer)

    def _fail(self, job: Job, why: str) -> None:
        match job.request:
            case Read(path):
                error: ReviewerError = UnreadableError(path.name, why)
            case request:
                error = ReviewerError(problem=f"Page {request.page + 1} cannot be shown: {why}.")
        self._connection.send(Failed.because(job.number, error))

    def _do(self, request: Read | Draw | Map) -> Any:
        match request:
            case Read(path):
                return self._read(path)
            case Draw():
                return self._draw(request)
            case Map(document, page, start, end):
                text = self._sources[document].text[start:end]
                return self._file(document).page_map(page, text, start=start)

    def _read(self, path: Path) -> Any:
        from reviewer.documents.reading import read

        try:
            data = path.read_bytes()
        except OSError as fault:
            raise UnreadableError(path.name, reason_of(fault)) from fault
        with listening(self._look_up):
            return read(data, file_name=path.name), data

    def _draw(self, request: Draw) -> Drawn:
        picture = self._file(request.document).picture(request.page, scale=request.scale, area=request.area)
        size = picture.stride * picture.height
        if size > SLOT_BYTES:
            raise ReviewerError(problem=f"Page {request.page + 1} cannot be shown: its picture is too large.")
        first = request.slot * SLOT_BYTES
        contents(self._shared)[first : first + size] = picture.samples
        return Drawn(picture.x, picture.y, picture.width, picture.height, picture.stride)

    def _file(self, document: int) -> "PdfFile":
        """The open file. Opened within a job and not before, so that it is known which job a hang belongs to."""
        from reviewer.documents.formats.pdf import PdfFile

        if document not in self._files:
            source = self._sources[document]
            self._files[document] = PdfFile(source.data, file_name=source.file_name)
        return self._files[document]

    def _open(self, order: Open) -> None:
        memory = SharedMemory(name=order.memory)
        try:
            data = bytes(contents(memory)[: order.size])
            text = bytes(contents(memory)[order.size : order.size + order.text_size])
        finally:
            memory.close()
        self._sources[order.document] = _Source(data, text.decode("utf-8", "surrogatepass"), order.file_name)
        self._connection.send(Opened(order.document))
