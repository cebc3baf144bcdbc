"""The menu bar: every command, its key, and whether it can be done now."""

from collections.abc import Callable
from functools import partial
from typing import get_args

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from reviewer.ui.actions import COMMANDS, MENUS, Verb
from reviewer.ui.menus import Menus
from reviewer.ui.theme import themes

Made = tuple[QMainWindow, Menus, list[str]]


@pytest.fixture
def made(qtbot: QtBot) -> Made:
    window = QMainWindow()
    qtbot.addWidget(window)
    done: list[str] = []
    verbs: dict[Verb, Callable[[], object]] = {verb: partial(done.append, verb) for verb in get_args(Verb)}
    return window, Menus(window, verbs), done


def test_the_menus_are_those_of_the_table_in_its_order(made: Made) -> None:
    window, menus, _ = made
    bar = window.menuBar().actions()

    assert [one.text().replace("&", "") for one in bar] == list(MENUS)
    shown = [
        action.objectName()
        for one in bar
        for action in one.menu().actions()  # type: ignore[attr-defined]
        if not action.isSeparator()
    ]
    assert shown == [command.verb for name in MENUS for command in COMMANDS if command.menu == name]
    assert menus.action("copy").shortcut().toString() == "Ctrl+C"


def test_a_command_does_its_verb_and_no_other(made: Made) -> None:
    _, menus, done = made

    for verb in get_args(Verb):
        menus.action(verb).setEnabled(True)
        menus.action(verb).trigger()

    assert done == list(get_args(Verb))


def test_before_anything_was_done_nothing_can_be_undone(made: Made) -> None:
    _, menus, done = made

    menus.action("undo").trigger()

    assert not menus.action("undo").isEnabled()
    assert not menus.action("redo").isEnabled()
    assert done == []


def test_undo_and_redo_say_what_they_would_do(made: Made) -> None:
    _, menus, _ = made

    menus.show_steps("Tag passage", None)
    assert menus.action("undo").text() == "Undo Tag passage"
    assert menus.action("undo").isEnabled()
    assert menus.action("redo").text() == "Redo"
    assert not menus.action("redo").isEnabled()
    menus.show_steps("Tag “R&D”", None)
    assert menus.action("undo").text() == "Undo Tag “R&&D”"
    menus.show_steps(None, "Tag passage")

    assert menus.action("undo").text() == "Undo"
    assert menus.action("redo").text() == "Redo Tag passage"


def test_what_cannot_be_done_now_is_grey(made: Made) -> None:
    _, menus, done = made

    menus.enable({"export": False, "tag": True})
    menus.action("export").trigger()

    assert not menus.action("export").isEnabled()
    assert menus.action("tag").isEnabled()
    assert done == []


def test_a_window_that_is_gone_does_not_mind_another_theme(qtbot: QtBot) -> None:
    window = QMainWindow()
    menus = Menus(window, dict.fromkeys(get_args(Verb), list))
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    themes.toggle()

    assert menus is not None
    themes.choose("system")
