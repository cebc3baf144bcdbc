"""Finding words in a text as a reader means them: without regard to case, accents and the shape of quotation marks.

Nothing is rewritten: a search expression is made from the words, so that what it finds are positions in the text.
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache

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
_WORD = r"[^\W_]"
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


def words_pattern(words: str, *, prefix: bool = False) -> re.Pattern[str] | None:
    """An expression that finds `words` one after the other, whatever stands between them that is no word.

    With `prefix` the last word may be the beginning of a longer one. None where `words` holds no word.
    """
    parts = _parts(words)
    if not parts:
        return None
    gap = r"(?:[^\w]|_)+"
    body = gap.join("".join(map(_letter, part)) for part in parts)
    # Scripts without spaces have no word borders to look for.
    before = "" if _is_spaceless(parts[0][0]) else rf"(?<!{_WORD})(?<![{_SIGNS}])"
    after = "" if prefix or _is_spaceless(parts[-1][-1]) else rf"(?!{_WORD}|[{_SIGNS}])"
    return re.compile(before + body + after)


def _parts(words: str) -> list[str]:
    """The words, each without what makes no letter another, and with the vowel signs that do."""
    parts = [""]
    for character in re.sub(MARKS, "", words):
        if character.isalnum() or (parts[-1] and unicodedata.category(character)[0] == "M"):
            parts[-1] += character
        elif parts[-1]:
            parts.append("")
    return [part for part in parts if part]


def _letter(character: str) -> str:
    base = folded(character)
    if len(base) != 1:
        return f"{re.escape(character)}{MARKS}*"
    same = sorted({*_same_base().get(base, ()), base, character})
    return f"[{''.join(map(re.escape, same))}]{MARKS}*"


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
