"""Words are found in any script, and joined where they are written as one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.words import word_after, word_at, word_before, words


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said: “don’t go, Jean-Luc!”", ["She", "said", "don’t", "go", "Jean-Luc"]),
        ("at 10,000.50 or 12:30, then.", ["at", "10,000.50", "or", "12:30", "then"]),
        ("- dash-led -- O'Brien's 'quoted'", ["dash-led", "O'Brien's", "quoted"]),
        ("Cafe\u0301 na\u00efve", ["Cafe\u0301", "na\u00efve"]),
        ("שלום, עולם", ["שלום", "עולם"]),
        ("نص عربي؟", ["نص", "عربي"]),
        ("你好 world", ["你", "好", "world"]),
        ("stop 🚨🚨 👩\u200d👧 go", ["stop", "🚨", "🚨", "👩\u200d👧", "go"]),
        ("snake_case and a·b", ["snake_case", "and", "a·b"]),
        ("soft\u00adhyphen no\u200bbreak", ["soft\u00adhyphen", "no", "break"]),
        (" …!? ", []),
        ("", []),
    ],
)
def test_words_of(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_the_word_at_a_place_is_the_one_that_holds_it_or_ends_there() -> None:
    text = "one, two"

    assert word_at(text, 1) == (0, 3)
    assert word_at(text, 3) == (0, 3)
    assert word_at(text, 4) is None
    assert word_at(text, len(text)) == (5, 8)


def test_words_before_and_after_a_place() -> None:
    text = "one, two three"

    assert word_after(text, 1) == (5, 8)
    assert word_after(text, 10) is None
    assert word_before(text, 8) == (5, 8)
    assert word_before(text, 7) == (0, 3)
    assert word_before(text, 2) is None


@given(st.text(alphabet="aé\u0301 '-1.,\n🚨👩\u200d🏽שع漢", max_size=30))
def test_forwards_and_backwards_meet_the_same_words(text: str) -> None:
    forwards = words(text)

    backwards = []
    place = len(text)
    while word := word_before(text, place):
        backwards.append(word)
        place = word[0]

    assert backwards[::-1] == forwards
    assert all(start < end for start, end in forwards)
    assert all(first[1] <= second[0] for first, second in pairwise(forwards))
    assert all(word_at(text, start) == (start, end) for start, end in forwards)
