"""What the window says: words, the button beside them, and how an import went."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reviewer.documents.adding import AddReport, Outcome
from reviewer.errors import ReviewerError
from reviewer.exchange.exporting import Exported
from reviewer.model.merge import Conflict, MergePlan, Tally
from reviewer.ui.jobs import JobReport, JobRow
from reviewer.ui.notices import Notices, report_of

FULL = ReviewerError(problem="The disk is full.", remedy="Free some space.")


class Room:
    """A window with a toast and an import row in it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window, self.row = QWidget(), JobRow()
        self.undone: list[None] = []
        for widget in (self.window, self.row):
            qtbot.addWidget(widget)
        self.window.resize(900, 600)
        self.window.show()
        self.notices = Notices(self.window, self.row, lambda: self.undone.append(None))

    @property
    def words(self) -> str:
        return self.notices.toast.words

    def press_button(self) -> str:
        (button,) = [one for one in self.notices.toast.findChildren(QPushButton) if one.isVisible()]
        name = button.text()
        button.click()
        return name


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


@pytest.mark.parametrize(
    ("say", "words"),
    [
        (lambda notices: notices.say_tagged("Sales, Ines Moss"), "Tagged Sales, Ines Moss"),
        (lambda notices: notices.say_documents_removed(1), "Document removed"),
        (lambda notices: notices.say_documents_removed(3), "3 documents removed"),
        (lambda notices: notices.say_done("Passage removed"), "Passage removed"),
    ],
)
def test_what_was_done_is_said_with_its_undo(room: Room, say: Callable[[Notices], None], words: str) -> None:
    say(room.notices)

    assert room.words == words
    assert room.press_button() == "Undo (Ctrl+Z)"
    assert room.undone == [None]
    assert room.words == ""


def test_what_was_taken_back_and_done_again_is_said(room: Room) -> None:
    room.notices.say_undone("Tag passage")
    assert room.words == "Undone: Tag passage"

    room.notices.say_redone("Tag passage")
    assert room.words == "Redone: Tag passage"


def test_an_export_is_said_with_its_folder_and_then_undo_is_undo_again(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)

    room.notices.say_exported(Exported(tmp_path / "a.csv", 1, 1))
    assert room.words == "Exported 1 passage to a.csv"
    assert room.press_button() == "Open folder"
    room.notices.say_exported(Exported(tmp_path / "a.csv", 12, 1))
    assert room.words == "Exported 12 passages to a.csv"
    room.notices.say_tagged("Sales")
    room.press_button()

    assert [one.toLocalFile() for one in opened] == [str(tmp_path)]
    assert room.undone == [None]


def test_what_could_not_be_done_stays_until_it_is_closed(room: Room) -> None:
    room.notices.say_failure(FULL)
    room.notices.say_nothing_selected()
    assert room.words.startswith("Select something first")

    room.notices.toast.close_now()

    assert room.words == "The disk is full."


def test_a_mistake_of_ours_is_said_with_its_report(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    room.notices.say_crash(ZeroDivisionError("ours"))

    (report,) = tmp_path.rglob("*.txt")
    assert str(report) in room.words


def test_an_import_is_followed_to_its_end(room: Room) -> None:
    room.notices.say_import_began(2)
    assert room.row.isVisible()
    room.notices.say_progress(0, 2, "/articles/crane.txt")
    assert "Reading 1 of 2: crane.txt" in said(room.row)

    room.notices.say_import_ended(AddReport((Outcome("/a/crane.txt", "added", "The crane"),)))

    assert "1 added" in said(room.row)
    assert room.words == ""


def test_what_stopped_an_import_is_said_as_well(room: Room) -> None:
    room.notices.say_import_ended(AddReport((Outcome("/a", "cancelled", "a"),), stopped=FULL))

    assert room.words == "The disk is full."
    assert "left out" in " ".join(said(room.row))


def test_an_import_that_a_mistake_of_ours_ended_does_not_go_on_for_ever(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    room.notices.say_import_began(1)

    room.notices.say_import_broke(ZeroDivisionError("ours"))

    assert room.row.isHidden()
    assert "defect" in room.words


def said(row: JobRow) -> list[str]:
    return [label.text() for label in row.findChildren(QLabel)]


def test_a_report_counts_every_outcome_once() -> None:
    fault = ReviewerError(problem="No text in it.", remedy="Scan it.")
    outcomes = (
        Outcome("/a", "added", "A"),
        Outcome("/b", "added", "B", doubts=("One page had no text.", "Two columns?")),
        Outcome("/c", "present", "C"),
        Outcome("/d", "failed", "d", reason=fault),
        Outcome("/e", "cancelled", "e"),
        Outcome("/f", "cancelled", "f"),
    )

    assert report_of(AddReport(outcomes, skipped=7)) == JobReport(
        added=2,
        present=1,
        failed=(("/d", "No text in it. Scan it."),),
        cancelled=2,
        skipped=7,
        doubts=(("/b", "One page had no text."), ("/b", "Two columns?")),
    )


def test_a_report_of_nothing_is_empty() -> None:
    assert report_of(AddReport()) == JobReport()


@pytest.mark.parametrize(
    ("tables", "conflicts", "words"),
    [
        ({"tag": Tally(1_340, 0, 2)}, 1, "Merged “from Ben”: 1,340 tags added, 2 removed, 1 to look at"),
        ({"topic": Tally(1)}, 0, "Merged “from Ben”"),
    ],
)
def test_a_merge_is_said_with_its_undo(
    room: Room, tables: dict[str, Tally], conflicts: int, words: str
) -> None:
    one = Conflict("field", "topic", "aa", "Rent", "name", "Rent", "Rents")

    room.notices.say_merged(MergePlan(Path("from Ben.reviewer"), tables, conflicts=(one,) * conflicts))

    assert room.words == words
    assert room.press_button() == "Undo (Ctrl+Z)"
    assert room.undone == [None]


def test_a_restored_backup_is_undone_in_its_own_way(room: Room) -> None:
    undone: list[str] = []

    room.notices.say_restored("24 Nov 2026 08:12", lambda: undone.append("restored again"))

    assert room.words == "Restored the backup of 24 Nov 2026 08:12"
    assert room.press_button() == "Undo"
    assert (undone, room.undone) == (["restored again"], [])
