"""What the tag picker offers for what was typed: topics and entities that exist, and those that could be made."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from reviewer.model.entity import KINDS, Entity
from reviewer.model.topic import Topic
from reviewer.tagging.matching import NEVER, Candidate, Closeness, Match, Names, same_name

What = Literal["topic", "entity"]

_ABBREVIATION = 3
"""So many letters may be strewn over a name that they abbreviate: `hsg` for “Housing”."""
_SMALL_WORDS = frozenset(
    [
        "a",
        "al",
        "and",
        "av",
        "bin",
        "d",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "du",
        "e",
        "el",
        "en",
        "et",
        "for",
        "ibn",
        "in",
        "la",
        "le",
        "of",
        "on",
        "och",
        "the",
        "to",
        "und",
        "van",
        "von",
        "y",
        "zu",
    ]
)
_SIGNS_OF_KIND = {
    "organisation": "agency association bank bureau commission committee company corporation council court "
    "department federation foundation group inc institute ltd ministry party society trust union university",
    "law": "act bill code convention decree directive regulation treaty",
    "place": "city county district island lake mount mountain province river street valley",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, understood: `#` asks for topics only, `@` or a kind before a colon for entities only."""

    words: str
    only: What | None = None
    kind: str = ""
    """The kind of entity that was asked for (`person: Ada`); empty where none was."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One row of the picker: a topic or an entity, to be put on the passage.

    `key` is its id, empty for one that would be made. A topic's `path` is its name behind its parents'. `marks` are
    the code points of `name` that what was typed was found in, `note_marks` those of `note`.
    """

    what: What
    name: str
    path: str = ""
    kind: str = ""
    key: str = ""
    colour: str = ""
    note: str = ""
    """The alias it was found by."""
    present: bool = False
    """Whether the passage has it already."""
    marks: tuple[int, ...] = ()
    note_marks: tuple[int, ...] = ()
    """For a topic those of `path`, for an entity those of `note`."""

    @property
    def is_new(self) -> bool:
        """Whether choosing it makes it."""
        return not self.key


def read_typed(text: str, *, kinds: Sequence[str] = KINDS) -> Typed:
    """`#Rents`, `@Ada`, `person: Ada`, `@law: Poor Law`, or plain words. A kind may be cut short where that is clear."""
    text = " ".join(text.split())
    if text.startswith("#"):
        return Typed(text[1:].strip(), "topic")
    asked = text.startswith("@")
    words = text[1:].strip() if asked else text
    before, colon, after = words.partition(":")
    kind = _kind_begun(before.strip(), kinds) if colon else ""
    if kind:
        return Typed(after.strip(), "entity", kind)
    return Typed(words, "entity" if asked else None)


def _kind_begun(word: str, kinds: Sequence[str]) -> str:
    if len(word) < 2:
        return ""
    begun = [kind for kind in kinds if kind.casefold().startswith(word.casefold())]
    whole = [kind for kind in begun if same_name(kind, word)]
    return whole[0] if whole else begun[0] if len(begun) == 1 else ""


def clean_path(words: str) -> str:
    """A topic's path without white space around its parts and without empty parts; empty where nothing is left."""
    return "/".join(part for part in (" ".join(part.split()) for part in words.split("/")) if part)


def looks_like_a_name(words: str) -> bool:
    """Whether some words of a text are likely a proper name: a few, written large, not a sentence."""
    parts = words.split()
    if (
        not 0 < len(parts) <= 7
        or len(words) > 60
        or not words.strip()[0].isupper()
        or words.rstrip()[-1] in ".?!,;:…"
    ):
        return False
    return all(part[0].isupper() or part[0].isdigit() or part.casefold() in _SMALL_WORDS for part in parts)


def likely_kind(name: str) -> str:
    """The kind a name's words hint at (“Ministry” an organisation, “Act” a law); otherwise a person."""
    words = set(re.findall(r"\w+", name.casefold()))
    return next((kind for kind, signs in _SIGNS_OF_KIND.items() if words & set(signs.split())), "person")


class Offers:
    """The topics and entities of a library, ready to be offered at every key.

    `recent` are ids of topics and entities, the last used first; those that are not in it follow by their `last_used`.
    `selected` is the text that is about to be tagged. `present` are the ids that its passage has already.
    """

    def __init__(
        self,
        topics: Iterable[Topic],
        entities: Iterable[Entity],
        *,
        recent: Sequence[str] = (),
        selected: str = "",
        present: Iterable[str] = (),
    ) -> None:
        self._topics, self._entities = tuple(topics), tuple(entities)
        self._selected = " ".join(selected.split())
        on_passage = frozenset(present)
        rows = [_of_topic(topic) for topic in self._topics] + [
            _of_entity(entity) for entity in self._entities
        ]
        self._known = {row.key: replace(row, present=True) if row.key in on_passage else row for row in rows}
        self._recency = self._recencies(recent)
        self.kinds = (*KINDS, *sorted({entity.kind for entity in self._entities} - set(KINDS)))
        """The kinds an entity may be made with: those that are offered and those that the library has."""

    def find(self, text: str, *, limit: int = 60) -> list[Offer]:
        """The rows for what was typed, best first; then those to be made.

        Names that were hardly meant come behind those: “Coast” may be new where there is a “Cost”, and “press” where
        there is a “Professor”.
        With nothing typed: entities that the selected words name, then what was used, last used first, then the rest.
        """
        typed = read_typed(text, kinds=self.kinds)
        if not typed.words:
            rows = [row for row in self._unasked() if _wanted(row, typed)]
            return rows + self._named_by_selection(typed)
        matches = self._names.find(typed.words, limit=limit * 4)
        meant, hardly = list[Offer](), list[Offer]()
        for match in matches:
            row = self._matched(match)
            if _wanted(row, typed):
                (meant if _is_meant(match, typed.words) else hardly).append(row)
        return self._selection_first(meant[:limit]) + self._to_make(typed) + hardly[: limit - len(meant)]

    def prepare(self) -> None:
        """Makes the names ready now instead of at the first letter; a second time changes nothing."""
        _ = self._names

    @cached_property
    def _names(self) -> Names:
        """All names, made ready when the first letter is typed."""
        return Names(
            [self._candidate(topic.id, _unique(topic.name, topic.path)) for topic in self._topics]
            + [self._candidate(entity.id, _unique(entity.name, *entity.aliases)) for entity in self._entities]
        )

    def _recencies(self, recent: Sequence[str]) -> dict[str, int]:
        listed = [key for key in dict.fromkeys(recent) if key in self._known]
        used: list[tuple[str, str]] = [(one.last_used, one.id) for one in self._topics if one.last_used]
        used += [(one.last_used, one.id) for one in self._entities if one.last_used]
        later = (key for _, key in sorted(used, reverse=True))
        return {key: order for order, key in enumerate(dict.fromkeys([*listed, *later]))}

    def _candidate(self, key: str, names: tuple[str, ...]) -> Candidate:
        return Candidate(key, names, self._recency.get(key, NEVER))

    def _matched(self, match: Match) -> Offer:
        row, name = self._known[match.candidate.key], match.candidate.names[match.name]
        if match.name == 0:
            return replace(row, marks=match.places)
        if row.what == "topic":
            return replace(row, note_marks=match.places)
        return replace(row, note=name, note_marks=match.places)

    def _unasked(self) -> list[Offer]:
        ordered = sorted(self._known.values(), key=lambda row: self._recency.get(row.key, NEVER))
        return self._selection_first(ordered)

    def _selection_first(self, rows: list[Offer]) -> list[Offer]:
        """`rows` with those that the selected words name on top."""
        if not self._selected:
            return rows
        named: dict[str, str] = {}
        for entity in self._entities:
            found = next(
                (name for name in (entity.name, *entity.aliases) if same_name(name, self._selected)), ""
            )
            if found:
                named[entity.id] = "" if found == entity.name else found
        first = [replace(row, note=row.note or named[row.key]) for row in rows if row.key in named]
        return first + [row for row in rows if row.key not in named]

    def _named_by_selection(self, typed: Typed) -> list[Offer]:
        if typed.only == "topic" or not looks_like_a_name(self._selected):
            return []
        return self._new_entity(self._selected, typed.kind)

    def _to_make(self, typed: Typed) -> list[Offer]:
        topic = [] if typed.only == "entity" else self._new_topic(typed.words)
        entity = [] if typed.only == "topic" else self._new_entity(typed.words, typed.kind)
        if same_name(typed.words, self._selected) and looks_like_a_name(self._selected):
            return entity + topic
        extra = [] if typed.only else self._selection_begun(typed)
        return extra + topic + entity

    def _selection_begun(self, typed: Typed) -> list[Offer]:
        """The selected name as an entity to be made, while what was typed may still become it."""
        if not self._selected.casefold().startswith(typed.words.casefold()):
            return []
        return self._named_by_selection(typed)

    def _new_topic(self, words: str) -> list[Offer]:
        path = clean_path(words)
        if not path or any(same_name(topic.path, path) for topic in self._topics):
            return []
        return [Offer("topic", path.rpartition("/")[2], path)]

    def _new_entity(self, words: str, kind: str) -> list[Offer]:
        kind = kind or likely_kind(words)
        if any(same_name(entity.name, words) and entity.kind == kind for entity in self._entities):
            return []
        return [Offer("entity", words, kind=kind)]


def _of_topic(topic: Topic) -> Offer:
    return Offer("topic", topic.name, topic.path, key=topic.id, colour=topic.colour)


def _of_entity(entity: Entity) -> Offer:
    return Offer("entity", entity.name, kind=entity.kind, key=entity.id, colour=entity.colour)


def _is_meant(match: Match, words: str) -> bool:
    """Whether a name may be taken for what was typed without a second look: not after a slip, and letters strewn over
    a name only where they are few and the name is no alias.
    """
    if match.closeness is Closeness.SCATTERED:
        return match.name == 0 and len(words) <= _ABBREVIATION
    return match.closeness is not Closeness.TYPO


def _wanted(row: Offer, typed: Typed) -> bool:
    return (typed.only is None or row.what == typed.only) and (not typed.kind or row.kind == typed.kind)


def _unique(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
