from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reviewer.errors import ReviewerError
from reviewer.ui.sharing.name import NameDialog
from tests.ui.sharing.shown import Shown


def test_enter_keeps_the_name_that_was_typed(qtbot: QtBot) -> None:
    dialog = NameDialog("nora")
    shown = Shown(dialog, qtbot)
    said: list[str] = []
    dialog.named.connect(said.append)

    qtbot.keyClicks(shown.field("Your name"), " Nora Lindqvist ")
    qtbot.keyClick(shown.field("Your name"), Qt.Key.Key_Return)

    assert said == ["Nora Lindqvist"]


def test_nobody_is_nameless(qtbot: QtBot) -> None:
    shown = Shown(NameDialog("nora"), qtbot)

    shown.field("Your name").setText("  ")

    assert not shown.button("Keep").isEnabled()


def test_a_fault_is_said_until_something_else_is_typed(qtbot: QtBot) -> None:
    dialog = NameDialog("nora")
    shown = Shown(dialog, qtbot)

    dialog.show_error(ReviewerError(problem="The disk is full."))
    assert "The disk is full." in shown.words()
    shown.field("Your name").setText("Nora")

    assert "The disk is full." not in shown.words()
