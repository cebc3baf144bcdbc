"""The shelf: the documents as the library has them, narrowed by what is typed."""

import pytest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from reviewer.model.document import Document
from reviewer.model.passage import Span
from reviewer.store.documents import document
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic
from reviewer.ui.library.list import LibraryList
from reviewer.ui.work.desk import Desk
from reviewer.ui.work.shelf import Shelf
from tests.ui.work.conftest import Room

TEXTS = (
    "A crane\n\nIt was sold to nobody in particular.\n",
    "B lamps\n\nForty lamps burn all night.\n",
    "C ferry\n\nThe lamps of the ferry went out.\n",
)


@pytest.fixture
def shelf(room: Room, desk: Desk, qtbot: QtBot) -> Shelf:
    """A shelf with three documents."""
    one = Shelf(room.hub, desk)
    qtbot.addWidget(one.list)
    room.open("Harbour", *TEXTS)
    one.load()
    room.settle()
    return one


def rows(shown: LibraryList) -> list[str]:
    (table,) = shown.findChildren(QTableView)
    model = table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_it_has_every_document_by_title(shelf: Shelf) -> None:
    assert [one.metadata.title for one in shelf.documents] == ["A crane", "B lamps", "C ferry"]
    assert rows(shelf.list) == ["A crane", "B lamps", "C ferry"]


def test_what_is_typed_is_looked_for_in_texts_and_titles(shelf: Shelf, room: Room) -> None:
    shelf.list.filter_typed.emit("lamps")
    room.settle()
    assert rows(shelf.list) == ["B lamps", "C ferry"]

    shelf.list.filter_typed.emit("crane")
    room.settle()
    assert rows(shelf.list) == ["A crane"]

    shelf.list.filter_typed.emit("")
    assert rows(shelf.list) == ["A crane", "B lamps", "C ferry"]


def test_an_answer_to_what_is_typed_no_more_is_dropped(shelf: Shelf, room: Room) -> None:
    shelf.list.filter_typed.emit("crane")
    shelf.list.filter_typed.emit("")
    room.settle()

    assert rows(shelf.list) == ["A crane", "B lamps", "C ferry"]


def test_stepping_opens_the_neighbour_and_stops_at_the_ends(shelf: Shelf, desk: Desk, room: Room) -> None:
    seen: list[str] = []
    for direction in (1, 1, 1, 1, -1):
        shelf.step(direction)
        room.settle()
        seen.append(desk.document.metadata.title if desk.document else "")

    assert seen == ["A crane", "B lamps", "C ferry", "C ferry", "B lamps"]


def test_documents_are_marked_in_one_step(shelf: Shelf, room: Room) -> None:
    chosen = [one.id for one in shelf.documents[:2]]

    shelf.list.status_chosen.emit(chosen, "done")
    room.settle()
    assert [one.status for one in shelf.documents] == ["done", "done", "new"]
    room.hub.undo()
    room.settle()

    assert {one.status for one in shelf.documents} == {"new"}


def test_documents_are_removed_in_one_step_and_counted(shelf: Shelf, room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shelf.removed) as said:
        shelf.list.removal_wanted.emit([one.id for one in shelf.documents[1:]])
    room.settle()
    assert said.args == [2]
    assert rows(shelf.list) == ["A crane"]

    room.hub.undo()
    room.settle()

    assert rows(shelf.list) == ["A crane", "B lamps", "C ferry"]


def test_a_row_counts_its_passages_wherever_they_are_tagged_and_untagged(
    shelf: Shelf, desk: Desk, room: Room
) -> None:
    crane, lamps, _ = shelf.documents
    desk.open(crane.id)
    room.settle()

    def counts() -> list[int]:
        return [one.passages for one in shelf.documents]

    for one in (crane, lamps):
        room.ask(tag, one)
    assert counts() == [1, 1, 0]
    room.hub.undo()
    room.settle()

    assert counts() == [1, 0, 0]
    assert shelf.documents[0] == room.ask(document, crane.id)


def tag(library: Library, one: Document) -> None:
    topic = ensure_topic(library, "Harbour")
    tag_passage(library, one.id, Span(0, 7), topics=[topic])
