"""What is tagged is gone to by stripe, words and card, and taken away and brought back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage

from reviewer.ui.chips import cross_of
from reviewer.ui.passages.delegate import CardDelegate, MemoField
from reviewer.ui.passages.list import CardList
from tests.journeys.conftest import Open
from tests.journeys.reader import Reader, saved
from tests.ui.reading.articles import middle, press

LINES = [f"Line {number} says that the ferry is late." for number in range(120)]


@pytest.fixture
def library(tmp_path: Path, library_of: Callable[..., Path]) -> Path:
    path = tmp_path / "timetable.txt"
    path.write_text("Timetable\n\n" + "\n\n".join(LINES), "utf-8")
    return library_of(path)


@pytest.fixture
def reader(open_window: Open, library: Path) -> Reader:
    """A reader who has tagged the first line twice and the last one once."""
    made = open_window(library)
    made.open("Timetable")
    made.text.setFocus()
    made.press("Down")
    made.type("t")
    made.enter_tag("#Early", "Tab", "@", "F", "e", "r", "r", "y")
    made.press("End")
    made.press("Down")
    while made.article.selection() and not made.article.textCursor().selectedText().startswith("Line 119"):
        made.press("Down")
    made.type("t")
    made.enter_tag("#Late")
    return made


def the_card(reader: Reader, row: int) -> QPoint:
    cards = reader.see(CardList)
    index = cards.model().index(row, 0)
    cards.scrollTo(index)
    return cards.visualRect(index).center()


def stripe(reader: Reader, colour: str) -> QPoint:
    """The middle of the highest stretch of pixels in a stripe's colour, at the left of the column."""
    image = reader.article.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = QColor(colour).rgb()
    ratio = image.devicePixelRatio()
    for x in range(image.width()):
        rows = [y for y in range(image.height()) if image.pixel(x, y) == wanted]
        if len(rows) >= 8:
            return QPoint(round((x + 1) / ratio), round(rows[len(rows) // 2] / ratio))
    raise AssertionError("there is no stripe")


def test_a_card_a_stripe_and_painted_words_lead_to_the_passage(reader: Reader, library: Path) -> None:
    first, last = saved(library)
    assert reader.article.place() > first.end
    reader.press("Ctrl+2")
    assert reader.cards() == [first.quote, last.quote]

    reader.click(reader.see(CardList).viewport(), the_card(reader, 0))
    reader.until(lambda: reader.painted(first.topics[0].colour))
    assert reader.article.place() <= first.start
    assert reader.at_cursor(6)[1] == "Line 0"

    reader.press("Ctrl+1")
    assert not reader.all_seen(CardList)
    press(reader.article, stripe(reader, first.topics[0].colour))
    reader.until(lambda: reader.all_seen(CardList))
    assert reader.current_row("Passages") == first.quote

    reader.click(reader.see(CardList).viewport(), the_card(reader, 1))
    reader.until(lambda: reader.painted(last.topics[0].colour))
    reader.press("Ctrl+1")
    press(reader.article, middle(reader.article, last.start + 3))
    reader.until(lambda: reader.all_seen(CardList))
    assert reader.current_row("Passages") == last.quote


def test_a_cross_takes_one_tag_away_and_undo_brings_it_back(reader: Reader, library: Path) -> None:
    before = saved(library)
    assert [len((*one.topics, *one.entities)) for one in before] == [2, 1]
    reader.press("Ctrl+2")

    reader.click(reader.see(CardList).viewport(), the_cross(reader, row=0, chip=0))
    reader.until(lambda: reader.said == "Tag removed")
    reader.settle()
    (first, last) = saved(library)
    assert first.topics == ()
    assert first.entities == before[0].entities
    assert last == before[1]

    reader.click_button("Undo (Ctrl+Z)")
    reader.until(lambda: saved(library) == before)


def the_cross(reader: Reader, *, row: int, chip: int) -> QPoint:
    cards = reader.see(CardList)
    index = cards.model().index(row, 0)
    delegate = cards.itemDelegate()
    assert isinstance(delegate, CardDelegate)
    layout = delegate.layout_of(index)
    assert layout is not None
    place = layout.places[chip].translated(cards.visualRect(index).topLeft())
    return cross_of(place, cards.layoutDirection()).center()


def test_delete_takes_the_passage_away_and_undo_brings_it_back(reader: Reader, library: Path) -> None:
    before = saved(library)
    reader.press("Ctrl+2")
    reader.click(reader.see(CardList).viewport(), the_card(reader, 0))
    reader.text.setFocus()

    reader.press("Del")
    reader.until(lambda: reader.said == "Passage removed")
    reader.until(lambda: reader.counts.startswith("1 passage ·"))
    assert saved(library) == before[1:]
    assert reader.cards() == [before[1].quote]
    assert not reader.painted(before[0].topics[0].colour)

    reader.press("Ctrl+Z")
    reader.until(lambda: reader.counts.startswith("2 passages ·"))
    assert saved(library) == before
    assert reader.painted(before[0].topics[0].colour)


def test_a_memo_is_written_in_the_card(reader: Reader, library: Path) -> None:
    reader.press("Ctrl+2", "Home")
    assert reader.current_row("Passages").startswith("Line 0")
    reader.press("Return")
    reader.until(lambda: reader.all_seen(MemoField))
    reader.type("Zoë 🚢 asked")
    reader.press("Return")

    reader.until(lambda: [memo.text for one in saved(library) for memo in one.memos] == ["Zoë 🚢 asked"])
    reader.settle()
    reader.press("Ctrl+Z")
    reader.until(lambda: not [memo for one in saved(library) for memo in one.memos])
    assert len(saved(library)) == 2
