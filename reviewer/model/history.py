"""The history as a person reads it: who did what, when, and whether it was undone."""

from dataclasses import dataclass
from typing import Literal

StepKind = Literal["change", "import", "merge"]
"""How a step is named and taken back: the documents of an import are counted, a merge is taken back by itself."""

BEGINNING = 0
"""The number that stands for the time before all entries."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the history: a step, or a batch of them.

    `number` grows from entry to entry. `at` is UTC, ISO 8601; `coder` the name of who did it.
    """

    number: int
    name: str
    kind: StepKind
    at: str
    coder: str
    undone: bool
