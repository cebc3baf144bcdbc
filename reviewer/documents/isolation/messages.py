"""What the program and its worker process say to each other. Small values, so that no pipe is ever full.

Large things travel otherwise: a document's bytes and a page's pixels through shared memory, a `Reading` through the pipe
to a program that is always listening.
"""

from dataclasses import dataclass
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import Any

from reviewer.errors import ReviewerError

TILE = 512
"""Pixels: the largest width and height of one drawn part of a page."""
_PIECE = 1 << 20
SLOT_BYTES = TILE * TILE * 3
"""Bytes of shared memory for one tile, three a pixel."""


def contents(memory: SharedMemory) -> memoryview:
    """The bytes of shared memory that has not been closed."""
    if memory.buf is None:
        raise ValueError("closed shared memory")
    return memory.buf


def fill(memory: SharedMemory, data: bytes, *, first: int = 0) -> None:
    """Copies bytes into shared memory, by pieces: Python's lock is held no longer than one takes."""
    for start in range(0, len(data), _PIECE):
        piece = data[start : start + _PIECE]
        contents(memory)[first + start : first + start + len(piece)] = piece


@dataclass(frozen=True, slots=True)
class Read:
    """Read a file and make a document of it. Answered by `(Reading, bytes)`."""

    path: Path


@dataclass(frozen=True, slots=True)
class Open:
    """Open the document whose bytes, and then its text in UTF-8, lie in the shared memory of that name."""

    document: int
    memory: str
    size: int
    text_size: int
    file_name: str


@dataclass(frozen=True, slots=True)
class Close:
    """Let go of an open document."""

    document: int


@dataclass(frozen=True, slots=True)
class Draw:
    """Draw `area` (x0, y0, x1, y1 in pixels) of a page at `scale` pixels a point into a slot. Answered by `Drawn`."""

    document: int
    page: int
    scale: float
    area: tuple[int, int, int, int]
    slot: int = -1


@dataclass(frozen=True, slots=True)
class Map:
    """Say where the characters `[start, end)` of the document's text are on a page. Answered by a `PageMap`."""

    document: int
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pixels that now lie in the slot: their place on the scaled page, their size, bytes from row to row."""

    x: int
    y: int
    width: int
    height: int
    stride: int


Request = Read | Draw | Map


@dataclass(frozen=True, slots=True)
class Job:
    """A request under a number, which comes back with its answer."""

    number: int
    request: Request


@dataclass(frozen=True, slots=True)
class Ready:
    """The process has started."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document has been taken out of shared memory."""

    document: int


@dataclass(frozen=True, slots=True)
class Began:
    """The process now works on this job; another one, begun earlier, waits inside."""

    number: int


@dataclass(frozen=True, slots=True)
class Alive:
    """The work goes on."""


@dataclass(frozen=True, slots=True)
class Done:
    """A job's answer."""

    number: int
    answer: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """A job failed with an error for people, sent as values since an exception with keywords does not travel."""

    number: int
    kind: type[ReviewerError]
    problem: str
    kept: str
    remedy: str

    @classmethod
    def because(cls, number: int, error: ReviewerError) -> "Failed":
        """The message that carries `error`."""
        return cls(number, type(error), error.problem, error.kept, error.remedy)

    def error(self) -> ReviewerError:
        """The error again, of its own class."""
        error = self.kind.__new__(self.kind)
        ReviewerError.__init__(error, problem=self.problem, kept=self.kept, remedy=self.remedy)
        return error


Message = Ready | Opened | Began | Alive | Done | Failed
Order = Job | Open | Close | None
"""What the process is told; None: end."""
