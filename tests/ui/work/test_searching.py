"""Searching: what is typed and filtered by, the hits, and their places in the document."""

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QTreeView
from pytestqt.qtbot import QtBot

from reviewer.model.passage import Span
from reviewer.model.query import Hit
from reviewer.store.documents import remove_documents
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic
from reviewer.ui.search.field import SearchField
from reviewer.ui.search.results import SearchResults
from reviewer.ui.work.codebook import Codebook
from reviewer.ui.work.desk import Desk
from reviewer.ui.work.searching import Searching
from tests.ui.work.conftest import Room

CRANE = "The crane\n\nThe crane was sold. Nobody asked the dockers about the crane.\n"
LAMPS = "The lamps\n\nForty lamps burn all night, and one hangs from the crane.\n"


@dataclass
class Search:
    """A search over two documents, with what belongs to it."""

    field: SearchField
    results: SearchResults
    codebook: Codebook
    searching: Searching
    marked: list[tuple[list[tuple[int, int]], int]]

    def hits(self) -> list[Hit]:
        return self.searching._hits

    def quotes(self) -> list[tuple[str, str]]:
        return [(hit.document_title, hit.passage.quote) for hit in self.hits()]


@pytest.fixture
def search(room: Room, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Search:
    field, results, codebook = SearchField(), SearchResults(), Codebook(room.hub)
    for widget in (field, results, codebook.topics_panel, codebook.entities_panel):
        qtbot.addWidget(widget)
    one = Search(field, results, codebook, Searching(room.hub, desk, codebook, field, results), [])
    show = desk.article.set_hits

    def note(hits: list[tuple[int, int]], current: int = -1) -> None:
        one.marked.append((hits, current))
        show(hits, current)

    monkeypatch.setattr(desk.article, "set_hits", note)
    room.open("Harbour", CRANE, LAMPS)
    room.ask(tag, room.document("The crane").id, "Sales")
    return one


def tag(library: Library, document: str, path: str) -> None:
    at = CRANE.index("The crane was sold.")
    topics = [ensure_topic(library, path)]
    tag_passage(library, document, Span(at, at + 19), topics=topics)  # type: ignore[arg-type]


def test_what_is_typed_is_found_and_listed(search: Search, room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(search.searching.began):
        search.field.typed.emit("dockers")
    room.settle()

    assert [title for title, _ in search.quotes()] == ["The crane"]
    assert search.searching.query is not None
    assert search.searching.query.words == "dockers"
    (tree,) = search.results.findChildren(QTreeView)
    assert tree.model().rowCount() == 1


def test_of_two_searches_only_the_last_is_answered(search: Search, room: Room) -> None:
    search.field.typed.emit("dockers")
    search.field.typed.emit("lamps")
    room.settle()

    assert {title for title, _ in search.quotes()} == {"The lamps"}


def test_the_same_words_are_not_searched_for_twice(search: Search, room: Room, qtbot: QtBot) -> None:
    search.field.typed.emit("dockers")
    room.settle()

    with qtbot.assertNotEmitted(search.searching.began):
        search.field.submitted.emit("dockers")


def test_an_answer_to_a_search_that_was_closed_is_dropped(search: Search, room: Room, qtbot: QtBot) -> None:
    search.field.typed.emit("dockers")

    with qtbot.waitSignal(search.searching.ended):
        search.searching.close()
    room.settle()

    assert search.quotes() == []
    assert search.searching.query is None
    assert not search.searching.is_on


def test_a_filter_alone_is_a_search_of_passages(search: Search, room: Room, desk: Desk) -> None:
    desk.open(room.document("The crane").id)
    room.settle()

    search.codebook.filter_by(search.codebook.topics[0].id)
    room.settle()
    assert search.quotes() == [("The crane", "The crane was sold.")]
    search.searching.close()
    room.settle()

    assert search.codebook.filters == []
    assert search.quotes() == []


def test_hits_follow_what_is_tagged_and_removed(search: Search, room: Room) -> None:
    search.field.typed.emit("crane")
    room.settle()
    assert {title for title, _ in search.quotes()} == {"The crane", "The lamps"}

    room.ask(remove_documents, [room.document("The lamps").id])

    assert {title for title, _ in search.quotes()} == {"The crane"}


def test_every_place_of_the_words_is_marked_in_the_open_document(
    search: Search, room: Room, desk: Desk
) -> None:
    desk.open(room.document("The crane").id)
    room.settle()

    search.field.typed.emit("crane")
    room.settle()

    hits, current = search.marked[-1]
    assert [CRANE[start:end] for start, end in hits] == ["crane"] * 3
    assert current == -1
    search.searching.close()
    assert search.marked[-1] == ([], -1)


def test_a_hit_is_gone_to_and_marked_as_the_one_in_whichever_document_it_is(
    search: Search, room: Room, desk: Desk
) -> None:
    desk.open(room.document("The crane").id)
    room.settle()
    search.field.typed.emit("crane")
    room.settle()
    hit = next(one for one in search.hits() if one.document_title == "The lamps")

    search.results.opened.emit(hit)
    room.settle()
    assert desk.document is not None
    assert desk.document.metadata.title == "The lamps"
    assert search.marked[-1] == ([(hit.passage.start, hit.passage.end)], 0)

    back = [one for one in search.hits() if one.document_title == "The crane"][-1]
    search.results.opened.emit(back)
    room.settle()

    hits, current = search.marked[-1]
    assert hits[current] == (back.passage.start, back.passage.end)


def test_where_is_looked_can_be_chosen(search: Search, room: Room) -> None:
    search.field.typed.emit("crane")
    room.settle()

    search.results.where_chosen.emit("passages")
    room.settle()
    assert search.quotes() == [("The crane", "The crane was sold.")]
    search.results.where_chosen.emit("text")
    room.settle()

    assert len(search.quotes()) > 1


def test_stepping_goes_from_hit_to_hit(search: Search, room: Room, desk: Desk) -> None:
    search.field.typed.emit("lamps")
    room.settle()

    search.field.stepped.emit(1)
    room.settle()

    assert desk.document is not None
    assert desk.document.metadata.title == "The lamps"
