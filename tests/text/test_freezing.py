import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviewer.text.freezing import freeze, freeze_piece

GONE = {chr(code) for code in range(0x20) if chr(code) not in "\t\n\r"} | {"\ufdd0", "\ufdd1"}
LINE_ENDS = {"\n", "\r", "\x85", "\u2028", "\u2029"}

texts = st.text(st.characters(codec=None, exclude_categories=())) | st.text(
    st.sampled_from(["\r", "\n", "\x85", "\u2028", "\ufeff", "\x00", "\x0b", "\ufdd0", "\ud83d", "\udea8", "🚨", "e", "\u0308", "\xa0", "\t"]),
)  # fmt: skip


@given(texts)
@example("\x00\ufeff\ufeffa\ufeff")
@example("\r\x0b\n")
def test_a_frozen_text_freezes_to_itself(text: str) -> None:
    assert freeze(freeze(text)) == freeze(text)


@given(texts)
def test_every_other_character_is_kept_in_its_order(text: str) -> None:
    def kept(whole: str) -> list[str]:
        replaced = ("\ufffd" if unicodedata.category(letter) == "Cs" else letter for letter in whole)
        return [letter for letter in replaced if letter not in GONE | LINE_ENDS]

    assert kept(freeze_piece(text)) == kept(text)
    assert freeze(text) == freeze_piece(text).lstrip("\ufeff")


@given(texts)
def test_a_frozen_text_can_be_written_as_utf_8_and_has_one_kind_of_line_end(text: str) -> None:
    frozen = freeze(text)

    assert frozen.encode().decode() == frozen
    assert not (LINE_ENDS - {"\n"}) & set(frozen)
    assert len(frozen.split("\n")) == len(text.replace("\r\n", "\n").translate(dict.fromkeys(map(ord, LINE_ENDS), "\n")).split("\n"))  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("LS\u2028PS\u2029NEL\x85end", "LS\nPS\nNEL\nend"),
        ("\ufeffa\ufeffb", "a\ufeffb"),
        ("VT\x0bFF\x0cESC\x1b[0m", "VTFFESC[0m"),
        ("tab\tkept", "tab\tkept"),
        ("half \ud83d pair", "half \ufffd pair"),
    ],
)
def test_what_freezing_changes(before: str, after: str) -> None:
    assert freeze(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "Zoe\u0308 and Zo\xeb",
        "“curly” 'straight'",
        "no\xa0break, zero\u200bwidth, joined 👨‍👩‍👧",
        "\u2067قال\u2069",
        "It&#8217;s",
        "ﬁnal Ⅷ ½",
    ],
)
def test_what_freezing_leaves_alone(text: str) -> None:
    assert freeze(text) == text
