"""The keys of reading, in one table: the views obey it and the window's key sheet lists it."""

import sys
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

Verb = Literal[
    "next sentence",
    "previous sentence",
    "extend to next sentence",
    "extend to previous sentence",
    "next word",
    "previous word",
    "extend to next word",
    "extend to previous word",
    "grow",
    "shrink",
    "paragraph",
    "everything",
    "page down",
    "page up",
    "to the start",
    "to the end",
    "copy",
    "clear",
    "tag",
    "remove",
]


@dataclass(frozen=True, slots=True)
class ReadingKey:
    """One thing that keys do while a document has the focus.

    `keys` are written as `QKeySequence` writes them portably, or are the very character that is typed. `words` say it to
    the reader, untranslated.
    """

    keys: tuple[str, ...]
    verb: Verb
    words: str


READING_KEYS: tuple[ReadingKey, ...] = (
    ReadingKey(("Down", "j"), "next sentence", str(QT_TRANSLATE_NOOP("ReadingKeys", "Next sentence"))),
    ReadingKey(("Up", "k"), "previous sentence", str(QT_TRANSLATE_NOOP("ReadingKeys", "Previous sentence"))),
    ReadingKey(
        ("Shift+Down", "J"),
        "extend to next sentence",
        str(QT_TRANSLATE_NOOP("ReadingKeys", "Extend by the next sentence")),
    ),
    ReadingKey(
        ("Shift+Up", "K"),
        "extend to previous sentence",
        str(QT_TRANSLATE_NOOP("ReadingKeys", "Extend by the previous sentence")),
    ),
    ReadingKey(("Right",), "next word", str(QT_TRANSLATE_NOOP("ReadingKeys", "Next word"))),
    ReadingKey(("Left",), "previous word", str(QT_TRANSLATE_NOOP("ReadingKeys", "Previous word"))),
    ReadingKey(
        ("Shift+Right", "Ctrl+Shift+Right"),
        "extend to next word",
        str(QT_TRANSLATE_NOOP("ReadingKeys", "Extend by the next word")),
    ),
    ReadingKey(
        ("Shift+Left", "Ctrl+Shift+Left"),
        "extend to previous word",
        str(QT_TRANSLATE_NOOP("ReadingKeys", "Extend by the previous word")),
    ),
    ReadingKey(
        ("+", "Alt+Shift+Right"),
        "grow",
        str(QT_TRANSLATE_NOOP("ReadingKeys", "Grow to the word, sentence, paragraph, text")),
    ),
    ReadingKey(("-", "Alt+Shift+Left"), "shrink", str(QT_TRANSLATE_NOOP("ReadingKeys", "Shrink again"))),
    ReadingKey(("p",), "paragraph", str(QT_TRANSLATE_NOOP("ReadingKeys", "The whole paragraph"))),
    ReadingKey(("Ctrl+A",), "everything", str(QT_TRANSLATE_NOOP("ReadingKeys", "The whole text"))),
    ReadingKey(("PgDown", "Space"), "page down", str(QT_TRANSLATE_NOOP("ReadingKeys", "Scroll down"))),
    ReadingKey(("PgUp", "Shift+Space"), "page up", str(QT_TRANSLATE_NOOP("ReadingKeys", "Scroll up"))),
    ReadingKey(
        ("Home", "Ctrl+Home"), "to the start", str(QT_TRANSLATE_NOOP("ReadingKeys", "Scroll to the start"))
    ),
    ReadingKey(("End", "Ctrl+End"), "to the end", str(QT_TRANSLATE_NOOP("ReadingKeys", "Scroll to the end"))),
    ReadingKey(
        ("Ctrl+C", "Ctrl+Ins"), "copy", str(QT_TRANSLATE_NOOP("ReadingKeys", "Copy what is selected"))
    ),
    ReadingKey(("Esc",), "clear", str(QT_TRANSLATE_NOOP("ReadingKeys", "Select nothing"))),
    ReadingKey(
        ("t", "Return", "Enter"), "tag", str(QT_TRANSLATE_NOOP("ReadingKeys", "Tag what is selected"))
    ),
    ReadingKey(
        ("Del",), "remove", str(QT_TRANSLATE_NOOP("ReadingKeys", "Remove the passage at the reading cursor"))
    ),
)

_VERBS: dict[str, Verb] = {key: row.verb for row in READING_KEYS for key in row.keys}
# Where the letters of the table are on a keyboard whose layout writes another script, by the system's scan codes.
_SCAN_CODES = {
    "linux": {44: "j", 45: "k", 33: "p", 28: "t"},
    "win32": {36: "j", 37: "k", 25: "p", 20: "t"},
}
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def verb_of(event: QKeyEvent) -> Verb | None:
    """What a key press does; None where reading has no use for it."""
    typed = event.text()
    if typed.strip() and typed.isprintable() and not event.modifiers() & ~_PLAIN:
        return _VERBS.get(typed) or (
            _VERBS.get(_latin(event)) if typed.isalpha() and not typed.isascii() else None
        )
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    written = QKeySequence(event.key() | modifiers.value)
    return _VERBS.get(written.toString(QKeySequence.SequenceFormat.PortableText))


def _latin(event: QKeyEvent) -> str:
    """The letter that the pressed key bears on a Latin keyboard; empty where that is not known."""
    letter = _SCAN_CODES.get(sys.platform, {}).get(event.nativeScanCode(), "")
    return letter.upper() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else letter
