"""Exporting from the window: the dialog, the file, and what is said."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer.errors import ReviewerError
from reviewer.exchange.exporting import Exported
from reviewer.model.passage import Span
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic
from reviewer.ui.search.field import SearchField
from reviewer.ui.search.results import SearchResults
from reviewer.ui.sharing.export import Choice, ExportDialog
from reviewer.ui.work.codebook import Codebook
from reviewer.ui.work.desk import Desk
from reviewer.ui.work.exporting import Exporting
from reviewer.ui.work.searching import Searching
from tests.ui.work.conftest import Room

TEXTS = ("The crane\n\nIt was sold.\n", "The lamps\n\nThey burn.\n")


@dataclass
class Office:
    """What exporting needs, over a window."""

    room: Room
    desk: Desk
    window: QWidget
    exporting: Exporting
    exported: list[Exported]
    failed: list[ReviewerError]

    def ask(self) -> ExportDialog:
        self.exporting.ask()
        self.room.settle()
        (dialog,) = self.window.findChildren(ExportDialog)
        return dialog


@pytest.fixture
def office(room: Room, desk: Desk, settings: QSettings, qtbot: QtBot) -> Iterator[Office]:
    window, field, results, codebook = QWidget(), SearchField(), SearchResults(), Codebook(room.hub)
    for widget in (window, field, results, codebook.topics_panel, codebook.entities_panel):
        qtbot.addWidget(widget)
    window.show()
    searching = Searching(room.hub, desk, codebook, field, results)
    one = Office(room, desk, window, Exporting(room.hub, desk, searching, window), [], [])
    one.exporting.exported.connect(one.exported.append)
    room.hub.failed.connect(one.failed.append)
    room.open("Harbour", *TEXTS)
    for title in ("The crane", "The lamps"):
        room.ask(tag, room.document(title).id)
    yield one
    for dialog in window.findChildren(ExportDialog):
        dialog.reject()


def tag(library: Library, document: str) -> None:
    topics = [ensure_topic(library, "Harbour")]
    tag_passage(library, document, Span(0, 9), topics=topics)  # type: ignore[arg-type]


def lines(path: Path) -> int:
    return path.read_text("utf-8").count("\n")


def test_everything_is_exported_and_said(office: Office, tmp_path: Path) -> None:
    office.ask().export_wanted.emit(Choice("jsonl", str(tmp_path / "all.jsonl"), everything=True))
    office.room.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert [(one.path, one.passages) for one in office.exported] == [(tmp_path / "all.jsonl", 2)]
    assert lines(tmp_path / "all.jsonl") == 2
    assert office.window.findChildren(ExportDialog) == []


def test_what_is_shown_are_the_passages_of_the_open_document(office: Office, tmp_path: Path) -> None:
    office.desk.open(office.room.document("The lamps").id)
    office.room.settle()

    office.ask().export_wanted.emit(Choice("jsonl", str(tmp_path / "lamps.jsonl"), everything=False))
    office.room.settle()

    assert lines(tmp_path / "lamps.jsonl") == 1
    assert "The lamps" in (tmp_path / "lamps.jsonl").read_text("utf-8")


def test_the_dialog_opens_once_and_again_when_it_was_closed(office: Office) -> None:
    office.exporting.ask()
    first = office.ask()
    first.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert office.ask().isVisible()


def test_the_format_and_the_folder_of_last_time_are_offered_again(office: Office, tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    office.ask().export_wanted.emit(Choice("jsonl", str(tmp_path / "exports" / "a.jsonl"), everything=True))
    office.room.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    choice = office.ask().choice()

    assert (choice.format, Path(choice.path)) == ("jsonl", tmp_path / "exports" / "Harbour.jsonl")


def test_what_cannot_be_written_is_said_in_the_dialog(office: Office, tmp_path: Path) -> None:
    dialog = office.ask()

    dialog.export_wanted.emit(Choice("jsonl", str(tmp_path / "none" / "a.jsonl"), everything=True))
    office.room.settle()

    assert dialog.isVisible()
    assert "none" in dialog._fault.text()
    assert office.failed == []


@pytest.mark.parametrize("name", ["a.jsonl", "none/a.jsonl"])
def test_a_dialog_that_is_closed_meanwhile_is_not_missed(office: Office, tmp_path: Path, name: str) -> None:
    gate = threading.Event()
    dialog = office.ask()
    office.room.hub.run(lambda _: gate.wait())

    dialog.export_wanted.emit(Choice("jsonl", str(tmp_path / name), everything=True))
    dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gate.set()
    office.room.settle()

    assert (len(office.exported), len(office.failed)) == ((1, 0) if name == "a.jsonl" else (0, 1))


def test_without_a_library_there_is_nothing_to_export(room: Room, office: Office, tmp_path: Path) -> None:
    bare = Exporting(room.hub, office.desk, office.exporting._searching, office.window)
    room.hub.path = None

    bare.ask()
    room.settle()

    assert office.window.findChildren(ExportDialog) == []
