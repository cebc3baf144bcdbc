"""What `check` names, and what it leaves alone."""

from reviewer.model.ids import DocumentId
from reviewer.model.passage import Span
from reviewer.store.checking import check
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
