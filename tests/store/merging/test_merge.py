"""What merging two people's libraries does, each case by its name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.model.ids import DocumentId
from reviewer.model.merge import ConflictKind, MergePlan, Tally
from reviewer.model.passage import Span
from reviewer.model.query import Query
from reviewer.model.share import Choice
from reviewer.store.checking import check
from reviewer.store.coders import coders
from reviewer.store.documents import documents, remove_documents, rename_document, text_of
from reviewer.store.entities import add_alias, delete_entity, ensure_entity, entities
from reviewer.store.fulltext import search_passages, search_texts
from reviewer.store.library import Library
from reviewer.store.memos import change_memo, write_memo
from reviewer.store.merging import indexing, together
from reviewer.store.passages import passages_of
from reviewer.store.sharing import share
from reviewer.store.tags import remove_passage, tag_passage, untag
from reviewer.store.topics import delete_topic, ensure_topic, move_topic, recolour_topic, rename_topic, topics
from tests.store.merging.replicas import (
    TEXTS,
    YEAR,
    a_moment_later,
    add_text,
    canonical,
    closed,
    copied,
    merged,
    with_clock,
)

CRANE, MINUTES = TEXTS[0], TEXTS[1]


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "ours.reviewer", coder="Ana") as library:
        yield library


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "theirs.reviewer", coder="Bo") as library:
        yield library


def kinds(plan: MergePlan) -> list[ConflictKind]:
    return [one.kind for one in plan.conflicts]


def test_what_a_colleague_tagged_comes_with_all_it_needs(ours: Library, theirs: Library) -> None:
    document = add_text(theirs, CRANE)
    topic, entity = ensure_topic(theirs, "Harbour/Cranes"), ensure_entity(theirs, "person", "Ines Prado")
    tag_passage(theirs, document, Span(2, 11), topics=[topic], entities=[(entity, "speaker")], memo="sold!")

    plan = merged(ours, theirs)

    (passage,) = passages_of(ours, document)
    assert (passage.quote, [tag.path for tag in passage.topics]) == ("The crane", ["Harbour/Cranes"])
    assert [(tag.name, tag.role, tag.coder) for tag in passage.entities] == [("Ines Prado", "speaker", "Bo")]
    assert [memo.text for memo in passage.memos] == ["sold!"]
    assert text_of(ours, document).text == CRANE
    assert plan.tables["document"] == Tally(added=1)
    assert plan.tables["tag"] == Tally(added=2)
    assert plan.conflicts == ()
    assert [hit.passage.quote for hit in search_passages(ours, Query("crane"))] == ["The crane"]
    assert len(search_texts(ours, Query("asked", "text"))) == 1


def test_merging_twice_adds_nothing(ours: Library, theirs: Library) -> None:
    document = add_text(theirs, CRANE)
    tag_passage(theirs, document, Span(2, 11), topics=[ensure_topic(theirs, "Cranes")])
    add_text(ours, CRANE)
    ensure_topic(ours, "Cranes")
    merged(ours, theirs)
    before, steps = canonical(ours), ours.history.entries()

    again = merged(ours, theirs)

    assert not again
    assert again.conflicts == ()
    assert sum(tally.same for tally in again.tables.values()) > 0
    assert (canonical(ours), ours.history.entries()) == (before, steps)


def test_there_and_back_both_have_the_same(ours: Library, theirs: Library) -> None:
    tag_passage(ours, add_text(ours, CRANE), Span(2, 11), topics=[ensure_topic(ours, "Cranes")])
    minutes = add_text(theirs, MINUTES, title="Minutes")
    tag_passage(theirs, minutes, Span(0, 7), topics=[ensure_topic(theirs, "Council")])
    merged(theirs, ours)
    rename_topic(theirs, next(one.id for one in topics(theirs) if one.name == "Cranes"), "Lifting gear")

    plan = merged(ours, theirs)

    assert [one.path for one in topics(ours)] == ["Council", "Lifting gear"]
    assert plan.conflicts == ()
    assert not merged(theirs, ours)
    assert canonical(ours) == canonical(theirs)


def test_a_merge_is_one_step_that_undo_takes_back_whole_and_merging_again_brings(
    ours: Library, theirs: Library
) -> None:
    document = add_text(ours, CRANE)
    mine = ensure_topic(ours, "Mine")
    tag_passage(ours, document, Span(2, 11), topics=[mine])
    merged(theirs, ours)
    rename_topic(theirs, mine, "Ours")
    tag_passage(theirs, document, Span(15, 19), topics=[ensure_topic(theirs, "Sales")], memo="when?")
    rename_document(theirs, document, "The crane is gone")
    add_text(theirs, MINUTES, title="Minutes")
    before = canonical(ours)
    merged(ours, theirs)
    after = canonical(ours)

    assert ours.history.undo_name == "Merge “theirs”"
    ours.history.undo()

    undone = canonical(ours)
    assert undone.pop("seen") != []
    assert undone == {table: rows for table, rows in before.items() if table != "seen"}
    assert ours.history.redo_name is None
    assert search_texts(ours, Query("minutes", "text")) == []
    assert [hit.document_title for hit in search_texts(ours, Query("crane", "text"))] == ["Crane"]
    merged(ours, theirs)
    again = canonical(ours)
    assert again.pop("seen") != []
    assert again == {table: rows for table, rows in after.items() if table != "seen"}
    assert [hit.document_title for hit in search_texts(ours, Query("minutes", "text"))] == ["Minutes"]


def test_what_was_undone_in_between_does_not_delete_at_the_colleagues(ours: Library, theirs: Library) -> None:
    document = add_text(theirs, CRANE)
    tag_passage(theirs, document, Span(2, 11), topics=[ensure_topic(theirs, "Cranes")])
    merged(ours, theirs)
    ours.history.undo()

    merged(theirs, ours)

    assert [one.quote for one in passages_of(theirs, document)] == ["The crane"]


def test_own_work_on_top_of_a_merge_is_undone_first_and_goes_with_it(ours: Library, theirs: Library) -> None:
    document = add_text(theirs, CRANE)
    topic = ensure_topic(theirs, "Cranes")
    merged(ours, theirs)
    before = len(canonical(ours)["passage"])
    tag_passage(ours, document, Span(2, 11), topics=[topic, ensure_topic(ours, "Cranes/Big")])
    ours.history.undo(len(ours.history.entries()) - 1)

    ours.history.undo()

    assert documents(ours) == []
    assert len(canonical(ours)["passage"]) == before == 0
    assert canonical(ours)["topic"] == canonical(ours)["topic_tag"] == []


def test_a_preview_tells_all_of_it_and_changes_nothing(ours: Library, theirs: Library) -> None:
    document = add_text(ours, CRANE)
    topic = ensure_topic(ours, "Cranes")
    tag_passage(ours, document, Span(2, 11), topics=[topic])
    merged(theirs, ours)
    (passage,) = passages_of(theirs, document)
    untag(theirs, [passage.topics[0].tag])
    tag_passage(theirs, document, Span(15, 19), topics=[topic], memo="when?")
    before, file = canonical(ours), closed(ours).read_bytes()

    plan = together.preview(ours, closed(theirs))

    assert (canonical(ours), closed(ours).read_bytes()) == (before, file)
    assert ours.history.undo_name == "Tag “Cranes”"
    assert plan.tables["tag"] == Tally(added=1, removed=1)
    assert plan.tables["passage"] == Tally(added=1, removed=1)
    assert [(one.name, one.tally) for one in plan.documents] == [("Crane", Tally(added=1, removed=1))]
    assert [(one.name, one.tally) for one in plan.topics] == [("Cranes", Tally(added=1, removed=1))]
    assert [(one.name, one.tally) for one in plan.coders] == [
        ("Bo", Tally(added=1)),
        ("Ana", Tally(removed=1)),
    ]
    done = merged(ours, theirs)
    assert (done.tables, done.conflicts) == (plan.tables, plan.conflicts)


def test_watchers_hear_of_a_merge_once(ours: Library, theirs: Library) -> None:
    add_text(theirs, CRANE)
    heard: list[Changes] = []
    ours.watch(heard.append)

    merged(ours, theirs)
    merged(ours, theirs)

    assert [(one.step, "document" in one.kinds) for one in heard] == [("Merge “theirs”", True)]


def test_a_field_that_two_changed_at_once_is_a_conflict_with_both_values(
    ours: Library, theirs: Library
) -> None:
    topic = ensure_topic(ours, "Cranes")
    merged(theirs, ours)
    rename_topic(ours, topic, "Lifting gear")
    a_moment_later()
    rename_topic(theirs, topic, "Machines")

    plan = merged(ours, theirs)

    (conflict,) = plan.conflicts
    assert (conflict.kind, conflict.what, conflict.field) == ("field", "topic", "name")
    assert {conflict.kept, conflict.lost} == {"Lifting gear", "Machines"}
    assert topics(ours)[0].name == conflict.kept == "Machines"


def test_a_change_of_what_one_had_seen_is_no_conflict(ours: Library, theirs: Library) -> None:
    topic = ensure_topic(ours, "Cranes")
    rename_topic(ours, topic, "Lifting gear")
    merged(theirs, ours)
    rename_topic(theirs, topic, "Machines")

    assert merged(ours, theirs).conflicts == ()
    assert [one.name for one in topics(ours)] == ["Machines"]


def test_two_fields_of_one_topic_are_two_changes_and_both_hold(ours: Library, theirs: Library) -> None:
    topic = ensure_topic(ours, "Cranes")
    merged(theirs, ours)
    rename_topic(theirs, topic, "Machines")
    recolour_topic(ours, topic, "#112233")

    assert merged(ours, theirs).conflicts == ()
    assert [(one.name, one.colour) for one in topics(ours)] == [("Machines", "#112233")]


def test_of_two_changes_of_a_memo_one_holds_and_the_other_is_kept_in_the_list(
    ours: Library, theirs: Library
) -> None:
    document = add_text(ours, CRANE)
    memo = write_memo(ours, "document", document, "first")
    merged(theirs, ours)
    change_memo(ours, memo, "mine")
    a_moment_later()
    change_memo(theirs, memo, "yours")

    (conflict,) = merged(ours, theirs).conflicts

    assert (conflict.what, conflict.kept, conflict.lost) == ("memo", "yours", "mine")
    assert ours.execute("SELECT kind, kept, lost FROM merge_conflict").fetchall() == [
        ("field", '"yours"', '"mine"')
    ]


def test_the_same_topic_name_made_by_two_stays_two_and_is_told(ours: Library, theirs: Library) -> None:
    ensure_topic(ours, "Housing/Rents")
    ensure_topic(theirs, "housing/rénts")

    plan = merged(ours, theirs)

    assert {one.path for one in topics(ours)} == {"Housing", "Housing/Rents", "housing", "housing/rénts"}
    assert kinds(plan) == ["topic name", "topic name"]


def test_the_same_topic_name_elsewhere_is_another_topic(ours: Library, theirs: Library) -> None:
    document = add_text(ours, CRANE)
    tag_passage(ours, document, Span(2, 11), topics=[ensure_topic(ours, "Housing/Rents")])
    add_text(theirs, CRANE)
    tag_passage(theirs, document, Span(2, 11), topics=[ensure_topic(theirs, "Economy/Rents")])

    plan = merged(ours, theirs)

    (passage,) = passages_of(ours, document)
    assert {tag.path for tag in passage.topics} == {"Housing/Rents", "Economy/Rents"}
    assert kinds(plan) == []


def test_two_coders_of_one_name_stay_two_and_are_told_apart(ours: Library, tmp_path: Path) -> None:
    document = add_text(ours, CRANE)
    topic = ensure_topic(ours, "Cranes")
    with (
        copied(ours, tmp_path / "other.reviewer") as source,
        Library.create(tmp_path / "b.reviewer", coder="Ana") as other,
    ):
        merged(other, source)
        tag_passage(other, document, Span(2, 11), topics=[topic])
        tag_passage(ours, document, Span(2, 11), topics=[topic])

        plan = merged(ours, other)

        assert kinds(plan) == ["coder name"]
        assert [one.name for one in coders(ours)] == ["Ana", "Ana (2)"]
        (passage,) = passages_of(ours, document)
        assert [tag.coder for tag in passage.topics] == ["Ana (2)", "Ana"] or [
            tag.coder for tag in passage.topics
        ] == ["Ana", "Ana (2)"]
        assert len(passage.topics) == 2


def test_an_edited_document_is_another_document_and_no_passage_lands_on_other_words(
    ours: Library, theirs: Library
) -> None:
    edited = CRANE.replace("Friday", "the last Friday of May")
    first, second = add_text(ours, CRANE), add_text(theirs, edited)
    tag_passage(ours, first, Span(34, 40), topics=[ensure_topic(ours, "Words")])
    tag_passage(theirs, second, Span(50, 56), topics=[ensure_topic(theirs, "Said")])

    plan = merged(ours, theirs)

    assert kinds(plan) == ["version"]
    assert [text_of(ours, one).text for one in (first, second)] == [CRANE, edited]
    for document in (first, second):
        for passage in passages_of(ours, document):
            assert text_of(ours, document).text[passage.start : passage.end] == passage.quote


def test_one_original_read_as_two_texts_keeps_both_and_every_passage_its_words(
    ours: Library, theirs: Library
) -> None:
    mine = add_text(ours, f"{CRANE}Sold!\n", original=b"pdf")
    assert add_text(theirs, f"Page 1\n{CRANE}Page 2\n", original=b"pdf", extractor="text/2") == mine
    tag_passage(ours, mine, Span(2, 11), topics=[ensure_topic(ours, "Cranes")])
    tag_passage(ours, mine, Span(len(CRANE), len(CRANE) + 5), topics=[ensure_topic(ours, "Sales")])
    tag_passage(theirs, mine, Span(9, 18), topics=[ensure_topic(theirs, "Gear")])
    tag_passage(theirs, mine, Span(0, 6), topics=[ensure_topic(theirs, "Pages")])

    plan = merged(ours, theirs)

    (conflict,) = plan.conflicts
    assert conflict.kind == "text"
    assert {conflict.kept.partition(" characters read by ")[2], conflict.lost[-6:]} == {"text/1", "text/2"}
    assert len(canonical(ours)["text_version"]) == 2
    shown = text_of(ours, mine)
    passages = passages_of(ours, mine)
    placed = [one for one in passages if one.text_id == shown.id]
    assert [shown.text[one.start : one.end] for one in placed] == [one.quote for one in placed]
    assert [one.quote for one in placed].count("The crane") == 2
    assert len(placed) == 3
    # The words of the fourth are in the other text alone.
    assert {one.quote for one in passages if one not in placed} < {"Sold!", "Page 1"}
    assert check(ours).problems == ()


def test_a_tag_on_a_topic_that_was_deleted_meanwhile_keeps_it(ours: Library, theirs: Library) -> None:
    document = add_text(ours, CRANE)
    topic = ensure_topic(ours, "Harbour/Cranes")
    merged(theirs, ours)
    tag_passage(theirs, document, Span(2, 11), topics=[topic])
    delete_topic(ours, topics(ours)[0].id)

    plan = merged(ours, theirs)

    assert kinds(plan) == ["kept", "kept"]
    assert [one.path for one in topics(ours)] == ["Harbour", "Harbour/Cranes"]
    assert not merged(ours, theirs)
    assert merged(ours, theirs).conflicts == ()


def test_a_tag_on_an_entity_that_was_deleted_meanwhile_keeps_it(ours: Library, theirs: Library) -> None:
    document = add_text(ours, CRANE)
    entity = ensure_entity(ours, "person", "Ines Prado")
    merged(theirs, ours)
    tag_passage(theirs, document, Span(2, 11), entities=[(entity, "mentioned")])
    delete_entity(ours, entity)

    assert kinds(merged(ours, theirs)) == ["kept"]
    assert [one.name for one in entities(ours)] == ["Ines Prado"]


def test_a_tag_on_a_passage_that_was_removed_meanwhile_keeps_it(ours: Library, theirs: Library) -> None:
    document = add_text(ours, CRANE)
    passage = tag_passage(ours, document, Span(2, 11), topics=[ensure_topic(ours, "Cranes")])
    merged(theirs, ours)
    tag_passage(theirs, document, Span(2, 11), topics=[ensure_topic(theirs, "Gear")])
    remove_passage(ours, passage.id)

    assert kinds(merged(ours, theirs)) == ["kept"]
    assert [[tag.path for tag in one.topics] for one in passages_of(ours, document)] == [["Gear"]]


@pytest.mark.parametrize("later", ["tag", "removal"])
def test_a_document_that_was_removed_comes_back_for_work_done_after(
    ours: Library, theirs: Library, later: str
) -> None:
    document = add_text(ours, CRANE)
    merged(theirs, ours)
    topic = ensure_topic(theirs, "Cranes")
    if later == "tag":
        remove_documents(ours, [document])
        a_moment_later()
        tag_passage(theirs, document, Span(2, 11), topics=[topic])
    else:
        tag_passage(theirs, document, Span(2, 11), topics=[topic])
        a_moment_later()
        remove_documents(ours, [document])

    plan = merged(ours, theirs)

    assert kinds(plan) == (["kept"] if later == "tag" else ["removed document"])
    assert [one.id for one in documents(ours)] == ([document] if later == "tag" else [])


def test_topics_that_two_put_below_each_other_are_no_circle(ours: Library, theirs: Library) -> None:
    first, second = ensure_topic(ours, "First"), ensure_topic(ours, "Second")
    merged(theirs, ours)
    move_topic(ours, first, second)
    a_moment_later()
    move_topic(theirs, second, first)

    plan = merged(ours, theirs)
    merged(theirs, ours)

    assert "circle" in kinds(plan)
    assert [one.path for one in topics(ours)] == ["Second", "Second/First"]
    assert canonical(ours) == canonical(theirs)


def test_what_broke_a_circle_is_forgotten_when_somebody_else_has_broken_it(
    ours: Library, theirs: Library, tmp_path: Path
) -> None:
    first, second, third = (ensure_topic(ours, name) for name in ("First", "Second", "Third"))
    merged(theirs, ours)
    with copied(ours, tmp_path / "third.reviewer") as other:
        move_topic(ours, first, second)
        a_moment_later()
        move_topic(theirs, second, first)
        a_moment_later()
        move_topic(other, first, third)
        merged(ours, theirs)
        with copied(theirs, tmp_path / "end.reviewer") as end:
            merged(end, other)
            merged(end, ours)

            merged(ours, other)

            assert [one.path for one in topics(ours)] == ["Third", "Third/First", "Third/First/Second"]
            assert canonical(ours) == canonical(end)
            assert canonical(ours)["set_aside"] == []


def test_an_entity_that_two_call_alike_stays_two_and_is_told(ours: Library, theirs: Library) -> None:
    ensure_entity(ours, "person", "Ines Prado")
    other = ensure_entity(theirs, "person", "I. Prado")
    ensure_entity(theirs, "place", "Ines Prado")
    assert kinds(together.preview(ours, closed(theirs))) == []
    add_alias(theirs, other, "ines prado")

    assert kinds(merged(ours, theirs)) == ["entity name"]
    assert len(entities(ours)) == 3


def test_a_clock_that_was_set_back_by_a_year_loses_nothing(ours: Library, theirs: Library) -> None:
    document = add_text(ours, CRANE)
    merged(theirs, ours)
    with_clock(ours, behind=YEAR)
    tag_passage(theirs, document, Span(2, 11), topics=[ensure_topic(theirs, "Cranes")])
    tag_passage(ours, document, Span(15, 19), topics=[ensure_topic(ours, "Sales")])

    plan = merged(ours, theirs)
    topic = next(one for one in topics(ours) if one.name == "Cranes")
    rename_topic(ours, topic.id, "Gear")
    merged(theirs, ours)

    assert plan.refused == ()
    assert [one.name for one in topics(ours)] == [one.name for one in topics(theirs)] == ["Gear", "Sales"]


def test_a_library_is_not_merged_into_itself(ours: Library) -> None:
    with pytest.raises(ReviewerError, match="this library itself"):
        together.merge(ours, ours.path)


def test_a_library_that_is_only_read_takes_no_merge(ours: Library, theirs: Library) -> None:
    add_text(theirs, CRANE)
    with (
        Library.open(closed(ours), access="follow") as reading,
        pytest.raises(ReviewerError, match="only reads it"),
    ):
        merged(reading, theirs)


def test_work_that_rests_on_a_merge_is_in_the_way_of_its_undo(ours: Library, theirs: Library) -> None:
    document = add_text(theirs, CRANE)
    merged(ours, theirs)
    tag_passage(ours, document, Span(2, 11), topics=[ensure_topic(ours, "Mine")])
    before = canonical(ours)
    ours.execute("DELETE FROM step WHERE kind <> 'merge'")

    with pytest.raises(ReviewerError, match="cannot be undone: work that was done later"):
        ours.history.undo()

    assert canonical(ours) == before
    assert len(passages_of(ours, DocumentId(document))) == 1


def test_words_that_were_withheld_come_later_and_go_again_with_undo(
    ours: Library, theirs: Library, tmp_path: Path
) -> None:
    document = add_text(theirs, CRANE)
    tag_passage(theirs, document, Span(2, 11), topics=[ensure_topic(theirs, "Cranes")])
    share(theirs, tmp_path / "quotes.reviewer", Choice(texts="quotes"))
    merged(ours, tmp_path / "quotes.reviewer")
    before = canonical(ours)
    assert search_texts(ours, Query("Friday", "text")) == []

    merged(ours, theirs)

    assert text_of(ours, document).text == CRANE
    assert canonical(ours)["original"] == canonical(theirs)["original"]
    assert len(search_texts(ours, Query("Friday", "text"))) == 1
    ours.history.undo()
    after = canonical(ours)
    assert before.pop("seen")
    assert after.pop("seen")
    assert after == before
    assert search_texts(ours, Query("Friday", "text")) == []
    assert [one.quote for one in passages_of(ours, document)] == ["The crane"]
    assert check(ours).problems == ()


def test_a_merge_that_fails_half_way_has_changed_nothing(
    ours: Library, theirs: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_text(theirs, CRANE)
    before = canonical(ours)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(indexing, "index_merged", fail)
    with pytest.raises(KeyboardInterrupt):
        merged(ours, theirs)

    assert canonical(ours) == before
    assert ours.history.entries() == []
    monkeypatch.undo()
    assert merged(ours, theirs)


def test_a_file_is_known_again_until_what_it_brought_is_undone(
    ours: Library, theirs: Library, tmp_path: Path
) -> None:
    add_text(theirs, CRANE)
    with copied(theirs, tmp_path / "twin.reviewer") as twin:
        merged(ours, theirs)
        assert not merged(ours, twin)

        ours.history.undo()

        assert documents(ours) == []
        assert merged(ours, twin)
        assert len(documents(ours)) == 1
