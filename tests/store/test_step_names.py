"""Every step is named after what it did, and says which documents it touched."""

from collections.abc import Callable

import pytest

from reviewer.model.changes import Changes
from reviewer.model.ids import DocumentId
from reviewer.model.palette import PALETTE
from reviewer.model.passage import Span
from reviewer.store.coders import ensure_coder
from reviewer.store.documents import remove_documents, rename_document, set_status
from reviewer.store.entities import (
    add_alias,
    change_kind,
    delete_entity,
    describe_entity,
    ensure_entity,
    recolour_entity,
    remove_alias,
    rename_entity,
)
from reviewer.store.library import Library
from reviewer.store.memos import change_memo
from reviewer.store.tags import remove_passage, tag_passage, untag
from reviewer.store.topics import (
    delete_topic,
    describe_topic,
    ensure_topic,
    move_topic,
    recolour_topic,
    rename_topic,
)
from tests.store.conftest import add_text


def names(library: Library) -> list[str]:
    """The names of all steps, the first one first."""
    return [entry.name for entry in reversed(library.history.entries())]


def test_steps_on_topics_name_them(library: Library) -> None:
    rents = ensure_topic(library, "Housing/Rents")
    harbour = ensure_topic(library, "Harbour")
    rename_topic(library, rents, "Leases")
    recolour_topic(library, rents, PALETTE[5])
    describe_topic(library, rents, "what people pay")
    move_topic(library, rents, harbour)
    move_topic(library, rents, None)
    delete_topic(library, rents)

    assert names(library) == [
        "New topic “Housing/Rents”",
        "New topic “Harbour”",
        "Rename topic “Housing/Rents” to “Leases”",
        "Colour topic “Housing/Leases”",
        "Describe topic “Housing/Leases”",
        "Move topic “Housing/Leases” below “Harbour”",
        "Move topic “Harbour/Leases” to the top",
        "Delete topic “Leases”",
    ]


def test_steps_on_entities_name_them(library: Library) -> None:
    ada = ensure_entity(library, "person", "Ada Olsen")
    recolour_entity(library, ada, PALETTE[5])
    describe_entity(library, ada, "a reader")
    change_kind(library, ada, "organisation")
    add_alias(library, ada, "A. Olsen")
    remove_alias(library, ada, "A. Olsen")
    rename_entity(library, ada, "Ada Prado")
    delete_entity(library, ada)

    assert names(library) == [
        "New entity “Ada Olsen”",
        "Colour entity “Ada Olsen”",
        "Describe entity “Ada Olsen”",
        "Change kind of entity “Ada Olsen” to organisation",
        "Add alias “A. Olsen” to “Ada Olsen”",
        "Remove alias “A. Olsen” of “Ada Olsen”",
        "Rename entity “Ada Olsen” to “Ada Prado”",
        "Delete entity “Ada Prado”",
    ]


def test_steps_on_passages_name_their_tags_and_memos(library: Library, document: DocumentId) -> None:
    topic, entity = ensure_topic(library, "Housing"), ensure_entity(library, "person", "Ada")
    library.history.forget_all()
    one = tag_passage(library, document, Span(0, 4), topics=[topic], entities=[(entity, "speaker")])
    untag(library, [one.topics[0].tag])
    memo = tag_passage(library, document, Span(5, 9), memo="why?").memos[0].id
    change_memo(library, memo, "because")
    change_memo(library, memo, "")
    remove_passage(library, one.id)

    assert names(library) == [
        "Tag “Housing” and “Ada”",
        "Remove tag “Housing”",
        "Write memo “why?”",
        "Change memo to “because”",
        "Remove memo “because”",
        "Remove passage “date”",
    ]


def test_steps_on_documents_name_one_and_count_several(library: Library, document: DocumentId) -> None:
    other = add_text(library, "two", title="Two")
    set_status(library, document, "done")
    rename_document(library, document, "Quiet halls")
    remove_documents(library, [document])
    remove_documents(library, [document, other])

    assert names(library) == [
        "Import “Reading room”",
        "Import “Two”",
        "Mark document “Reading room” as done",
        "Rename document “Reading room” to “Quiet halls”",
        "Remove document “Quiet halls”",
        "Remove 2 documents",
    ]


def test_who_is_the_coder_who_was_named(library: Library, document: DocumentId) -> None:
    ben = ensure_coder(library, "Ben")
    tag_passage(library, document, Span(0, 4), memo="m", coder=ben)

    assert [(one.name, one.coder) for one in library.history.entries(2)] == [
        ("Write memo “m”", "Ben"),
        ("Add coder “Ben”", "Nora"),
    ]


@pytest.fixture
def told(library: Library) -> Callable[[], Changes]:
    """The changes that were announced last."""
    seen: list[Changes] = []
    library.watch(seen.append)
    return lambda: seen[-1]


def test_a_step_names_the_documents_it_touched_and_so_does_its_undo(
    library: Library, document: DocumentId, told: Callable[[], Changes]
) -> None:
    other = add_text(library, "two", title="Two")
    assert told().documents == frozenset({other})
    topic = ensure_topic(library, "Housing")
    assert told().documents == frozenset()

    one = tag_passage(library, document, Span(0, 4), topics=[topic], memo="m")
    assert told().documents == frozenset({document})
    tag_passage(library, other, Span(0, 2), topics=[topic])
    change_memo(library, one.memos[0].id, "n")
    assert told().documents == frozenset({document})
    assert library.history.undo(2).documents == told().documents == frozenset({document, other})
    assert told().may_touch(other)
    assert not told().may_touch(DocumentId("00"))


def test_a_topic_that_changes_may_touch_any_document(
    library: Library, document: DocumentId, told: Callable[[], Changes]
) -> None:
    topic = ensure_topic(library, "Housing")
    recolour_topic(library, topic, PALETTE[7])

    assert told().documents is None
    assert told().may_touch(document)
    library.history.undo()
    assert told().documents is None


def test_what_touches_very_much_may_touch_any_document(
    library: Library, document: DocumentId, told: Callable[[], Changes]
) -> None:
    with library.step("Much"):
        for start in range(60):
            tag_passage(library, document, Span(start, start + 4), memo="m")

    assert told().documents is None
    assert library.history.undo().documents is None
