"""The desk: one document, the one that was asked for last, at the place where it was left."""

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from reviewer.documents.reading import read
from reviewer.model.document import Document
from reviewer.model.ids import DocumentId
from reviewer.model.passage import Passage, Span
from reviewer.resources import resource
from reviewer.store.documents import add_document, remove_documents, rename_document
from reviewer.store.library import Library
from reviewer.store.settings import remember, setting
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic
from reviewer.ui.work.desk import BARE, Desk, paints_of
from tests.ui.work.conftest import Room

CRANE = "The crane\n\nThe crane was sold. Nobody asked the dockers. They heard it from a paper.\n"
LAMPS = "The lamps\n\nForty lamps are to burn all night.\n"
LONG = "The minutes\n\n" + "\n\n".join(
    f"Item {number} was put to the vote and carried." for number in range(300)
)


def tag(library: Library, one: Document, words: str, path: str = "", memo: str = "") -> Passage:
    text = CRANE if one.metadata.title == "The crane" else LAMPS
    start = text.index(words)
    topics = [ensure_topic(library, path)] if path else []
    return tag_passage(library, one.id, Span(start, start + len(words)), topics=topics, memo=memo)


def title(desk: Desk) -> str:
    return desk.document.metadata.title if desk.document else ""


def shown(desk: Desk) -> str:
    return "pages" if desk.widget is desk.page else "text"


def test_a_document_is_shown_with_its_text_and_its_passages(desk: Desk, room: Room, qtbot: QtBot) -> None:
    room.open("Harbour", CRANE, LAMPS)
    crane = room.document("The crane")
    passage = room.ask(tag, crane, "The crane was sold.", "Sales")
    heard: list[object] = []
    desk.opened.connect(heard.append)
    desk.passages_changed.connect(heard.append)

    desk.open(crane.id)
    waits = desk.is_opening
    room.settle()

    assert desk.text is not None
    assert desk.text.text == CRANE
    assert [one.id for one in desk.passages] == [passage.id]
    assert heard == [desk.document, desk.passages]
    assert (waits, desk.is_opening) == (True, False)
    assert room.ask(setting, "document") == crane.id


def test_of_two_documents_that_are_opened_at_once_the_second_is_shown(
    desk: Desk, room: Room, qtbot: QtBot
) -> None:
    room.open("Harbour", CRANE, LAMPS)
    crane, lamps = room.document("The crane"), room.document("The lamps")
    shown: list[Document | None] = []
    desk.opened.connect(shown.append)

    desk.open(crane.id)
    desk.open(lamps.id)
    room.settle()

    assert [one.metadata.title for one in shown if one] == ["The lamps"]


def test_a_document_that_is_gone_does_not_stop_the_one_that_was_asked_for_after_it(
    desk: Desk, room: Room, qtbot: QtBot
) -> None:
    room.open("Harbour", CRANE)
    crane = room.document("The crane")

    with qtbot.waitSignal(room.hub.failed):
        desk.open(DocumentId("0" * 32))
        desk.open(crane.id)
    room.settle()

    assert title(desk) == "The crane"


def test_a_document_that_is_looked_for_and_is_not_there_is_not_worth_a_word(
    desk: Desk, room: Room, qtbot: QtBot
) -> None:
    room.open("Harbour", CRANE)

    with qtbot.assertNotEmitted(room.hub.failed):
        desk.open_if_there(DocumentId("0" * 32))
        room.settle()

    assert not desk.is_opening
    assert desk.document is None


def test_a_document_that_is_removed_is_shown_no_more(desk: Desk, room: Room, qtbot: QtBot) -> None:
    room.open("Harbour", CRANE)
    crane = room.document("The crane")
    desk.open(crane.id)
    room.settle()

    with qtbot.waitSignal(desk.opened) as said:
        room.ask(remove_documents, [crane.id])

    assert said.args == [None]
    assert desk.text is None
    assert desk.passages == []


def test_removing_a_document_does_not_close_the_next_one(desk: Desk, room: Room, qtbot: QtBot) -> None:
    room.open("Harbour", CRANE, LAMPS)
    crane, lamps = room.document("The crane"), room.document("The lamps")
    desk.open(crane.id)
    room.settle()

    # The next is asked for after the removal was done and before it was heard of.
    room.hub.run(lambda library: remove_documents(library, [crane.id]))
    room.hub._lane.wait_for(lambda: None)
    desk.open(lamps.id)
    room.settle()

    assert title(desk) == "The lamps"


def test_what_is_tagged_anywhere_is_seen_here(desk: Desk, room: Room, qtbot: QtBot) -> None:
    room.open("Harbour", CRANE, LAMPS)
    crane, lamps = room.document("The crane"), room.document("The lamps")
    desk.open(crane.id)
    room.settle()

    with qtbot.waitSignal(desk.passages_changed) as said:
        room.ask(tag, crane, "Nobody asked the dockers.", "Consent")
    assert [one.quote for one in said.args[0]] == ["Nobody asked the dockers."]
    with qtbot.assertNotEmitted(desk.passages_changed):
        room.ask(tag, lamps, "Forty lamps", "Light")


def test_a_new_title_is_shown_at_once(desk: Desk, room: Room, qtbot: QtBot) -> None:
    room.open("Harbour", CRANE)
    crane = room.document("The crane")
    desk.open(crane.id)
    room.settle()

    with qtbot.waitSignal(desk.opened):
        room.ask(rename_document, crane.id, "The old crane")

    assert title(desk) == "The old crane"


def test_a_place_is_kept_in_the_library_that_it_belongs_to(desk: Desk, room: Room, qtbot: QtBot) -> None:
    first = room.open("First", LONG)
    minutes = room.document("The minutes")
    desk.open(minutes.id, (2000, 2010))
    room.settle()
    qtbot.waitUntil(lambda: desk.view.place() > 0)
    place = desk.view.place()

    second = room.open("Second", CRANE)
    desk.close()
    room.settle()

    key = f"place {minutes.id}"
    with Library.open(first) as one, Library.open(second) as other:
        assert json.loads(setting(one, key) or "")["position"] == place
        assert setting(other, key) is None


def test_a_document_opens_where_it_was_left_and_a_place_past_its_end_is_its_end(
    desk: Desk, room: Room, qtbot: QtBot
) -> None:
    room.open("Harbour", CRANE, LONG)
    crane, minutes = room.document("The crane"), room.document("The minutes")
    room.ask(remember, f"place {minutes.id}", json.dumps({"position": 3000, "view": "text"}))
    room.ask(remember, f"place {crane.id}", json.dumps({"position": 10**9}))

    desk.open(minutes.id)
    room.settle()
    qtbot.waitUntil(lambda: 2500 < desk.view.place() <= 3000)
    desk.open(crane.id)
    room.settle()

    assert title(desk) == "The crane"
    assert desk.view.place() <= len(CRANE)


def test_the_reading_cursor_is_where_it_was_when_a_document_is_opened_again(
    desk: Desk, room: Room, qtbot: QtBot
) -> None:
    room.open("Harbour", CRANE, LONG)
    crane, minutes = room.document("The crane"), room.document("The minutes")
    desk.open(minutes.id)
    room.settle()
    desk.view.stand(120)
    desk.open(crane.id)
    room.settle()

    desk.open(minutes.id)
    room.settle()

    assert desk.view.standing() == 120
    assert desk.view.selection() is None


def test_opening_the_open_document_at_a_place_only_scrolls(desk: Desk, room: Room, qtbot: QtBot) -> None:
    room.open("Harbour", LONG)
    minutes = room.document("The minutes")
    desk.open(minutes.id)
    room.settle()

    with qtbot.assertNotEmitted(desk.opened):
        desk.open(minutes.id, (4000, 4010))
        qtbot.waitUntil(lambda: desk.view.place() > 1000)

    assert not room.hub.is_busy


def test_stepping_goes_through_every_passage_that_is_shown(desk: Desk, room: Room, qtbot: QtBot) -> None:
    room.open("Harbour", CRANE)
    crane = room.document("The crane")
    for words, path in (
        ("The crane was sold.", "Sales"),
        ("The crane was sold. Nobody", "Consent"),
        ("They heard", "Press"),
    ):
        room.ask(tag, crane, words, path)
    desk.open(crane.id)
    room.settle()

    def step(direction: int) -> str:
        found = desk.step_passage(direction)
        return found.quote if found else ""

    assert [step(1) for _ in range(4)] == [
        "The crane was sold.",
        "The crane was sold. Nobody",
        "They heard",
        "",
    ]
    assert [step(-1) for _ in range(3)] == ["The crane was sold. Nobody", "The crane was sold.", ""]
    desk.show_only([desk.passages[2].topics[0].topic])
    assert [step(1), step(1)] == ["They heard", ""]


def test_what_is_selected_can_be_told_and_found_among_the_passages(
    desk: Desk, room: Room, qtbot: QtBot
) -> None:
    room.open("Harbour", CRANE)
    crane = room.document("The crane")
    passage = room.ask(tag, crane, "Nobody asked the dockers.", memo="Ask them.")
    desk.open(crane.id)
    room.settle()
    assert (desk.selected_text(), desk.passage_at_selection()) == ("", None)

    desk.view.select(passage.start, passage.end)

    assert desk.selected_text() == "Nobody asked the dockers."
    assert desk.passage_at_selection() == passage


def test_a_passage_is_painted_once_for_each_tag_and_without_one_in_no_tags_colour(room: Room) -> None:
    room.open("Harbour", CRANE)
    crane = room.document("The crane")
    room.ask(tag, crane, "They heard", "Press")
    tagged = room.ask(tag, crane, "They heard", "Sales")
    bare = room.ask(tag, crane, "Nobody asked", memo="Why?")

    assert sorted(one.label for one in paints_of(tagged)) == ["Press", "Sales"]
    assert [(one.colour, one.label) for one in paints_of(bare)] == [(BARE, "Memo")]


def add_pdf(library: Library) -> DocumentId:
    path = max(Path(str(resource("sample/documents"))).glob("*.pdf"))
    data = path.read_bytes()
    return add_document(library, read(data, file_name=path.name), data, file_name=path.name).document


def test_pages_and_text_are_one_document(desk: Desk, room: Room, qtbot: QtBot) -> None:
    room.open("Harbour")
    pdf = room.ask(add_pdf)
    desk.open(pdf)
    room.settle()
    assert desk.has_pages
    assert shown(desk) == "pages"
    assert desk.text is not None
    span = (desk.text.text.index("archive"), desk.text.text.index("archive") + 7)
    heard: list[str] = []
    desk.view_changed.connect(heard.append)

    desk.view.select(*span)
    desk.show_hits([span], 0)
    desk.show_view("text")

    assert shown(desk) == "text"
    assert desk.view.selection() == span
    assert desk.selected_text() == "archive"
    assert heard == ["text"]
    desk.show_view("text")
    assert heard == ["text"]
    room.settle()
    assert json.loads(room.ask(setting, f"place {pdf}"))["view"] == "text"


def test_an_article_has_no_pages_to_be_shown(desk: Desk, room: Room, qtbot: QtBot) -> None:
    room.open("Harbour", CRANE)
    crane = room.document("The crane")
    desk.open(crane.id)
    room.settle()

    with qtbot.assertNotEmitted(desk.view_changed):
        desk.show_view("pages")

    assert not desk.has_pages
    assert desk.widget is desk.article


def test_an_answer_for_a_desk_that_was_cleared_is_dropped(desk: Desk, room: Room, qtbot: QtBot) -> None:
    room.open("Harbour", CRANE)
    crane = room.document("The crane")

    desk.open(crane.id)
    desk.close()
    room.settle()

    assert desk.document is None
