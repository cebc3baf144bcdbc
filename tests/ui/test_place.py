from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from reviewer.ui.place import place_beside

BOUNDS = QRect(0, 0, 1000, 800)


def test_a_card_lies_below_what_it_belongs_to() -> None:
    assert place_beside(QRect(100, 100, 50, 20), QSize(300, 200), BOUNDS) == QRect(100, 125, 300, 200)


def test_it_lies_above_where_there_is_no_room_below() -> None:
    assert place_beside(QRect(100, 700, 50, 20), QSize(300, 200), BOUNDS) == QRect(100, 494, 300, 200)


def test_it_is_lower_where_neither_side_has_the_room() -> None:
    place = place_beside(QRect(100, 390, 50, 20), QSize(300, 600), BOUNDS)

    assert place.height() < 600
    assert BOUNDS.contains(place)


@given(
    st.integers(-200, 1200),
    st.integers(-200, 1000),
    st.integers(0, 800),
    st.integers(0, 400),
    st.integers(50, 900),
)
def test_it_never_leaves_its_bounds(left: int, top: int, width: int, height: int, wanted: int) -> None:
    place = place_beside(QRect(left, top, width, height), QSize(300, wanted), BOUNDS)

    assert place.left() >= 0
    assert place.right() <= 1000
    assert place.top() >= 0
    assert place.bottom() <= 800
