"""The help: it says every key, because it is made from the tables that the window obeys."""

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from reviewer.ui.actions import COMMANDS
from reviewer.ui.help import help_text, key_rows, show_help, show_keys
from reviewer.ui.reading.keys import READING_KEYS
from reviewer.ui.settings.keys import KeySheet


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def test_every_key_of_reading_and_of_the_menus_has_a_row() -> None:
    said = {action for _, action, _ in key_rows()}
    keys = " / ".join(keys for _, _, keys in key_rows()).split(" / ")

    assert {one.words for one in READING_KEYS} <= said
    assert {one.words.rstrip("…") for one in COMMANDS if one.keys} <= said
    assert len(keys) == sum(
        len(one) for one in [one.keys for one in READING_KEYS] + [one.keys for one in COMMANDS]
    )
    assert "" not in keys


def test_single_letters_are_written_as_they_are_typed() -> None:
    rows = {action: keys for _, action, keys in key_rows()}

    assert rows["Keys"] == "F1 / ?"
    assert "J" in rows["Extend by the next sentence"].split(" / ")
    assert "j" in rows["Next sentence"].split(" / ")


def test_the_help_page_has_the_table_of_keys_in_its_place() -> None:
    text = help_text()

    assert "<!--" not in text
    for group, action, keys in key_rows():
        assert f"| {group} | {action} | {keys} |" in text


def test_every_command_of_the_window_is_in_the_help_or_has_a_key_there() -> None:
    text = help_text().casefold()

    missing = [one.words for one in COMMANDS if one.keys and one.words.rstrip("…").casefold() not in text]

    assert missing == []


def test_the_key_sheet_opens_over_the_window_and_goes_when_it_is_closed(
    parent: QWidget, qtbot: QtBot
) -> None:
    show_keys(parent)

    (sheet,) = parent.findChildren(KeySheet)
    assert sheet.isVisible()
    assert len(sheet.shown()) == len(key_rows())
    with qtbot.waitSignal(sheet.destroyed):
        sheet.close()
    assert parent.findChildren(KeySheet) == []


def test_the_help_page_is_read_as_tables_and_headings(parent: QWidget, qtbot: QtBot) -> None:
    show_help(parent)

    (dialog,) = parent.findChildren(QDialog)
    (page,) = dialog.findChildren(QTextBrowser)
    words = page.toPlainText()
    assert dialog.isVisible()
    assert "#" not in words
    assert "|---" not in words
    assert "Extend by the next sentence" in words
    assert dialog.findChildren(QLabel) == []
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
