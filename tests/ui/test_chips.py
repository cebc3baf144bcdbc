from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reviewer.ui.chips import Chip, ChipButton, ChipRows, chip_width, cross_of, place_chips, rows_height
from reviewer.ui.keycap import KeyCap

CHIPS = [
    Chip("a", "Housing", "#735ed1"),
    Chip("b", "Ada Lind", "#b6770b", "person", "speaker"),
    Chip("c", "C", "#1e7359"),
]


def test_chips_go_into_as_many_rows_as_they_need(qtbot: QtBot) -> None:
    wide = place_chips(CHIPS, 1_000)
    narrow = place_chips(CHIPS, chip_width(CHIPS[0]) + 1)

    assert len({place.top() for place in wide}) == 1
    assert len({place.top() for place in narrow}) == 3
    assert rows_height(narrow) > rows_height(wide) > 0
    assert rows_height([]) == 0


@given(names=st.lists(st.text(max_size=60), max_size=8), width=st.integers(80, 600))
def test_chips_never_overlap_nor_leave_their_width(names: list[str], width: int) -> None:
    places = place_chips([Chip(str(n), name, "#735ed1") for n, name in enumerate(names)], width)

    assert all(place.left() >= 0 and place.right() < width for place in places)
    assert not any(one.intersects(other) for n, one in enumerate(places) for other in places[:n])


def test_a_cross_lies_at_the_end_in_either_direction(qtbot: QtBot) -> None:
    (place,) = place_chips(CHIPS[:1], 500)

    assert cross_of(place).right() == place.right()
    assert cross_of(place, Qt.LayoutDirection.RightToLeft).left() == place.left()


def test_a_press_on_a_chip_takes_it_away(qtbot: QtBot) -> None:
    rows = ChipRows()
    qtbot.addWidget(rows)
    said: list[str] = []
    rows.removed.connect(said.append)
    rows.resize(400, 30)
    rows.show_chips(CHIPS)
    second = rows.findChildren(ChipButton)[1]
    assert second.accessibleName() == "Remove Ada Lind · speaker"
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))

    assert said == ["b"]


def test_a_key_cap_is_read_as_its_key(qtbot: QtBot) -> None:
    cap = KeyCap("Ctrl+Z")
    qtbot.addWidget(cap)

    assert cap.accessibleName() == "Ctrl+Z"
    assert cap.sizeHint().width() < QPushButton("Ctrl+Z plus more").sizeHint().width()
