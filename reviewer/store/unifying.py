"""Finding topics and entities that look the same, and making them one. It is offered and never done unasked."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.model.entity import Entity
from reviewer.model.ids import EntityId, TopicId
from reviewer.model.topic import Topic
from reviewer.store.entities import entities
from reviewer.store.ids import packed
from reviewer.store.library import Library
from reviewer.store.naming import quoted
from reviewer.store.topics import subtree, topics
from reviewer.store.unity import Unifiable, stands_for
from reviewer.text.folding import folded_text

_OFFERED = 1000
"""Pairs that are offered at once; more nobody looks through."""


@dataclass(frozen=True, slots=True)
class AlikeTopics:
    """Two topics of one name; the first is used more, or is older."""

    keep: Topic
    other: Topic

    @property
    def same_place(self) -> bool:
        """Whether their paths are alike too, and not the last name alone."""
        return folded_text(self.keep.path) == folded_text(self.other.path)


@dataclass(frozen=True, slots=True)
class AlikeEntities:
    """Two entities of one kind that share a name or an alias; the first is used more, or is older."""

    keep: Entity
    other: Entity


def alike_topics(library: Library) -> list[AlikeTopics]:
    """Topics whose names are alike but for case and accents; first those in one place, then those used most."""
    same: defaultdict[str, list[Topic]] = defaultdict(list)
    for one in topics(library):
        same[folded_text(one.name)].append(one)
    found = [
        AlikeTopics(*pair)
        for some in same.values()
        for pair in combinations(sorted(some, key=lambda one: (-one.own, one.id)), 2)
        if not _is_above(*pair) and not _is_above(*reversed(pair))
    ]
    found.sort(key=lambda pair: (not pair.same_place, -pair.keep.own - pair.other.own, pair.keep.path))
    return found[:_OFFERED]


def alike_entities(library: Library) -> list[AlikeEntities]:
    """Entities of one kind of which a name or alias is alike but for case and accents; those used most first."""
    same: defaultdict[tuple[str, str], dict[EntityId, Entity]] = defaultdict(dict)
    for one in entities(library):
        for name in (one.name, *one.aliases):
            same[one.kind, folded_text(name)][one.id] = one
    pairs = {
        (keep.id, other.id): AlikeEntities(keep, other)
        for some in same.values()
        for keep, other in combinations(sorted(some.values(), key=lambda one: (-one.passages, one.id)), 2)
    }
    found = sorted(
        pairs.values(),
        key=lambda pair: (-pair.keep.passages - pair.other.passages, pair.keep.name, pair.other.id),
    )
    return found[:_OFFERED]


def unify_topics(library: Library, keep: TopicId, other: TopicId) -> Changes:
    """Lets one topic stand for another: its tags and the topics below it count as the first one's. One undoable step.

    A topic that lies below the other cannot stand for it (`ReviewerError`).
    """
    first, second = (stands_for(library, "topic", packed(one)) for one in (keep, other))
    if first != second and TopicId(first.hex()) in subtree(library, other):
        raise ReviewerError(
            problem="A topic cannot stand for one that it lies below.",
            kept="Nothing was changed.",
            remedy="Unify them the other way round.",
        )
    return _unify(library, "topic", keep, other)


def unify_entities(library: Library, keep: EntityId, other: EntityId) -> Changes:
    """Lets one entity stand for another: its tags count as the first one's, its names as aliases. One undoable step."""
    return _unify(library, "entity", keep, other)


def _unify(library: Library, table: Unifiable, keep: str, other: str) -> Changes:
    first, second = (stands_for(library, table, packed(one)) for one in (keep, other))
    names = dict(
        library.execute(
            f"SELECT id, name FROM {table} WHERE id IN (?, ?) AND deleted = 0", (first, second)
        ).fetchall()
    )
    if len(names) < 2:
        raise ReviewerError(
            problem="These are one already, or one of them has been deleted.", kept="Nothing was changed."
        )
    plural = "topics" if table == "topic" else "entities"
    with library.step(f"Unify {plural} {quoted(names[first])} and {quoted(names[second])}") as step:
        library.execute(
            f"UPDATE {table} SET merged_into = ?, hlc = ? WHERE id = ?", (first, step.moment, second)
        )
    return step.changes


def _is_above(one: Topic, other: Topic) -> bool:
    return other.path.startswith(f"{one.path}/")
