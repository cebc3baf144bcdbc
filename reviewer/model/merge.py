"""What merging a colleague's library brings, as values: to be shown before it is done."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ConflictKind = Literal[
    "field",
    "topic name",
    "entity name",
    "coder name",
    "kept",
    "removed document",
    "circle",
    "text",
    "version",
]
"""What a person should look at:

`field`: two people changed one field and neither had seen the other's change. `topic name`, `entity name`, `coder
name`: two of one name, both kept. `kept`: something that one deleted and another uses, kept. `removed document`: work
on a document that was removed here or there, hidden with it. `circle`: topics that would lie below each other. `text`:
one original, read as two texts. `version`: another file of the same title or name, both kept.
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows are added, changed, removed, and how many came that change nothing."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0

    def __bool__(self) -> bool:
        """Whether anything becomes different."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two people did that does not go together, and what is made of it until somebody decides.

    `what` is the noun (`topic`), `name` the thing's name, `field` what of it is meant, or empty. `kept` is what holds
    now and `lost` what it was chosen over, or the other one where both are kept.
    """

    kind: ConflictKind
    what: str
    identity: str
    name: str
    field: str
    kept: str
    lost: str


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A conflict that a merge has left in a library and that nobody has settled, by its number there.

    `is_switchable`: the other value can be made to count.
    """

    number: int
    conflict: Conflict
    is_switchable: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """Two topics, or two entities, that look the same, and how many tags each has. The first would stand for both.

    `what` is `topic` or `entity`; `keep` and `other` are identities.
    """

    what: str
    keep: str
    other: str
    keep_name: str
    other_name: str
    keep_tags: int
    other_tags: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken from a received file, and why."""

    table: str
    row: str
    reason: str


@dataclass(frozen=True, slots=True)
class Share:
    """What becomes different of one document's, coder's or topic's tags and passages."""

    identity: str
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What merging one file changes, or has changed.

    `tables` has a tally for each kind of thing (`document`, `passage`, `topic`, `entity`, `tag`, `memo`, `coder`).
    `documents`, `coders` and `topics` count tags by each; only a preview has them. `refused` lists the first rows that
    were refused, `refused_in_all` counts them.
    """

    path: Path
    tables: dict[str, Tally]
    documents: tuple[Share, ...] = ()
    coders: tuple[Share, ...] = ()
    topics: tuple[Share, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[Refused, ...] = ()
    refused_in_all: int = 0

    def __bool__(self) -> bool:
        """Whether anything becomes different."""
        return any(self.tables.values())
