"""Finding words in a text as a reader means them: without regard to case, accents and the shape of quotation marks.

Nothing is rewritten: a search expression is made from the words, so that what it finds are positions in the text.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

MARKS = (
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200b-\u200f\u2060\ufe0f]"
)
"""What may stand after a letter without making it another: combining marks, points, zero-width characters, the stroke
that lengthens an Arabic word."""
SPACELESS = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003134f]"
)
"""The characters of scripts that put no space between words, or, as Korean, are searched within them."""

_QUOTES = {"'": "'’‘ʼ‛`´", '"': '"“”„‟«»', "-": "-‐‑‒–—−"}
_PRINTERS = 0xFB00
"""The first code point of the shapes that only printers write: ligatures, Arabic letters as they join."""
_PIECE = 6
"""The longest row of letters, such as `ssss`, in which every way to write it with ligatures is looked for."""
_WORD = r"[^\W_]"
_ONE_LETTER = re.compile(r"\[[^\]]*\]")
"""What `_letter` begins with where a letter is written in several ways."""
_SIGNS = "\u0900-\u0963\u0966-\u0df3"
"""Vowel signs of Indian scripts, which belong to words as letters do, and the letters they stand with."""


def folded(character: str) -> str:
    """The base of a character in lower case: `É` → `e`. More than one character where it stands for several (`ﬁ`)."""
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def folded_text(text: str) -> str:
    """A text folded whole, for comparing names; its positions are not the text's."""
    letters = text.lower() if text.isascii() else "".join(map(folded, text))
    return " ".join(letters.split())


def expanded(text: str) -> str:
    """`text` with its ligatures, `ß` and the printed shapes of letters as the letters they stand for: `ﬁn` → `fin`.

    Its positions are not the text's.
    """
    if text.isascii():
        return text
    return _several().sub(lambda match: _expansions()[match[0]], text)


@lru_cache(maxsize=256)
def words_pattern(words: str, *, prefix: bool = False) -> re.Pattern[str] | None:
    """An expression that finds `words` one after the other, whatever stands between them that is no word.

    With `prefix` the last word may be the beginning of a longer one. None where `words` holds no word.
    """
    parts = _parts(expanded(words))
    if not parts:
        return None
    gap = r"(?:[^\w]|_)+"
    body = gap.join([*map(_word, parts[:-1]), _word(parts[-1], prefix=prefix)])
    # Scripts without spaces have no word borders to look for.
    if not _is_spaceless(parts[0][0]):
        # What stands before is looked at behind the first letter, where it is one: to look at it before every letter of
        # a text takes three times as long.
        first = match[0] if (match := _ONE_LETTER.match(body)) else ""
        body = rf"{first}(?<!{_WORD}{first})(?<![{_SIGNS}]{first}){body[len(first) :]}"
    after = "" if prefix or _is_spaceless(parts[-1][-1]) else rf"(?!{_WORD}|[{_SIGNS}])"
    return re.compile(body + after)


def _parts(words: str) -> list[str]:
    """The words, each without what makes no letter another, and with the vowel signs that do."""
    parts = [""]
    for character in re.sub(MARKS, "", words):
        if character.isalnum() or (parts[-1] and unicodedata.category(character)[0] == "M"):
            parts[-1] += character
        elif parts[-1]:
            parts.append("")
    return [part for part in parts if part]


def _word(part: str, *, prefix: bool = False) -> str:
    """Finds a word in its letters and in ligatures of them; with `prefix` the last ligature may have more letters."""
    bases = [base if len(base := folded(letter)) == 1 else letter for letter in part]
    longest = max(map(len, _ligatures()))
    # Where ligatures may overlap, as in `ffi`, each way to write it is one alternative. Pieces keep these few.
    pieces = []
    start = 0
    while start < len(part):
        end = start + 1
        while end < len(part) and end - start < _PIECE and _touches(bases, end, longest):
            end += 1
        is_open = prefix and end == len(part)
        ways = list(_ways(part[start:end], "".join(bases[start:end]), is_open=is_open))
        pieces.append(ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})")
        start = end
    return "".join(pieces)


def _touches(bases: list[str], end: int, longest: int) -> bool:
    """Whether a ligature may stand for letters on both sides of `end`."""
    return any(
        "".join(bases[start:stop]) in _ligatures()
        for start in range(max(0, end - longest + 1), end)
        for stop in range(end + 1, start + longest + 1)
    )


def _ways(part: str, bases: str, *, is_open: bool) -> Iterator[str]:
    if not part:
        yield ""
        return
    for rest in _ways(part[1:], bases[1:], is_open=is_open):
        yield _letter(part[0]) + rest
    for letters, written in _beginnings().get(bases[0], ()):
        sign = f"[{''.join(written)}]{MARKS}*"
        if bases.startswith(letters):
            for rest in _ways(part[len(letters) :], bases[len(letters) :], is_open=is_open):
                yield sign + rest
        elif is_open and letters.startswith(bases):
            yield sign


def _letter(character: str) -> str:
    base = folded(character)
    if len(base) != 1:
        return f"{re.escape(character)}{MARKS}*"
    same = sorted({*_same_base().get(base, ()), base, character})
    return f"[{''.join(map(re.escape, same))}]{MARKS}*"


@cache
def _expansions() -> dict[str, str]:
    """What is one character and stands for several letters, or is a shape of letters that only printers write."""
    found = {}
    for code in (*range(0xC0, 0x250), 0x587, 0x1E9E, *range(0xFB00, 0xFE00), *range(0xFE70, 0xFF00)):
        letters = folded(chr(code))
        if chr(code).isalpha() and letters.isalnum() and (len(letters) > 1 or code >= _PRINTERS):
            found[chr(code)] = letters
    return found


@cache
def _several() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, _expansions()))}]")


@cache
def _ligatures() -> dict[str, list[str]]:
    """For several letters the single characters that stand for them: `ss` → `ß`, `ẞ`."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for character, letters in _expansions().items():
        if len(letters) > 1:
            found[letters].append(character)
    return dict(found)


@cache
def _beginnings() -> dict[str, list[tuple[str, list[str]]]]:
    """What `_ligatures` gives, by the first of the several letters."""
    found: defaultdict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for letters, written in _ligatures().items():
        found[letters[0]].append((letters, written))
    return dict(found)


@cache
def _same_base() -> dict[str, list[str]]:
    """For each base the single characters that fold to it; made once, 60 ms."""
    same: defaultdict[str, list[str]] = defaultdict(list)
    for code in (*range(0x41, 0x3400), *range(0xA640, 0xAC00), *range(0xF900, 0x10000)):
        character = chr(code)
        if character.isalnum():
            base = folded(character)
            if len(base) == 1 and base != character:
                same[base].append(character)
    return dict(same)


def _is_spaceless(character: str) -> bool:
    return re.match(SPACELESS, character) is not None


def loose_pattern(quote: str) -> re.Pattern[str] | None:
    """An expression that finds `quote` with any white space for white space, and any shape of quotation mark or dash.

    None for a quote that is all white space.
    """
    words = quote.split()
    if not words:
        return None
    return re.compile(r"\s+".join("".join(map(_loose, word)) for word in words))


def _loose(character: str) -> str:
    for shapes in _QUOTES.values():
        if character in shapes:
            return f"[{re.escape(shapes)}]"
    return re.escape(character)
