"""The codebook and the names in it."""

import pytest

from reviewer.errors import ReviewerError
from reviewer.model.ids import DocumentId
from reviewer.model.palette import PALETTE
from reviewer.model.passage import Span
from reviewer.store.documents import remove_documents
from reviewer.store.entities import (
    add_alias,
    change_kind,
    ensure_entity,
    entities,
    find_entity,
    recolour_entity,
    remove_alias,
    rename_entity,
)
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import (
    ensure_topic,
    find_topic,
    move_topic,
    recolour_topic,
    rename_topic,
    subtree,
    topic,
    topics,
)


def test_a_path_makes_every_topic_on_it_once(library: Library) -> None:
    deep = ensure_topic(library, " Housing / Rents/Caps ")

    assert ensure_topic(library, "Housing/Rents/Caps") == deep
    assert [one.path for one in topics(library)] == ["Housing", "Housing/Rents", "Housing/Rents/Caps"]


def test_a_topic_counts_each_passage_below_it_once(library: Library, document: DocumentId) -> None:
    rents, caps = ensure_topic(library, "Housing/Rents"), ensure_topic(library, "Housing/Caps")
    tag_passage(library, document, Span(0, 4), topics=[rents, caps])
    tag_passage(library, document, Span(5, 9), topics=[caps])

    assert {one.path: (one.passages, one.own) for one in topics(library)} == {
        "Housing": (2, 0),
        "Housing/Caps": (2, 2),
        "Housing/Rents": (1, 1),
    }
    remove_documents(library, [document])
    assert [one.passages for one in topics(library)] == [0, 0, 0]


def test_the_first_colours_are_the_most_distinct_and_each_is_used_before_one_twice(library: Library) -> None:
    for i in range(len(PALETTE)):
        ensure_topic(library, f"T{i:02}")

    assert [one.colour for one in topics(library)] == list(PALETTE)


def test_a_topic_never_lies_below_itself(library: Library) -> None:
    below = ensure_topic(library, "A/B/C")
    top = find_topic(library, "A").id

    with pytest.raises(ReviewerError, match="below itself"):
        move_topic(library, top, below)
    move_topic(library, below, None)
    assert [one.path for one in topics(library)] == ["A", "A/B", "C"]
    assert len(subtree(library, top)) == 2


def test_two_sisters_never_bear_one_name(library: Library) -> None:
    first, second = ensure_topic(library, "A"), ensure_topic(library, "B")

    with pytest.raises(ReviewerError, match="already"):
        rename_topic(library, second, "A")
    with pytest.raises(ReviewerError, match="/"):
        rename_topic(library, second, "A/B")
    rename_topic(library, first, "Z")
    assert [one.name for one in topics(library)] == ["B", "Z"]
    recolour_topic(library, first, "#123456")
    assert topic(library, first).colour == "#123456"


def test_a_topic_is_found_by_path_or_by_a_name_that_one_alone_bears(library: Library) -> None:
    ensure_topic(library, "A/Rents")
    ensure_topic(library, "B/Rents")
    ensure_topic(library, "B/Caps")

    assert find_topic(library, "caps").path == "B/Caps"
    assert find_topic(library, "A/Rents").path == "A/Rents"
    with pytest.raises(ReviewerError, match="Several topics"):
        find_topic(library, "Rents")
    with pytest.raises(ReviewerError, match="no topic"):
        find_topic(library, "None")
    with pytest.raises(ReviewerError, match="needs a name"):
        ensure_topic(library, " / ")


def test_an_entity_is_found_by_its_aliases(library: Library) -> None:
    ada = ensure_entity(library, "person", "Ada Olsen")
    add_alias(library, ada, "the mayor")

    assert ensure_entity(library, "person", "the mayor") == ada
    assert find_entity(library, "person:The Mayor").id == ada
    assert find_entity(library, "ada olsen").id == ada
    remove_alias(library, ada, "the mayor")
    assert entities(library)[0].aliases == ()
    with pytest.raises(ReviewerError, match="no entity"):
        find_entity(library, "the mayor")


def test_names_of_two_kinds_are_two_entities(library: Library) -> None:
    ensure_entity(library, "person", "Paris")
    place = ensure_entity(library, "place", "Paris")

    with pytest.raises(ReviewerError, match="Several entities"):
        find_entity(library, "Paris")
    assert find_entity(library, "place:Paris").id == place
    change_kind(library, place, "work")
    recolour_entity(library, place, "#123456")
    assert find_entity(library, "work:Paris").colour == "#123456"


def test_a_renamed_entity_keeps_its_old_name_as_an_alias(library: Library) -> None:
    one = ensure_entity(library, "law", "Reading Room Act: 1998")
    rename_entity(library, one, "Access Act")

    assert entities(library)[0].aliases == ("Reading Room Act: 1998",)
    with pytest.raises(ReviewerError, match="needs a name"):
        ensure_entity(library, "person", " ")
    with pytest.raises(ReviewerError, match="cannot hold"):
        ensure_entity(library, "a:b", "x")
