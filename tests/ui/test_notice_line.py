"""The quiet line: hidden while there is nothing to say, one sentence after the other where it can be closed."""

from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from reviewer.ui.notice_line import NoticeLine


def line(qtbot: QtBot, *, is_closable: bool) -> NoticeLine:
    one = NoticeLine(sign="info", is_closable=is_closable)
    qtbot.addWidget(one)
    return one


def test_making_one_shows_no_window(qtbot: QtBot) -> None:
    one = line(qtbot, is_closable=True)

    assert not any(widget.isVisible() for widget in QApplication.topLevelWidgets())
    assert one.words == ""


def test_what_holds_is_shown_until_it_holds_no_more(qtbot: QtBot) -> None:
    one = line(qtbot, is_closable=False)

    one.say("First.")
    one.say("Then.")

    assert one.words == "Then."
    assert not any(button.isVisibleTo(one) for button in one.findChildren(QToolButton))
    one.clear()
    assert one.words == ""


def test_warnings_are_read_one_after_the_other_and_each_once(qtbot: QtBot) -> None:
    one = line(qtbot, is_closable=True)
    (close,) = one.findChildren(QToolButton)

    for words in ("First.", "Second.", "First.", "Second."):
        one.say(words)

    assert one.words == "First."
    close.click()
    assert one.words == "Second."
    with qtbot.waitSignal(one.closed):
        close.click()
    assert one.words == ""
    one.say("Third.")
    one.say("Fourth.")
    one.clear()
    assert one.words == ""


def test_a_line_with_a_button_says_when_it_is_pressed(qtbot: QtBot) -> None:
    one = NoticeLine(sign="user", is_closable=True, button="Change…")
    qtbot.addWidget(one)
    one.say("You tag as nora.")
    (button,) = [found for found in one.findChildren(QPushButton) if found.isVisible()]

    with qtbot.waitSignal(one.acted):
        button.click()

    assert one.words == "You tag as nora."
