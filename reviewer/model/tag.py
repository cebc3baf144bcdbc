"""A tag: a topic or an entity on a passage, by a coder, at a time."""

import base64
import binascii
from dataclasses import dataclass
from typing import Literal, get_args

from reviewer.model.ids import CoderId, EntityId, PassageId, TagId, TopicId

Role = Literal["mentioned", "speaker", "subject"]
ROLES: tuple[Role, ...] = get_args(Role)
_MARKS: dict[Role, str] = {role: f"e{number}" for number, role in enumerate(ROLES)}
_URL_SAFE = bytes.maketrans(b"+/", b"-_")


@dataclass(frozen=True, slots=True)
class TopicTag:
    """A topic on a passage. `path` is the topic's name behind its parents', `Immigration/Enforcement`."""

    topic: TopicId
    path: str
    tag: TagId
    coder: str
    created: str
    colour: str


@dataclass(frozen=True, slots=True)
class EntityTag:
    """An entity on a passage, and the part it plays there."""

    entity: EntityId
    kind: str
    name: str
    role: Role
    tag: TagId
    coder: str
    created: str
    colour: str


@dataclass(frozen=True, slots=True)
class TagKey:
    """What a tag is: it has no identity beside its content, so two libraries can never disagree on it.

    Exactly one of `topic` and `entity` is given; `role` belongs to an entity.
    """

    passage: PassageId
    coder: CoderId
    topic: TopicId | None = None
    entity: EntityId | None = None
    role: Role = "mentioned"

    def __post_init__(self) -> None:
        if (self.topic is None) == (self.entity is None):
            raise ValueError("a tag has either a topic or an entity")

    @property
    def id(self) -> TagId:
        """The key as one opaque word without white space; `TagKey.of` reads it back."""
        subject = self.topic or self.entity or ""
        packed = bytes.fromhex(subject + self.passage + self.coder)
        return tag_id(packed, role=None if self.topic else self.role)

    @classmethod
    def of(cls, tag: str) -> "TagKey":
        """The key behind a tag's opaque word; ValueError where it is none."""
        mark, coded = (tag[:1], tag[1:]) if tag.startswith("t") else (tag[:2], tag[2:])
        try:
            packed = base64.b64decode(coded, altchars=b"-_", validate=True).hex()
        except (binascii.Error, ValueError) as fault:
            raise ValueError(f"not a tag: {tag}") from fault
        if len(packed) != 96:
            raise ValueError(f"not a tag: {tag}")
        subject, passage, coder = packed[:32], PassageId(packed[32:64]), CoderId(packed[64:])
        if mark == "t":
            return cls(passage, coder, topic=TopicId(subject))
        if mark[:1] != "e" or mark[1:] not in {"0", "1", "2"}:
            raise ValueError(f"not a tag: {tag}")
        return cls(passage, coder, entity=EntityId(subject), role=ROLES[int(mark[1])])


def tag_id(packed: bytes, *, role: Role | None) -> TagId:
    """What `TagKey.id` gives, from the bytes of the topic or entity, the passage and the coder one after the other; for
    many tags. A topic has no role.
    """
    mark = "t" if role is None else _MARKS[role]
    return TagId(mark + binascii.b2a_base64(packed, newline=False).translate(_URL_SAFE).decode("ascii"))
