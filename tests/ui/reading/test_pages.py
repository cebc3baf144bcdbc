"""Printed pages are read, selected and tagged by mouse and keys, and every position is a code point of the text."""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from reviewer.documents.formats import pdf
from reviewer.documents.pages import Pages
from reviewer.documents.worker import Worker
from reviewer.errors import ReviewerError
from reviewer.model.document import Document, DocumentText, Metadata, Reading
from reviewer.model.ids import DocumentId, PassageId, TextId
from reviewer.ui.reading import page_tiles
from reviewer.ui.reading.pages import PageView
from reviewer.ui.reading.painting import Paint
from reviewer.ui.theme import PALETTE, themes
from tests.documents.printed import all_of, lines, made, repeated

_HOURS = count(3_600_000, 3_600_000)
LEFT = (
    "The ferry was late that day.",
    "Nobody had told the master",
    "of the port. She waited.",
    "And then she read on and",
)
RIGHT = (
    "on until it was dark. He",
    "said nothing at all to her.",
    "Tomorrow is another day.",
    "The door was shut at four.",
)
PAPER = all_of(lines(*LEFT, at=(60, 100)), lines(*RIGHT, at=(310, 100)))


@dataclass
class Paged:
    view: PageView
    worker: Worker
    pages: Pages
    text: str
    bot: QtBot

    def settle(self) -> None:
        """Waits until everything that is seen is drawn and its characters have places."""
        view = self.view

        def still() -> None:
            assert not view.is_drawing

        self.bot.waitUntil(still, timeout=30_000)

    def span(self, quote: str) -> tuple[int, int]:
        start = self.text.index(quote)
        return start, start + len(quote)

    def middle(self, position: int) -> QPoint:
        return self.view._rects(position, position + 1)[0].center().toPoint()

    def said(self) -> str:
        selection = self.view.selection()
        return self.text[slice(*selection)] if selection else ""

    def shot(self) -> QImage:
        return self.view.viewport().grab().toImage()


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as started:
        yield started


def document_of(reading: Reading) -> Document:
    return Document(
        DocumentId("d"), TextId("t"), Metadata("Nine nights"), "pdf", "application/pdf", "a.pdf", "new",
        len(reading.text), len(reading.pages), "",
    )  # fmt: skip


def opened(data: bytes, worker: Worker, bot: QtBot, *, size: tuple[int, int] = (900, 700)) -> Paged:
    reading = pdf.read(data, file_name="a.pdf")
    text = DocumentText(
        TextId("t"), DocumentId("d"), reading.text, reading.blocks, reading.marks, reading.pages
    )
    view = PageView()
    bot.addWidget(view)
    view.resize(*size)
    with bot.waitExposed(view):
        view.show()
    view.setFocus()
    pages = Pages(worker, data, text, file_name="a.pdf")
    view.show_document(document_of(reading), text, pages)
    paged = Paged(view, worker, pages, reading.text, bot)
    paged.settle()
    return paged


@pytest.fixture
def paper(qapp: QApplication, qtbot: QtBot, worker: Worker) -> Iterator[Paged]:
    themes.dress(qapp)
    themes.choose("light")
    paged = opened(made(PAPER, PAPER, lines("The third page.", "It ends here.")), worker, qtbot)
    yield paged
    paged.view.close_document()
    paged.pages.close()
    themes.choose("system")


@pytest.fixture
def book(qapp: QApplication, qtbot: QtBot, worker: Worker) -> Iterator[Paged]:
    themes.dress(qapp)
    themes.choose("light")
    paged = opened(repeated(PAPER, 60), worker, qtbot)
    yield paged
    paged.view.close_document()
    paged.pages.close()
    themes.choose("system")


def send(
    paged: Paged, kind: QEvent.Type, at: QPoint, buttons: Qt.MouseButton, when: int, *, shift: bool = False
) -> None:
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    viewport = paged.view.viewport()
    event = QMouseEvent(kind, QPointF(at), viewport.mapToGlobal(QPointF(at)), button, buttons, modifier)
    event.setTimestamp(when)
    QApplication.sendEvent(viewport, event)


def clicks(paged: Paged, at: QPoint, times: int = 1, *, shift: bool = False) -> None:
    when = next(_HOURS)
    for number in range(times):
        kind = QEvent.Type.MouseButtonDblClick if number % 2 else QEvent.Type.MouseButtonPress
        send(paged, kind, at, Qt.MouseButton.LeftButton, when, shift=shift)
        send(paged, QEvent.Type.MouseButtonRelease, at, Qt.MouseButton.NoButton, when, shift=shift)


def drag(paged: Paged, start: QPoint, end: QPoint) -> None:
    when = next(_HOURS)
    send(paged, QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton, when)
    for share in (0.3, 0.7, 1.0):
        send(paged, QEvent.Type.MouseMove, start + (end - start) * share, Qt.MouseButton.LeftButton, when)
    send(paged, QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton, when)


def key(paged: Paged, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for one in keys:
        QTest.keyClick(paged.view, one, modifier)


def paint(paged: Paged, quote: str, *, colour: int = 0, passage: str = "p", label: str = "Ferries") -> Paint:
    return Paint(*paged.span(quote), PALETTE[colour], PassageId(passage), label)


def test_the_printed_page_is_seen(paper: Paged) -> None:
    shot = paper.shot()
    first = paper.view._rects(*paper.span("ferry"))[0].toRect()
    ink = min(
        shot.pixelColor(x, y).lightness()
        for x in range(first.left(), first.right())
        for y in range(first.top(), first.bottom())
    )

    assert ink < 80
    assert shot.pixelColor(int(paper.view._rect_of(0).right()) - 20, first.top()).lightness() > 250


def test_a_drag_follows_the_column(paper: Paged) -> None:
    start, end = paper.middle(paper.span("ferry")[0]), paper.middle(paper.span("She waited")[1] - 1)

    with paper.bot.waitSignals([paper.view.selected, paper.view.drag_ended]):
        drag(paper, start - QPoint(3, 0), end + QPoint(3, 0))

    assert paper.said() == "ferry was late that day. Nobody had told the master of the port. She waited"


def test_a_drag_from_one_column_to_the_next_takes_what_is_read_between(paper: Paged) -> None:
    drag(
        paper,
        paper.middle(paper.span("She")[0]) - QPoint(3, 0),
        paper.middle(paper.span("dark")[1] - 1) + QPoint(3, 0),
    )

    assert paper.said() == "She waited. And then she read on and on until it was dark"


def test_a_drag_goes_over_the_edge_of_a_page(paper: Paged) -> None:
    paper.view.verticalScrollBar().setValue(int(paper.view._layout.rect(1).top()) - 60)
    paper.view.go_to(paper.span("The door")[0], flash=False)
    paper.view.verticalScrollBar().setValue(int(paper.view._layout.rect(1).top()) - 650)
    paper.settle()
    paper.view.resize(900, 1200)
    paper.settle()
    second = paper.text.index("The ferry", 10)

    paper.view.select(paper.span("The door")[0], second + 9)

    assert paper.said() == "The door was shut at four.\n\nThe ferry"
    assert len(paper.view._rects(paper.span("The door")[0], second + 9)) == 2


def test_clicks_take_a_word_a_sentence_a_paragraph(paper: Paged) -> None:
    at = paper.middle(paper.span("told")[0] + 1)

    clicks(paper, at, 2)
    assert paper.said() == "told"
    clicks(paper, at, 3)
    assert paper.said() == "Nobody had told the master of the port."
    clicks(paper, at, 4)
    assert paper.said().startswith("The ferry was late")
    assert paper.said().endswith("shut at four.")


def test_shift_and_a_click_select_up_to_there(paper: Paged) -> None:
    clicks(paper, paper.middle(paper.span("ferry")[0]) - QPoint(3, 0))
    clicks(paper, paper.middle(paper.span("late")[1] - 1) + QPoint(3, 0), shift=True)

    assert paper.said() == "ferry was late"


def test_keys_go_from_sentence_to_sentence_grow_and_shrink(paper: Paged) -> None:
    key(paper, Qt.Key.Key_Down)
    assert paper.said() == "Nobody had told the master of the port."
    key(paper, Qt.Key.Key_Down)
    assert paper.said() == "She waited."
    key(paper, Qt.Key.Key_Up)
    key(paper, Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert paper.said() == "Nobody had told the master of the port. She waited."
    key(paper, Qt.Key.Key_Escape)
    assert paper.view.selection() is None
    QTest.keyClicks(paper.view, "+")
    assert paper.said() == "Nobody"
    QTest.keyClicks(paper.view, "+")
    assert paper.said() == "Nobody had told the master of the port."
    QTest.keyClicks(paper.view, "-")
    assert paper.said() == "Nobody"
    key(paper, Qt.Key.Key_Right)
    assert paper.said() == "had"
    QTest.keyClicks(paper.view, "p")
    assert paper.said().startswith("The ferry")
    key(paper, Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    assert paper.said() == paper.text


def test_enter_asks_for_tags_and_takes_the_sentence_where_nothing_is_selected(paper: Paged) -> None:
    with paper.bot.waitSignal(paper.view.tagging_wanted):
        key(paper, Qt.Key.Key_Return)

    assert paper.said() == "The ferry was late that day."


def test_delete_asks_for_the_removal_of_what_is_tagged_here(paper: Paged) -> None:
    paper.view.set_paints(
        [paint(paper, "Nobody had told", passage="p1"), paint(paper, "told the", passage="p2")]
    )
    paper.view.select(*paper.span("told"))

    with paper.bot.waitSignal(paper.view.removal_wanted) as caught:
        key(paper, Qt.Key.Key_Delete)

    assert caught.args == [["p1", "p2"]]


def test_a_click_on_painted_text_and_on_its_stripe_says_the_passage(paper: Paged) -> None:
    paper.view.set_paints(
        [paint(paper, "Nobody had told the master"), paint(paper, "Tomorrow is another day.", passage="q")]
    )
    paper.shot()

    with paper.bot.waitSignal(paper.view.passage_pressed) as text:
        clicks(paper, paper.middle(paper.span("had")[0]))
    assert text.args == ["p"]
    left, right = paper.view._stripes[0], paper.view._stripes[1]
    with paper.bot.waitSignal(paper.view.passage_pressed) as stripe:
        clicks(paper, right.rect.center().toPoint())
    assert stripe.args == ["q"]
    assert left.rect.right() < paper.middle(paper.span("Nobody")[0]).x()
    assert right.rect.left() > paper.middle(paper.span("another day")[1] - 1).x()


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_hovering_tells_the_tags(paper: Paged) -> None:
    paper.view.set_paints(
        [paint(paper, "Nobody had", label="Ports"), paint(paper, "Nobody had", label="Silence", colour=2)]
    )
    at = paper.middle(paper.span("Nobody")[0])

    QApplication.sendEvent(
        paper.view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, paper.view.viewport().mapToGlobal(at))
    )

    assert QToolTip.text() == "Ports\nSilence"
    QToolTip.hideText()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_under_tags_the_print_stays_as_black_as_it_was(paper: Paged, mode: str) -> None:
    themes.choose("dark" if mode == "dark" else "light")
    area = paper.view._rects(*paper.span("Nobody"))[0].toRect()

    def darkest() -> int:
        shot = paper.shot()
        return min(
            shot.pixelColor(x, y).lightness()
            for x in range(area.left(), area.right())
            for y in range(area.top(), area.bottom() - 4)
        )

    plain = darkest()
    paper.view.set_paints(
        [paint(paper, "Nobody had told", colour=number, passage=str(number)) for number in range(4)]
    )

    assert darkest() <= plain


def test_hits_are_marked_and_the_current_one_stands_out(paper: Paged) -> None:
    hits = [paper.span("Nobody"), paper.span("Tomorrow")]
    spots = [paper.view._rects(*hit)[0] for hit in hits]
    plain = paper.shot()

    paper.view.set_hits(hits, 1)
    marked = paper.shot()

    def change(number: int) -> int:
        at = QPoint(round(spots[number].left()) + 1, round(spots[number].top()) + 1)
        return plain.pixelColor(at).lightness() - marked.pixelColor(at).lightness()

    assert 0 < change(0) < change(1)


def test_a_place_is_come_back_to(book: Paged) -> None:
    wanted = book.text.index("Nobody", book.view._text.pages[30].start if book.view._text else 0)

    book.view.show_place(wanted)
    assert book.view.place() == wanted
    book.settle()
    line_start = book.view.place()
    book.view.verticalScrollBar().setValue(0)
    book.view.show_place(line_start)
    book.settle()

    assert book.view.place() == line_start
    assert line_start <= wanted < line_start + 60


def test_going_somewhere_brings_it_into_view_and_the_cursor_with_it(book: Paged) -> None:
    start = book.text.rindex("Tomorrow")

    book.view.go_to(start, start + 8)
    book.settle()

    (rect,) = book.view._rects(start, start + 8)
    assert book.view.viewport().rect().contains(rect.toAlignedRect())
    key(book, Qt.Key.Key_Down)
    assert book.said() == "The door was shut at four."


def test_from_elsewhere_the_next_sentence_is_the_first_that_is_seen(book: Paged) -> None:
    book.view.verticalScrollBar().setValue(int(book.view._layout.rect(20).top()))
    book.settle()

    key(book, Qt.Key.Key_Down)

    selection = book.view.selection()
    assert selection
    assert book.view._page_of(selection[0]) == 20


LONG_PAGE = lines(
    *(f"This is sentence {number} of the page, and no more." for number in range(1, 41)), step=17
)


@pytest.fixture
def long_book(qapp: QApplication, qtbot: QtBot, worker: Worker) -> Iterator[Paged]:
    themes.dress(qapp)
    themes.choose("light")
    paged = opened(repeated(LONG_PAGE, 30), worker, qtbot)
    yield paged
    paged.view.close_document()
    paged.pages.close()
    themes.choose("system")


def scrolled_far(paged: Paged) -> int:
    """Scrolls into the middle of a page whose characters have no known places yet; the answer is how far."""
    bar = paged.view.verticalScrollBar()
    bar.setValue(int(paged.view._layout.rect(20).top()) + 400)
    assert paged.view._tiles.map_of(20) is None
    return bar.value()


def test_down_waits_until_it_is_known_which_sentence_is_seen_first(long_book: Paged) -> None:
    view = long_book.view
    far = scrolled_far(long_book)

    key(long_book, Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert view.selection() is None
    long_book.bot.waitUntil(lambda: view.selection() is not None, timeout=30_000)

    first, second = view.place(), view.selection()
    assert second is not None
    assert first < second[0] < first + 200
    assert view.verticalScrollBar().value() > far + 400


def test_tagging_waits_too(long_book: Paged) -> None:
    view = long_book.view
    scrolled_far(long_book)

    with long_book.bot.waitSignal(view.tagging_wanted, timeout=30_000):
        key(long_book, Qt.Key.Key_Return)

    selection = view.selection()
    assert selection is not None
    assert view.place() < selection[0] < view.place() + 500


def test_a_verb_that_waits_is_given_up_when_the_reader_goes_on(long_book: Paged) -> None:
    scrolled_far(long_book)

    key(long_book, Qt.Key.Key_Down, Qt.Key.Key_Home)
    long_book.settle()

    assert long_book.view.selection() is None


def test_where_a_pages_characters_never_will_be_known_keys_go_on_without(long_book: Paged) -> None:
    view = long_book.view
    scrolled_far(long_book)
    pages = view._tiles._pages

    for page in view._shown_pages():
        view._tiles.map_of(page)
        view._tiles._take_map(pages, page, ReviewerError(problem="The page is damaged."))  # type: ignore[arg-type]
    key(long_book, Qt.Key.Key_Down)

    assert view.selection() is not None


def test_keys_pass_over_heads_and_numbers_from_page_to_page(
    qapp: QApplication, qtbot: QtBot, worker: Worker
) -> None:
    sheets = [
        all_of(lines("Harbour studies", at=(72, 40)), LONG_PAGE, lines(str(number), at=(300, 820)))
        for number in (7, 8, 9)
    ]
    paged = opened(made(*sheets), worker, qtbot)

    paged.view.select(*paged.span("This is sentence 40 of the page, and no more."))
    key(paged, Qt.Key.Key_Down)

    assert paged.said() == "This is sentence 1 of the page, and no more."
    paged.view.close_document()
    paged.pages.close()


def test_what_is_selected_is_copied(paper: Paged) -> None:
    paper.view.select(*paper.span("The ferry was late"))

    key(paper, Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)

    assert QApplication.clipboard().text() == "The ferry was late"


def test_scrolling_says_the_place_and_names_the_page(book: Paged) -> None:
    with book.bot.waitSignal(book.view.place_changed):
        key(book, Qt.Key.Key_End)

    assert book.view.accessibleDescription() == "Page 60 of 60"
    assert book.view.accessibleName() == "Pages of “Nine nights”"
    key(book, Qt.Key.Key_PageUp)
    key(book, Qt.Key.Key_Home)
    assert book.view.verticalScrollBar().value() == 0
    key(book, Qt.Key.Key_Space)
    assert book.view.verticalScrollBar().value() > 500


def test_zooming_keeps_what_is_under_the_pointer(book: Paged) -> None:
    book.view.verticalScrollBar().setValue(3000)
    book.settle()
    at = QPointF(400, 300)
    before = book.view._on_page(at)[1:]
    event = QWheelEvent(
        at, book.view.viewport().mapToGlobal(at), QPoint(), QPoint(0, 360), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003
    )  # fmt: skip

    QApplication.sendEvent(book.view.viewport(), event)
    book.settle()

    assert book.view.zoom == pytest.approx(1.1**3)
    assert book.view._on_page(at)[1:] == pytest.approx(before, abs=1.5)
    book.view.zoom_by(0)
    assert book.view.zoom == 1


def test_what_is_drawn_stays_to_be_seen_until_the_sharper_picture_comes(paper: Paged) -> None:
    area = paper.view._rects(*paper.span("ferry was late"))[0]

    paper.view.zoom_by(4)
    larger = paper.shot()

    assert paper.view.is_drawing
    rect = paper.view._rects(*paper.span("ferry was late"))[0].toRect()
    assert rect.width() > area.width() * 1.3
    ink = min(
        larger.pixelColor(x, y).lightness()
        for x in range(rect.left(), rect.right())
        for y in range(rect.top(), rect.bottom())
    )
    assert ink < 160
    paper.settle()


def test_kept_pictures_have_a_limit(book: Paged, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_tiles, "KEPT_BYTES", 12 << 20)

    for index in range(0, 60, 3):
        book.view.verticalScrollBar().setValue(int(book.view._layout.rect(index).top()))
        book.settle()

    assert book.view._tiles.kept_bytes <= (12 << 20) + (6 << 20)
    assert (
        sum(image.sizeInBytes() for image in book.view._tiles._images.values()) == book.view._tiles.kept_bytes
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_pages_come_even_if_the_worker_is_killed_while_it_draws(book: Paged) -> None:
    pid = book.worker.pid
    assert pid
    book.view.verticalScrollBar().setValue(int(book.view._layout.rect(40).top()))
    QApplication.processEvents()

    os.kill(pid, signal.SIGKILL)
    book.settle()

    assert book.worker.pid != pid
    assert not book.view._tiles._failed


def test_a_page_that_cannot_be_drawn_says_so_in_its_place(paper: Paged) -> None:
    reading = pdf.read(made(PAPER), file_name="a.pdf")
    text = DocumentText(TextId("t"), DocumentId("d"), reading.text, pages=reading.pages)
    pages = Pages(paper.worker, b"%PDF-1.7 damaged", text, file_name="a.pdf")

    paper.view.show_document(document_of(reading), text, pages)
    paper.bot.waitUntil(lambda: not paper.view.is_drawing, timeout=30_000)

    assert "a.pdf" in paper.view._tiles.failure(0)
    paper.shot()
    paper.view.close_document()
    pages.close()


def test_without_a_document_every_verb_does_nothing(paper: Paged) -> None:
    view = paper.view
    view.close_document()

    view.next_sentence(1)
    view.next_word(-1)
    view.extend_selection("sentence", 1)
    view.grow()
    view.shrink()
    view.select_paragraph()
    view.select_everything()
    view.want_tagging()
    view.want_removal()
    view.show_place(5)
    view.go_to(5)
    view.zoom_by(2)
    key(paper, Qt.Key.Key_Down)
    clicks(paper, QPoint(300, 300), 2)

    assert view.selection() is None
    assert view.place() in {0, 5}
    assert not view.is_drawing
    view.selection_rect()
    paper.shot()


def test_the_selections_rectangle_is_where_it_is_seen(paper: Paged) -> None:
    paper.view.select(*paper.span("Nobody had told"))

    around = paper.view.selection_rect()

    rect = paper.view._rects(*paper.span("Nobody had told"))[0].toAlignedRect()
    assert around == rect.translated(paper.view.viewport().mapToGlobal(QPoint(0, 0)))


def test_late_answers_of_another_document_change_nothing(paper: Paged) -> None:
    old = paper.pages
    paper.view._tiles._post.tile.emit(
        object(), next(iter(paper.view._tiles._images)), QImage(4, 4, QImage.Format.Format_RGB32)
    )
    paper.view._tiles._post.map.emit(object(), 2, None)
    QApplication.processEvents()

    assert paper.pages is old
    paper.settle()


def test_the_paper_is_dimmed_in_the_dark(paper: Paged) -> None:
    spot = QPoint(450, 600)
    light = paper.shot().pixelColor(spot)

    themes.choose("dark")
    dark = paper.shot().pixelColor(spot)

    assert light == QColor("#ffffff")
    assert 200 < dark.lightness() < 235


def test_scrolling_on_while_the_mouse_is_held_below_selects_on(book: Paged) -> None:
    start = book.middle(book.span("ferry")[0])
    when = next(_HOURS)
    send(book, QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton, when)
    below = QPoint(start.x(), book.view.viewport().height() + 80)

    send(book, QEvent.Type.MouseMove, below, Qt.MouseButton.LeftButton, when)
    book.bot.waitUntil(lambda: book.view.verticalScrollBar().value() > 100)
    send(book, QEvent.Type.MouseMove, QPoint(start.x(), 400), Qt.MouseButton.LeftButton, when)
    send(book, QEvent.Type.MouseButtonRelease, QPoint(start.x(), 400), Qt.MouseButton.NoButton, when)

    value = book.view.verticalScrollBar().value()
    QTest.qWait(100)
    assert book.view.verticalScrollBar().value() == value
    assert book.view.selection() is not None


def test_the_pointer_tells_what_is_under_it(paper: Paged) -> None:
    paper.view.set_paints([paint(paper, "Nobody had told")])
    paper.shot()
    shapes: list[Any] = []

    for at in (
        paper.middle(paper.span("Nobody")[0]),
        paper.view._stripes[0].rect.center().toPoint(),
        QPoint(5, 5),
    ):
        send(paper, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, 1)
        shapes.append(paper.view.viewport().cursor().shape())

    assert shapes == [
        Qt.CursorShape.IBeamCursor,
        Qt.CursorShape.PointingHandCursor,
        Qt.CursorShape.ArrowCursor,
    ]


def test_what_was_wanted_while_nothing_was_to_be_seen_comes_into_view(book: Paged) -> None:
    book.view.hide()
    start = book.text.rindex("Tomorrow")

    book.view.go_to(start, start + 8)
    assert book.view.place() == start
    book.view.show()
    book.settle()

    assert book.view._rects(start, start + 8)
    key(book, Qt.Key.Key_Down)
    assert book.said() == "The door was shut at four."
