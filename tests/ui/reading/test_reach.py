"""Keys move a selection by whole units, and back."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.ui.reading.reach import Direction, Reach, Unit, extended, first_seen, moved, paragraph

TEXT = "One is here. Two is there.\n\nThree stands alone. Four."
RANDOM = st.text(alphabet="ab. !\n\u0301🚨ש漢-", max_size=40)


def said(reach: Reach) -> str:
    return TEXT[reach.start : reach.end]


def test_the_next_sentence_of_a_place_is_the_one_behind_its_own() -> None:
    assert said(moved(TEXT, Reach(2, 2), "sentence", 1)) == "Two is there."


def test_sentences_follow_each_other_over_blank_lines_and_stop_at_the_ends() -> None:
    reach, there = Reach(0, 0), []
    for _ in range(4):
        reach = moved(TEXT, reach, "sentence", 1)
        there.append(said(reach))
    back = []
    for _ in range(4):
        reach = moved(TEXT, reach, "sentence", -1)
        back.append(said(reach))

    assert there == ["Two is there.", "Three stands alone.", "Four.", "Four."]
    assert back == ["Three stands alone.", "Two is there.", "One is here.", "One is here."]


AROUND = "The end of one.\n7\n\nHarbour studies\nThe next one. And more."
PASSED_OVER = [(AROUND.index(words), AROUND.index(words) + len(words)) for words in ("7", "Harbour studies")]


def test_steps_by_sentences_pass_over_what_stands_around_the_text() -> None:
    there = moved(AROUND, Reach(0, 15), "sentence", 1, passed_over=PASSED_OVER)
    back = moved(AROUND, there, "sentence", -1, passed_over=PASSED_OVER)
    longer = extended(AROUND, Reach(0, 15), "sentence", 1, passed_over=PASSED_OVER)

    assert AROUND[there.start : there.end] == "The next one."
    assert AROUND[back.start : back.end] == "The end of one."
    assert AROUND[longer.start : longer.end] == AROUND[: AROUND.index(" And more")]


@pytest.mark.parametrize("direction", [1, -1])
def test_the_first_sentence_that_is_seen_is_none_of_what_stands_around(direction: Direction) -> None:
    top = AROUND.index("Harbour")

    seen = first_seen(AROUND, top, direction, passed_over=PASSED_OVER)

    assert seen is not None
    assert AROUND[slice(*seen)] == "The next one."


def test_behind_the_last_sentence_what_stands_around_is_not_stepped_into() -> None:
    text = "The only one.\n7"

    assert moved(text, Reach(0, 13), "sentence", 1, passed_over=[(14, 15)]) == Reach(0, 13)


def test_a_words_step_leads_into_a_larger_selection() -> None:
    sentence = Reach(0, 12)

    assert said(moved(TEXT, sentence, "word", 1)) == "One"
    assert said(moved(TEXT, sentence, "word", -1)) == "here"
    assert said(moved(TEXT, Reach(0, 3), "word", 1)) == "is"


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("word", ["Two", "Two is", "Two", "here. Two"]), ("sentence", ["Two is there.", "Two is there.\n\nThree stands alone.", "Two is there.", "One is here. Two is there."])],
)  # fmt: skip
def test_extending_keeps_the_unit_where_it_began_when_it_turns_back(
    unit: Literal["word", "sentence"], expected: list[str]
) -> None:
    place = TEXT.index("Two")
    reach, seen = Reach(place, place), []
    directions: tuple[Direction, ...] = (1, 1, -1, -1)
    for direction in directions:
        reach = extended(TEXT, reach, unit, direction)
        seen.append(said(reach))

    assert seen == expected


def test_the_paragraph_of_a_selection_over_two_is_both() -> None:
    assert paragraph(TEXT, Reach(14, 35)) == Reach(0, len(TEXT))
    assert paragraph(TEXT, Reach(2, 2)) == Reach(0, 26)
    assert paragraph(TEXT, Reach(27, 27)) == Reach(27, 27)


@given(
    RANDOM,
    st.integers(0, 39),
    st.integers(0, 39),
    st.sampled_from(["word", "sentence"]),
    st.sampled_from([1, -1]),
)
def test_no_step_leaves_the_text_and_repeating_one_comes_to_rest(
    text: str, one: int, other: int, unit: Unit, direction: Direction
) -> None:
    start = Reach(min(one, len(text)), min(other, len(text)))

    for step in (moved, extended):
        reach = before = start
        for _ in range(len(text) + 3):
            before, reach = reach, step(text, reach, unit, direction)
            assert 0 <= reach.start <= reach.end <= len(text)
        assert reach == before


@given(RANDOM, st.integers(0, 39), st.sampled_from(["word", "sentence"]))
def test_extending_on_and_on_reaches_every_later_unit(text: str, place: int, unit: Unit) -> None:
    reach = Reach(min(place, len(text)), min(place, len(text)))

    for _ in range(len(text) + 2):
        longer = extended(text, reach, unit, 1)
        assert reach.is_place or (longer.start <= reach.start and longer.end >= reach.end)
        reach = longer
