"""Names of steps: short, on one line, and saying what."""

import pytest

from reviewer.store.naming import LONGEST_QUOTE, counted, listed, quoted, tagging_name


def test_a_long_quote_is_cut_between_characters() -> None:
    words = "a" * (LONGEST_QUOTE - 2) + "👩🏽‍⚖️" + "b" * 20

    shown = quoted(words)

    assert shown == "“" + "a" * (LONGEST_QUOTE - 2) + "…”"
    assert quoted("a" * LONGEST_QUOTE) == "“" + "a" * LONGEST_QUOTE + "”"


def test_a_quote_stands_on_one_line_without_what_a_terminal_would_obey() -> None:
    assert quoted("one\r\n\ttwo\x1b[31m three\u2028four") == "“one two [31m three four”"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["A"], "“A”"),
        (["A", "B"], "“A” and “B”"),
        (["A", "B", "C"], "“A”, “B” and “C”"),
        (["A", "B", "C", "D"], "“A”, “B” and 2 more"),
    ],
)
def test_of_many_names_the_first_are_named_and_the_rest_is_counted(names: list[str], words: str) -> None:
    assert listed(names) == words


def test_tagging_is_called_after_its_tags_or_else_its_memo() -> None:
    assert tagging_name(["Housing/Rents"], "why") == "Tag “Housing/Rents”"
    assert tagging_name([], " why ") == "Write memo “why”"
    assert tagging_name([]) == "Mark passage"


def test_one_thing_is_named_and_several_are_counted() -> None:
    assert counted("Remove", ["Minutes"], "document") == "Remove document “Minutes”"
    assert counted("Mark", ["a", "b"], "document", rest=" as done") == "Mark 2 documents as done"
