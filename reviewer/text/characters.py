"""Characters as a reader sees them: where a text may be cut without tearing one apart.

Not all of Unicode's annex 29: marks, joiners, skin tones, flags, keycaps and Hangul; conjuncts of Indic scripts may be cut.
"""

import unicodedata

_ZWJ = "\u200d"
_EXTENDERS = {"Mn", "Mc", "Me"}
_NO_CUT_BEFORE = {"\u200c", _ZWJ, "\uff9e", "\uff9f"}


def may_cut(text: str, position: int) -> bool:
    """Whether a stretch may start or end at this code point. The text's two ends always may."""
    if not 0 < position < len(text):
        return True
    before, after = text[position - 1], text[position]
    if after < "\u0300":
        return not (before == "\r" and after == "\n")
    if _extends(after) or (before == _ZWJ and unicodedata.category(after) == "So"):
        return before in "\n\r"
    if _is_flag_half(after) and _is_flag_half(before):
        return _flag_halves_before(text, position) % 2 == 0
    return not _hangul_joins(before, after)


def character_start(text: str, position: int) -> int:
    """The nearest place at or before `position` where the text may be cut."""
    while not may_cut(text, position):
        position -= 1
    return position


def character_end(text: str, position: int) -> int:
    """The nearest place at or after `position` where the text may be cut."""
    while not may_cut(text, position):
        position += 1
    return position


def whole_characters(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch widened to characters that are whole."""
    return character_start(text, start), character_end(text, end)


def _extends(character: str) -> bool:
    return (
        character in _NO_CUT_BEFORE
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= character <= "\U000e007f"  # tags, which spell the flags of regions
        or unicodedata.category(character) in _EXTENDERS
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, position: int) -> int:
    count = 0
    while count < position and _is_flag_half(text[position - 1 - count]):
        count += 1
    return count


def _hangul_joins(before: str, after: str) -> bool:
    """Whether two letters of Hangul belong to one syllable: leading, vowel, trailing."""
    kind = _jamo(before)
    if kind == "L":
        return _jamo(after) in {"L", "V", "LV", "LVT"}
    if kind in {"V", "LV"}:
        return _jamo(after) in {"V", "T"}
    return kind in {"T", "LVT"} and _jamo(after) == "T"


def _jamo(character: str) -> str:
    if "\uac00" <= character <= "\ud7a3":
        return "LV" if (ord(character) - 0xAC00) % 28 == 0 else "LVT"
    if "\u1100" <= character <= "\u115f" or "\ua960" <= character <= "\ua97c":
        return "L"
    if "\u1160" <= character <= "\u11a7" or "\ud7b0" <= character <= "\ud7c6":
        return "V"
    if "\u11a8" <= character <= "\u11ff" or "\ud7cb" <= character <= "\ud7fb":
        return "T"
    return ""
