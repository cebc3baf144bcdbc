"""Pages are drawn and mapped by the worker: what is urgent first, what is no longer wanted not at all."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.documents.formats import pdf
from reviewer.documents.page_map import PageMap
from reviewer.documents.pages import TILE, Pages, Pixels, Tile
from reviewer.documents.worker import Worker
from reviewer.errors import ReviewerError
from reviewer.model.document import DocumentText
from reviewer.model.ids import DocumentId, TextId
from tests.documents.printed import lines, made, repeated

ODD = Path(__file__).resolve().parents[3] / "shared/data/pdf"
MANY = made(*(lines(f"Page {number}.") for number in range(40)))


class Answers:
    """Collects answers from the worker's thread, and waits for them."""

    def __init__(self) -> None:
        self.tiles: list[tuple[Tile, bytes | ReviewerError]] = []
        self.maps: dict[int, PageMap | ReviewerError] = {}
        self._news = threading.Condition()

    def tile(self, tile: Tile, answer: Pixels | ReviewerError) -> None:
        kept = answer if isinstance(answer, ReviewerError) else bytes(answer.samples)
        with self._news:
            self.tiles.append((tile, kept))
            self._news.notify_all()

    def map(self, page: int, answer: PageMap | ReviewerError) -> None:
        with self._news:
            self.maps[page] = answer
            self._news.notify_all()

    def wait(self, *, tiles: int = 0, maps: int = 0) -> None:
        with self._news:
            assert self._news.wait_for(
                lambda: len(self.tiles) >= tiles and len(self.maps) >= maps, timeout=60
            )


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker(silence=2) as started:
        yield started


@pytest.fixture
def answers() -> Answers:
    return Answers()


def pages_of(worker: Worker, data: bytes) -> Pages:
    reading = pdf.read(data, file_name="a.pdf")
    text = DocumentText(TextId("t"), DocumentId("d"), reading.text, pages=reading.pages)
    return Pages(worker, data, text, file_name="a.pdf")


def test_a_tile_comes_as_pixels(worker: Worker, answers: Answers) -> None:
    data = made(lambda page: page.draw_rect((0, 0, 595, 842), fill=(1, 0, 0)))

    pages_of(worker, data).draw(Tile(0, 2.0, 0, 0), priority=0, done=answers.tile)
    answers.wait(tiles=1)

    ((tile, samples),) = answers.tiles
    assert tile == Tile(0, 2.0, 0, 0)
    assert isinstance(samples, bytes)
    assert len(samples) == TILE * TILE * 3
    middle = 3 * (TILE * TILE // 2 + TILE // 2)
    assert samples[middle : middle + 3] == b"\xff\0\0"


def test_a_map_covers_the_pages_slice_of_the_text(worker: Worker, answers: Answers) -> None:
    pages = pages_of(worker, made(lines("One."), lines("Zwei 😀 zwei.")))

    pages.map(1, priority=0, done=answers.map)
    answers.wait(maps=1)

    places = answers.maps[1]
    assert isinstance(places, PageMap)
    assert places.start == len("One.\n\n")
    assert places.box(places.start) is not None


def test_what_is_more_urgent_is_drawn_first(worker: Worker, answers: Answers) -> None:
    pages = pages_of(worker, MANY)
    for number in range(40):
        pages.draw(Tile(number, 1.0, 0, 0), priority=2, done=answers.tile)
    pages.draw(Tile(39, 2.0, 0, 0), priority=0, done=answers.tile)
    # What was asked for as less urgent, and now is.
    pages.draw(Tile(38, 1.0, 0, 0), priority=0, done=answers.tile)
    answers.wait(tiles=41)

    order = [tile for tile, _ in answers.tiles]
    assert order.index(Tile(39, 2.0, 0, 0)) < order.index(Tile(20, 1.0, 0, 0))
    assert order.index(Tile(38, 1.0, 0, 0)) < order.index(Tile(20, 1.0, 0, 0))
    assert len(order) == len(set(order))


def test_what_is_not_wanted_any_more_is_not_drawn(worker: Worker, answers: Answers) -> None:
    pages = pages_of(worker, MANY)
    for number in range(40):
        pages.draw(Tile(number, 1.0, 0, 0), priority=1, done=answers.tile)

    pages.keep_only(lambda tile: tile.page == 39)
    answers.wait(tiles=1)
    pages.map(0, priority=9, done=answers.map)
    answers.wait(maps=1)

    drawn = {tile.page for tile, _ in answers.tiles}
    assert 39 in drawn
    assert len(drawn) < 10


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_pages_are_drawn_even_if_the_process_is_killed_meanwhile(worker: Worker, answers: Answers) -> None:
    pages = pages_of(worker, MANY)
    pages.draw(Tile(0, 1.0, 0, 0), priority=0, done=answers.tile)
    answers.wait(tiles=1)
    first = worker.pid
    assert first
    for number in range(1, 40):
        pages.draw(Tile(number, 3.0, 0, 0), priority=0, done=answers.tile)

    os.kill(first, signal.SIGKILL)
    answers.wait(tiles=40)

    assert all(isinstance(samples, bytes) for _, samples in answers.tiles)
    assert worker.pid != first


def test_pages_are_drawn_while_a_file_is_read(worker: Worker, answers: Answers, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    large.write_bytes(repeated(lines(*["Some words on a line."] * 60, step=12), 1500))
    pages = pages_of(worker, MANY)
    pages.draw(Tile(0, 1.0, 0, 0), priority=0, done=answers.tile)
    answers.wait(tiles=1)
    read_at: list[float] = []

    def read() -> None:
        worker.read(large)
        read_at.append(time.monotonic())

    reader = threading.Thread(target=read)

    reader.start()
    time.sleep(0.1)
    pages.draw(Tile(1, 1.0, 0, 0), priority=0, done=answers.tile)
    answers.wait(tiles=2)
    drawn_at = time.monotonic()
    reader.join()

    assert drawn_at < read_at[0]


def test_more_documents_than_are_kept_open_are_drawn_in_turn(worker: Worker, answers: Answers) -> None:
    documents = [pages_of(worker, made(lines(f"Document {number}."))) for number in range(7)]

    for round_ in range(2):
        for number, pages in enumerate(documents):
            pages.draw(Tile(0, 1.0 + round_, 0, 0), priority=0, done=answers.tile)
            answers.wait(tiles=7 * round_ + number + 1)
    for pages in documents:
        pages.close()

    assert all(isinstance(samples, bytes) for _, samples in answers.tiles)


def test_a_page_that_cannot_be_drawn_is_said_to_be_so_and_not_tried_again(
    worker: Worker, answers: Answers
) -> None:
    data = made(lines("One."))
    pages = Pages(
        worker,
        b"%PDF-1.7 damaged since",
        DocumentText(TextId("t"), DocumentId("d"), "One.", pages=pdf.read(data, file_name="a.pdf").pages),
        file_name="a.pdf",
    )

    pages.draw(Tile(0, 1.0, 0, 0), priority=0, done=answers.tile)
    answers.wait(tiles=1)
    pages.draw(Tile(0, 2.0, 0, 0), priority=0, done=answers.tile)
    pages.map(0, priority=0, done=answers.map)

    assert [type(answer).__name__ for _, answer in answers.tiles] == ["UnreadableError"] * 2
    assert isinstance(answers.maps[0], ReviewerError)


@pytest.mark.skipif(not ODD.exists(), reason="the odd files are not here")
def test_a_page_that_hangs_is_given_up_and_another_document_goes_on(worker: Worker, answers: Answers) -> None:
    hanging = pages_of(worker, (ODD / "hang__test_2548.pdf").read_bytes())
    others = pages_of(worker, MANY)

    for column in range(3):
        hanging.draw(Tile(0, 2.0, column, 0), priority=0, done=answers.tile)
    others.draw(Tile(3, 1.0, 0, 0), priority=1, done=answers.tile)
    answers.wait(tiles=2)
    others.draw(Tile(4, 1.0, 0, 0), priority=1, done=answers.tile)
    answers.wait(tiles=3)

    failed = [answer for _, answer in answers.tiles if isinstance(answer, ReviewerError)]
    assert [error.problem for error in failed] == [
        "Page 1 cannot be shown: its reader did not answer for 2 seconds and was stopped."
    ]


def test_closed_pages_are_not_drawn(answers: Answers) -> None:
    worker = Worker()
    pages = pages_of(worker, MANY)
    worker.close()

    pages.draw(Tile(0, 1.0, 0, 0), priority=0, done=answers.tile)
    pages.close()

    assert [getattr(answer, "problem", "") for _, answer in answers.tiles] == [
        "Page 1 cannot be shown: the program is closing."
    ]
