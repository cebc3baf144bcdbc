"""The top bar says what is wanted, and tells what it is told."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.ui.header import HeaderBar
from reviewer.ui.theme import themes


@pytest.fixture
def bar(qapp: QApplication, qtbot: QtBot) -> Iterator[HeaderBar]:
    themes.dress(qapp)
    themes.choose("light")
    made = HeaderBar()
    qtbot.addWidget(made)
    made.resize(1280, 56)
    with qtbot.waitExposed(made):
        made.show()
    made.show_library("Climate & archives", "/home/ada/climate.reviewer")
    yield made
    made.close()
    themes.choose("system")


def button(bar: HeaderBar, beginning: str) -> QAbstractButton:
    every = bar.findChildren(QAbstractButton)
    return next(one for one in every if (one.accessibleName() or one.text()).startswith(beginning))


def test_the_library_is_named_as_it_is_written(bar: HeaderBar) -> None:
    labels = {label.text(): label for label in bar.findChildren(QLabel)}

    assert labels["Climate & archives"].toolTip() == "/home/ada/climate.reviewer"


def test_undo_and_redo_name_their_steps_and_are_off_without_one(bar: HeaderBar, qtbot: QtBot) -> None:
    assert not button(bar, "Undo").isEnabled()
    bar.show_undo("Tag passage", "Delete topic")
    assert button(bar, "Undo").toolTip() == "Undo Tag passage (Ctrl+Z)"
    assert button(bar, "Redo").accessibleName() == "Redo Delete topic"

    with qtbot.waitSignal(bar.undo_wanted), qtbot.waitSignal(bar.redo_wanted):
        button(bar, "Undo").click()
        button(bar, "Redo").click()

    bar.show_undo(None, None)
    assert not button(bar, "Redo").isEnabled()


def test_the_panel_buttons_say_what_is_wanted_and_show_what_is(bar: HeaderBar, qtbot: QtBot) -> None:
    bar.show_panels(library=True, tags=False)

    with qtbot.waitSignal(bar.library_toggled) as library, qtbot.waitSignal(bar.tags_toggled) as tags:
        button(bar, "Show the library").click()
        button(bar, "Show topics").click()

    assert library.args == [False]
    assert tags.args == [True]


def test_the_button_of_the_colours_names_the_other_ones(bar: HeaderBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.theme_wanted):
        button(bar, "Dark colours").click()

    themes.toggle()

    assert button(bar, "Light colours").isVisible()


def test_export_is_on_only_with_a_library(bar: HeaderBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.export_wanted):
        button(bar, "Export").click()

    bar.show_library("")

    assert not button(bar, "Export").isEnabled()


@pytest.mark.parametrize("width", [1280, 1440, 2000])
def test_the_search_stands_in_the_middle(bar: HeaderBar, width: int) -> None:
    bar.resize(width, 56)
    QApplication.processEvents()

    assert abs(bar.search.geometry().center().x() - width // 2) <= 1
    assert bar.search.width() == 480


def test_a_narrow_bar_keeps_every_button(bar: HeaderBar) -> None:
    bar.show_library("A library with a very long name that nobody would want to read in full " * 3)
    bar.resize(700, 56)
    QApplication.processEvents()

    assert bar.minimumSizeHint().width() <= 700
    export = next(one for one in bar.findChildren(QPushButton))
    assert export.geometry().right() <= 700
    assert bar.search.width() >= 200
