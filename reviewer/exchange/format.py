"""What a format is to the rest of the program: a name, words for people, and one function that writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from reviewer.model.query import Hit


@dataclass(frozen=True, slots=True)
class About:
    """What an export says about itself, where its format has a place for that."""

    library: str
    """The library's name: its file name without the ending."""
    made: str
    """When it was made, UTC, ISO 8601."""
    asked: str
    """What was asked for, in words, a sentence; empty where everything was."""


class Write(Protocol):
    """Writes every hit to `out`, in the order given, holding none of them longer than it must.

    `out` is neither closed nor read; a fault of the disk
    comes through as the OSError that it is.
    """

    def __call__(self, hits: Iterable[Hit], out: BinaryIO, *, about: About) -> None:
        """Write all of it."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format that hits can be exported to."""

    name: str
    label: str
    description: str
    suffixes: tuple[str, ...]
    """With the dot, lower case, the usual one first."""
    write: Write
