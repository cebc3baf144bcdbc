from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewer.model.entity import Entity
from reviewer.model.ids import EntityId, TopicId
from reviewer.model.topic import Topic
from reviewer.ui.tagging.picker import Choice, TagPicker

Key = Qt.Key
Modifier = Qt.KeyboardModifier


def _topic(path: str, *, last_used: str = "") -> Topic:
    return Topic(TopicId(path), path.rpartition("/")[2], path, "#735ed1", last_used=last_used)


TOPICS = [
    _topic("Housing policy", last_used="2026-11-20T10:00:00Z"),
    _topic("Housing policy/Rents"),
    _topic("Climate"),
]
ENTITIES = [
    Entity(EntityId("ada"), "person", "Ada Lind", "#b6770b", ("A. Lind",)),
    Entity(EntityId("moc"), "organisation", "Ministry of Culture", "#18838d"),
]


class _Desk(QWidget):
    """A window with a field that had the focus, and what the picker said."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(900, 700)
        self.text = QLineEdit(self)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addStretch(1)
        self.picker = TagPicker(self)
        self.said: list[object] = []
        self.picker.chosen.connect(self.said.append)
        self.picker.closed.connect(self._closed)

    def _closed(self) -> None:
        self.said.append("closed")

    def open(self, selected: str = "", *, present: tuple[str, ...] = (), at: QPoint | None = None) -> None:
        self.picker.offer(TOPICS, ENTITIES, [], selected=selected, present=present)
        self.picker.open_at(QRect(self.mapToGlobal(at or QPoint(100, 100)), QPoint()).adjusted(0, 0, 200, 30))


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[_Desk]:
    made = _Desk()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.text.setFocus()
    yield made
    made.picker.close_without()


def _type(qtbot: QtBot, desk: _Desk, text: str) -> None:
    qtbot.keyClicks(desk.picker.field, text)


def _press(
    qtbot: QtBot, desk: _Desk, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier
) -> None:
    qtbot.keyClick(desk.picker.memo if desk.picker.memo.hasFocus() else desk.picker.field, key, modifier)


def _rows(desk: _Desk) -> list[str]:
    model = desk.picker.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_typing_and_enter_chooses_and_gives_the_focus_back(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _type(qtbot, desk, "hp")
    _press(qtbot, desk, Key.Key_Return)

    assert desk.said == [Choice(topics=("Housing policy",))]
    assert desk.picker.isHidden()
    assert desk.text.hasFocus()


def test_enter_makes_a_new_name_though_it_looks_like_a_slip_of_another(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _type(qtbot, desk, "Climade")
    _press(qtbot, desk, Key.Key_Return)

    assert desk.said == [Choice(topics=("Climade",))]


def test_enter_at_once_takes_what_was_used_last(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _press(qtbot, desk, Key.Key_Return)

    assert desk.said == [Choice(topics=("Housing policy",))]


def test_tab_gathers_several_and_backspace_takes_the_last_back(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _type(qtbot, desk, "rents")
    _press(qtbot, desk, Key.Key_Tab)
    _type(qtbot, desk, "clim")
    _press(qtbot, desk, Key.Key_Return, Modifier.ControlModifier)
    _type(qtbot, desk, "ada")
    _press(qtbot, desk, Key.Key_Tab)
    _press(qtbot, desk, Key.Key_Backspace)
    _press(qtbot, desk, Key.Key_Return)

    assert desk.said == [Choice(topics=("Housing policy/Rents", "Climate"))]


def test_a_chip_s_cross_takes_it_out(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _type(qtbot, desk, "clim")
    _press(qtbot, desk, Key.Key_Tab)
    (chip,) = [child for child in desk.picker.chips.children() if isinstance(child, QWidget)]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    _press(qtbot, desk, Key.Key_Return)

    assert desk.said == [Choice(topics=("Housing policy",))]


def test_shift_enter_makes_what_was_typed(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _type(qtbot, desk, "Housing policy/Sub lets")
    _press(qtbot, desk, Key.Key_Return, Modifier.ShiftModifier)

    assert desk.said == [Choice(topics=("Housing policy/Sub lets",))]


def test_left_and_right_change_the_kind_of_a_new_entity(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _type(qtbot, desk, "@Kiruna")
    _press(qtbot, desk, Key.Key_Right)
    _press(qtbot, desk, Key.Key_Right)
    _press(qtbot, desk, Key.Key_Return)

    assert desk.said == [Choice(entities=(("place", "Kiruna", "mentioned"),))]


def test_left_moves_the_cursor_where_no_entity_would_be_made(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _type(qtbot, desk, "clim")
    _press(qtbot, desk, Key.Key_Left)

    assert desk.picker.field.cursorPosition() == 3


def test_a_kind_can_be_typed(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _type(qtbot, desk, "event: May Day")
    _press(qtbot, desk, Key.Key_Return)

    assert desk.said == [Choice(entities=(("event", "May Day", "mentioned"),))]


def test_alt_down_gives_an_entity_its_role_and_the_next_one_none(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _type(qtbot, desk, "ada")
    _press(qtbot, desk, Key.Key_Down, Modifier.AltModifier)
    _press(qtbot, desk, Key.Key_Tab)
    _type(qtbot, desk, "minis")
    _press(qtbot, desk, Key.Key_Return)

    assert desk.said == [
        Choice(
            entities=(
                ("person", "Ada Lind", "speaker"),
                ("organisation", "Ministry of Culture", "mentioned"),
            )
        )
    ]


def test_the_entity_that_the_selection_names_is_offered_first(qtbot: QtBot, desk: _Desk) -> None:
    desk.open("A. Lind")
    _press(qtbot, desk, Key.Key_Return)

    assert desk.said == [Choice(entities=(("person", "Ada Lind", "mentioned"),))]


def test_a_selected_name_can_be_made_an_entity_from_the_last_row(qtbot: QtBot, desk: _Desk) -> None:
    desk.open("Reading Room Act")
    _press(qtbot, desk, Key.Key_Up)
    _press(qtbot, desk, Key.Key_Return)

    assert desk.said == [Choice(entities=(("law", "Reading Room Act", "mentioned"),))]


def test_a_memo_goes_with_the_tag(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _type(qtbot, desk, "clim")
    _press(qtbot, desk, Key.Key_M, Modifier.ControlModifier)
    qtbot.keyClicks(desk.picker.memo, " see page 4 ")
    _press(qtbot, desk, Key.Key_Return)

    assert desk.said == [Choice(topics=("Climate",), memo="see page 4")]


def test_a_memo_can_stand_alone(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _press(qtbot, desk, Key.Key_M, Modifier.ControlModifier)
    qtbot.keyClicks(desk.picker.memo, "odd")
    _press(qtbot, desk, Key.Key_Return)

    assert desk.said == [Choice(memo="odd")]


def test_escape_closes_without_a_choice(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _type(qtbot, desk, "clim")
    _press(qtbot, desk, Key.Key_Escape)

    assert desk.said == ["closed"]
    assert desk.text.hasFocus()


def test_a_press_elsewhere_closes(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    qtbot.mouseClick(desk.text, Qt.MouseButton.LeftButton)

    assert desk.said == ["closed"]


def test_it_opens_empty_again(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _type(qtbot, desk, "ada")
    _press(qtbot, desk, Key.Key_Tab)
    _press(qtbot, desk, Key.Key_Escape)
    desk.open()

    assert desk.picker.field.text() == ""
    _press(qtbot, desk, Key.Key_Return)
    assert desk.said == ["closed", Choice(topics=("Housing policy",))]


def test_a_click_on_a_row_chooses_it(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    _type(qtbot, desk, "clim")
    rows = desk.picker.list
    place = rows.visualRect(desk.picker.model.index(0, 0)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert desk.said == [Choice(topics=("Climate",))]


def test_enter_belongs_to_an_input_method_that_is_composing(qtbot: QtBot, desk: _Desk) -> None:
    desk.open()
    QCoreApplication.sendEvent(desk.picker.field, QInputMethodEvent("かい", []))
    _press(qtbot, desk, Key.Key_Return)
    assert desk.said == []

    committed = QInputMethodEvent("", [])
    committed.setCommitString("会議")
    QCoreApplication.sendEvent(desk.picker.field, committed)
    _press(qtbot, desk, Key.Key_Return)

    assert desk.said == [Choice(topics=("会議",))]


def test_it_lies_above_the_selection_where_there_is_no_room_below(qtbot: QtBot, desk: _Desk) -> None:
    desk.open(at=QPoint(800, 640))

    assert desk.rect().adjusted(-16, -16, 16, 16).contains(desk.picker.geometry())
    assert desk.picker.geometry().bottom() - 16 < 640


def test_rows_are_named_for_a_screen_reader(qtbot: QtBot, desk: _Desk) -> None:
    desk.open(present=("Housing policy",))
    _type(qtbot, desk, "housing")
    model = desk.picker.model
    names = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]

    assert names == [
        "Topic Housing policy, already on the passage",
        "Topic Housing policy/Rents",
        "New topic “housing”",
        "New entity “housing”, person",
    ]
    assert _rows(desk)[0] == "Housing policy"


def test_a_hundred_sentences_are_tagged_by_keys_alone(qtbot: QtBot, desk: _Desk) -> None:
    for _ in range(100):
        desk.open()
        _type(qtbot, desk, "re")
        _press(qtbot, desk, Key.Key_Return)

    assert desk.said == [Choice(topics=("Housing policy/Rents",))] * 100
