"""What is selected in a text and how keys move it: by words, sentences and paragraphs. Pure; any view can use it."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from reviewer.text.sentences import paragraph_at, sentence_after, sentence_at, sentence_before
from reviewer.text.words import Bounds, word_after, word_at, word_before

Unit = Literal["word", "sentence"]
Direction = Literal[-1, 1]


@dataclass(frozen=True, slots=True)
class Reach:
    """A selection in code points, from `anchor`, where it began, to `active`, the end that moves. Equal: only a place."""

    anchor: int
    active: int

    @property
    def start(self) -> int:
        """The smaller of the two."""
        return min(self.anchor, self.active)

    @property
    def end(self) -> int:
        """The larger of the two."""
        return max(self.anchor, self.active)

    @property
    def is_place(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.active


@dataclass(frozen=True, slots=True)
class _Finder:
    at: Callable[[str, int], Bounds | None]
    after: Callable[[str, int], Bounds | None]
    before: Callable[[str, int], Bounds | None]


def moved(
    text: str,
    reach: Reach,
    unit: Unit,
    direction: Direction,
    *,
    language: str = "en",
    passed_over: Sequence[Bounds] = (),
) -> Reach:
    """The next or previous unit, selected. At an end of the text the last one stays.

    From a larger selection a word's step leads into it: to its first word, or backwards to its last. No step leads to a
    sentence in one of the stretches `passed_over`, which are in the text's order.
    """
    find = _finder(unit, language, passed_over)
    if unit == "word" and not reach.is_place and find.at(text, reach.start) != (reach.start, reach.end):
        inner = find.after(text, reach.start) if direction > 0 else find.before(text, reach.end)
        if inner and reach.start <= inner[0] and inner[1] <= reach.end:
            return Reach(*inner)
    here = _here(text, reach, direction, find)
    if here and unit == "word" and reach.is_place and here[1] > reach.active:
        return Reach(*here)
    beyond = _beyond(text, here, reach, direction, find)
    found = beyond or here
    return Reach(*found) if found else reach


def extended(
    text: str,
    reach: Reach,
    unit: Unit,
    direction: Direction,
    *,
    language: str = "en",
    passed_over: Sequence[Bounds] = (),
) -> Reach:
    """The selection with its moving end one unit further. From a place it takes the unit there.

    Moving back over the unit where the selection began keeps that unit and goes on in the other direction. By sentences
    the end is never moved to one in a stretch `passed_over`, but to the one beyond it.
    """
    find = _finder(unit, language, passed_over)
    if reach.is_place:
        unit_here = find.at(text, reach.active) or _beyond(text, None, reach, direction, find)
        if unit_here is None:
            return reach
        return Reach(*unit_here) if direction > 0 else Reach(unit_here[1], unit_here[0])
    if (reach.active > reach.anchor) != (direction > 0):
        edge = _edge_inside(text, reach, find)
        if edge is not None and reach.start < edge < reach.end:
            return Reach(reach.anchor, edge)
        reach = Reach(reach.active, reach.anchor)
    return Reach(reach.anchor, _edge_outside(text, reach.active, direction, find))


def first_seen(
    text: str, top: int, direction: Direction, *, language: str = "en", passed_over: Sequence[Bounds] = ()
) -> Bounds | None:
    """The sentence to begin with from what is seen below `top`: the first that begins there, or the one that lies there."""
    find = _finder("sentence", language, passed_over)
    here = find.at(text, top) if direction < 0 else None
    if here and not _lies_in(here, passed_over):
        return here
    return find.after(text, top)


def paragraph(text: str, reach: Reach) -> Reach:
    """The whole paragraphs that the selection touches; on a blank line it stays."""
    first = paragraph_at(text, reach.start)
    last = paragraph_at(text, max(reach.start, reach.end - 1))
    if first is None and last is None:
        return reach
    return Reach((first or last or (0, 0))[0], (last or first or (0, 0))[1])


def _finder(unit: Unit, language: str, passed_over: Sequence[Bounds]) -> _Finder:
    if unit == "word":
        return _Finder(word_at, word_after, word_before)

    def after(text: str, place: int) -> Bounds | None:
        found = sentence_after(text, place, language=language)
        while found and _lies_in(found, passed_over):
            found = sentence_after(text, found[1], language=language)
        return found

    def before(text: str, place: int) -> Bounds | None:
        found = sentence_before(text, place, language=language)
        while found and _lies_in(found, passed_over):
            found = sentence_before(text, found[0], language=language)
        return found

    return _Finder(lambda text, place: sentence_at(text, place, language=language), after, before)


def _lies_in(found: Bounds, stretches: Sequence[Bounds]) -> bool:
    number = bisect_right(stretches, found[0], key=itemgetter(0)) - 1
    return number >= 0 and found[0] < stretches[number][1]


def _here(text: str, reach: Reach, direction: Direction, find: _Finder) -> Bounds | None:
    """The unit from which a step starts: the one at the selection's end in the direction of the step."""
    if direction > 0:
        return find.at(text, max(reach.start, reach.end - 1))
    return find.at(text, reach.start)


def _beyond(
    text: str, here: Bounds | None, reach: Reach, direction: Direction, find: _Finder
) -> Bounds | None:
    if direction > 0:
        return find.after(text, max(here[1], reach.end) if here else reach.end)
    return find.before(text, min(here[0], reach.start) if here else reach.start)


def _edge_inside(text: str, reach: Reach, find: _Finder) -> int | None:
    """Where the moving end comes to lie when it takes one unit back."""
    if reach.active > reach.anchor:
        last = find.at(text, reach.active - 1)
        left = find.before(text, last[0] if last else reach.active)
        return left[1] if left else None
    first = find.at(text, reach.active)
    right = find.after(text, first[1] if first else reach.active)
    return right[0] if right else None


def _edge_outside(text: str, active: int, direction: Direction, find: _Finder) -> int:
    if direction > 0:
        here = find.at(text, active)
        unit = here if here and here[1] > active else find.after(text, active)
        return max(active, unit[1]) if unit else active
    here = find.at(text, active - 1) if active else None
    unit = here if here and here[0] < active else find.before(text, active)
    return min(active, unit[0]) if unit else active
