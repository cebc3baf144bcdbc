"""The panel of the history: where the library is, and the way to every other step."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.model.history import Entry
from reviewer.ui.history.panel import HistoryPanel
from reviewer.ui.theme import theme, themes

Key = Qt.Key


def entries(done: int, undone: int = 0) -> list[Entry]:
    """Steps 1, 2, … of which the last ones are undone; the latest first."""
    return [
        Entry(number, f"Tag “T{number}”", "change", "2001-02-03T10:42:00Z", "Nora", number > done)
        for number in range(done + undone, 0, -1)
    ]


class Shown:
    """The panel, shown, and what it wanted."""

    def __init__(self, panel: HistoryPanel) -> None:
        self.panel = panel
        self.wanted: list[tuple[str, int]] = []
        panel.undo_wanted.connect(self._undo)
        panel.redo_wanted.connect(self._redo)
        (self.list,) = panel.findChildren(QListView)
        (self.button,) = panel.findChildren(QPushButton)

    def _undo(self, number: int) -> None:
        self.wanted.append(("undo", number))

    def _redo(self, number: int) -> None:
        self.wanted.append(("redo", number))

    def choose(self, row: int) -> None:
        self.list.setCurrentIndex(self.list.model().index(row, 0))

    def chosen(self) -> str:
        return str(self.list.currentIndex().data())

    def says(self, words: str) -> bool:
        return any(label.text() == words and label.isVisible() for label in self.panel.findChildren(QLabel))

    def spoken(self) -> list[str]:
        model = self.list.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    panel = HistoryPanel()
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    panel.take_focus()
    yield Shown(panel)
    themes.choose("system")


def test_an_empty_history_says_what_belongs_there(shown: Shown) -> None:
    assert shown.says("Nothing to undo yet. What is done in this library is listed here.")
    assert not shown.button.isEnabled()
    QTest.keyClick(shown.panel, Key.Key_Return)
    assert shown.wanted == []


def test_it_begins_where_the_library_is(shown: Shown) -> None:
    shown.panel.show_history(entries(3, undone=2))

    assert shown.chosen() == "Tag “T3”"
    assert shown.says("5")
    assert shown.says("This is where the library is.")
    assert not shown.button.isEnabled()


def test_every_row_says_who_when_and_what_became_of_it(shown: Shown) -> None:
    shown.panel.show_history(entries(1, undone=1))

    assert shown.spoken() == [
        "Tag “T2”, Nora, 3 Feb 2001, undone",
        "Tag “T1”, Nora, 3 Feb 2001, now",
        "The beginning, Before all of these steps",
    ]
    assert shown.list.accessibleName() == "Steps"


def test_enter_undoes_back_to_the_chosen_step(shown: Shown, qtbot: QtBot) -> None:
    shown.panel.show_history(entries(4))
    qtbot.waitUntil(shown.list.hasFocus)

    QTest.keyClick(shown.list, Key.Key_Down)
    assert shown.says("1 step will be undone.")
    QTest.keyClick(shown.list, Key.Key_Down)
    assert shown.says("2 steps will be undone.")
    assert shown.button.text() == "Undo back to here"
    QTest.keyClick(shown.list, Key.Key_Return)

    assert shown.wanted == [("undo", 2)]


def test_what_is_undone_can_be_done_again_up_to_the_chosen_step(shown: Shown) -> None:
    shown.panel.show_history(entries(1, undone=3))

    shown.choose(2)
    assert shown.says("1 step will be done again.")
    shown.choose(1)
    assert shown.says("2 steps will be done again.")
    assert shown.button.text() == "Redo up to here"
    QTest.mouseClick(shown.button, Qt.MouseButton.LeftButton)

    assert shown.wanted == [("redo", 3)]


def test_a_double_click_goes_there(shown: Shown) -> None:
    shown.panel.show_history(entries(3))
    place = shown.list.visualRect(shown.list.model().index(2, 0)).center()

    QTest.mouseClick(shown.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(shown.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert shown.wanted == [("undo", 1)]


def test_one_can_go_back_to_the_beginning(shown: Shown) -> None:
    shown.panel.show_history(entries(3))

    shown.choose(3)
    QTest.mouseClick(shown.button, Qt.MouseButton.LeftButton)

    assert shown.says("3 steps will be undone.")
    assert shown.wanted == [("undo", 0)]


def test_the_beginning_is_now_where_all_is_undone(shown: Shown) -> None:
    shown.panel.show_history(entries(0, undone=2))

    assert shown.spoken()[2] == "The beginning, Before all of these steps, now"
    assert shown.chosen() == "The beginning"


def test_what_is_not_kept_is_said_at_the_beginning(shown: Shown) -> None:
    shown.panel.show_history(entries(1), forgotten_until="2001-02-02T10:42:00Z")

    assert shown.spoken()[1].startswith("The beginning, Steps up to 2 Feb 2001 are not kept any more")


def test_a_part_of_a_history_has_no_beginning(shown: Shown) -> None:
    shown.panel.show_history(entries(2), is_whole=False)

    assert [one.partition(",")[0] for one in shown.spoken()] == ["Tag “T2”", "Tag “T1”"]


def test_the_chosen_step_stays_chosen_while_others_come(shown: Shown) -> None:
    shown.panel.show_history(entries(3))
    shown.choose(1)

    shown.panel.show_history(entries(5))
    assert shown.chosen() == "Tag “T2”"
    shown.panel.show_history(entries(1))

    assert shown.chosen() == "Tag “T1”"


def test_where_now_is_chosen_it_stays_with_now(shown: Shown) -> None:
    shown.panel.show_history(entries(3))
    shown.panel.show_history(entries(5))

    assert shown.chosen() == "Tag “T5”"


def test_a_hole_below_now_counts_only_what_is_done(shown: Shown) -> None:
    # While an import runs, what was undone before it stays, and the import stands above it.
    steps = entries(4)
    steps[1] = Entry(3, "Tag “T3”", "change", steps[1].at, "Nora", undone=True)
    shown.panel.show_history(steps)

    shown.choose(2)

    assert shown.says("1 step will be undone.")


def test_two_thousand_steps_scroll_and_are_painted_in_both_themes(shown: Shown) -> None:
    shown.panel.show_history(entries(1_990, undone=10))
    shown.list.setCurrentIndex(shown.list.model().index(1_500, 0))
    assert shown.list.verticalScrollBar().value() > 0

    for name in ("light", "dark"):
        themes.choose(name)
        shown.choose(10)
        shown.list.scrollTo(shown.list.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        image = shown.panel.grab().toImage()
        place = shown.list.viewport().mapTo(shown.panel, QPoint(30, 0))
        line = shown.list.visualRect(shown.list.currentIndex()).top() + place.y() + 1
        assert image.pixelColor(place.x(), line).name() == theme().accent


def test_escape_closes_it(shown: Shown) -> None:
    QTest.keyClick(shown.panel, Key.Key_Escape)

    assert not shown.panel.isVisible()


def test_the_list_has_the_keyboard_as_soon_as_there_are_steps(qtbot: QtBot) -> None:
    panel = HistoryPanel()
    qtbot.addWidget(panel)
    panel.take_focus()
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()

    panel.show_history(entries(3))

    (steps,) = panel.findChildren(QListView)
    qtbot.waitUntil(steps.hasFocus)
