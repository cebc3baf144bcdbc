"""Which printed character each character of the frozen text is. Pure functions on strings.

The frozen text lacks the printer's line ends and hyphens, and was perhaps made by another release of the extractor.
A character whose place is not certain has none: better no box than a wrong one.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_NOWHERE = -1
HYPHENS = "-‐\u00ad"
_DROPPED = "\ufdd0\ufdd1\ufeff"
_FEWEST = 6
"""Characters from which a line found elsewhere on the page is taken for the same line even if there are others like it."""
_LARGEST = 3000
"""Characters up to which the rest is compared character by character: the cost grows with the square."""


class Run(NamedTuple):
    """`length` characters from `place` in the frozen text are those from `at` on the page."""

    place: int
    at: int
    length: int


def align(printed: str, text: str) -> list[Run]:
    """Which stretches of `text` are which stretches of `printed`, in the order of `text`.

    `printed` are the page's characters in the extractor's reading order, ligatures taken apart, with LF behind each line.
    """
    runs = _in_step(printed, text)
    last = runs[-1].place + runs[-1].length if runs else 0
    if not text[last:].strip():
        return runs
    found = [_NOWHERE] * len(text)
    for place, index, length in runs:
        found[place : place + length] = range(index, index + length)
    _line_by_line(printed, text, found)
    _the_rest(printed, text, found)
    return _runs(found)


def _in_step(printed: str, text: str) -> list[Run]:
    """Both read side by side, line by line, until they differ."""
    runs: list[Run] = []
    place = 0
    first = 0
    for line in printed.split("\n"):
        word = line.strip()
        index = first + line.find(word)
        first += len(line) + 1
        if not word:
            continue
        while place < len(text) and text[place].isspace():
            place += 1
        if not text.startswith(word, place):
            if word[-1] in HYPHENS and text.startswith(word[:-1], place):
                word = word[:-1]
            else:
                more = _character_by_character(word, index, text, place)
                runs += more
                if not more or more[-1].at + more[-1].length < index + len(word):
                    break
                place = more[-1].place + more[-1].length
                continue
        runs.append(Run(place, index, len(word)))
        place += len(word)
    return runs


def _character_by_character(word: str, index: int, text: str, place: int) -> list[Run]:
    """One line in which freezing dropped controls or changed white space; ends where they differ otherwise."""
    runs: list[Run] = []
    for offset, character in enumerate(word):
        if text.startswith(character, place) or (character.isspace() and text[place : place + 1].isspace()):
            runs.append(Run(place, index + offset, 1))
            place += 1
        elif not (character < " " or character in _DROPPED):
            break
    return runs


def _runs(found: list[int]) -> list[Run]:
    runs: list[Run] = []
    for place, index in enumerate(found):
        if index == _NOWHERE:
            continue
        if runs and runs[-1].place + runs[-1].length == place and runs[-1].at + runs[-1].length == index:
            runs[-1] = runs[-1]._replace(length=runs[-1].length + 1)
        else:
            runs.append(Run(place, index, 1))
    return runs


def _line_by_line(printed: str, text: str, found: list[int]) -> None:
    """Whole printed lines found anywhere in what is left of the text: the order of the lines has changed."""
    squeezed, places = _squeezed(text, [place for place in range(len(text)) if found[place] == _NOWHERE])
    used = set(found)
    taken = bytearray(len(squeezed))
    last = 0
    first = 0
    for line in printed.split("\n"):
        indexes = [first + offset for offset, character in enumerate(line) if not character.isspace()]
        first += len(line) + 1
        if not indexes or indexes[0] in used or indexes[-1] in used:
            continue
        word = "".join(printed[index] for index in indexes)
        at = _free(squeezed, taken, word, last)
        if at < 0 and word[-1] in HYPHENS:
            word, indexes = word[:-1], indexes[:-1]
            at = _free(squeezed, taken, word, last)
        if at < 0:
            continue
        last = at + len(word)
        taken[at:last] = b"\x01" * len(word)
        for offset, index in enumerate(indexes):
            found[places[at + offset]] = index


def _free(squeezed: str, taken: bytearray, word: str, last: int) -> int:
    """Where `word` stands untaken, at or behind `last` if it does; -1 where nowhere, or a short one is ambiguous."""
    if not word:
        return -1
    free = []
    at = squeezed.find(word)
    while at >= 0:
        if not any(taken[at : at + len(word)]):
            free.append(at)
        at = squeezed.find(word, at + 1)
    if not free or (len(word) < _FEWEST and len(free) > 1):
        return -1
    return next((place for place in free if place >= last), free[0])


def _the_rest(printed: str, text: str, found: list[int]) -> None:
    """What no line explained, by the longest stretches that both have in common."""
    used = set(found)
    ours, places = _squeezed(text, [place for place in range(len(text)) if found[place] == _NOWHERE])
    theirs, indexes = _squeezed(printed, [index for index in range(len(printed)) if index not in used])
    if not ours or not theirs or max(len(ours), len(theirs)) > _LARGEST:
        return
    for match in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        if match.size >= _FEWEST:
            for offset in range(match.size):
                found[places[match.a + offset]] = indexes[match.b + offset]


def _squeezed(text: str, indexes: Sequence[int]) -> tuple[str, list[int]]:
    """The characters at `indexes` without white space, and where each of them was."""
    kept = [index for index in indexes if not text[index].isspace()]
    return "".join(text[index] for index in kept), kept
