"""The table of commands: complete, and of one mind about the keys."""

from collections import Counter
from typing import get_args

import pytest
from PySide6.QtGui import QKeySequence

from reviewer.resources import resource
from reviewer.ui.actions import COMMANDS, MENUS, Command, Verb
from reviewer.ui.reading.keys import READING_KEYS

KEYS = [key for command in COMMANDS for key in command.keys]


def test_every_verb_has_one_command() -> None:
    assert Counter(command.verb for command in COMMANDS) == Counter(get_args(Verb))


@pytest.mark.parametrize("key", KEYS)
def test_a_key_is_written_as_qt_reads_it(key: str) -> None:
    sequence = QKeySequence(key)

    assert sequence.count() == 1
    assert sequence.toString(QKeySequence.SequenceFormat.PortableText) == key


def test_no_two_commands_share_a_key() -> None:
    assert [key for key, count in Counter(KEYS).items() if count > 1] == []


def test_no_command_takes_a_key_of_reading_but_for_the_same_thing() -> None:
    reading = {key: one.verb for one in READING_KEYS for key in one.keys}
    shared = {
        key: (command.verb, reading[key]) for command in COMMANDS for key in command.keys if key in reading
    }

    assert shared == {"Ctrl+C": ("copy", "copy")}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.verb)
def test_a_command_has_words_a_menu_and_an_icon_that_is_there(command: Command) -> None:
    assert command.words == command.words.strip() != ""
    assert command.menu in MENUS
    assert not command.icon or resource(f"icons/{command.icon}.svg").is_file()


def test_every_menu_begins_with_a_command_and_not_with_a_line() -> None:
    for menu in MENUS:
        first = next(command for command in COMMANDS if command.menu == menu)
        assert not first.starts_group
