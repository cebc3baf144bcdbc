"""Whatever a text holds, each of its code points has its own place in the Qt document."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from reviewer.model.document import Block, Mark
from reviewer.ui.reading.article_document import Article, build_article
from reviewer.ui.theme import theme
from tests.ui.reading.articles import TITLE, document, span, text_of

SHOWN_AS = {"\n": "\u2029", "\u00a0": "\u00a0"}


def build(text: str, *, blocks: tuple[Block, ...] = (), marks: tuple[Mark, ...] = ()) -> Article:
    owner = QObject()
    article = build_article(
        document(text), text_of(text, blocks=blocks, marks=marks), scale=1.0, column=680, parent=owner
    )
    article.document.setParent(QApplication.instance())
    return article


def shown(article: Article) -> list[str]:
    block, lines = article.document.begin(), []
    while block.isValid():
        lines.append(block.text())
        block = block.next()
    return lines


def look(article: Article, line: int) -> str:
    return article.look(article.document.findBlockByNumber(line)).kind


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def first_unit(character: str) -> str:
    return character.encode("utf-16-le", "surrogatepass")[:2].decode("utf-16-le", "surrogatepass")


NASTY = st.text(
    alphabet=st.sampled_from("ab \n\t\r\x00\x0b\x85\u00a0\u00ad\u0301\u200b\u200d\u202e\u2067\u2028\u2029\ufdd0\ufdd1\ufffc\ufeff😀🏽שع漢\U0010ffff"),
    max_size=40,
)  # fmt: skip


@given(NASTY)
def test_every_code_point_is_shown_at_its_own_place(qapp: QApplication, text: str) -> None:
    article = build(text)

    for place, character in enumerate(text):
        start = article.positions.start_to_qt(place)
        assert article.positions.end_to_qt(place + 1) - start == utf16(character)
        assert article.positions.from_qt(start) == place
        if character == "\n" or character.isalnum():
            assert article.document.characterAt(start) == SHOWN_AS.get(character, first_unit(character))
    end = article.positions.start_to_qt(len(text))
    assert article.document.characterCount() - 1 == end


def test_title_and_byline_stand_above_the_text_and_hold_no_position(qapp: QApplication) -> None:
    article = build("One line.\nAnother.")

    assert shown(article) == [
        TITLE,
        "Ida Moss, Ben Tern — Harbour Post, 24 Jan 2025",
        "One line.",
        "Another.",
    ]
    assert [look(article, line) for line in range(3)] == ["title", "byline", "text"]
    assert article.positions.from_qt(3) == 0


def test_the_byline_of_a_title_from_right_to_left_keeps_the_order_of_its_date(qapp: QApplication) -> None:
    arabic = "ليالي الرصيف"
    usual = document("One line.")
    article = build_article(
        replace(usual, metadata=replace(usual.metadata, title=arabic)),
        text_of("One line."),
        scale=1,
        column=680,
        parent=qapp,
    )

    assert shown(article)[1].endswith("\u206824 Jan 2025\u2069")


def test_a_text_that_begins_with_its_title_does_not_show_it_twice(qapp: QApplication) -> None:
    text = f"{TITLE}\nOne line."

    article = build(text)

    assert shown(article) == [TITLE, "Ida Moss, Ben Tern — Harbour Post, 24 Jan 2025", "One line."]
    for place in range(len(text)):
        assert article.positions.from_qt(article.positions.start_to_qt(place)) == place
    assert article.document.characterAt(article.positions.start_to_qt(text.index("One"))) == "O"


def test_a_date_above_the_title_of_a_text_is_set_small(qapp: QApplication) -> None:
    article = build(f"date 2025-01-24\n\n{TITLE}\n\nOne line.")

    assert [look(article, line) for line in range(6)] == [
        "kicker",
        "blank",
        "title",
        "byline",
        "blank",
        "text",
    ]
    assert shown(article)[3] == "Ida Moss, Ben Tern — Harbour Post"
    assert article.muted_blocks == (0, 3)


def test_the_byline_of_a_title_from_right_to_left_stands_on_the_right(qapp: QApplication) -> None:
    text = "שער\nטקסט."
    article = build_article(
        document(text, title="שער"),
        text_of(text),
        scale=1.0,
        column=680,
        parent=QApplication.instance() or QObject(),
    )

    assert article.document.findBlockByNumber(1).textDirection() == Qt.LayoutDirection.RightToLeft


def test_kinds_of_blocks_have_their_looks(qapp: QApplication) -> None:
    text = "Head\nItem\nWords of others\nA\tB\nx = 1\n\ny = 2\nA caption\nPlain"
    blocks = (
        Block("heading", *span(text, "Head"), 1),
        Block("list item", *span(text, "Item"), 1),
        Block("quotation", *span(text, "Words of others")),
        Block("table row", *span(text, "A\tB")),
        Block("preformatted", *span(text, "x = 1\n\ny = 2")),
        Block("caption", *span(text, "A caption")),
    )

    article = build(text, blocks=blocks)

    assert [look(article, line) for line in range(2, 11)] == [
        "heading", "list item", "quotation", "table row",
        "preformatted", "preformatted", "preformatted", "caption", "text",
    ]  # fmt: skip
    assert article.document.findBlockByNumber(3).blockFormat().indent() == 2
    assert article.document.findBlockByNumber(5).blockFormat().tabPositions()


def test_furniture_is_small_and_muted(qapp: QApplication) -> None:
    text = "Words of a page.\n7\nMore of them."

    article = build(text, blocks=(Block("furniture", *span(text, "7")),))
    format_ = article.document.findBlockByNumber(3).begin().fragment().charFormat()

    assert look(article, 3) == "furniture"
    assert format_.foreground().color() == QColor(theme().muted)
    assert format_.font().pixelSize() == 13


def test_blank_lines_are_there_but_take_no_room_and_hard_wrapped_lines_stay_together(
    qapp: QApplication,
) -> None:
    article = build("One line\nof a paragraph.\n\nAnother.")

    assert [look(article, line) for line in range(2, 6)] == ["tight", "text", "blank", "text"]
    assert article.document.findBlockByNumber(4).blockFormat().lineHeight() == 1


def test_a_huge_line_is_broken_for_the_eye_and_no_position_moves(qapp: QApplication) -> None:
    text = "A sentence of some words 😀. " * 3000

    article = build(text)

    lines = shown(article)[2:]
    assert max(map(utf16, lines)) < 20_000
    assert "".join(lines) == text
    assert all(line.endswith(". ") for line in lines)
    for place in (0, 5, 7_999, 8_000, 40_000, len(text) - 1):
        assert article.positions.from_qt(article.positions.start_to_qt(place)) == place
        assert article.document.characterAt(article.positions.start_to_qt(place)) == first_unit(text[place])


def test_a_huge_line_without_spaces_is_broken_between_characters(qapp: QApplication) -> None:
    article = build("👩\u200d👧" * 8000)

    assert all(line.startswith("👩") and line.endswith("👧") for line in shown(article)[2:])


def test_stress_is_in_the_letters(qapp: QApplication) -> None:
    text = "🚨 plain slanted thick"
    marks = (Mark("emphasis", *span(text, "slanted")), Mark("strong", *span(text, "thick")))

    article = build(text, marks=marks)

    pieces = {}
    fragments = article.document.findBlockByNumber(2).begin()
    while not fragments.atEnd():
        piece = fragments.fragment()
        pieces[piece.text()] = (piece.charFormat().fontItalic(), piece.charFormat().fontWeight() >= 600)
        fragments += 1
    assert pieces == {
        "🚨 plain ": (False, False),
        "slanted": (True, False),
        " ": (False, False),
        "thick": (False, True),
    }


@pytest.mark.parametrize(
    ("text", "direction"),
    [("אבג abc", Qt.LayoutDirection.RightToLeft), ("abc אבג", Qt.LayoutDirection.LeftToRight)],
)
def test_each_paragraph_runs_as_its_first_letter_does(
    qapp: QApplication, text: str, direction: Qt.LayoutDirection
) -> None:
    article = build(f"First line\n{text}")

    assert article.document.findBlockByNumber(3).textDirection() == direction


def test_an_empty_text_shows_its_title(qapp: QApplication) -> None:
    assert shown(build(""))[0] == TITLE
