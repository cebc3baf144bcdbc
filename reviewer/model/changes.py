"""What a verb changed, as a value: the window announces it once, and each panel decides whether to look again."""

from dataclasses import dataclass
from typing import Literal, get_args

from reviewer.model.ids import DocumentId

Kind = Literal["document", "passage", "topic", "entity", "tag", "memo", "collection", "coder"]
EVERY_KIND: frozenset[Kind] = frozenset(get_args(Kind))


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds of things that one step touched, under the step's name (“Tag “Housing””). Empty: nothing changed.

    `documents` are those that look different now, in themselves or in what lies on them. None: it may be any, as where
    a topic has another colour.
    """

    step: str
    kinds: frozenset[Kind] = frozenset()
    documents: frozenset[DocumentId] | None = None

    def __bool__(self) -> bool:
        return bool(self.kinds)

    def may_touch(self, document: DocumentId) -> bool:
        """Whether that document may look different now."""
        return self.documents is None or document in self.documents
