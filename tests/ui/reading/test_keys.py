"""One table of keys, obeyed by the view and fit to be listed."""

import sys
from typing import get_args

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from reviewer.ui.reading.article import ArticleView
from reviewer.ui.reading.keys import READING_KEYS, Verb, verb_of

NONE, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "verb"),
    [
        (Qt.Key.Key_Down, NONE, "", "next sentence"),
        (Qt.Key.Key_J, NONE, "j", "next sentence"),
        (Qt.Key.Key_K, SHIFT, "K", "extend to previous sentence"),
        (Qt.Key.Key_Down, SHIFT, "", "extend to next sentence"),
        (Qt.Key.Key_Plus, SHIFT, "+", "grow"),
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.KeypadModifier, "+", "grow"),
        (Qt.Key.Key_Right, ALT | SHIFT, "", "grow"),
        (Qt.Key.Key_Right, CTRL | SHIFT, "", "extend to next word"),
        (Qt.Key.Key_Space, NONE, " ", "page down"),
        (Qt.Key.Key_Space, SHIFT, " ", "page up"),
        (Qt.Key.Key_Return, NONE, "\r", "tag"),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "\r", "tag"),
        (Qt.Key.Key_Delete, NONE, "\x7f", "remove"),
        (Qt.Key.Key_A, CTRL, "\x01", "everything"),
        (Qt.Key.Key_T, CTRL, "\x14", None),
        (Qt.Key.Key_T, ALT, "t", None),
        (Qt.Key.Key_Q, NONE, "q", None),
        (Qt.Key.Key_Z, CTRL, "\x1a", None),
    ],
)
def test_a_key_means(key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, verb: Verb | None) -> None:
    assert verb_of(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)) == verb


@pytest.mark.skipif(sys.platform != "linux", reason="scan codes are the system's own")
@pytest.mark.parametrize(("typed", "verb"), [("е", "tag"), ("Е", None), ("t", "tag"), ("x", None)])
def test_a_key_of_another_script_means_what_its_place_means(typed: str, verb: Verb | None) -> None:
    shift = SHIFT if typed.isupper() else NONE
    event = QKeyEvent(QEvent.Type.KeyPress, 0x0415, shift, 28, 0, 0, typed)

    assert verb_of(event) == verb


def test_every_verb_has_keys_once_and_the_view_obeys_it(view: ArticleView) -> None:
    verbs = [row.verb for row in READING_KEYS]

    assert sorted(verbs) == sorted(get_args(Verb))
    assert set(view._verbs) == set(verbs)


def test_no_key_does_two_things_and_all_are_keys_to_qt() -> None:
    keys = [key for row in READING_KEYS for key in row.keys]

    assert len(set(keys)) == len(keys)
    assert all(QKeySequence(key).toString() for key in keys)
    assert all(row.words for row in READING_KEYS)
