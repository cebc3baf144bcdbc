"""What of a library leaves when a query is shared."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.model.ids import DocumentId
from reviewer.model.passage import Span
from reviewer.model.query import Query
from reviewer.model.share import Choice
from reviewer.search.choosing import choice_of
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic
from tests.store.conftest import TEXT, add_text


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "test.reviewer", coder="Nora") as made:
        yield made


@pytest.fixture
def two(library: Library) -> tuple[DocumentId, DocumentId]:
    return (
        add_text(library, TEXT, published="2025-01-24"),
        add_text(library, "The dockers met on Monday.", title="Dockers", published="2025-02"),
    )


def test_a_query_for_everything_shares_everything(
    library: Library, two: tuple[DocumentId, DocumentId]
) -> None:
    assert two
    assert choice_of(library, Query(), texts="text", memos=False) == Choice(texts="text", memos=False)


def test_documents_are_chosen_by_name_date_and_words_with_all_that_is_in_them(
    library: Library, two: tuple[DocumentId, DocumentId]
) -> None:
    first, second = two

    assert choice_of(library, Query(documents=(second,))) == Choice(documents=(second,))
    assert choice_of(library, Query(until="2025-01")) == Choice(documents=(first,))
    assert choice_of(library, Query(since="2025-02")) == Choice(documents=(second,))
    assert choice_of(library, Query("dockers", where="text")) == Choice(documents=(second,))


def test_passages_are_chosen_by_what_only_passages_have(
    library: Library, two: tuple[DocumentId, DocumentId]
) -> None:
    first, second = two
    access, work = ensure_topic(library, "Access"), ensure_topic(library, "Work")
    one = tag_passage(library, first, Span(0, 4), topics=[access])
    other = tag_passage(library, second, Span(0, 3), topics=[work])

    assert choice_of(library, Query(topics=(access,))) == Choice(documents=(first,), passages=(one.id,))
    chosen = choice_of(library, Query(coders=(library.coder.id,)))
    assert set(chosen.passages or ()) == {one.id, other.id}
    assert choice_of(library, Query(topics=(access,)), coders=()) == Choice(documents=(first,), coders=())


def test_a_query_that_nothing_answers_is_refused(
    library: Library, two: tuple[DocumentId, DocumentId]
) -> None:
    assert two
    with pytest.raises(ReviewerError, match="Nothing in the library answers"):
        choice_of(library, Query(since="2030"))
