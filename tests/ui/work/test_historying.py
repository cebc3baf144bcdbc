"""The history in the window: read while it is seen, and gone back and forth in."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QWidget
from pytestqt.qtbot import QtBot

from reviewer.store.library import Library
from reviewer.store.topics import ensure_topic, topics
from reviewer.ui.history.panel import HistoryPanel
from reviewer.ui.work import historying
from reviewer.ui.work.historying import Historying
from tests.ui.work.conftest import Room


class Desk:
    """A window with the history over it."""

    def __init__(self, room: Room, window: QWidget) -> None:
        self.room, self.window = room, window
        self.history = Historying(room.hub, window)

    def panels(self) -> list[HistoryPanel]:
        return self.window.findChildren(HistoryPanel)

    @property
    def panel(self) -> HistoryPanel:
        (panel,) = self.panels()
        return panel

    def rows(self) -> list[str]:
        (shown,) = self.panel.findChildren(QListView)
        model = shown.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        said = [str(model.index(row, 0).data(role)).split(", ") for row in range(model.rowCount())]
        return [" ".join([one[0], *(word for word in one[1:] if word in {"undone", "now"})]) for one in said]

    def make(self, name: str) -> None:
        self.room.ask(ensure_topic, name)

    def names(self) -> list[str]:
        return [one.name for one in self.room.ask(topics)]


@pytest.fixture
def desk(room: Room, qtbot: QtBot) -> Iterator[Desk]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    room.open("Harbour", "One")
    one = Desk(room, window)
    yield one
    one.history.close()


def open_panel(desk: Desk, qtbot: QtBot) -> None:
    desk.history.toggle()
    desk.room.settle()
    qtbot.waitUntil(desk.panel.isActiveWindow)


def test_it_lists_what_is_done_as_it_is_done(desk: Desk, qtbot: QtBot) -> None:
    desk.make("A")
    assert desk.panels() == []
    open_panel(desk, qtbot)
    assert desk.rows() == ["New topic “A” now", "The beginning"]

    desk.make("B")
    desk.room.hub.undo()
    desk.room.settle()

    assert desk.rows() == ["New topic “B” undone", "New topic “A” now", "The beginning"]


def test_it_goes_back_and_forth_and_says_so(desk: Desk, qtbot: QtBot) -> None:
    for name in "ABC":
        desk.make(name)
    open_panel(desk, qtbot)
    numbers = {one.name[-2]: one.number for one in desk.room.ask(lambda library: library.history.entries())}

    with qtbot.waitSignal(desk.room.hub.undone) as undone:
        desk.panel.undo_wanted.emit(numbers["A"])
    desk.room.settle()
    assert undone.args == ["New topic “C”, New topic “B”"]
    assert desk.names() == ["A"]
    with qtbot.waitSignal(desk.room.hub.redone) as redone:
        desk.panel.redo_wanted.emit(numbers["B"])
    desk.room.settle()

    assert redone.args == ["New topic “B”"]
    assert desk.names() == ["A", "B"]
    assert desk.rows() == ["New topic “C” undone", "New topic “B” now", "New topic “A”", "The beginning"]


def test_what_another_program_undoes_is_followed(desk: Desk, qtbot: QtBot) -> None:
    desk.make("A")
    open_panel(desk, qtbot)
    path = desk.room.hub.path
    assert path is not None

    with Library.open(path) as other:
        other.history.undo()

    qtbot.waitUntil(lambda: desk.rows() == ["New topic “A” undone", "The beginning now"])


def test_a_step_that_is_gone_meanwhile_is_said(desk: Desk, qtbot: QtBot) -> None:
    desk.make("A")
    open_panel(desk, qtbot)

    with qtbot.waitSignal(desk.room.hub.failed) as failed:
        desk.panel.undo_wanted.emit(99)

    assert failed.args is not None
    assert "history has changed" in str(failed.args[0])


def test_the_same_command_closes_it_and_opens_it_anew(desk: Desk, qtbot: QtBot) -> None:
    open_panel(desk, qtbot)
    desk.history.toggle()
    assert not desk.panel.isVisible()
    desk.make("A")

    open_panel(desk, qtbot)

    assert desk.rows() == ["New topic “A” now", "The beginning"]


def test_of_a_very_long_history_the_latest_part_is_listed(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(historying, "SHOWN", 2)
    for name in "ABC":
        desk.make(name)

    open_panel(desk, qtbot)

    assert desk.rows() == ["New topic “C” now", "New topic “B”"]


def test_closing_what_was_never_opened_is_nothing(desk: Desk) -> None:
    desk.history.close()

    assert desk.panels() == []
