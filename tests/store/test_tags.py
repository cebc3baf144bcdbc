"""Tagging passages and taking tags away."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import ReviewerError
from reviewer.model.ids import DocumentId, PassageId, TagId
from reviewer.model.passage import Span
from reviewer.store.coders import ensure_coder
from reviewer.store.documents import document as one_document
from reviewer.store.documents import set_status
from reviewer.store.entities import ensure_entity
from reviewer.store.library import Library
from reviewer.store.passages import passage, passages_of
from reviewer.store.tags import remove_passage, tag_passage, untag
from reviewer.store.topics import ensure_topic, topics
from tests.store.conftest import TEXT, add_text


def test_a_passage_keeps_its_words_and_what_stands_around_them(
    library: Library, document: DocumentId
) -> None:
    start = TEXT.index("“We")
    end = TEXT.index("said Ada")

    made = tag_passage(library, document, Span(start, end), topics=[ensure_topic(library, "Voice/Refusal")])

    assert made.quote == TEXT[start:end]
    assert TEXT[:start].endswith(made.prefix)
    assert TEXT[end:].startswith(made.suffix)
    assert [tag.path for tag in made.topics] == ["Voice/Refusal"]
    assert passages_of(library, document) == [made]
    assert passage(library, made.id) == made


def test_one_stretch_is_one_passage_for_all_who_tag_it(library: Library, document: DocumentId) -> None:
    topic = ensure_topic(library, "Access")
    other = ensure_coder(library, "Ola")
    first = tag_passage(library, document, Span(0, 4), topics=[topic])
    again = tag_passage(library, document, Span(0, 4), topics=[topic])
    third = tag_passage(library, document, Span(0, 4), topics=[topic], coder=other)

    assert first == again
    assert first.id == third.id
    assert [tag.coder for tag in third.topics] == ["Nora", "Ola"]
    assert topics(library)[0].passages == 1


def test_an_entity_plays_its_part(library: Library, document: DocumentId) -> None:
    ada = ensure_entity(library, "person", "Ada Olsen")

    made = tag_passage(library, document, Span(0, 4), entities=[(ada, "speaker"), (ada, "subject")])

    assert [(tag.kind, tag.name, tag.role) for tag in made.entities] == [
        ("person", "Ada Olsen", "speaker"),
        ("person", "Ada Olsen", "subject"),
    ]


def test_a_passage_goes_with_its_last_tag_but_stays_for_a_memo(
    library: Library, document: DocumentId
) -> None:
    topic = ensure_topic(library, "Access")
    bare = tag_passage(library, document, Span(0, 4), topics=[topic])
    kept = tag_passage(library, document, Span(5, 9), topics=[topic], memo="check this")

    untag(library, [bare.topics[0].tag, kept.topics[0].tag])

    (left,) = passages_of(library, document)
    assert left.id == kept.id
    assert left.topics == ()


def test_a_tag_that_is_not_there_takes_no_other_away(library: Library, document: DocumentId) -> None:
    made = tag_passage(library, document, Span(0, 4), topics=[ensure_topic(library, "Access")])
    tag = made.topics[0].tag

    for wrong in (TagId("nonsense"), TagId("t" + "A" * 64), TagId("e1" + "A" * 64)):
        with pytest.raises(ReviewerError, match="no tag"):
            untag(library, [tag, wrong])

    assert passages_of(library, document) == [made]


def test_a_removed_passage_takes_its_tags_and_memos(library: Library, document: DocumentId) -> None:
    made = tag_passage(library, document, Span(0, 4), topics=[ensure_topic(library, "A")], memo="m")

    remove_passage(library, made.id)

    assert passages_of(library, document) == []
    with pytest.raises(ReviewerError, match="removed"):
        passage(library, made.id)
    again = tag_passage(library, document, Span(0, 4), topics=[ensure_topic(library, "B")])
    assert [tag.path for tag in again.topics] == ["B"]
    assert again.memos == ()


def test_a_span_outside_the_text_is_one_sentence(library: Library, document: DocumentId) -> None:
    with pytest.raises(ReviewerError, match="characters"):
        tag_passage(library, document, Span(0, len(TEXT) + 1), memo="m")
    with pytest.raises(ReviewerError, match="removed"):
        passage(library, PassageId("0" * 32))


def test_the_first_tag_puts_a_document_in_work_and_no_later_one_reopens_it(
    library: Library, document: DocumentId
) -> None:
    assert one_document(library, document).status == "new"
    tag_passage(library, document, Span(0, 4), memo="m")
    assert one_document(library, document).status == "in work"
    set_status(library, document, "done")
    tag_passage(library, document, Span(5, 9), memo="m")
    assert one_document(library, document).status == "done"


@given(text=st.text(alphabet="a é🚨👩\u200d👧\u0301אב分\n“", min_size=1, max_size=60), data=st.data())
def test_any_span_of_any_text_is_quoted_as_it_stands(
    text: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    path: Path = tmp_path_factory.mktemp("spans") / "s.reviewer"
    with Library.create(path, coder="Nora") as library:
        made = tag_passage(library, add_text(library, text), Span(start, end), memo="m")

    with Library.open(path) as again:
        assert passage(again, made.id).quote == text[start:end]
