"""A text is never cut within what a reader sees as one character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.characters import character_end, character_start, may_cut, whole_characters

WHOLE = [
    "e\u0301",
    "z\u0351\u0353\u0345",
    "👩\u200d👩\u200d👧",
    "👍🏽",
    "🧑🏿\u200d🔬",
    "❤\ufe0f",
    "1\ufe0f\u20e3",
    "🇸🇪",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "한",
    "\u1112\u1161\u11ab",
    "가\u11ab",
    "ש\u05c1\u05b8",
    "नि",
]


@pytest.mark.parametrize("character", WHOLE)
def test_what_is_seen_as_one_character_is_not_cut(character: str) -> None:
    text = f"a{character}b"

    assert [place for place in range(len(text) + 1) if may_cut(text, place)] == [
        0,
        1,
        len(text) - 1,
        len(text),
    ]
    assert whole_characters(text, 1, 1 + len(character)) == (1, 1 + len(character))


def test_two_flags_are_cut_between_them_only() -> None:
    text = "🇸🇪🇳🇴"

    assert [may_cut(text, place) for place in range(5)] == [True, False, True, False, True]


def test_a_mark_at_the_start_of_a_line_does_not_glue_it_to_the_line_above() -> None:
    assert may_cut("a\n\u0301b", 2)


@given(st.text(alphabet="a \n\u0301\u200d🏽🇸🇪👩각\u1161", max_size=20), st.integers(0, 20))
def test_ends_are_found_around_every_place(text: str, place: int) -> None:
    place = min(place, len(text))

    start, end = character_start(text, place), character_end(text, place)

    assert start <= place <= end
    assert may_cut(text, start)
    assert may_cut(text, end)
