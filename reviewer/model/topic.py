"""A topic: a subject that passages are about. Topics form a tree, the codebook."""

from dataclasses import dataclass

from reviewer.model.ids import TopicId


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic. `path` is its name behind its parents', joined by `/`; a name itself never holds `/`.

    `passages` counts the passages tagged with this topic or one below it, `own` those with this very topic.
    """

    id: TopicId
    name: str
    path: str
    colour: str
    """`#rrggbb`: the light palette's; the theme turns it into the dark one's."""
    parent: TopicId | None = None
    description: str = ""
    passages: int = 0
    own: int = 0
    last_used: str = ""
    """UTC, ISO 8601; empty where it never was."""
