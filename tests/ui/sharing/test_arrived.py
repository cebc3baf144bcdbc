import pytest
from pytestqt.qtbot import QtBot

from reviewer.errors import ReviewerError
from reviewer.model.sender import Sender
from reviewer.ui.sharing.arrived import ArrivedDialog
from tests.ui.sharing.shown import Shown

SENDER = Sender("Ben", "2026-11-24T08:12:04Z", "7G3K Q2XP 0M4T 9WAB R5HN C8VZ")


@pytest.mark.parametrize(
    ("sender", "open_name", "answers"),
    [
        (SENDER, "Harbour & Sea", ["merge", "import"]),
        (SENDER, "", ["import"]),
        (None, "Harbour & Sea", ["merge", "open"]),
    ],
)
def test_what_can_be_done_with_a_file_depends_on_whence_it_came_and_what_is_open(
    sender: Sender | None, open_name: str, answers: list[str], qtbot: QtBot
) -> None:
    dialog = ArrivedDialog("from Ben.reviewer", sender, open_name=open_name)
    shown = Shown(dialog, qtbot)
    said: list[str] = []
    dialog.answered.connect(said.append)

    for words in [one for one in shown.buttons() if one not in {"Cancel", "Copy"}]:
        shown.click(words)

    assert said == answers


def test_who_sent_it_is_shown_with_the_fingerprint(qtbot: QtBot) -> None:
    shown = Shown(ArrivedDialog("from Ben.reviewer", SENDER, open_name=""), qtbot)

    assert "7G3K Q2XP 0M4T 9WAB R5HN C8VZ" in shown.words()


def test_a_fault_is_said_inside_and_something_else_can_be_chosen(qtbot: QtBot) -> None:
    dialog = ArrivedDialog("from Ben.reviewer", SENDER, open_name="")
    shown = Shown(dialog, qtbot)
    dialog.set_busy()
    assert not shown.button("Import into a new library…").isEnabled()

    dialog.show_error(ReviewerError(problem="The disk is full."))

    assert "The disk is full." in shown.words()
    assert shown.button("Import into a new library…").isEnabled()
