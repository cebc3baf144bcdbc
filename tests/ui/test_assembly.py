"""The parts, put together: what one says, the others do."""

from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from reviewer import __version__
from reviewer.documents.reading import read
from reviewer.model.document import Metadata, Reading
from reviewer.model.passage import Span
from reviewer.resources import resource
from reviewer.store.documents import add_document, documents, remove_documents
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic
from reviewer.ui.actions import Verb
from reviewer.ui.assembly import Assembly
from tests.ui.conftest import Make, Open, settle_window, show_window

CRANE, LAMPS = "The crane\n\nIt was sold.\n", "The lamps\n\nThey burn.\n"


@pytest.fixture
def parts(open_window: Open, qtbot: QtBot) -> Assembly:
    """The parts of a window that is shown, without a library."""
    return show_window(open_window(), qtbot).assembly


def open_library(parts: Assembly, path: Path, qtbot: QtBot) -> None:
    parts.open_library(path)
    qtbot.waitUntil(lambda: parts.hub.path == path)
    settle(parts, qtbot)


def open_document(parts: Assembly, title: str, qtbot: QtBot) -> None:
    parts.desk.open(next(one.id for one in parts.shelf.documents if one.metadata.title == title))
    settle(parts, qtbot)


def settle(parts: Assembly, qtbot: QtBot) -> None:
    settle_window(parts.window, qtbot)  # type: ignore[arg-type]


def title(parts: Assembly) -> str:
    return parts.desk.document.metadata.title if parts.desk.document else ""


def counts(parts: Assembly) -> str:
    return " ".join(label.text() for label in parts.window.statusBar().findChildren(QLabel))


def test_every_command_has_something_to_do(parts: Assembly) -> None:
    assert set(parts._verbs()) == set(get_args(Verb))


def possible(parts: Assembly) -> set[str]:
    return {verb for verb in get_args(Verb) if parts.menus.action(verb).isEnabled()}


def test_only_what_can_be_done_is_offered(parts: Assembly, make: Make, qtbot: QtBot) -> None:
    needs_library = {"export", "import folder", "history", "new topic", "new entity"}
    needs_library |= {"share", "merge", "conflicts", "backups"}
    needs_document = {"tag", "remove passage", "copy", "next passage", "previous passage"}
    needs_pages, needs_step = {"pages", "text"}, {"undo", "redo"}
    never_hidden = set(get_args(Verb)) - needs_library - needs_document - needs_pages - needs_step
    assert possible(parts) == never_hidden

    open_library(parts, make("Empty"), qtbot)
    assert possible(parts) == never_hidden | needs_library
    open_library(parts, make("Harbour", CRANE), qtbot)

    assert possible(parts) == never_hidden | needs_library | needs_document


def test_a_library_is_shown_by_its_name_and_counts(parts: Assembly, make: Make, qtbot: QtBot) -> None:
    open_library(parts, make("Harbour", CRANE, LAMPS), qtbot)

    assert parts.window.windowTitle() == "Harbour — Reviewer"
    assert [one.metadata.title for one in parts.shelf.documents] == ["The crane", "The lamps"]
    assert counts(parts).startswith("0 passages · 0 topics · 0 entities")
    parts.hub.run(lambda library: ensure_topic(library, "Sales"))
    settle(parts, qtbot)
    assert counts(parts).startswith("0 passages · 1 topic · 0 entities")
    assert "Saved" in counts(parts)


def test_another_library_takes_the_place_of_the_first_with_all_it_has(
    parts: Assembly, make: Make, qtbot: QtBot
) -> None:
    open_library(parts, make("First", CRANE), qtbot)
    parts.hub.run(lambda library: ensure_topic(library, "Sales"))
    open_document(parts, "The crane", qtbot)
    parts.header.search.typed.emit("sold")
    settle(parts, qtbot)

    open_library(parts, make("Second", LAMPS), qtbot)

    assert title(parts) == "The lamps"
    assert [one.metadata.title for one in parts.shelf.documents] == ["The lamps"]
    assert parts.codebook.topics == []
    assert not parts.searching.is_on


def test_a_library_that_nobody_has_read_in_opens_at_its_first_document(
    parts: Assembly, make: Make, qtbot: QtBot
) -> None:
    open_library(parts, make("Harbour", LAMPS, CRANE), qtbot)

    assert title(parts) == "The crane"
    parts.hub.run(lambda library: remove_documents(library, [parts.shelf.documents[0].id]))
    settle(parts, qtbot)
    assert parts.centre.currentWidget() is parts.welcome
    assert "Choose a document at the left, or add more." in [
        label.text() for label in parts.welcome.findChildren(QLabel)
    ]


def test_a_library_that_cannot_be_opened_leaves_everything_as_it_is(
    parts: Assembly, make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    open_library(parts, make("First", CRANE), qtbot)
    open_document(parts, "The crane", qtbot)
    called: list[None] = []

    parts.open_library(tmp_path / "none.reviewer", lambda: called.append(None))
    qtbot.waitUntil(lambda: "none.reviewer" in parts.notices.toast.words)
    parts.libraries.open(make("Second"))
    settle(parts, qtbot)

    assert called == []
    assert parts.window.windowTitle() == "Second — Reviewer"


def test_of_two_libraries_that_are_opened_at_once_the_second_is_shown(
    parts: Assembly, make: Make, qtbot: QtBot
) -> None:
    parts.open_library(make("First", CRANE))
    parts.open_library(make("Second", LAMPS))
    settle(parts, qtbot)

    assert parts.window.windowTitle() == "Second — Reviewer"
    assert [one.metadata.title for one in parts.shelf.documents] == ["The lamps"]


def test_a_library_opens_at_the_document_that_was_read(parts: Assembly, make: Make, qtbot: QtBot) -> None:
    first, second = make("First", CRANE, LAMPS), make("Second")
    open_library(parts, first, qtbot)
    open_document(parts, "The lamps", qtbot)

    open_library(parts, second, qtbot)
    open_library(parts, first, qtbot)
    qtbot.waitUntil(lambda: title(parts) == "The lamps")

    assert parts.centre.currentWidget() is parts.desk.stack


def test_the_first_document_of_a_first_import_opens_by_itself(
    parts: Assembly, make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    open_library(parts, make(), qtbot)
    (tmp_path / "crane.txt").write_text(CRANE)

    parts.add([tmp_path / "crane.txt"])

    qtbot.waitUntil(lambda: title(parts) == "The crane", timeout=20_000)


def test_an_import_that_added_nothing_opens_nothing_later(
    parts: Assembly, make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    open_library(parts, make("Empty"), qtbot)

    with qtbot.waitSignal(parts.importing.ended):
        parts.add([tmp_path / "none.txt"])
    reading = Reading("text", "text/plain", "text/1", Metadata("The crane"), CRANE)
    parts.hub.run(lambda library: add_document(library, reading, CRANE.encode(), file_name="crane.txt"))
    settle(parts, qtbot)
    assert len(parts.shelf.documents) == 1

    assert title(parts) == ""


def test_a_document_with_pages_has_a_bar_and_a_text_has_none(
    parts: Assembly, make: Make, qtbot: QtBot
) -> None:
    path = make("Harbour", CRANE)
    pdf = max(Path(str(resource("sample/documents"))).glob("*.pdf"))
    with Library.open(path) as library:
        data = pdf.read_bytes()
        added = add_document(library, read(data, file_name=pdf.name), data, file_name=pdf.name).document
    open_library(parts, path, qtbot)

    parts.desk.open(added)
    qtbot.waitUntil(parts.layout.bar.isVisible)
    settle(parts, qtbot)
    assert {"pages", "text"} <= possible(parts)
    open_document(parts, "The crane", qtbot)

    assert not parts.layout.bar.isVisible()
    assert not {"pages", "text"} & possible(parts)


def test_the_words_that_are_selected_are_copied(parts: Assembly, make: Make, qtbot: QtBot) -> None:
    open_library(parts, make("Harbour", CRANE), qtbot)
    open_document(parts, "The crane", qtbot)
    parts.desk.view.select(CRANE.index("It was"), CRANE.index("It was") + 12)

    parts.menus.action("copy").trigger()

    assert QGuiApplication.clipboard().text() == "It was sold."


def test_what_is_tagged_is_in_the_cards_and_a_click_goes_there(
    parts: Assembly, make: Make, qtbot: QtBot
) -> None:
    open_library(parts, make("Harbour", CRANE), qtbot)
    open_document(parts, "The crane", qtbot)

    def tag(library: Library) -> None:
        (one,) = documents(library)
        tag_passage(library, one.id, Span(0, 9), topics=[ensure_topic(library, "Sales")])

    parts.hub.run(tag)
    settle(parts, qtbot)
    assert counts(parts).startswith("1 passage · 1 topic · 0 entities")
    (passage,) = parts.desk.passages
    parts.desk.passage_pressed.emit(passage.id)

    assert parts.column.tab() == "passages"
    parts.cards.removed.emit(passage.id)
    settle(parts, qtbot)
    assert counts(parts).startswith("0 passages")
    assert parts.notices.toast.words == "Passage removed"


def test_panels_follow_their_commands_and_check_marks(parts: Assembly) -> None:
    library, tags = parts.menus.action("library panel"), parts.menus.action("tags panel")
    assert (library.isChecked(), tags.isChecked()) == (True, True)

    library.trigger()
    assert parts.layout.left.isHidden()
    assert not library.isChecked()
    parts.header.tags_toggled.emit(False)  # noqa: FBT003  Qt's signature
    assert parts.layout.right.isHidden()
    assert not tags.isChecked()
    parts.menus.action("passages").trigger()

    assert tags.isChecked()
    assert parts.column.tab() == "passages"


def test_filtering_the_documents_shows_them(parts: Assembly, make: Make, qtbot: QtBot) -> None:
    open_library(parts, make("Harbour", CRANE), qtbot)
    parts.menus.action("library panel").trigger()
    parts.header.search.typed.emit("sold")
    settle(parts, qtbot)

    parts.menus.action("filter documents").trigger()

    assert not parts.searching.is_on
    assert parts.shelf.list.isVisible()


def test_the_program_says_what_it_is(parts: Assembly, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "about", lambda *words: said.extend(map(str, words[1:])))

    parts.menus.action("about").trigger()

    assert said[0] == "About Reviewer"
    assert __version__ in said[1]
    assert "Affero" in said[1]


def test_a_mistake_of_ours_in_the_library_is_said_and_nothing_stops(
    parts: Assembly, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    open_library(parts, make("Harbour", CRANE), qtbot)

    def stumble(_: Library) -> None:
        raise ZeroDivisionError

    parts.hub.run(stumble)
    settle(parts, qtbot)

    assert "defect" in parts.notices.toast.words
    open_document(parts, "The crane", qtbot)
    assert title(parts) == "The crane"
