"""An undo that would overwrite newer work says why, and changes nothing."""

import sqlite3
import subprocess
import sys

import pytest

from reviewer.errors import ReviewerError
from reviewer.model.ids import DocumentId
from reviewer.model.passage import Span
from reviewer.store.coders import ensure_coder
from reviewer.store.documents import documents, rename_document, set_status
from reviewer.store.entities import ensure_entity
from reviewer.store.ids import packed
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic, rename_topic, topics
from tests.store.test_history import everything

ELSEWHERE = "ffffffffffff0000colleague"


def from_elsewhere(library: Library, statement: str, *values: object) -> None:
    """What somebody else's program writes into the file: no step, and nothing noted."""
    raw = sqlite3.connect(library.path, isolation_level=None)
    raw.execute(statement, values)
    raw.close()


def refused(library: Library) -> str:
    """Why undo is refused; nothing has changed then."""
    before, entries = everything(library), library.history.entries()
    with pytest.raises(ReviewerError) as why:
        library.history.undo()
    assert everything(library) == before
    assert library.history.entries() == entries
    return str(why.value)


def test_a_name_that_came_with_a_merge_is_not_overwritten(library: Library) -> None:
    topic = ensure_topic(library, "Access")
    rename_topic(library, topic, "Rooms")
    from_elsewhere(
        library, "UPDATE topic SET name = 'Salles', hlc = ? WHERE id = ?", ELSEWHERE, packed(topic)
    )

    words = refused(library)

    assert "“Rename topic “Access” to “Rooms”” cannot be undone" in words
    assert "“Salles” was changed since, on another computer, and came with a merge" in words
    assert "kept" in words


def test_a_name_that_another_program_wrote_is_not_overwritten(library: Library) -> None:
    topic = ensure_topic(library, "Access")
    rename_topic(library, topic, "Rooms")
    from_elsewhere(library, "UPDATE topic SET name = 'Halls' WHERE id = ?", packed(topic))

    assert "“Halls” was changed since, outside of this history" in refused(library)


def test_a_field_that_the_step_did_not_change_goes_its_own_way(
    library: Library, document: DocumentId
) -> None:
    rename_document(library, document, "Quiet halls")
    from_elsewhere(library, "UPDATE document SET status = 'done', hlc = ?", ELSEWHERE)

    library.history.undo()

    (one,) = documents(library)
    assert (one.metadata.title, one.status) == ("Reading room", "done")


def test_a_passage_that_somebody_else_tagged_is_not_taken_away(
    library: Library, document: DocumentId
) -> None:
    topic, entity = ensure_topic(library, "Access"), ensure_entity(library, "person", "Ada")
    ben = ensure_coder(library, "Ben")
    one = tag_passage(library, document, Span(0, 4), topics=[topic])
    from_elsewhere(
        library,
        "INSERT INTO entity_tag(entity_id, passage_id, coder_id, created, hlc) VALUES (?, ?, ?, '2026', ?)",
        packed(entity),
        packed(one.id),
        packed(ben.id),
        ELSEWHERE,
    )

    assert "Ben worked with “date” since" in refused(library)


def test_a_topic_that_somebody_else_uses_is_not_taken_away(library: Library, document: DocumentId) -> None:
    ben = ensure_coder(library, "Ben")
    one = tag_passage(library, document, Span(0, 4), memo="m")
    topic = ensure_topic(library, "Access")
    from_elsewhere(
        library,
        "INSERT INTO topic_tag(topic_id, passage_id, coder_id, created, hlc) VALUES (?, ?, ?, '2026', ?)",
        packed(topic),
        packed(one.id),
        packed(ben.id),
        ELSEWHERE,
    )

    assert "Ben worked with “Access” since" in refused(library)


def test_a_row_that_is_not_there_any_more_is_said(library: Library) -> None:
    topic = ensure_topic(library, "Access")
    from_elsewhere(library, "DELETE FROM topic WHERE id = ?", packed(topic))

    assert "something in it is not there any more" in refused(library)


def test_redo_over_newer_work_is_refused_as_well(library: Library, document: DocumentId) -> None:
    set_status(library, document, "done")
    library.history.undo()
    from_elsewhere(library, "UPDATE document SET status = 'in work'")

    with pytest.raises(ReviewerError, match="cannot be done again"):
        library.history.redo()
    assert documents(library)[0].status == "in work"


def test_going_back_over_an_impossible_step_changes_nothing_and_up_to_it_is_possible(
    library: Library,
) -> None:
    first = ensure_topic(library, "Access")
    rename_topic(library, first, "Rooms")
    ensure_topic(library, "Later")
    from_elsewhere(library, "UPDATE topic SET name = 'Halls' WHERE id = ?", packed(first))
    before = everything(library)

    with pytest.raises(ReviewerError, match="cannot be undone"):
        library.history.undo_to(0)
    assert everything(library) == before

    library.history.undo_to(library.history.entries()[1].number)
    assert [one.name for one in topics(library)] == ["Halls"]


def test_two_processes_undo_in_one_history(library: Library) -> None:
    ensure_topic(library, "Here")
    code = (
        "import sys; from pathlib import Path; from reviewer.store.library import Library;"
        "from reviewer.store.topics import ensure_topic\n"
        "with Library.open(Path(sys.argv[1])) as one:\n"
        "    ensure_topic(one, 'There'); one.history.undo(2)"
    )
    subprocess.run([sys.executable, "-c", code, str(library.path)], check=True)

    assert topics(library) == []
    assert [(one.name, one.undone) for one in library.history.entries()] == [
        ("New topic “There”", True),
        ("New topic “Here”", True),
    ]
    library.history.redo(2)
    assert [one.name for one in topics(library)] == ["Here", "There"]
