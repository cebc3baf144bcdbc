"""Tagging: from the selection to the library, and back."""

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer.model.ids import PassageId
from reviewer.model.passage import Passage
from reviewer.store.passages import passages_of
from reviewer.ui.tagging.basket import Choice
from reviewer.ui.work.codebook import Codebook
from reviewer.ui.work.desk import Desk
from reviewer.ui.work.tagger import Tagger
from tests.ui.work.conftest import Room

CRANE = "The crane\n\nThe crane was sold. 🚢 Nobody asked the dockers.\n"
LAMPS = "The lamps\n\nForty lamps are to burn all night.\n"
SOLD = (CRANE.index("The crane was"), CRANE.index("The crane was") + 19)


@dataclass
class Table:
    """A desk with a text on it, and the tagger at it."""

    room: Room
    desk: Desk
    codebook: Codebook
    tagger: Tagger
    window: QWidget
    tagged: list[str]
    removed: list[str]

    def passages(self, title: str = "The crane") -> list[Passage]:
        found: list[Passage] = self.room.ask(passages_of, self.room.document(title).id)
        return found

    def tag(self, choice: Choice) -> Passage:
        self.desk.view.select(*SOLD)
        self.tagger.open_picker()
        self.tagger.picker.chosen.emit(choice)
        self.room.settle()
        return self.passages()[0]


@pytest.fixture
def table(room: Room, desk: Desk, qtbot: QtBot) -> Table:
    window = QWidget()
    qtbot.addWidget(window)
    codebook = Codebook(room.hub)
    for panel in (codebook.topics_panel, codebook.entities_panel):
        qtbot.addWidget(panel)
    one = Table(room, desk, codebook, Tagger(room.hub, desk, codebook, window), window, [], [])
    one.tagger.tagged.connect(one.tagged.append)
    one.tagger.removed.connect(one.removed.append)
    room.open("Harbour", CRANE, LAMPS)
    desk.open(room.document("The crane").id)
    room.settle()
    return one


def test_what_was_chosen_is_on_what_was_selected(table: Table) -> None:
    passage = table.tag(
        Choice(topics=("Harbour/Sales",), entities=(("person", "Ines Moss", "speaker"),), memo="Ask her.")
    )

    assert (passage.start, passage.end, passage.quote) == (*SOLD, "The crane was sold.")
    assert [one.path for one in passage.topics] == ["Harbour/Sales"]
    assert [(one.kind, one.name, one.role) for one in passage.entities] == [
        ("person", "Ines Moss", "speaker")
    ]
    assert [one.text for one in passage.memos] == ["Ask her."]
    assert table.tagged == ["Harbour/Sales, Ines Moss"]
    assert table.desk.view.selection() is None


def test_all_that_was_chosen_is_one_step(table: Table) -> None:
    table.tag(Choice(topics=("Harbour/Sales", "Consent"), memo="Ask her."))

    table.room.hub.undo()
    table.room.settle()

    assert table.passages() == []
    assert table.codebook.topics == []


def test_a_memo_alone_is_said_as_such(table: Table) -> None:
    table.tag(Choice(memo="Why?"))

    assert table.tagged == ["a memo"]


def test_without_a_selection_there_is_nothing_to_tag(table: Table, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.tagger.nothing_selected):
        table.tagger.open_picker()

    assert not table.tagger.picker.isVisible()


def test_a_choice_is_for_the_place_for_which_the_picker_was_opened(table: Table) -> None:
    table.desk.view.select(*SOLD)
    table.tagger.open_picker()
    table.desk.open(table.room.document("The lamps").id)
    table.room.settle()

    table.tagger.picker.chosen.emit(Choice(topics=("Sales",)))
    table.room.settle()

    assert [one.quote for one in table.passages()] == ["The crane was sold."]
    assert table.passages("The lamps") == []


def test_a_choice_that_nothing_was_asked_for_changes_nothing(table: Table) -> None:
    table.tagger.picker.chosen.emit(Choice(topics=("Sales",)))
    table.room.settle()

    assert table.passages() == []


def test_a_row_of_the_codebook_tags_the_selection_and_without_one_is_a_filter(table: Table) -> None:
    table.tag(Choice(topics=("Sales",), entities=(("person", "Ines Moss", "speaker"),)))
    (topic,), (entity,) = table.codebook.topics, table.codebook.entities

    table.codebook.topics_panel.chosen.emit(topic.id)
    assert table.codebook.filters == [topic.id]
    start = CRANE.index("🚢")
    for panel, identity in (
        (table.codebook.topics_panel, topic.id),
        (table.codebook.entities_panel, entity.id),
    ):
        table.desk.view.select(start, len(CRANE) - 1)
        panel.chosen.emit(identity)
        table.room.settle()

    _, second = table.passages()
    assert second.quote == "🚢 Nobody asked the dockers."
    assert [one.path for one in second.topics] == ["Sales"]
    assert [(one.name, one.role) for one in second.entities] == [("Ines Moss", "mentioned")]


def test_tags_and_passages_are_taken_away_and_said(table: Table) -> None:
    passage = table.tag(Choice(topics=("Sales", "Consent")))

    table.tagger.remove_tag(passage.topics[0].tag)
    table.room.settle()
    assert len(table.passages()[0].topics) == 1
    table.tagger.remove_passages([passage.id])
    table.room.settle()

    assert table.passages() == []
    assert table.removed == ["Tag removed", "Passage removed"]


def test_several_passages_go_in_one_step(table: Table) -> None:
    table.tag(Choice(topics=("Sales",)))
    table.desk.view.select(0, 9)
    table.tagger.open_picker()
    table.tagger.picker.chosen.emit(Choice(topics=("Sales",)))
    table.room.settle()

    table.tagger.remove_passages([one.id for one in table.passages()])
    table.room.settle()
    assert (table.passages(), table.removed) == ([], ["2 passages removed"])
    table.room.hub.undo()
    table.room.settle()

    assert len(table.passages()) == 2


def test_a_memo_is_written_changed_and_taken_away(table: Table) -> None:
    passage = table.tag(Choice(topics=("Sales",)))

    def memos() -> list[str]:
        return [one.text for one in table.passages()[0].memos]

    seen = []
    for text in ("  ", "Ask her.", "Ask him.", ""):
        table.tagger.edit_memo(passage.id, text)
        table.room.settle()
        seen.append(memos())

    assert seen == [[], ["Ask her."], ["Ask him."], []]


def test_the_picker_opens_at_a_passage_of_the_document_and_not_at_one_that_is_gone(table: Table) -> None:
    passage = table.tag(Choice(topics=("Sales",)))

    table.tagger.add_to(PassageId("0" * 32))
    assert table.desk.view.selection() is None
    table.tagger.add_to(passage.id)
    assert table.desk.view.selection() == SOLD
    table.tagger.picker.chosen.emit(Choice(topics=("Consent",)))
    table.room.settle()

    (one,) = table.passages()
    assert {topic.path for topic in one.topics} == {"Sales", "Consent"}
