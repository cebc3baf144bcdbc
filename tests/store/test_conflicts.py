"""What a merge leaves to decide, settled: nothing is decided unasked, and what was decided can be undone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.store.coders import coders, rename_coder
from reviewer.store.conflicts import (
    count_conflicts,
    keep_apart,
    let_stand,
    open_conflicts,
    pairs_alike,
    take_other,
    unify,
)
from reviewer.store.entities import ensure_entity, entities
from reviewer.store.library import Library
from reviewer.store.merging.together import merge
from reviewer.store.topics import ensure_topic, rename_topic, topics


@pytest.fixture
def other(library: Library, tmp_path: Path) -> Iterator[Library]:
    """A copy of the library in another place; both have the topic “Housing”."""
    ensure_topic(library, "Housing")
    path = tmp_path / "other.reviewer"
    library.close()
    shutil.copyfile(library.path, path)
    with Library.open(path) as made:
        yield made


@pytest.fixture
def ours(library: Library, other: Library) -> Iterator[Library]:
    """Two people have renamed one topic, and the other's library is merged."""
    with Library.open(library.path) as made:
        rename_topic(made, topics(made)[0].id, "Homes")
        rename_topic(other, topics(other)[0].id, "Dwelling")
        other.close()
        merge(made, other.path)
        yield made


def names(library: Library) -> list[str]:
    return sorted(one.path for one in topics(library))


def test_a_conflict_is_open_with_both_values(ours: Library) -> None:
    (one,) = open_conflicts(ours)

    assert (one.conflict.kind, one.conflict.what, one.conflict.field) == ("field", "topic", "name")
    assert (one.conflict.kept, one.conflict.lost) == ("Dwelling", "Homes")
    assert one.conflict.name == "Dwelling"
    assert one.is_switchable
    assert count_conflicts(ours) == 1


def test_what_stands_is_not_asked_again_and_changes_nothing(ours: Library) -> None:
    let_stand(ours, open_conflicts(ours)[0].number)

    assert open_conflicts(ours) == []
    assert count_conflicts(ours) == 0
    assert names(ours) == ["Dwelling"]


def test_the_other_value_is_taken_in_one_step_whose_undo_opens_the_conflict_again(ours: Library) -> None:
    number = open_conflicts(ours)[0].number

    take_other(ours, number)

    assert names(ours) == ["Homes"]
    assert count_conflicts(ours) == 0
    assert ours.history.undo_name == "Take the other name of topic “Dwelling”"
    ours.history.undo()
    assert names(ours) == ["Dwelling"]
    assert [one.number for one in open_conflicts(ours)] == [number]
    ours.history.redo()
    assert count_conflicts(ours) == 0


def test_what_is_settled_cannot_be_switched_again(ours: Library) -> None:
    number = open_conflicts(ours)[0].number
    take_other(ours, number)

    with pytest.raises(ReviewerError, match="settled already"):
        take_other(ours, number)


def test_undoing_the_merge_takes_its_conflicts_away(ours: Library) -> None:
    ours.history.undo()

    assert open_conflicts(ours) == []
    assert names(ours) == ["Homes"]


@pytest.fixture
def namesakes(library: Library, tmp_path: Path) -> Library:
    """Two people have made one topic, each for themselves."""
    ensure_topic(library, "Rent")
    with Library.create(tmp_path / "other.reviewer", coder="Ben") as other:
        ensure_topic(other, "rent")
    merge(library, other.path)
    return library


def test_two_of_one_name_stay_two_until_somebody_unifies_them(namesakes: Library) -> None:
    (one,) = open_conflicts(namesakes)
    assert one.conflict.kind == "topic name"
    assert names(namesakes) == ["Rent", "rent"]

    take_other(namesakes, one.number)

    assert len(names(namesakes)) == 1
    assert open_conflicts(namesakes) == []
    assert pairs_alike(namesakes) == []
    namesakes.history.undo()
    assert names(namesakes) == ["Rent", "rent"]
    assert count_conflicts(namesakes) == 1


def test_a_pair_that_is_unified_settles_its_conflict_too(namesakes: Library) -> None:
    (pair,) = pairs_alike(namesakes)

    unify(namesakes, pair)

    assert len(names(namesakes)) == 1
    assert open_conflicts(namesakes) == []
    namesakes.history.undo()
    assert count_conflicts(namesakes) == 1


def test_a_pair_that_is_two_is_not_offered_again(namesakes: Library) -> None:
    (pair,) = pairs_alike(namesakes)

    keep_apart(namesakes, pair)

    assert pairs_alike(namesakes) == []
    assert open_conflicts(namesakes) == []
    assert names(namesakes) == ["Rent", "rent"]


def test_entities_that_look_the_same_are_offered_and_unified(library: Library, tmp_path: Path) -> None:
    ensure_entity(library, "person", "Ada Lovelace")
    with Library.create(tmp_path / "other.reviewer", coder="Ben") as other:
        ensure_entity(other, "person", "Ada LOVELACE")
    merge(library, other.path)
    (pair,) = pairs_alike(library)
    assert (pair.what, {pair.keep_name, pair.other_name}) == ("entity", {"Ada Lovelace", "Ada LOVELACE"})

    unify(library, pair)

    assert len(entities(library)) == 1
    assert pairs_alike(library) == []


def test_a_coder_gets_another_name_everywhere_and_undo_gives_the_old_one_back(library: Library) -> None:
    rename_coder(library, library.coder.id, "  Nora   Lindqvist ")

    assert [one.name for one in coders(library)] == ["Nora Lindqvist"]
    assert library.coder.name == "Nora Lindqvist"
    assert library.history.undo_name == "Rename coder “Nora” to “Nora Lindqvist”"
    library.history.undo()
    assert library.coder.name == "Nora"


def test_a_coder_keeps_a_name(library: Library) -> None:
    with pytest.raises(ReviewerError, match="needs a name"):
        rename_coder(library, library.coder.id, "  ")

    rename_coder(library, library.coder.id, "Nora")
    assert library.history.undo_name is None
