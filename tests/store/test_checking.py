"""What `check` names, and what it leaves alone."""

import pytest

from reviewer.model.ids import DocumentId
from reviewer.model.passage import Span
from reviewer.store.checking import check
from reviewer.store.documents import documents, text_of
from reviewer.store.faults import LibraryError
from reviewer.store.ids import packed
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic
from tests.store.conftest import add_text


def test_a_quote_that_is_not_in_its_text_is_named(library: Library, document: DocumentId) -> None:
    other = add_text(library, "Another text with words enough.", title="Other")
    topic = ensure_topic(library, "Access")
    tag_passage(library, other, Span(0, 7), topics=[topic])
    changed = tag_passage(library, document, Span(16, 20), topics=[topic])
    library.execute("UPDATE passage SET quote = 'else' WHERE id = ?", (packed(changed.id),))

    report = check(library)

    assert (report.documents, report.passages, report.tags) == (2, 2, 2)
    (problem,) = report.problems
    assert f"Passage {changed.id[:12]} quotes “else”" in problem


def test_a_passage_of_another_document_than_its_text_is_named(library: Library, document: DocumentId) -> None:
    other = add_text(library, "Another text with words enough.", title="Other")
    moved = tag_passage(library, document, Span(16, 20), topics=[ensure_topic(library, "Access")])
    library.execute("UPDATE passage SET document_id = ? WHERE id = ?", (packed(other), packed(moved.id)))

    (problem,) = check(library).problems

    assert problem == f"Passage {moved.id[:12]} is of another document than its text."


def test_damage_that_shows_only_while_rows_are_read_is_a_sentence_and_is_named(library: Library) -> None:
    added = [add_text(library, f"{number} " + "words and words " * 2000) for number in range(20)]
    size = library.execute("PRAGMA page_size").fetchone()[0]
    library.close()
    damaged = bytearray(library.path.read_bytes())
    for start in range(size * 100, len(damaged), size):
        if b"words and words" in damaged[start : start + size]:
            damaged[start : start + 8] = b"\xff" * 8
    library.path.write_bytes(damaged)

    with Library.open(library.path) as opened:
        with pytest.raises(LibraryError, match="is damaged"):
            [text_of(opened, each) for each in added]
        report = check(opened)

    assert any("SQLite reports" in problem for problem in report.problems)


def test_a_text_whose_bytes_are_no_characters_is_damage(library: Library) -> None:
    add_text(library, "words")
    library.execute("UPDATE document SET title = CAST(x'ff' AS TEXT)")

    with pytest.raises(LibraryError, match="is damaged"):
        documents(library)


def test_what_no_library_can_hold_is_a_sentence(library: Library) -> None:
    with pytest.raises(LibraryError, match="can hold nothing"):
        library.execute("SELECT zeroblob(1000000001)")
