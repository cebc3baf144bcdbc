"""Documents in a library: added once, found by what a person would call them, kept as they came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import ReviewerError
from reviewer.model.document import Block, Mark, Metadata, Page, Reading
from reviewer.model.ids import DocumentId
from reviewer.model.passage import Span
from reviewer.store.checking import check
from reviewer.store.documents import (
    add_document,
    documents,
    find_document,
    has_original,
    original_of,
    remove_documents,
    text_of,
)
from reviewer.store.ids import derived_id, new_id
from reviewer.store.library import Library
from reviewer.store.passages import passages_of
from reviewer.store.settings import remember, setting
from reviewer.store.tags import tag_passage
from tests.store.conftest import TEXT, add_text


def test_a_document_comes_back_as_it_was_read(library: Library) -> None:
    text = "Title\nOne 🚨 two\nthree"
    reading = Reading(
        kind="pdf",
        media_type="application/pdf",
        extractor="pdf/1",
        metadata=Metadata("Tïtle", ("A B", "C"), "2025-01", "Site", "https://example.org/a", "en"),
        text=text,
        blocks=(Block("heading", 0, 5, 1),),
        marks=(Mark("link", 6, 9, "https://example.org"),),
        pages=(Page(0, 0, 6, 595.0, 842.0, "i"), Page(1, 6, len(text), 595.0, 842.0)),
    )

    added = add_document(library, reading, b"\x00bytes", file_name="a.pdf")

    kept = text_of(library, added.document)
    assert (kept.text, kept.blocks, kept.marks, kept.pages) == (
        text,
        reading.blocks,
        reading.marks,
        reading.pages,
    )
    assert original_of(library, added.document) == b"\x00bytes"
    (listed,) = documents(library)
    assert listed.metadata == reading.metadata
    assert (listed.page_count, listed.characters, listed.kind) == (2, len(text), "pdf")
    made = tag_passage(library, added.document, Span(10, 11), memo="m")
    assert made.page == 1


def test_the_same_content_is_added_once_and_comes_back_when_it_was_removed(
    library: Library, document: DocumentId
) -> None:
    tag_passage(library, document, Span(0, 4), memo="m")
    assert add_text(library, TEXT, title="Another name") == document
    assert len(documents(library)) == 1

    remove_documents(library, [document])
    assert documents(library) == []
    assert add_text(library, TEXT) == document

    assert len(passages_of(library, document)) == 1


def test_an_original_is_known_by_its_hash(library: Library, document: DocumentId) -> None:
    import hashlib

    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()

    assert has_original(library, sha256) == document
    assert has_original(library, "0" * 64) is None
    remove_documents(library, [document])
    assert has_original(library, sha256) is None


def test_documents_stand_in_the_order_in_which_a_person_counts(library: Library) -> None:
    for number in (10, 2, 1, 11):
        add_text(library, f"text {number}", title=f"Part {number}")
    add_text(library, "other", title="part 2 again")

    titles = [one.metadata.title for one in documents(library)]

    assert titles == ["Part 1", "Part 2", "part 2 again", "Part 10", "Part 11"]


def test_a_document_is_found_by_id_by_its_beginning_by_title_and_by_file_name(
    library: Library, document: DocumentId
) -> None:
    assert find_document(library, document).id == document
    assert find_document(library, document[:8].upper()).id == document
    assert find_document(library, "Reading room").id == document
    assert find_document(library, "Reading room.txt").id == document
    with pytest.raises(ReviewerError, match="no document"):
        find_document(library, document[:7])
    add_text(library, "other", title="Reading room")
    with pytest.raises(ReviewerError, match=document[:12]):
        find_document(library, "Reading room")


def test_a_check_names_a_quote_that_its_text_does_not_say(library: Library, document: DocumentId) -> None:
    tag_passage(library, document, Span(0, 4), memo="m")
    assert check(library).problems == ()

    library.execute("UPDATE passage SET quote = 'Date'")

    assert "quotes “Date”, but its text says “date”" in check(library).problems[0]


def test_a_check_names_a_text_that_was_changed(library: Library, document: DocumentId) -> None:
    library.execute("DROP TRIGGER text_version_is_written_once")
    library.execute("UPDATE text_version SET content = replace(content, 'council', 'Council')")

    assert "not the one that was imported" in check(library).problems[0]


def test_a_text_cannot_be_changed_in_the_file(library: Library, document: DocumentId) -> None:
    import sqlite3

    with pytest.raises(sqlite3.IntegrityError, match="written once"):
        library.execute("UPDATE text_version SET content = 'x'")


def test_what_the_window_remembers_is_never_undone(library: Library) -> None:
    remember(library, "document", "1")
    remember(library, "document", "2")

    assert setting(library, "document") == "2"
    assert setting(library, "other") is None
    assert library.history.undo_name is None


@given(
    st.lists(st.text(max_size=3), min_size=1, max_size=3),
    st.lists(st.text(max_size=3), min_size=1, max_size=3),
)
def test_a_derived_identity_tells_its_parts_apart(first: list[str], second: list[str]) -> None:
    assert (derived_id(*first) == derived_id(*second)) == (first == second)


def test_new_identities_sort_by_their_time() -> None:
    ids = [new_id() for _ in range(50)]

    assert len(set(ids)) == 50
    assert [one[:12] for one in ids] == sorted(one[:12] for one in ids)
    assert all(one[12] == "7" and one[16] in "89ab" for one in ids)
