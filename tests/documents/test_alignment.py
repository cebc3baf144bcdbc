"""Characters of the frozen text are found on the page, or nowhere: never in a wrong place."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reviewer.documents.alignment import align
from reviewer.documents.parsing.paragraphs import joined

WORDS = st.lists(st.text("abcdefgh-é😀", min_size=1, max_size=8), min_size=1, max_size=6)


def placed(printed: str, text: str) -> list[tuple[str, str]]:
    """Each placed character beside the printed one that it is said to be."""
    return [
        (text[run.place + offset], printed[run.at + offset])
        for run in align(printed, text)
        for offset in range(run.length)
    ]


def covered(printed: str, text: str) -> str:
    return "".join(character for character, _ in placed(printed, text) if not character.isspace())


def letters(text: str) -> str:
    return "".join(text.split())


def test_line_ends_and_the_hyphens_that_they_called_for_have_no_place() -> None:
    printed = "The infor-\nmation came\nlate.\n"
    text = "The information came late."

    assert covered(printed, text) == letters(text)
    assert all(ours == theirs for ours, theirs in placed(printed, text))


def test_dropped_controls_do_not_shift_what_follows() -> None:
    printed = "a\x02b\ufdd0c d\n"

    assert covered(printed, "abc d") == "abcd"


def test_lines_in_another_order_are_found_one_by_one() -> None:
    printed = "right column one\nright column two\nleft column one\nleft column two\n"
    text = "left column one left column two\nright column one right column two"

    assert covered(printed, text) == letters(text)
    assert all(ours == theirs for ours, theirs in placed(printed, text))


def test_a_hyphen_that_was_dropped_is_missed_by_no_line_in_another_order() -> None:
    printed = "second of all lines\nfirst infor-\nmation line\n"

    assert covered(printed, "first information line second of all lines") == letters(
        "first information line second of all lines"
    )


def test_short_lines_of_which_there_are_several_have_no_place_once_the_order_is_lost() -> None:
    printed = "zz\n12\nsome longer line here\n12\n"
    text = "some longer line here 12 12"

    assert covered(printed, text) == letters("some longer line here")


def test_the_rest_of_a_changed_line_is_found_by_what_is_the_same() -> None:
    printed = "the council closed the reading room at four\n"
    text = "the council closed its reading room at four"

    found = covered(printed, text)

    assert "thecouncilclosed" in found
    assert "readingroomatfour" in found
    assert all(ours == theirs for ours, theirs in placed(printed, text))


def test_a_foreign_text_has_no_place() -> None:
    assert align("something else altogether\n", "0123456789") == []
    assert align("", "abc") == []
    assert align("abc\n", "") == []


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_joined_lines_are_placed_wholly_and_rightly(lines: list[list[str]]) -> None:
    printed = "".join(" ".join(words) + "\n" for words in lines)
    text = "\n".join(joined(printed, frozenset()))

    pairs = placed(printed, text)

    assert all(ours == theirs or (ours.isspace() and theirs.isspace()) for ours, theirs in pairs)
    assert covered(printed, text) == letters(text)


@given(st.text("ab \n-", max_size=40), st.text("ab \n-", max_size=40))
def test_no_character_is_ever_placed_on_another(printed: str, text: str) -> None:
    pairs = placed(printed, text)

    assert all(ours == theirs or (ours.isspace() and theirs.isspace()) for ours, theirs in pairs)
    runs = align(printed, text)
    assert all(one.place + one.length <= other.place for one, other in pairwise(runs))
