"""How the window looks: the page that is read, the screen it takes, the counts."""

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.model.document import DocumentText, Page
from reviewer.model.ids import DocumentId, TextId
from reviewer.ui.layout import Layout, TagsColumn
from reviewer.ui.looks import Looks
from reviewer.ui.theme import themes

PAGES = (
    Page(0, 0, 10, 600.0, 800.0, "i"),
    Page(1, 10, 20, 600.0, 800.0, "2"),
    Page(2, 20, 30, 600.0, 800.0),
)
TEXT = DocumentText(TextId("1" * 32), DocumentId("2" * 32), "x" * 30, pages=PAGES)


class Room:
    """A window with the three columns and nothing in them."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        column = TagsColumn(QLabel(), QLabel(), QLabel())
        self.layout = Layout(shelf=QLabel(), results=QLabel(), centre=QLabel(), right=column)
        self.window.setCentralWidget(self.layout)
        self.looks = Looks(self.window, self.layout)
        self.window.show()

    def page(self) -> str:
        return self.layout.bar.findChildren(QPushButton)[0].text()

    def status(self) -> str:
        return " ".join(one.text() for one in self.window.statusBar().findChildren(QLabel))


@pytest.fixture
def room(settings: QSettings, qtbot: QtBot) -> Room:
    return Room(qtbot)


@pytest.mark.parametrize(
    ("place", "words"),
    [(0, "Page 1 of 3 (i)"), (9, "Page 1 of 3 (i)"), (10, "Page 2 of 3"), (25, "Page 3 of 3")],
)
def test_the_page_is_told_with_what_is_printed_on_it(room: Room, place: int, words: str) -> None:
    room.looks.show_page(TEXT, place)

    assert room.page() == words


def test_a_text_without_pages_says_none(room: Room) -> None:
    room.looks.show_page(None, 0)
    room.looks.show_page(DocumentText(TEXT.id, TEXT.document, "words"), 2)

    assert room.page() == ""


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((1, 1, 1), "1 passage · 1 topic · 1 entity"),
        ((0, 2, 30), "0 passages · 2 topics · 30 entities"),
    ],
)
def test_counts_are_said_as_people_say_them(room: Room, numbers: tuple[int, int, int], words: str) -> None:
    room.looks.show_counts(*numbers)

    assert room.status().startswith(words)


def test_the_whole_screen_is_taken_and_given_back(room: Room) -> None:
    room.looks.toggle_full_screen()
    assert room.window.isFullScreen()

    room.looks.toggle_full_screen()

    assert not room.window.isFullScreen()


def test_the_theme_is_remembered_when_the_reader_chooses_it(room: Room, settings: QSettings) -> None:
    themes.choose("light")

    room.looks.toggle_theme()

    assert settings.value("theme") == "dark"
    themes.choose("system")


def test_a_tab_is_shown_even_where_its_column_was_hidden(room: Room) -> None:
    given: list[None] = []
    room.looks.show_tags(shown=False)

    room.looks.show_tab("passages", lambda: given.append(None))

    assert not room.layout.right.isHidden()
    assert room.layout.right.tab() == "passages"
    assert given == [None]


def test_what_was_hidden_is_hidden_at_the_next_start(room: Room, qtbot: QtBot) -> None:
    room.looks.toggle_library()
    room.looks.keep()

    other = Room(qtbot)
    other.layout.restore(QSettings())

    assert other.layout.left.isHidden()
    assert not other.layout.right.isHidden()


def test_conflicts_have_an_entry_in_the_status_bar_as_long_as_some_are_open(room: Room, qtbot: QtBot) -> None:
    entries = room.window.statusBar().findChildren(QPushButton)
    assert not any(one.isVisible() for one in entries)

    room.looks.show_conflicts(1_204)
    (entry,) = entries
    assert entry.isVisible()
    assert entry.text() == "Conflicts (1,204)"
    with qtbot.waitSignal(room.looks.conflicts_wanted):
        entry.click()

    room.looks.show_conflicts(0)
    assert not entry.isVisible()
