"""PDFs: read as pages, a column selected with the mouse, read on as text at the same place."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QAbstractButton

from reviewer.store.documents import documents, text_of
from reviewer.store.library import Library
from reviewer.text.sentences import sentences
from reviewer.ui.reading.article import ArticleView
from reviewer.ui.reading.pages import PageView
from tests.journeys.conftest import Open
from tests.journeys.reader import Reader, full_text, in_the_database, saved, saved_documents
from tests.journeys.test_command_line import OWN
from tests.ui.reading.articles import drag

PDFS = sorted(OWN.glob("*.pdf"))


@pytest.fixture
def library(library_of: Callable[..., Path]) -> Path:
    return library_of(*PDFS)


def view(reader: Reader) -> PageView:
    return reader.see(PageView)


def whole_page(reader: Reader) -> None:
    """Makes the page so small that all of it is seen."""
    reader.text.setFocus()
    for _ in range(8):
        reader.press("Ctrl+-")
    reader.press("Home")
    reader.settle()
    reader.until(lambda: view(reader)._rects(0, 20))


def over_columns(reader: Reader, text: str) -> tuple[int, int]:
    """What begins with the last whole sentence of a column and ends with the first whole one of the next."""
    found = [
        (bounds, view(reader)._rects(*bounds))
        for bounds in sentences(text, 0, 6000)
        if view(reader)._rects(*bounds)
    ]
    for ((start, _), foot), ((_, end), head) in pairwise(found):
        if len(foot) > 1 and head[-1].left() > foot[0].right() and head[-1].top() < foot[0].top():
            return start, end
    raise AssertionError("the page has one column")


def page_starts(library: Path, path: Path) -> set[int]:
    with Library.open(library) as opened:
        (one,) = [one for one in documents(opened) if one.file_name == path.name]
        return {page.start for page in text_of(opened, one.id).pages}


def drag_over_page(reader: Reader, start: int, end: int) -> None:
    """Drags from the left edge of the first character to the right edge of the last one."""
    pages = view(reader)
    first, last = pages._rects(start, start + 1)[0], pages._rects(end - 1, end)[0]
    drag(
        pages,
        QPointF(first.left() + 0.5, first.center().y()),
        QPointF(last.right() - 0.5, last.center().y()),
    )
    reader.until(lambda: reader.picker_is_open)


def test_a_sentence_over_two_columns_is_dragged_over_and_tagged(open_window: Open, library: Path) -> None:
    reader = open_window(library)
    (title,) = [one.metadata.title for one in saved_documents(library) if "Openness" in one.metadata.title]
    reader.open(title)
    assert isinstance(reader.text, PageView)
    whole_page(reader)
    text = full_text(library, title)
    start, end = over_columns(reader, text)

    drag_over_page(reader, start, end)
    reader.enter_tag("#Columns")

    (passage,) = saved(library)
    assert (passage.start, passage.end) == (start, end)
    assert passage.quote == text[start:end]
    assert passage.page == 0
    assert in_the_database(library) == [(start, end, text[start:end])]
    reader.until(lambda: reader.painted(passage.topics[0].colour))


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_the_text_view_goes_on_at_the_same_place_with_the_same_paints(
    open_window: Open, library: Path, path: Path
) -> None:
    reader = open_window(library)
    (title,) = [one.metadata.title for one in saved_documents(library) if one.file_name == path.name]
    reader.open(title)
    reader.text.setFocus()
    for _ in range(4):
        reader.press("PgDown")
    # Where the characters of a page are is known a moment after the page is seen.
    reader.until(lambda: reader.text.place() not in page_starts(library, path))
    reader.press("Down")
    reader.type("t")
    reader.enter_tag("#Place")
    (passage,) = saved(library)
    place = reader.text.place()
    assert place > 0
    reader.until(lambda: reader.painted(passage.topics[0].colour))

    reader.click(reader.see(QAbstractButton, "text"))
    reader.until(lambda: isinstance(reader.text, ArticleView))
    text = full_text(library, title)
    assert abs(reader.text.place() - place) < 200
    assert text[passage.start : passage.end] == passage.quote
    reader.until(lambda: reader.painted(passage.topics[0].colour))
    before = reader.text.place()

    reader.press("Ctrl+3")
    reader.until(lambda: isinstance(reader.text, PageView))
    reader.settle()
    assert abs(reader.text.place() - before) < 200
    reader.press("Ctrl+4")
    reader.press("Ctrl+Q")

    again = open_window()
    again.until(lambda: again.document == title)
    again.settle()
    assert isinstance(again.text, ArticleView)
    assert abs(again.text.place() - before) < 200


def test_pdfs_are_imported_by_the_worker_with_their_titles(
    open_window: Open, library_of: Callable[..., Path]
) -> None:
    library = library_of()
    reader = open_window(library)

    reader.drop(PDFS)
    reader.until(lambda: reader.import_row.startswith("2 added"))
    reader.until(lambda: reader.document)
    reader.settle()

    titles = {one.metadata.title for one in saved_documents(library)}
    assert any("Openness as Work" in title for title in titles)
    assert any("Cool" in title for title in titles)
    reader.until(lambda: reader.all_seen(QAbstractButton, "Pages"))
