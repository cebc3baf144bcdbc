"""What has been chosen so far: topics and entities, each once, in the order in which they were chosen. Knows no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.model.tag import Role
from reviewer.tagging.offering import Offer


@dataclass(frozen=True, slots=True)
class Choice:
    """What a passage shall be tagged with.

    `topics` are paths, `entities` are kind, name and role; each exists or shall be made. `memo` may be empty.
    """

    topics: tuple[str, ...] = ()
    entities: tuple[tuple[str, str, Role], ...] = ()
    memo: str = ""

    def __bool__(self) -> bool:
        return bool(self.topics or self.entities or self.memo)


@dataclass(frozen=True, slots=True)
class Picked:
    """One thing chosen; a topic's `role` says nothing."""

    offer: Offer
    role: Role = "mentioned"

    @property
    def key(self) -> str:
        """What makes it the same choice."""
        if self.offer.what == "topic":
            return f"#{self.offer.path}"
        return f"@{self.offer.kind}:{self.offer.name}:{self.role}"


class Basket:
    """The chosen ones."""

    def __init__(self) -> None:
        self.picked: tuple[Picked, ...] = ()

    def add(self, offer: Offer, role: Role) -> None:
        """Adds one; a second time changes nothing."""
        picked = Picked(offer, role if offer.what == "entity" else "mentioned")
        if picked.key not in {one.key for one in self.picked}:
            self.picked = (*self.picked, picked)

    def remove(self, key: str) -> None:
        """Takes the one with this key out; an unknown key changes nothing."""
        self.picked = tuple(one for one in self.picked if one.key != key)

    def remove_last(self) -> None:
        """Takes the one that was added last out; an empty basket stays empty."""
        self.picked = self.picked[:-1]

    def choice(self, memo: str, *, also: Sequence[Picked] = ()) -> Choice:
        """Everything as one value, with `also` behind."""
        every = list({one.key: one for one in (*self.picked, *also)}.values())
        return Choice(
            tuple(one.offer.path for one in every if one.offer.what == "topic"),
            tuple((one.offer.kind, one.offer.name, one.role) for one in every if one.offer.what == "entity"),
            memo.strip(),
        )
