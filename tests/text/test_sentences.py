"""Sentences and paragraphs are trimmed stretches of a line, and the ladder leads from word to text and back."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.text import sentences as module
from reviewer.text.characters import may_cut
from reviewer.text.sentences import (
    grow,
    paragraph_at,
    paragraphs,
    sentence_after,
    sentence_at,
    sentence_before,
    sentences,
    shrink,
)

TEXT = "  The ferry was late. 🚨 Nobody had told Dr. Moss.\n\nShe waited!  “Why?” she asked.  \nTwo lines. "
RANDOM = st.text(alphabet="Ab. !?\n\u0301“”🚨👩\u200dשע。漢\t", max_size=60)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_sentences_are_trimmed_and_stay_within_their_line() -> None:
    assert found(TEXT) == [
        "The ferry was late.",
        "🚨 Nobody had told Dr. Moss.",
        "She waited!",
        "“Why?” she asked.",
        "Two lines.",
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "وصل القطار. هل رأيته؟ نعم.", ["وصل القطار.", "هل رأيته؟", "نعم."]),
        ("zh-Hans", "船来了。谁在等？没有人！", ["船来了。", "谁在等？", "没有人！"]),
        ("tlh", "One thing. Another.", ["One thing.", "Another."]),
        ("", "One thing. Another.", ["One thing.", "Another."]),
    ],
)
def test_sentences_of_other_languages(language: str, text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text, language=language)] == expected


def test_only_the_sentences_that_overlap_are_given() -> None:
    first, second, *_ = sentences(TEXT)

    assert sentences(TEXT, first[0] + 2, first[1]) == [first]
    assert sentences(TEXT, first[1] - 1, second[0] + 1) == [first, second]


def test_lines_that_are_not_asked_for_are_not_split(monkeypatch: pytest.MonkeyPatch) -> None:
    split: set[str] = set()
    original = module._split

    def noted(line: str, language: str) -> tuple[tuple[int, int], ...]:
        split.add(line)
        return original(line, language)

    monkeypatch.setattr(module, "_split", noted)
    text = "\n".join(f"Line {number}. Second." for number in range(1000))

    place = text.index("Line 500")
    assert sentence_at(text, place) is not None
    assert sentence_after(text, place + 1) is not None
    assert sentence_before(text, place) is not None

    assert split == {"Line 499. Second.", "Line 500. Second."}


def test_the_sentence_at_a_space_is_the_next_and_at_the_lines_end_the_last() -> None:
    text = "One is here.   Two is there.  "

    assert sentence_at(text, 13) == (15, 28)
    assert sentence_at(text, len(text)) == (15, 28)
    assert sentence_at("\n\n", 1) is None


def test_paragraphs_leave_out_blank_lines() -> None:
    assert [TEXT[a:b] for a, b in paragraphs(TEXT)] == [
        "The ferry was late. 🚨 Nobody had told Dr. Moss.",
        "She waited!  “Why?” she asked.",
        "Two lines.",
    ]
    assert paragraph_at(TEXT, TEXT.index("\n\n") + 1) is None
    assert paragraphs("") == []


def test_a_word_grows_to_its_sentence_its_paragraph_and_the_text_and_shrinks_back() -> None:
    start = TEXT.index("Nobody") + 2
    rungs = [(start, start + 1)]
    for _ in range(5):
        rungs.append(grow(TEXT, *rungs[-1]))

    assert [TEXT[a:b] for a, b in rungs] == [
        "b",
        "Nobody",
        "🚨 Nobody had told Dr. Moss.",
        "The ferry was late. 🚨 Nobody had told Dr. Moss.",
        TEXT,
        TEXT,
    ]

    back = [rungs[-1]]
    for _ in range(4):
        back.append(shrink(TEXT, *back[-1], focus=start))
    assert back == [*rungs[-1:0:-1][1:], rungs[1]]


def test_a_stretch_over_two_sentences_grows_to_both() -> None:
    start, end = TEXT.index("late"), TEXT.index("had") + 3

    assert grow(TEXT, start, end) == (TEXT.index("The"), TEXT.index("\n"))


def test_a_quotation_mark_alone_grows_to_the_word_behind_it() -> None:
    text = "a “word” b"

    assert grow(text, 2, 3) == (2, 7)


@given(RANDOM)
def test_sentences_hold_all_but_white_space_and_cut_no_character(text: str) -> None:
    found = sentences(text)

    covered = "".join(text[start:end] for start, end in found)
    assert "".join(covered.split()) == "".join(text.split())
    for start, end in found:
        assert start < end
        assert "\n" not in text[start:end]
        assert may_cut(text, start)
        assert may_cut(text, end)
    assert all(first[1] <= second[0] for first, second in pairwise(found))


@given(RANDOM)
def test_forwards_and_backwards_meet_the_same_sentences(text: str) -> None:
    every = sentences(text)

    forwards, place = [], 0
    while after := sentence_after(text, place):
        forwards.append(after)
        place = after[1]
    backwards, place = [], len(text)
    while before := sentence_before(text, place):
        backwards.append(before)
        place = before[0]

    assert forwards == every
    assert backwards[::-1] == every


@given(RANDOM, st.integers(0, 59), st.integers(0, 59))
def test_growing_contains_what_was_and_ends_with_the_text(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))

    for _ in range(5):
        wider = grow(text, start, end)
        assert wider[0] <= start
        assert wider[1] >= end
        start, end = wider

    assert (start, end) == (0, len(text))


@given(RANDOM, st.integers(0, 59), st.integers(0, 59))
def test_shrinking_stays_within_what_was(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))

    narrower = shrink(text, start, end)

    assert start <= narrower[0] <= narrower[1] <= end
