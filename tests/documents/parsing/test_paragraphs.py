"""Printed lines become paragraphs: whole sentences on one line."""

import pytest

from reviewer.documents.parsing.paragraphs import body_height, compounds, grouped, joined, paragraphs
from reviewer.documents.parsing.reading_order import Piece

NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("infor-\nmation\n", "information"),
        ("soft hy\u00ad\nphen\n", "soft hyphen"),
        ("Anglo-\nSaxon\n", "Anglo-Saxon"),
        ("from 2010-\n2015\n", "from 2010-2015"),
        ("a dash –\nand more\n", "a dash – and more"),
        ("a dash—\nand more\n", "a dash—and more"),
        ("well-kn-\nown\n", "well-known"),
        ("ofﬁce of\nﬂoods\n", "office of floods"),
        ("漢字の\n文章です\n", "漢字の文章です"),
        ("한국어\n문장\n", "한국어 문장"),
        ("ends in a hyphen -\nso\n", "ends in a hyphen - so"),
    ],
)
def test_two_lines_are_joined_as_their_seam_wants_it(raw: str, text: str) -> None:
    assert joined(raw, NONE) == [text]


def test_a_hyphen_stays_where_the_document_writes_it_within_a_line() -> None:
    known = compounds("It is a Long-term view, co‐operative, 3-4 and x-")

    assert known == {"long-term", "co-operative"}
    assert joined("a long-\nterm and co-\noperative infor-\nmation\n", known) == [
        "a long-term and co-operative information"
    ]


def test_a_line_that_stops_well_before_its_neighbours_ends_a_paragraph() -> None:
    raw = "The first paragraph goes on for a line and\nstops here.\nThe second one is as long as that was and\nends.\n"

    assert joined(raw, NONE) == [
        "The first paragraph goes on for a line and stops here.",
        "The second one is as long as that was and ends.",
    ]


def test_items_of_a_list_are_paragraphs() -> None:
    raw = "We found three things:\n• the first of them\ngoes on\n• the second.\n1. And a number.\n"

    assert joined(raw, NONE) == [
        "We found three things:",
        "• the first of them goes on",
        "• the second.",
        "1. And a number.",
    ]


def test_a_footnote_that_goes_on_in_small_letters_is_one_paragraph() -> None:
    raw = "Of the readers we copied none of their names;\nthe categories\nwere assigned at the desk by those on duty.\n"

    assert len(joined(raw, NONE)) == 1


def test_a_sentence_that_a_column_interrupts_is_whole() -> None:
    left = Piece(
        60, 100, 280, 148, "A long line of running text in a column\nthat is not finished where it ends and\n"
    )
    right = Piece(310, 100, 530, 148, "goes on at the top of the next column as\nreaders expect. It does.\n")

    pieces = [left, right]

    (whole,) = paragraphs(pieces, grouped(pieces), NONE)
    assert whole.text == (
        "A long line of running text in a column that is not finished where it ends and goes on at the top of the "
        "next column as readers expect. It does."
    )


def test_double_spaced_lines_are_one_paragraph_until_a_short_one() -> None:
    texts = [
        ("The applicant says that the letter of the fourth of March", 520),
        ("Was sent to the Ministry on the same day and that nobody", 515),
        ("Answered it.", 130),
        ("The Ministry says that there is no such letter and that it", 522),
        ("Would have been found by the registry.", 300),
    ]
    pieces = [Piece(72, 100 + 28 * n, x1, 114 + 28 * n, text + "\n") for n, (text, x1) in enumerate(texts)]

    found = [paragraph.text for paragraph in paragraphs(pieces, grouped(pieces), NONE)]

    assert [text.split()[:2] for text in found] == [["The", "applicant"], ["The", "Ministry"]]
    assert found[0].endswith("Answered it.")


def test_the_height_of_the_body_is_that_of_most_characters() -> None:
    pieces = [
        Piece(0, 0, 100, 30, "TITLE\n"),
        Piece(0, 40, 100, 76, "body " * 20 + "\n" + "more " * 20 + "\nend\n"),
    ]

    assert body_height(paragraphs(pieces, grouped(pieces), NONE)) == 12
    assert body_height([]) == 12


def test_an_item_with_a_hanging_indent_is_one_paragraph() -> None:
    texts = [
        (60, "• Add functions for a file of code with equal structures (not a"),
        (72, "single list like now)."),
        (60, "• The second item of this list, as long as the first one is it"),
    ]
    pieces = [
        Piece(x0, 100 + 14 * n, 400 if n != 1 else 170, 112 + 14 * n, text + "\n")
        for n, (x0, text) in enumerate(texts)
    ]

    found = [paragraph.text for paragraph in paragraphs(pieces, grouped(pieces), NONE)]

    assert [text[-22:] for text in found] == ["single list like now).", "as the first one is it"]
