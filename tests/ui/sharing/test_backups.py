import pytest
from pytestqt.qtbot import QtBot

from reviewer.errors import ReviewerError
from reviewer.ui.sharing.backups import BackupRow, BackupsDialog
from tests.ui.sharing.shown import Shown

ROWS = [
    BackupRow("/b/2", "2026-11-24T08:12:04Z", "merge", 134_000_000, (128, 1_812, 2_212)),
    BackupRow("/b/1", "2026-11-23T08:12:04Z", "closing", 1_000, (1, 2, 3)),
    BackupRow("/b/0", "2026-11-22T08:12:04Z", "asked", 1_000, None),
]


@pytest.fixture
def dialog(qtbot: QtBot) -> BackupsDialog:
    return BackupsDialog("Harbour")


@pytest.fixture
def shown(dialog: BackupsDialog, qtbot: QtBot) -> Shown:
    return Shown(dialog, qtbot)


def test_without_a_backup_only_one_can_be_made(dialog: BackupsDialog, shown: Shown, qtbot: QtBot) -> None:
    assert any(one.startswith("There is no backup yet.") for one in shown.words())
    assert not shown.button("Restore").isEnabled()

    with qtbot.waitSignal(dialog.backup_wanted):
        shown.click("Back up now")

    assert not shown.button("Backing up…").isEnabled()


def test_each_backup_says_when_why_and_what_it_holds(dialog: BackupsDialog, shown: Shown) -> None:
    dialog.show_backups(ROWS, folder="/b")

    first, _, unreadable = shown.rows("Backups")
    assert first[0].startswith("24 Nov 2026")
    assert first[1:] == ["Before a merge", "128", "1,812", "2,212", "127.8 MB"]
    assert unreadable[1:5] == ["Cannot be read", "–", "–", "–"]
    assert any("/b" in one for one in shown.words())


def test_the_newest_is_chosen_and_one_click_restores_it(dialog: BackupsDialog, shown: Shown) -> None:
    wanted: list[str] = []
    dialog.restore_wanted.connect(wanted.append)
    dialog.show_backups(ROWS, folder="/b")

    shown.click("Restore")

    assert wanted == ["/b/2"]
    assert not shown.button("Restore").isEnabled()


def test_the_chosen_one_stays_chosen_while_another_comes(dialog: BackupsDialog, shown: Shown) -> None:
    wanted: list[str] = []
    dialog.restore_wanted.connect(wanted.append)
    dialog.show_backups(ROWS[1:], folder="/b")

    dialog.show_backups(ROWS, folder="/b")
    shown.click("Restore")

    assert wanted == ["/b/1"]


def test_one_that_cannot_be_read_cannot_be_restored(dialog: BackupsDialog, shown: Shown) -> None:
    dialog.show_backups(ROWS[2:], folder="/b")

    assert not shown.button("Restore").isEnabled()


def test_a_fault_is_said_inside_and_all_can_be_pressed_again(dialog: BackupsDialog, shown: Shown) -> None:
    dialog.show_backups(ROWS, folder="/b")
    shown.click("Restore")

    dialog.show_error(ReviewerError(problem="The disk is full."))

    assert "The disk is full." in shown.words()
    assert shown.button("Restore").isEnabled()
    assert shown.button("Back up now").isEnabled()
