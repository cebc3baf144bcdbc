"""The search field says what is typed, steps through hits, and gives the keyboard back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer.ui.search.field import SearchField
from reviewer.ui.theme import themes


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[QWidget]:
    themes.dress(qapp)
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    column.addWidget(QLineEdit())
    column.addWidget(SearchField())
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


@pytest.fixture
def field(window: QWidget) -> SearchField:
    found = window.findChild(SearchField)
    assert found is not None
    return found


def other(window: QWidget) -> QLineEdit:
    return next(one for one in window.findChildren(QLineEdit) if not isinstance(one, SearchField))


def hint(field: SearchField) -> QLabel:
    found = field.findChild(QLabel)
    assert found is not None
    return found


def test_typing_is_said_once_after_a_pause(field: SearchField, qtbot: QtBot) -> None:
    heard: list[str] = []
    field.typed.connect(heard.append)

    qtbot.keyClicks(field, " open access")
    qtbot.waitUntil(lambda: bool(heard))

    assert heard == ["open access"]


def test_enter_submits_at_once_and_then_steps(field: SearchField, qtbot: QtBot) -> None:
    steps: list[int] = []
    field.stepped.connect(steps.append)
    qtbot.keyClicks(field, "heat")

    with qtbot.waitSignal(field.submitted) as said:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(field, Qt.Key.Key_F3)
    qtbot.keyClick(field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)

    assert said.args == ["heat"]
    assert steps == [1, -1, 1, -1]


def test_what_was_submitted_is_not_said_again_as_typed(field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "heat")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    with qtbot.assertNotEmitted(field.typed, wait=150):
        pass


def test_enter_in_an_empty_field_says_nothing(field: SearchField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.submitted), qtbot.assertNotEmitted(field.stepped):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_escape_empties_the_field_and_gives_the_keyboard_back(
    window: QWidget, field: SearchField, qtbot: QtBot
) -> None:
    other(window).setFocus()
    field.take_focus()
    field.search_for("heat")

    with qtbot.waitSignal(field.typed) as said:
        qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert said.args == [""]
    assert field.text() == ""
    assert other(window).hasFocus()


def test_escape_when_the_other_is_gone_only_leaves_the_field(
    window: QWidget, field: SearchField, qtbot: QtBot
) -> None:
    gone = other(window)
    gone.setFocus()
    field.take_focus()
    with qtbot.waitSignal(gone.destroyed):
        gone.deleteLater()

    qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert not field.hasFocus()


def test_down_asks_for_the_hits(field: SearchField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.left_downwards):
        qtbot.keyClick(field, Qt.Key.Key_Down)


def test_coming_back_selects_the_words_to_type_over(field: SearchField) -> None:
    field.search_for("heat")

    field.take_focus()

    assert field.selectedText() == "heat"


def test_the_key_is_told_only_to_who_needs_it(window: QWidget, field: SearchField) -> None:
    other(window).setFocus()
    assert hint(field).isVisible()
    assert hint(field).text() == "Ctrl K"

    field.take_focus()
    assert not hint(field).isVisible()

    field.setText("heat")
    other(window).setFocus()
    assert not hint(field).isVisible()


def test_the_field_tells_its_name_and_its_key(field: SearchField) -> None:
    assert field.placeholderText() == field.accessibleName() == "Search texts and passages"
    assert field.toolTip() == "Search texts and passages (Ctrl+K)"
