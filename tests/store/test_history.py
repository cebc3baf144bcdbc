"""Undo and redo of every kind of change; as a state machine over random histories."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reviewer.errors import ReviewerError
from reviewer.model.history import BEGINNING
from reviewer.model.ids import DocumentId, EntityId, TagId, TopicId
from reviewer.model.passage import Passage, Span
from reviewer.model.query import Query
from reviewer.store.documents import documents, remove_documents, rename_document, set_status
from reviewer.store.entities import add_alias, delete_entity, ensure_entity, entities, rename_entity
from reviewer.store.fulltext import search_passages, search_texts
from reviewer.store.library import Library, new_batch
from reviewer.store.memos import change_memo
from reviewer.store.passages import passages_of
from reviewer.store.tags import remove_passage, tag_passage, untag
from reviewer.store.topics import delete_topic, ensure_topic, move_topic, rename_topic, topics
from tests.store.conftest import TEXT, add_text


def everything(library: Library) -> Any:
    """All that a person could see of a library, but for its history."""
    listed = documents(library)
    return (
        listed,
        [passages_of(library, one.id) for one in listed],
        topics(library),
        entities(library),
        [hit.passage for hit in search_texts(library, Query("room council olsen", "text"))],
        [hit.passage for hit in search_passages(library, Query())],
    )


def test_undo_brings_back_what_deleting_a_topic_took(library: Library, document: DocumentId) -> None:
    topic = ensure_topic(library, "Access/Rooms")
    tag_passage(library, document, Span(0, 4), topics=[topic], memo="why")
    before = everything(library)
    delete_topic(library, topics(library)[0].id)
    assert topics(library) == []

    library.history.undo()

    assert everything(library) == before


def test_undo_outlives_a_restart(library: Library, document: DocumentId) -> None:
    before = everything(library)
    tag_passage(library, document, Span(0, 4), memo="why")
    library.close()

    with Library.open(library.path) as again:
        assert again.history.undo_name == "Write memo “why”"
        again.history.undo()
        assert [len(passages_of(again, document))] == [0]
        assert everything(again) == before
        again.history.redo()
        assert passages_of(again, document)[0].memos[0].text == "why"


def test_nothing_to_undo_or_redo_is_one_sentence(library: Library) -> None:
    with pytest.raises(ReviewerError, match="nothing to undo"):
        library.history.undo()
    with pytest.raises(ReviewerError, match="nothing to redo"):
        library.history.redo()


def test_several_steps_are_taken_back_by_one_call(library: Library, document: DocumentId) -> None:
    for start in range(3):
        tag_passage(library, document, Span(start, start + 4), memo="m")

    library.history.undo(2)

    assert len(passages_of(library, document)) == 1


def test_a_new_step_forgets_what_was_undone(library: Library, document: DocumentId) -> None:
    tag_passage(library, document, Span(0, 4), memo="m")
    library.history.undo()
    ensure_topic(library, "Other")

    assert library.history.redo_name is None


def test_a_batch_is_undone_together_and_below_what_was_done_while_it_ran(library: Library) -> None:
    batch = new_batch()
    with library.step("Import “one”", batch=batch, kind="import"):
        first = add_text(library, "one")
    tag_passage(library, first, Span(0, 3), memo="while it runs")
    with library.step("Import “two”", batch=batch, kind="import"):
        add_text(library, "two", title="Two")

    assert library.history.undo_name == "Write memo “while it runs”"
    library.history.undo()
    assert library.history.undo_name == "Import 2 documents"
    library.history.undo()
    assert documents(library) == []
    library.history.redo()
    assert len(documents(library)) == 2
    library.history.redo()
    assert len(passages_of(library, first)) == 1


def test_a_renamed_document_is_found_by_its_new_title_and_after_undo_by_its_old(
    library: Library, document: DocumentId
) -> None:
    def found(word: str) -> int:
        return len(search_texts(library, Query(word, "text")))

    rename_document(library, document, "Quiet halls")
    assert (found("quiet"), found("council")) == (1, 1)

    library.history.undo()

    assert (found("quiet"), found("council")) == (0, 1)
    library.history.redo()
    assert (found("quiet"), found("council")) == (1, 1)


def test_a_history_of_rows_that_are_not_ours_is_not_obeyed(library: Library, document: DocumentId) -> None:
    library.execute("UPDATE change SET tbl = 'sqlite_master'")

    with pytest.raises(KeyError):
        library.history.undo()

    assert len(documents(library)) == 1


def test_undoing_back_to_a_step_keeps_it_and_redo_brings_the_later_ones_back(library: Library) -> None:
    for name in "ABCD":
        ensure_topic(library, name)
    numbers = {entry.name[-2]: entry.number for entry in library.history.entries()}

    changes = library.history.undo_to(numbers["B"])

    assert changes.step == "New topic “D”, New topic “C”"
    assert [one.name for one in topics(library)] == ["A", "B"]
    library.history.redo_to(numbers["C"])
    assert [one.name for one in topics(library)] == ["A", "B", "C"]
    library.history.redo()
    library.history.undo_to(BEGINNING)
    assert topics(library) == []


def test_of_very_many_steps_the_first_are_named(library: Library) -> None:
    for number in range(13):
        ensure_topic(library, f"T{number}")

    assert library.history.undo_to(BEGINNING).step.endswith("New topic “T10” and 10 more")


def test_a_step_that_the_history_does_not_have_any_more_is_said(library: Library) -> None:
    ensure_topic(library, "A")
    (entry,) = library.history.entries()
    library.history.undo()

    for travel in (library.history.undo_to, library.history.redo_to):
        with pytest.raises(ReviewerError, match="history has changed"):
            travel(99)
    with pytest.raises(ReviewerError, match="history has changed"):
        library.history.undo_to(entry.number)
    library.history.redo()
    with pytest.raises(ReviewerError, match="history has changed"):
        library.history.redo_to(entry.number)
    with pytest.raises(ReviewerError, match="nothing to undo"):
        library.history.undo_to(entry.number)


def test_an_import_that_goes_on_after_its_undo_is_undone_once_more(library: Library) -> None:
    batch = new_batch()
    for number in range(2):
        with library.step(f"Import “{number}”", batch=batch, kind="import"):
            add_text(library, f"text {number}", title=f"Text {number}")
        library.history.undo()
        assert documents(library) == []

    library.history.redo()
    assert len(documents(library)) == 2


class UndoMachine(RuleBasedStateMachine):
    """Whatever is done, undoing it shows the library as it was, and redoing it as it became."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.create(Path(self.folder.name) / "m.reviewer", coder="Nora")
        self.document = add_text(self.library, TEXT)
        self.past: list[Any] = []
        self.future: list[Any] = []
        self.steps = len(self.library.history.entries())

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()

    def is_there(self) -> bool:
        """Whether the document is in the library now."""
        return any(one.id == self.document for one in documents(self.library))

    def passages(self) -> list[Passage]:
        """The passages that a person could work on."""
        return passages_of(self.library, self.document) if self.is_there() else []

    def before(self) -> None:
        self.seen = everything(self.library)

    def after(self) -> None:
        """Notes the state before the change, if there was one."""
        if everything(self.library) != self.seen:
            self.past.append(self.seen)
            self.future.clear()

    @rule(
        start=st.integers(0, len(TEXT) - 2),
        length=st.integers(1, 40),
        name=st.sampled_from(["A", "A/B", "C", "ß/é"]),
    )
    def tag_words(self, start: int, length: int, name: str) -> None:
        if not self.is_there():
            return
        self.before()
        with self.library.step("Tag"):
            topic = ensure_topic(self.library, name)
            entity = ensure_entity(self.library, "person", name.replace("/", " "))
            span = Span(start, min(start + length, len(TEXT)))
            tag_passage(self.library, self.document, span, topics=[topic], entities=[(entity, "speaker")])
        self.after()

    @rule(pick=st.integers(0))
    def take_a_tag_away(self, pick: int) -> None:
        tags: list[TagId] = []
        for one in self.passages():
            tags += [tag.tag for tag in one.topics]
            tags += [tag.tag for tag in one.entities]
        if tags:
            self.before()
            untag(self.library, [tags[pick % len(tags)]])
            self.after()

    @rule(pick=st.integers(0))
    def take_a_passage_away(self, pick: int) -> None:
        found = self.passages()
        if found:
            self.before()
            remove_passage(self.library, found[pick % len(found)].id)
            self.after()

    @rule(pick=st.integers(0), text=st.sampled_from(["", "new words", "🙂"]))
    def write_on_a_passage(self, pick: int, text: str) -> None:
        found = self.passages()
        if found:
            self.before()
            one = found[pick % len(found)]
            if one.memos:
                change_memo(self.library, one.memos[0].id, text)
            elif text:
                tag_passage(self.library, self.document, Span(one.start, one.end), memo=text)
            self.after()

    @rule(pick=st.integers(0), action=st.sampled_from(["rename", "move", "delete"]))
    def change_a_topic(self, pick: int, action: str) -> None:
        found = topics(self.library)
        if not found:
            return
        self.before()
        which: TopicId = found[pick % len(found)].id
        try:
            if action == "rename":
                rename_topic(self.library, which, f"N{pick % 5}")
            elif action == "move":
                move_topic(self.library, which, found[pick // 7 % len(found)].id if pick % 2 else None)
            else:
                delete_topic(self.library, which)
        except ReviewerError:
            assert everything(self.library) == self.seen
            return
        self.after()

    @rule(pick=st.integers(0), action=st.sampled_from(["rename", "alias", "delete"]))
    def change_an_entity(self, pick: int, action: str) -> None:
        found = entities(self.library)
        if not found:
            return
        self.before()
        which: EntityId = found[pick % len(found)].id
        if action == "rename":
            rename_entity(self.library, which, f"Name {pick % 5}")
        elif action == "alias":
            add_alias(self.library, which, f"Alias {pick % 3}")
        else:
            delete_entity(self.library, which)
        self.after()

    @rule(action=st.sampled_from(["rename", "status", "remove", "add"]), pick=st.integers(0, 5))
    def change_a_document(self, action: str, pick: int) -> None:
        self.before()
        if action == "rename":
            rename_document(self.library, self.document, f"Title {pick}")
        elif action == "status":
            set_status(self.library, self.document, "done" if pick % 2 else "new")
        elif action == "remove":
            remove_documents(self.library, [self.document])
        else:
            add_text(self.library, f"Another text {pick}", title=f"Room {pick}")
        self.after()

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        now = everything(self.library)
        self.library.history.undo()
        self.future.append(now)
        assert everything(self.library) == self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        now = everything(self.library)
        self.library.history.redo()
        self.past.append(now)
        assert everything(self.library) == self.future.pop()

    @precondition(lambda self: self.past)
    @rule(pick=st.integers(0))
    def undo_back_to(self, pick: int) -> None:
        stay = pick % len(self.past)
        entries = [one for one in self.library.history.entries() if not one.undone]
        number = entries[len(self.past) - stay].number
        states = [*self.past, everything(self.library)]
        self.library.history.undo_to(number)
        assert everything(self.library) == states[stay]
        self.past = states[:stay]
        self.future += reversed(states[stay + 1 :])

    @precondition(lambda self: self.future)
    @rule(pick=st.integers(0))
    def redo_up_to(self, pick: int) -> None:
        count = pick % len(self.future) + 1
        undone = [one for one in self.library.history.entries() if one.undone]
        states = [everything(self.library), *self.future[: -count - 1 : -1]]
        self.library.history.redo_to(undone[-count].number)
        assert everything(self.library) == states[-1]
        self.past += states[:-1]
        del self.future[-count:]

    @invariant()
    def quotes_are_what_the_text_says(self) -> None:
        for one in passages_of(self.library, self.document):
            assert TEXT[one.start : one.end] == one.quote


UndoMachine.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestUndoMachine = UndoMachine.TestCase
