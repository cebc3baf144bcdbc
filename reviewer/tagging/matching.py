"""Finds names by what was typed: whole, begun, by initials, by some of their letters, or mistyped.

Letters are compared by folding case and leaving out diacritics, so `ecole` finds “École”. 5,000 names take some
milliseconds.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from reviewer.text.folding import folded

NEVER = 1_000_000
"""The recency of something that was never used: larger than any that was."""

_LEAST_FOR_TYPOS = 4
"""Letters. Shorter words are a letter away from too many others."""
_ALIKE = 0.71
"""How alike a mistyped word must be: the share of letters that are right (1 typo in 4, 2 in 7)."""

_WIDEST = 3
"""Over how many times their number scattered letters may lie: beyond that they are chance."""
_WORD_START = r"(?<![^\W_])"


class Closeness(IntEnum):
    """How what was typed lies in a name, closest first."""

    EXACT = 0
    PREFIX = 1
    WORD = 2
    """At the beginning of a later word, or of several words in their order: `hous pol`."""
    INITIALS = 3
    """HP for “Housing policy”."""
    WITHIN = 4
    SCATTERED = 5
    """All letters in their order from the beginning of a word on, with others between: `hsg` in “Housing”."""
    TYPO = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to be found under several names; the first is the one that is shown.

    `recency` is 0 for what was used last, 1 for what was used before that, `NEVER` for the unused.
    """

    key: str
    names: tuple[str, ...]
    recency: int = NEVER


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate that fits, the one of its names that fits best, and where in that name (code points, ascending)."""

    candidate: Candidate
    closeness: Closeness
    name: int
    places: tuple[int, ...] = ()


class Names:
    """Candidates, prepared to be searched at every key."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self.candidates = tuple(candidates)
        self._prepared = [tuple(_prepared(name) for name in one.names) for one in self.candidates]

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        """Which candidates have a word, or are a name; made when the first typo is looked for."""
        found: dict[str, list[int]] = {}
        for number, names in enumerate(self._prepared):
            for name in names:
                for word in {name.folded, *name.spaced.split()}:
                    found.setdefault(word, []).append(number)
        return found

    def find(self, typed: str, *, limit: int = 50) -> list[Match]:
        """The candidates that fit `typed`, best first, `limit` at most; none where nothing but white space was typed.

        Closeness decides first, then which of its names fits (a name before a path before an alias), then recency,
        then the shorter name, then the alphabet.
        """
        sought = _Sought.of(typed)
        if not sought.folded:
            return []
        ranked: list[tuple[tuple[int, int, int, int, int, str], int]] = []
        missed: set[int] = set()
        for number, names in enumerate(self._prepared):
            best = min((sought.closeness(name), field) for field, name in enumerate(names))
            if best[0] is Closeness.TYPO:
                missed.add(number)
                continue
            ranked.append(
                (self._rank(number, best[0], best[1], _spread(sought, names[best[1]], best[0])), number)
            )
        ranked += [
            (self._rank(number, Closeness.TYPO, field, distance), number)
            for number, field, distance in self._mistyped(sought, missed)
        ]
        ranked.sort()
        return [self._match(rank, number, sought) for rank, number in ranked[:limit]]

    def _rank(
        self, number: int, closeness: Closeness, field: int, distance: int
    ) -> tuple[int, int, int, int, int, str]:
        name = self._prepared[number][field].folded
        return closeness, field, distance, self.candidates[number].recency, len(name), name

    def _mistyped(self, sought: "_Sought", missed: set[int]) -> list[tuple[int, int, int]]:
        """Number, name and distance of the missed candidates that have a word, or are a name, much like the sought."""
        if len(sought.folded) < _LEAST_FOR_TYPOS or not missed:
            return []
        alike = process.extract(
            sought.folded,
            list(self._by_word),
            scorer=OSA.normalized_similarity,
            score_cutoff=_ALIKE,
            limit=40,
        )
        found: dict[int, tuple[int, int]] = {}
        numbers = _numbers(sought.folded)
        for word, similarity, _ in alike:
            # Another number is another thing, never a slip: Article 5, Article 6.
            if _numbers(word) != numbers:
                continue
            for number in self._by_word[word]:
                if number in missed and number not in found:
                    names = self._prepared[number]
                    field = next(
                        at
                        for at, name in enumerate(names)
                        if word == name.folded or word in name.spaced.split()
                    )
                    found[number] = (field, round((1 - similarity) * 100))
        return [(number, field, distance) for number, (field, distance) in found.items()]

    def _match(self, rank: tuple[int, int, int, int, int, str], number: int, sought: "_Sought") -> Match:
        closeness, field = Closeness(rank[0]), rank[1]
        candidate = self.candidates[number]
        name = self._prepared[number][field]
        return Match(candidate, closeness, field, _places(candidate.names[field], name, sought, closeness))


def same_name(one: str, other: str) -> bool:
    """Whether two names are one to a reader who ignores case and spaces at the ends. Diacritics count: pāpa, papa."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


@dataclass(frozen=True, slots=True)
class _Name:
    """A name made ready: folded; its words behind one space each; their first letters."""

    folded: str
    spaced: str
    initials: str


@lru_cache(maxsize=100_000)
def _prepared(name: str) -> _Name:
    letters = _folded(name)[0]
    words = _words(letters)
    return _Name(letters, "".join(f" {word}" for word in words), "".join(word[0] for word in words))


@dataclass(frozen=True, slots=True)
class _Sought:
    folded: str
    spaced: str
    words: "re.Pattern[str] | None"
    scattered: "re.Pattern[str] | None"

    @classmethod
    def of(cls, typed: str) -> "_Sought":
        whole = _folded(" ".join(typed.split()))[0]
        words = _words(whole)
        letters = [letter for letter in whole if not letter.isspace()]
        return cls(
            whole,
            "".join(f" {word}" for word in words),
            re.compile(r"(?: \S+)*?".join(rf" ({re.escape(word)})\S*" for word in words))
            if len(words) > 1
            else None,
            re.compile(_WORD_START + "(" + ").*?(".join(map(re.escape, letters)) + ")")
            if len(letters) > 1
            else None,
        )

    def closeness(self, name: _Name) -> Closeness:
        """How it lies in `name`; TYPO where it does not."""
        if self.folded in name.folded:
            return self._contained(name)
        if self._begins_words(name):
            return Closeness.WORD
        if len(self.folded) > 1 and name.initials.startswith(self.folded):
            return Closeness.INITIALS
        found = self.scattered.search(name.folded) if self.scattered is not None else None
        if found and found.end() - found.start() <= _WIDEST * len(self.folded):
            return Closeness.SCATTERED
        return Closeness.TYPO

    def _contained(self, name: _Name) -> Closeness:
        if self.folded == name.folded:
            return Closeness.EXACT
        if name.folded.startswith(self.folded):
            return Closeness.PREFIX
        return Closeness.WORD if self._begins_words(name) else Closeness.WITHIN

    def _begins_words(self, name: _Name) -> bool:
        if self.spaced and self.spaced in name.spaced:
            return True
        return self.words is not None and self.words.search(name.spaced) is not None


def _spread(sought: _Sought, name: _Name, closeness: Closeness) -> int:
    """Over how many letters scattered ones lie; 0 for every other closeness, where it says nothing."""
    if closeness is not Closeness.SCATTERED or sought.scattered is None:
        return 0
    found = sought.scattered.search(name.folded)
    return found.end() - found.start() if found else 0


def _places(shown: str, name: _Name, sought: _Sought, closeness: Closeness) -> tuple[int, ...]:
    """Which code points of `shown` were meant; none for a typo."""
    letters, origins = _folded(shown)
    starts = [found.start() for found in re.finditer(r"[^\W_]+", letters)]
    places: Sequence[int] = ()
    if closeness in {Closeness.EXACT, Closeness.PREFIX, Closeness.WITHIN}:
        start = letters.index(sought.folded)
        places = range(start, start + len(sought.folded))
    elif closeness is Closeness.INITIALS:
        places = starts[: len(sought.folded)]
    elif closeness is Closeness.WORD:
        places = _word_places(name, sought, starts)
    elif closeness is Closeness.SCATTERED and sought.scattered is not None:
        found = sought.scattered.search(letters)
        places = [found.start(group + 1) for group in range(found.re.groups)] if found else []
    return tuple(sorted({origins[place] for place in places}))


def _word_places(name: _Name, sought: _Sought, starts: Sequence[int]) -> list[int]:
    """In the folded name, where the sought words begin its words; `starts` says where each of its words begins."""
    at = name.spaced.find(sought.spaced)
    if at >= 0:
        spans = [(at + found.start(), at + found.end()) for found in re.finditer(r"[^\W_]+", sought.spaced)]
    else:
        found_words = sought.words.search(name.spaced) if sought.words else None
        spans = [found_words.span(group + 1) for group in range(found_words.re.groups)] if found_words else []
    places: list[int] = []
    for start, end in spans:
        start_of_word = starts[name.spaced.count(" ", 0, start) - 1]
        places += range(start_of_word, start_of_word + end - start)
    return places


def _numbers(letters: str) -> list[str]:
    return re.findall(r"\d+", letters)


def _words(letters: str) -> list[str]:
    return re.findall(r"[^\W_]+", letters)


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """`text` without case and diacritics, and for each letter of that the code point of `text` it comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    letters: list[str] = []
    origins: list[int] = []
    for place, letter in enumerate(text):
        for part in folded(letter):
            letters.append(part)
            origins.append(place)
    return "".join(letters), origins
