"""The history is bounded by age, by rows and by size; what is forgotten says so."""

import pytest

from reviewer.errors import ReviewerError
from reviewer.model.ids import DocumentId
from reviewer.model.passage import Span
from reviewer.store import history_bounds
from reviewer.store.documents import documents
from reviewer.store.library import Library, new_batch
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic, topics
from tests.store.conftest import add_text


@pytest.fixture(autouse=True)
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_bounds, "KEPT_ALWAYS", 3)
    monkeypatch.setattr(history_bounds, "_LOOK_EVERY", 1)


def make_topics(library: Library, count: int, *, start: int = 0) -> None:
    for number in range(start, start + count):
        ensure_topic(library, f"T{number}")


def names(library: Library) -> list[str]:
    return [entry.name.removeprefix("New topic ") for entry in library.history.entries()]


def age(library: Library, steps: int) -> None:
    """Makes the first so many steps very old."""
    library.execute(
        "UPDATE step SET at = '2001-02-03T04:05:06Z' WHERE seq IN (SELECT seq FROM step ORDER BY seq LIMIT ?)",
        (steps,),
    )


def test_steps_that_are_too_old_are_forgotten_and_their_rows_stay(library: Library) -> None:
    make_topics(library, 6)
    age(library, 4)

    ensure_topic(library, "New")

    assert names(library) == ["“New”", "“T5”", "“T4”"]
    assert len(topics(library)) == 7
    assert library.execute("SELECT count(*) FROM change").fetchone()[0] == 3


def test_the_latest_steps_are_kept_however_old_they_are(library: Library) -> None:
    make_topics(library, 6)
    age(library, 6)

    ensure_topic(library, "New")

    assert names(library) == ["“New”", "“T5”", "“T4”"]


def test_more_rows_than_are_kept_push_the_oldest_out(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_bounds, "KEPT_ROWS", 5)

    make_topics(library, 9)

    assert names(library) == ["“T8”", "“T7”", "“T6”", "“T5”", "“T4”"]


def test_more_words_than_are_kept_push_the_oldest_out(
    library: Library, document: DocumentId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_bounds, "KEPT_CHARACTERS", 100_000)
    monkeypatch.setattr(history_bounds, "_LOOK_EVERY", 1_000_000)
    make_topics(library, 4)

    tag_passage(library, document, Span(0, 4), memo="m" * 110_000)
    assert names(library)[1:] == ["“T3”", "“T2”"]


def test_a_batch_is_forgotten_whole_or_kept_whole(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_bounds, "KEPT_ROWS", 6)
    batch = new_batch()
    for number in range(5):
        with library.step(f"Import “{number}”", batch=batch, kind="import"):
            add_text(library, f"text {number}", title=f"Text {number}")
    make_topics(library, 3)

    assert names(library) == ["“T2”", "“T1”", "“T0”"]
    assert len(documents(library)) == 5


def test_a_batch_that_still_runs_is_never_forgotten(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_bounds, "KEPT_ROWS", 4)
    batch = new_batch()
    for number in range(8):
        with library.step(f"Import “{number}”", batch=batch, kind="import"):
            add_text(library, f"text {number}", title=f"Text {number}")
        make_topics(library, 1, start=number)

    assert names(library)[-1] == "Import 8 documents"
    library.history.undo_to(0)
    assert documents(library) == []


def test_what_was_forgotten_is_said_where_nothing_is_left_to_undo(library: Library) -> None:
    never = library.history.forgotten_until
    make_topics(library, 4)
    age(library, 3)
    ensure_topic(library, "New")

    library.history.undo_to(0)

    assert (never, library.history.forgotten_until) == (None, "2001-02-03T04:05:06Z")
    with pytest.raises(ReviewerError, match="steps up to 2001-02-03 have been forgotten") as refused:
        library.history.undo()
    assert "90 days" in str(refused.value)


def test_very_many_old_steps_are_forgotten_a_part_at_a_time(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_bounds, "_AT_ONCE", 2)
    make_topics(library, 8)
    age(library, 8)

    ensure_topic(library, "A")
    assert len(names(library)) == 7
    ensure_topic(library, "B")
    assert len(names(library)) == 6
