"""What a verb changed, as a value: the window announces it once, and each panel decides whether to look again."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["document", "passage", "topic", "entity", "tag", "memo", "collection", "coder"]


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds of things that one step touched, under the step's name (“Tag passage”). Empty: nothing changed."""

    step: str
    kinds: frozenset[Kind] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.kinds)
