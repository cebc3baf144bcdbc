"""Queries over a real library, names that are nearly right, and a query said in words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.model.document import Metadata, Reading
from reviewer.model.passage import Span
from reviewer.model.query import Query
from reviewer.search.library import entity_named, find, in_words, names, topic_named
from reviewer.search.query import read
from reviewer.store.documents import add_document
from reviewer.store.entities import ensure_entity
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic

CRANE = "The harbour sells the crane. Nobody asked.\n"
FERRY = "The ferry leaves the harbour at noon.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "Harbour.reviewer", coder="Ana") as library:
        for title, text in (("Crane", CRANE), ("Ferry", FERRY)):
            reading = Reading("text", "text/plain", "test/1", Metadata(title, published="2025-01-24"), text)
            added = add_document(library, reading, text.encode(), file_name=f"{title}.txt")
            if title == "Crane":
                tag_passage(
                    library,
                    added.document,
                    Span(4, 11),
                    topics=[ensure_topic(library, "Work/Harbour")],
                    entities=[(ensure_entity(library, "place", "Lower Quay"), "subject")],
                )
        yield library


def test_typed_words_and_filters_find_the_passage(library: Library) -> None:
    for typed in (
        "topic:Work",
        "topic:harbour",
        'place:"lower quay"',
        "by:Ana",
        'in:"Crane"',
        "since:2025 by:ana",
        "",
    ):
        query = read(typed, names(library), where="passages")
        assert query.words == ""
        assert [hit.passage.quote for hit in find(library, query)] == ["harbour"]


def test_a_filter_on_tags_narrows_a_search_in_the_text_to_documents(library: Library) -> None:
    query = read("harbour topic:Work", names(library), where="text")

    assert {hit.document_title for hit in find(library, query)} == {"Crane"}
    assert {hit.document_title for hit in find(library, Query(words="harbour", where="text"))} == {
        "Crane",
        "Ferry",
    }


def test_a_filter_that_no_document_answers_finds_nothing_in_the_text(library: Library) -> None:
    empty = ensure_topic(library, "Empty")

    assert find(library, Query(words="harbour", where="text", topics=(empty,))) == []


def test_a_name_that_is_nearly_right_is_answered_with_the_right_one(library: Library) -> None:
    with pytest.raises(ReviewerError, match="Did you mean “Work/Harbour”"):
        topic_named(library, "Work/Harbor")
    with pytest.raises(ReviewerError, match="Did you mean “place:Lower Quay”"):
        entity_named(library, "place:Lower Key")
    with pytest.raises(ReviewerError, match="There is no topic “Zebra”") as fault:
        topic_named(library, "Zebra")
    assert "Did you mean" not in str(fault.value)


def test_a_name_that_several_bear_is_not_answered_with_itself(library: Library) -> None:
    ensure_topic(library, "Sea/Harbour")

    with pytest.raises(ReviewerError, match="Several topics are called “Harbour”") as fault:
        topic_named(library, "Harbour")
    assert "Did you mean" not in str(fault.value)


def test_a_query_is_said_in_words(library: Library) -> None:
    query = read(
        'crane topic:Work place:"Lower Quay" by:Ana in:Crane since:2025-01 until:2025-02', names(library)
    )

    assert in_words(library, query) == (
        "Passages with the words crane, about Work, with Lower Quay, tagged by Ana, in “Crane”, published from 2025-01, "
        "published until 2025-02."
    )
    assert in_words(library, Query()) == ""
    assert in_words(library, Query(words="crane", where="text")) == "Places with the words crane."
