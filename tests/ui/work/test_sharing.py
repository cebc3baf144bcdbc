"""Sharing from the window: what is offered, what leaves, and where a fault is said."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from reviewer.errors import ReviewerError
from reviewer.model.passage import Span
from reviewer.model.share import SharePlan
from reviewer.store.documents import documents
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic
from reviewer.ui.search.field import SearchField
from reviewer.ui.search.results import SearchResults
from reviewer.ui.sharing.share import ShareDialog
from reviewer.ui.work.codebook import Codebook
from reviewer.ui.work.desk import Desk
from reviewer.ui.work.searching import Searching
from reviewer.ui.work.sharing import Sharing
from reviewer.ui.work.shelf import Shelf
from tests.ui.sharing.shown import Shown
from tests.ui.work.conftest import Room

TEXTS = ("The crane\n\nIt was sold.\n", "The lamps\n\nThey burn.\n", "The quay\n\nIt was closed.\n")


@dataclass
class Office:
    """What sharing needs, over a window."""

    room: Room
    shelf: Shelf
    field: SearchField
    window: QWidget
    sharing: Sharing
    failed: list[ReviewerError]
    qtbot: QtBot

    def ask(self) -> Shown:
        """The dialog, open and counted."""
        self.sharing.ask()
        self.room.settle()
        (dialog,) = self.window.findChildren(ShareDialog)
        return Shown(dialog, self.qtbot)

    def counted(self, shown: Shown, choice: str) -> SharePlan:
        """What would leave after a choice; the words of the numbers are asked of the store."""
        shown.choose(choice)
        self.qtbot.wait(150)
        self.room.settle()
        numbers = [one for one in shown.words() if one.replace(",", "").isdigit()]
        documents_, passages, tags, topics, entities, memos = map(int, numbers)
        return SharePlan(documents_, passages, (("", tags),), topics, entities, memos, 0)


@pytest.fixture
def kept() -> list[object]:
    """What must outlive the desk, which is closed at the end and says so."""
    return []


@pytest.fixture
def office(kept: list[object], room: Room, desk: Desk, settings: QSettings, qtbot: QtBot) -> Office:
    window, field, results, codebook = QWidget(), SearchField(), SearchResults(), Codebook(room.hub)
    shelf = Shelf(room.hub, desk)
    for widget in (window, field, results, codebook.topics_panel, codebook.entities_panel, shelf.list):
        qtbot.addWidget(widget)
    window.show()
    searching = Searching(room.hub, desk, codebook, field, results)
    sharing = Sharing(room.hub, shelf, searching, window)
    one = Office(room, shelf, field, window, sharing, [], qtbot)
    kept += [shelf, searching, results, codebook, one]
    room.hub.failed.connect(one.failed.append)
    room.open("Harbour", *TEXTS)
    for title in ("The crane", "The lamps"):
        room.ask(_tag, title)
    shelf.load()
    codebook.load()
    room.settle()
    return one


def _tag(library: Library, title: str) -> None:
    document = next(one for one in documents(library) if one.metadata.title == title)
    tag_passage(library, document.id, Span(0, 9), topics=[ensure_topic(library, "Things")])


def radios(shown: Shown) -> list[str]:
    return [one.text() for one in shown.dialog.findChildren(QRadioButton)]


def test_where_nothing_is_chosen_only_the_whole_library_is_offered(office: Office) -> None:
    shown = office.ask()

    assert radios(shown)[:2] == ["The whole library: 3 documents", "With the original files"]
    assert "2" in shown.words()


def test_what_is_chosen_shown_and_found_is_offered_and_counted(office: Office) -> None:
    office.field.typed.emit("crane")
    office.shelf.list.filter_typed.emit("lamps")
    office.room.settle()
    office.shelf.list.show_current(office.shelf.list.shown()[0])

    shown = office.ask()

    assert radios(shown)[1:4] == [
        "Chosen in the list: 1 document",
        "Shown in the list: 1 document",
        "What the search shows: 1 passage of 1 document",
    ]
    assert office.counted(shown, "Shown in the list: 1 document").passages == 1
    found = office.counted(shown, "What the search shows: 1 passage of 1 document")
    assert (found.documents, found.passages) == (1, 1)
    assert office.counted(shown, "Hidden").tags == (("", 0),)


def test_the_file_is_made_and_its_folder_remembered(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    folder = tmp_path / "out"
    folder.mkdir()
    shown = office.ask()
    shown.field("File").setText(str(folder / "for Ben"))

    shown.click("Share")
    office.room.settle()

    assert (folder / "for Ben.reviewer").is_file()
    shown.click("Open folder")
    assert opened == [str(folder)]
    shown.click("Done")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert office.ask().field("File").text().startswith(str(folder))


def test_a_fault_is_said_in_the_dialog_or_where_it_is_closed_in_the_window(
    office: Office, tmp_path: Path
) -> None:
    shown = office.ask()
    shown.field("File").setText(str(tmp_path / "none" / "for Ben.reviewer"))
    shown.click("Share")
    office.room.settle()
    assert any("there is no such folder" in one for one in shown.words())

    shown.click("Share")
    shown.click("Cancel")
    office.room.settle()

    assert ["there is no such folder" in one.problem for one in office.failed] == [True]


def test_the_dialog_opens_once(office: Office) -> None:
    office.ask()
    office.sharing.ask()
    office.room.settle()

    assert len(office.window.findChildren(ShareDialog)) == 1
    assert office.window.findChildren(QLineEdit) != []
