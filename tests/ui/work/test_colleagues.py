"""Merging, conflicts, backups, files that arrive and the reader's name, where the journeys do not come by."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from reviewer.errors import ReviewerError
from reviewer.exchange.arriving import make_library
from reviewer.model.merge import MergePlan
from reviewer.model.share import Choice
from reviewer.store.coders import coders
from reviewer.store.conflicts import count_conflicts
from reviewer.store.library import Library
from reviewer.store.sharing import share
from reviewer.store.topics import ensure_topic, topics
from reviewer.ui.work.arriving import Arriving
from reviewer.ui.work.backups import Backups
from reviewer.ui.work.coders import Coders, chosen_name
from reviewer.ui.work.conflicts import Conflicts
from reviewer.ui.work.merging import Merging
from tests.ui.sharing.shown import Shown
from tests.ui.work.conftest import Room

TEXT = "The crane\n\nIt was sold.\n"


@pytest.fixture
def window(qtbot: QtBot, settings: QSettings) -> Iterator[QWidget]:
    one = QWidget()
    qtbot.addWidget(one)
    one.show()
    yield one
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A file from Ben, with a topic."""
    with Library.create(tmp_path / "Ben.reviewer", coder="Ben") as library:
        ensure_topic(library, "Rent")
        share(library, tmp_path / "sent.reviewer", Choice())
    return tmp_path / "sent.reviewer"


@pytest.fixture
def save_as(monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    """The names that are chosen for new files, one after the other; and those that were offered."""
    answers: list[str] = []
    offered: list[str] = []

    def ask(_over: QWidget, _title: str, path: str, *_: object, **__: object) -> tuple[str, str]:
        offered.append(path)
        return answers.pop(0), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return answers, offered


def dialog(window: QWidget, qtbot: QtBot) -> Shown:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (found,) = window.findChildren(QDialog)
    return Shown(found, qtbot)


def failures(room: Room) -> list[ReviewerError]:
    failed: list[ReviewerError] = []
    room.hub.failed.connect(failed.append)
    return failed


def test_without_a_library_there_is_nothing_to_merge_settle_or_back_up(room: Room, window: QWidget) -> None:
    merging = Merging(room.hub, window)
    merging.choose()
    merging.merge([Path("x.reviewer")])
    Conflicts(room.hub, window).ask()
    Backups(room.hub, window).ask()

    assert window.findChildren(QDialog) == []


def test_files_are_merged_one_after_the_other(
    room: Room, window: QWidget, qtbot: QtBot, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.open("Harbour", TEXT)
    merging = Merging(room.hub, window)
    merged: list[MergePlan] = []
    merging.merged.connect(merged.append)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(sent), str(sent)], ""))

    merging.choose()
    room.settle()
    dialog(window, qtbot).click("Merge")
    room.settle()

    assert [one.tables["topic"].added for one in merged] == [1]
    again = dialog(window, qtbot)
    assert any("already in your library" in one for one in again.words())
    again.click("Close")


def test_what_a_merge_fails_of_after_its_dialog_was_closed_is_said_in_the_window(
    room: Room, window: QWidget, qtbot: QtBot, sent: Path
) -> None:
    room.open("Harbour", TEXT)
    failed = failures(room)
    merging = Merging(room.hub, window)
    merging.merge([sent])
    room.settle()
    sent.unlink()

    shown = dialog(window, qtbot)
    shown.click("Merge")
    shown.click("Cancel")
    room.settle()

    assert ["sent.reviewer" in one.problem for one in failed] == [True]


def test_a_conflict_is_left_as_it_is(room: Room, window: QWidget, qtbot: QtBot, sent: Path) -> None:
    room.open("Harbour", TEXT)
    room.ask(ensure_topic, "rent")
    counts: list[int] = []
    conflicts, merging = Conflicts(room.hub, window), Merging(room.hub, window)
    conflicts.counted.connect(counts.append)
    merging.merge([sent])
    room.settle()
    dialog(window, qtbot).click("Merge")
    room.settle()
    assert counts[-1] == 1

    conflicts.ask()
    conflicts.ask()
    room.settle()
    shown = dialog(window, qtbot)
    shown.click("Keep it so")
    room.settle()

    assert counts[-1] == 0
    shown.click("Look the same (1)")
    shown.click("Unify")
    room.settle()
    assert len(room.ask(topics)) == 1
    assert "Look the same (1)" not in shown.buttons()


def test_two_that_look_the_same_are_two_when_somebody_says_so(
    room: Room, window: QWidget, qtbot: QtBot, sent: Path
) -> None:
    room.open("Harbour", TEXT)
    room.ask(ensure_topic, "rent")
    conflicts, merging = Conflicts(room.hub, window), Merging(room.hub, window)
    merging.merge([sent])
    room.settle()
    dialog(window, qtbot).click("Merge")
    room.settle()

    conflicts.ask()
    room.settle()
    shown = dialog(window, qtbot)
    shown.click("Look the same (1)")
    shown.click("They are two")
    room.settle()

    assert len(room.ask(topics)) == 2
    assert room.ask(count_conflicts) == 0


def test_what_cannot_be_decided_is_said_in_the_dialog_or_in_the_window(
    room: Room, window: QWidget, qtbot: QtBot
) -> None:
    room.open("Harbour", TEXT)
    failed = failures(room)
    conflicts = Conflicts(room.hub, window)
    conflicts.ask()
    room.settle()
    shown = dialog(window, qtbot)

    shown.dialog.switched.emit(7)  # type: ignore[attr-defined]
    room.settle()
    assert any("settled already" in one for one in shown.words())
    shown.dialog.switched.emit(7)  # type: ignore[attr-defined]
    shown.click("Close")
    room.settle()

    assert len(failed) == 1


def test_backups_can_be_looked_at_in_their_folder(
    room: Room, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    room.open("Harbour", TEXT)
    backups = Backups(room.hub, window)
    backups.ask()
    backups.ask()
    room.settle()
    shown = dialog(window, qtbot)
    shown.click("Back up now")
    room.settle()

    shown.click("Open folder")

    assert len(opened) == 1
    assert list(Path(opened[0]).glob("Harbour *asked.reviewer")) != []


def test_a_backup_that_is_gone_is_said(room: Room, window: QWidget, qtbot: QtBot) -> None:
    room.open("Harbour", TEXT)
    failed = failures(room)
    backups = Backups(room.hub, window)
    backups.ask()
    room.settle()
    shown = dialog(window, qtbot)
    shown.click("Back up now")
    room.settle()
    for one in (Path.home() / "data").rglob("*asked.reviewer"):
        one.unlink()

    shown.click("Restore")
    room.settle()
    assert any("cannot be found" in one for one in shown.words())
    shown.click("Restore")
    shown.click("Close")
    room.settle()

    assert len(failed) == 1


def test_files_that_arrive_are_asked_about_one_after_the_other(
    room: Room, window: QWidget, qtbot: QtBot, sent: Path, tmp_path: Path
) -> None:
    here = room.open("Harbour", TEXT)
    arriving = Arriving(room.hub, window)
    wanted: list[tuple[str, Path]] = []
    arriving.merge_wanted.connect(lambda path: wanted.append(("merge", path)))
    arriving.open_wanted.connect(lambda path: wanted.append(("open", path)))

    failed = failures(room)
    wrong = tmp_path / "wrong.reviewer"
    wrong.write_bytes(b"x" * 5000)

    arriving.ask([sent, here, wrong, tmp_path / "Ben.reviewer"])
    room.settle()
    dialog(window, qtbot).click("Merge into “Harbour”…")
    room.settle()
    dialog(window, qtbot).click("Open it")

    assert wanted == [("merge", sent), ("open", tmp_path / "Ben.reviewer")]
    assert ["wrong.reviewer" in one.problem for one in failed] == [True]


def test_a_library_made_of_a_file_is_opened(
    room: Room, window: QWidget, qtbot: QtBot, sent: Path, save_as: tuple[list[str], list[str]]
) -> None:
    room.open("Harbour", TEXT)
    arriving = Arriving(room.hub, window)
    opened: list[Path] = []
    arriving.open_wanted.connect(opened.append)
    folder = sent.parent
    save_as[0].extend(["", str(folder / "Ben.reviewer"), str(folder / "mine")])
    arriving.ask([sent])
    room.settle()
    shown = dialog(window, qtbot)

    # Given up, then a name that is taken, then one that is free.
    shown.click("Import into a new library…")
    shown.click("Import into a new library…")
    room.settle()
    assert any("There is already a file" in one for one in shown.words())
    shown.click("Import into a new library…")
    room.settle()

    assert save_as[1][0] == str(folder / "sent 2.reviewer")
    assert opened == [folder / "mine.reviewer"]
    with Library.open(opened[0]) as made:
        assert [one.path for one in topics(made)] == ["Rent"]


def test_an_import_that_fails_after_its_dialog_was_closed_is_said_in_the_window(
    room: Room, window: QWidget, qtbot: QtBot, sent: Path, save_as: tuple[list[str], list[str]]
) -> None:
    room.open("Harbour", TEXT)
    failed = failures(room)
    save_as[0].append(str(sent.with_name("Ben.reviewer")))
    arriving = Arriving(room.hub, window)
    arriving.ask([sent])
    room.settle()
    shown = dialog(window, qtbot)

    shown.click("Import into a new library…")
    shown.click("Cancel")
    room.settle()

    assert ["There is already a file" in one.problem for one in failed] == [True]


def test_the_name_can_be_chosen_before_any_library(room: Room, window: QWidget, qtbot: QtBot) -> None:
    names = Coders(room.hub, window)
    shown_names: list[str] = []
    names.name_shown.connect(shown_names.append)
    names.ask()
    names.ask()
    shown = dialog(window, qtbot)

    shown.field("Your name").setText("Nora  Lindqvist")
    shown.click("Keep")

    assert shown_names == ["Nora Lindqvist"]
    assert chosen_name() == "Nora Lindqvist"


def test_who_has_chosen_a_name_is_not_asked(room: Room, window: QWidget, qtbot: QtBot, sent: Path) -> None:
    QSettings().setValue("coder name", "Nora")
    doubts: list[str] = []
    names = Coders(room.hub, window)
    names.doubted.connect(doubts.append)
    make_library(sent, sent.with_name("mine.reviewer"), coder=chosen_name())
    room.open("Harbour", TEXT)
    names.load()
    room.settle()

    names.tagged()

    assert doubts == []
    with Library.open(sent.with_name("mine.reviewer")) as library:
        assert library.coder.name == "Nora"
        assert {one.name for one in coders(library)} == {"Nora", "Ben"}


def test_a_name_that_cannot_be_kept_is_said(
    room: Room, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    path = room.open("Harbour", TEXT)
    failed = failures(room)
    names = Coders(room.hub, window)
    names.ask()
    shown = dialog(window, qtbot)
    path.rename(tmp_path / "elsewhere.reviewer")

    shown.field("Your name").setText("Nora")
    shown.click("Keep")
    room.settle()
    assert any("is not in" in one or "cannot be" in one for one in shown.words())
    shown.click("Keep")
    shown.click("Cancel")
    room.settle()

    assert failed != []
