import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from reviewer.ui.keycap import KeyCap
from reviewer.ui.settings.keys import KeySheet

ROWS = [
    ("Reading", "Next sentence", "↓ / J"),
    ("Tagging", "Tag the selection", "T"),
    ("Reading", "Whole paragraph", "P"),
]


@pytest.fixture
def sheet(qtbot: QtBot) -> KeySheet:
    made = KeySheet(ROWS)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_every_key_is_a_cap_of_its_own(sheet: KeySheet) -> None:
    assert sorted(cap.accessibleName() for cap in sheet.findChildren(KeyCap)) == ["J", "P", "T", "↓"]


def test_rows_of_a_group_stand_together(sheet: KeySheet) -> None:
    assert sheet.shown() == ["Next sentence: ↓ / J", "Whole paragraph: P", "Tag the selection: T"]


def test_typing_narrows_it_to_actions_or_keys(qtbot: QtBot, sheet: KeySheet) -> None:
    (field,) = sheet.findChildren(QLineEdit)
    qtbot.keyClicks(field, "para")
    assert sheet.shown() == ["Whole paragraph: P"]

    field.clear()
    assert len(sheet.shown()) == 3


def test_a_question_mark_closes_what_it_opened(qtbot: QtBot, sheet: KeySheet) -> None:
    (field,) = sheet.findChildren(QLineEdit)
    qtbot.keyClicks(field, "?")

    assert sheet.isHidden()
