"""What leaves a library for a colleague."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reviewer.model.ids import CoderId, DocumentId, PassageId

Texts = Literal["originals", "text", "quotes"]
"""How much of a document leaves: all, its text without the file it came as, or what was tagged and nothing else."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to leave. Without arguments: everything.

    `documents` None means every document, `passages` None every passage of those documents; passages that are named
    leave with their tags alone, without what was removed beside them. `coders` None means the tags of everyone; else
    only theirs leave, and passages and memos with nothing of theirs stay (blind coding: an empty tuple).
    """

    documents: tuple[DocumentId, ...] | None = None
    passages: tuple[PassageId, ...] | None = None
    texts: Texts = "originals"
    memos: bool = True
    coders: tuple[CoderId, ...] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every document and passage leaves."""
        return self.documents is None and self.passages is None


@dataclass(frozen=True, slots=True)
class SharePlan:
    """What leaves, counted. What was deleted and leaves without its words is not counted."""

    documents: int
    passages: int
    tags: tuple[tuple[str, int], ...]
    """Each coder whose tags leave and how many, by name."""
    topics: int
    entities: int
    memos: int
    bytes: int
    """About how large the file will be."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A file that was made, what it holds, and the words by which it is recognised at the telephone."""

    path: Path
    plan: SharePlan
    fingerprint: str
