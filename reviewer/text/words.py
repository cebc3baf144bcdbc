"""Words: letters, marks and digits, joined by an apostrophe or hyphen that stands within.

Han and Hiragana are written without spaces, so each of their characters is a word of its own here; and so is an emoji.
"""

import unicodedata
from collections.abc import Iterator

from reviewer.text.characters import character_end, character_start

Bounds = tuple[int, int]
"""A half-open stretch `[start, end)` in code points."""

_JOINERS = frozenset("'’ʼ-‐‑·_\u00ad\u2060\u200c\u200d")
_DIGIT_JOINERS = frozenset(".,:/٫٬")


def words(text: str, start: int = 0, end: int | None = None) -> list[Bounds]:
    """Every word that begins in `[start, end)`; one that begins there is given whole."""
    found: list[Bounds] = []
    for word in _words_from(text, start):
        if word[0] >= (len(text) if end is None else end):
            break
        found.append(word)
    return found


def word_at(text: str, position: int) -> Bounds | None:
    """The word that holds the code point at `position`, or that ends there; None between words."""
    for place in (position, position - 1):
        if 0 <= place < len(text) and _kind(text, character_start(text, place)):
            return _around(text, character_start(text, place))
    return None


def word_after(text: str, position: int) -> Bounds | None:
    """The first word that begins at or after `position`; None behind the last."""
    return next(_words_from(text, position), None)


def word_before(text: str, position: int) -> Bounds | None:
    """The last word that ends at or before `position`; None before the first."""
    place = position
    while place > 0:
        start = character_start(text, place - 1)
        if _kind(text, start):
            word = _around(text, start)
            if word[1] <= position:
                return word
        place = start
    return None


def _words_from(text: str, position: int) -> Iterator[Bounds]:
    place = character_end(text, position)
    while place < len(text):
        if not _kind(text, place):
            place = character_end(text, place + 1)
            continue
        start, end = _around(text, place)
        if start >= position:
            yield start, end
        place = end


def _kind(text: str, position: int) -> str:
    """What the character that starts at `position` makes: "word" with its like, "single" by itself, or no word ("")."""
    character = text[position]
    category = unicodedata.category(character)
    if category == "Lo" and _written_without_spaces(character):
        return "single"
    if category[0] in "LNM":
        return "word"
    return "single" if category == "So" else ""


def _written_without_spaces(character: str) -> bool:
    return (
        "\u3041" <= character <= "\u309f"
        or "\u3400" <= character <= "\u4dbf"
        or "\u4e00" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003fffd"
    )


def _around(text: str, position: int) -> Bounds:
    """The word around a character that is known to be in one."""
    start = character_start(text, position)
    if _kind(text, start) == "single":
        return start, character_end(text, start + 1)
    return _first(text, start), _last(text, start)


def _first(text: str, position: int) -> int:
    while position > 0:
        previous = character_start(text, position - 1)
        if _kind(text, previous) == "word":
            position = previous
        elif _joins(text, previous) and position - previous == 1:
            position = character_start(text, previous - 1)
        else:
            break
    return position


def _last(text: str, position: int) -> int:
    end = character_end(text, position + 1)
    while end < len(text):
        if _kind(text, end) == "word":
            end = character_end(text, end + 1)
        elif _joins(text, end):
            end = character_end(text, end + 2)
        else:
            break
    return end


def _joins(text: str, position: int) -> bool:
    """Whether the character at `position` stands within a word: between two letters, or two digits."""
    if not 0 < position < len(text) - 1 or character_end(text, position + 1) != position + 1:
        return False
    before, after = character_start(text, position - 1), position + 1
    if text[position] in _DIGIT_JOINERS:
        return text[before].isdecimal() and text[after].isdecimal()
    return text[position] in _JOINERS and _kind(text, before) == "word" and _kind(text, after) == "word"
