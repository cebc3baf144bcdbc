"""A coder: the person who tags."""

from dataclasses import dataclass

from reviewer.model.ids import CoderId


@dataclass(frozen=True, slots=True)
class Coder:
    """A person with an identity of their own, so that two of one name stay two."""

    id: CoderId
    name: str
