"""Topics and entities that are one: offered, never done unasked; one stands for the other, and undo parts them again."""

from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.model.ids import DocumentId, EntityId, PassageId, TopicId
from reviewer.model.passage import Span
from reviewer.model.query import Query
from reviewer.store.documents import documents
from reviewer.store.entities import (
    add_alias,
    delete_entity,
    ensure_entity,
    entities,
    find_entity,
    remove_alias,
    rename_entity,
)
from reviewer.store.fulltext import search_passages
from reviewer.store.library import Library
from reviewer.store.passages import passages_of
from reviewer.store.tags import tag_passage, untag
from reviewer.store.topics import delete_topic, ensure_topic, move_topic, rename_topic, subtree, topics
from reviewer.store.unifying import alike_entities, alike_topics, unify_entities, unify_topics
from reviewer.store.unity import standing
from tests.store.merging.replicas import canonical, copied, merged


def two_topics(library: Library) -> tuple[TopicId, TopicId]:
    """“Housing” and “housing”, each with one of its own below it."""
    return ensure_topic(library, "Housing"), ensure_topic(library, "housing")


def two_entities(library: Library) -> tuple[EntityId, EntityId]:
    return ensure_entity(library, "person", "Ada Olsen"), ensure_entity(library, "person", "A. Olsen")


def tagged(library: Library, document: DocumentId, start: int, *topics: TopicId) -> PassageId:
    return tag_passage(library, document, Span(start, start + 4), topics=topics).id


def found(library: Library, topic: TopicId) -> set[PassageId]:
    return {hit.passage.id for hit in search_passages(library, Query(topics=(topic,)))}


def test_topics_that_look_the_same_are_offered_and_left_alone(library: Library, document: DocumentId) -> None:
    keep, other = two_topics(library)
    elsewhere = ensure_topic(library, "Economy/Hòusing")
    tagged(library, document, 0, other)

    pairs = alike_topics(library)

    assert (pairs[0].keep.id, pairs[0].other.id) == (other, keep)
    assert [({pair.keep.id, pair.other.id}, pair.same_place) for pair in pairs] == [
        ({other, keep}, True),
        ({other, elsewhere}, False),
        ({keep, elsewhere}, False),
    ]
    assert len(topics(library)) == 4


def test_a_topic_is_not_offered_with_one_above_it(library: Library) -> None:
    ensure_topic(library, "Housing/Housing")

    assert alike_topics(library) == []


def test_entities_of_one_kind_that_share_a_name_or_alias_are_offered(library: Library) -> None:
    keep, other = two_entities(library)
    ensure_entity(library, "place", "Ada Olsen")
    assert alike_entities(library) == []

    add_alias(library, other, "ada olsen")

    assert [{pair.keep.id, pair.other.id} for pair in alike_entities(library)] == [{keep, other}]


def test_one_topic_stands_for_both_wherever_tags_are_read_or_counted(
    library: Library, document: DocumentId
) -> None:
    keep, other = two_topics(library)
    below = ensure_topic(library, "housing/Rents")
    first, second, third = (
        tagged(library, document, 0, keep),
        tagged(library, document, 5, other, keep),
        tagged(library, document, 10, below),
    )
    colour = next(one.colour for one in topics(library) if one.id == keep)

    changes = unify_topics(library, keep, other)

    assert changes.step == "Unify topics “Housing” and “housing”"
    listed = [(one.id, one.path, one.own, one.passages) for one in topics(library)]
    assert listed == [(keep, "Housing", 2, 3), (below, "Housing/Rents", 1, 1)]
    assert found(library, keep) == found(library, other) == {first, second, third}
    assert set(subtree(library, keep)) == {keep, other, below}
    shown = {
        one.id: [(tag.topic, tag.path, tag.colour) for tag in one.topics]
        for one in passages_of(library, document)
    }
    assert shown[first] == shown[second] == [(keep, "Housing", colour)]
    assert shown[third][0][1] == "Housing/Rents"
    assert alike_topics(library) == []
    assert set(documents(library)[0].colours) == {colour, topics(library)[1].colour}


def test_taking_a_tag_away_takes_both(library: Library, document: DocumentId) -> None:
    keep, other = two_topics(library)
    tagged(library, document, 0, keep, other)
    unify_topics(library, keep, other)
    (passage,) = passages_of(library, document)

    untag(library, [tag.tag for tag in passage.topics])

    assert passages_of(library, document) == []


def test_undo_parts_them_and_redo_joins_them(library: Library, document: DocumentId) -> None:
    keep, other = two_topics(library)
    tagged(library, document, 0, other)
    unify_topics(library, keep, other)

    library.history.undo()

    assert {one.id: one.own for one in topics(library)} == {keep: 0, other: 1}
    library.history.redo()
    assert [(one.id, one.own) for one in topics(library)] == [(keep, 1)]


def test_what_is_made_by_the_others_name_is_the_one_that_stands(library: Library) -> None:
    keep, other = two_topics(library)
    below = ensure_topic(library, "housing/Rents")
    unify_topics(library, keep, other)

    assert ensure_topic(library, "housing") == keep
    assert ensure_topic(library, "Housing/Rents") == ensure_topic(library, "housing/Rents") == below
    with pytest.raises(ReviewerError, match="in this place already"):
        rename_topic(library, ensure_topic(library, "Housing/Other"), "Rents")
    with pytest.raises(ReviewerError, match="below itself"):
        move_topic(library, keep, below)


def test_deleting_the_one_deletes_both_and_all_below(library: Library, document: DocumentId) -> None:
    keep, other = two_topics(library)
    tagged(library, document, 0, other)
    tagged(library, document, 5, ensure_topic(library, "housing/Rents"))
    unify_topics(library, keep, other)

    delete_topic(library, keep)

    assert topics(library) == []
    assert passages_of(library, document) == []


def test_several_become_one_in_any_order(library: Library) -> None:
    names = [ensure_topic(library, name) for name in ("A", "a", "á")]
    unify_topics(library, names[0], names[1])
    unify_topics(library, names[2], names[1])

    assert [one.id for one in topics(library)] == [names[2]]
    with pytest.raises(ReviewerError, match="one already"):
        unify_topics(library, names[1], names[0])


def test_a_topic_does_not_stand_for_one_above_it_but_the_other_way_round(library: Library) -> None:
    below = ensure_topic(library, "Housing/housing")
    (above,) = (one.id for one in topics(library) if one.path == "Housing")

    with pytest.raises(ReviewerError, match="lies below"):
        unify_topics(library, below, above)
    unify_topics(library, above, below)

    assert [one.path for one in topics(library)] == ["Housing"]


def test_one_entity_stands_for_both_with_the_others_names(library: Library, document: DocumentId) -> None:
    keep, other = two_entities(library)
    add_alias(library, other, "Olsen")
    for start, which in ((0, keep), (5, other)):
        tag_passage(library, document, Span(start, start + 4), entities=[(which, "speaker")])
    tag_passage(library, document, Span(5, 9), entities=[(keep, "speaker")])

    unify_entities(library, keep, other)

    (entity,) = entities(library)
    assert (entity.id, entity.aliases, entity.passages) == (keep, ("A. Olsen", "Olsen"), 2)
    assert find_entity(library, "person:olsen").id == ensure_entity(library, "person", "A. Olsen") == keep
    assert len(search_passages(library, Query(entities=(keep,)))) == 2
    shown = [[(tag.entity, tag.name) for tag in one.entities] for one in passages_of(library, document)]
    assert shown == [[(keep, "Ada Olsen")], [(keep, "Ada Olsen")]]
    remove_alias(library, keep, "Olsen")
    assert entities(library)[0].aliases == ("A. Olsen",)
    rename_entity(library, keep, "Ada")
    assert entities(library)[0].name == "Ada"


def test_deleting_the_entity_that_stands_deletes_both(library: Library, document: DocumentId) -> None:
    keep, other = two_entities(library)
    tag_passage(library, document, Span(0, 4), entities=[(other, "speaker")])
    unify_entities(library, keep, other)

    delete_entity(library, keep)

    assert entities(library) == []
    assert passages_of(library, document) == []


def test_a_circle_that_a_stranger_made_has_one_that_stands(library: Library, document: DocumentId) -> None:
    keep, other = two_topics(library)
    tagged(library, document, 0, keep)
    tagged(library, document, 5, other)
    for one, into in ((keep, other), (other, keep)):
        library.execute(
            "UPDATE topic SET merged_into = ? WHERE id = ?", (bytes.fromhex(into), bytes.fromhex(one))
        )

    assert len(set(standing(library, "topic").values())) == 1
    assert [one.own for one in topics(library)] == [2]


def test_topics_that_stand_for_each_others_parents_are_still_listed(library: Library) -> None:
    first, second = ensure_topic(library, "A/B"), ensure_topic(library, "C/D")
    above = {one.name: one.id for one in topics(library)}
    for one, into in ((above["A"], second), (above["C"], first)):
        library.execute(
            "UPDATE topic SET merged_into = ? WHERE id = ?", (bytes.fromhex(into), bytes.fromhex(one))
        )

    assert {one.name for one in topics(library)} == {"B", "D"}


def test_what_a_colleague_goes_on_tagging_with_the_other_is_found_with_the_one(
    library: Library, document: DocumentId, tmp_path: Path
) -> None:
    keep, other = two_topics(library)
    with copied(library, tmp_path / "theirs.reviewer") as theirs:
        unify_topics(library, keep, other)
        passage = tagged(theirs, document, 0, other)

        merged(library, theirs)
        merged(theirs, library)

        assert found(library, keep) == found(theirs, keep) == {passage}
        assert [one.id for one in topics(theirs)] == [keep]
        assert canonical(library) == canonical(theirs)
