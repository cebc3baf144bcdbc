"""Looking again, at once and not without end."""

from pytestqt.qtbot import QtBot

from reviewer.ui.pace import Pace


def test_the_first_look_is_at_once_and_many_asked_for_soon_after_are_one(qtbot: QtBot) -> None:
    looks: list[int] = []
    pace = Pace(lambda: looks.append(1))

    pace.ask()
    assert len(looks) == 1
    for _ in range(50):
        pace.ask()
    assert len(looks) == 1
    assert pace.is_waiting

    qtbot.waitUntil(lambda: not pace.is_waiting)
    assert len(looks) == 2


def test_after_a_rest_a_look_is_at_once_again(qtbot: QtBot) -> None:
    looks: list[int] = []
    pace = Pace(lambda: looks.append(1))
    pace.ask()
    pace.looked()
    pace.ask()
    qtbot.waitUntil(lambda: len(looks) == 2)

    qtbot.waitUntil(lambda: not pace._resting.isActive())
    pace.ask()

    assert len(looks) == 3


def test_a_look_that_was_not_asked_for_here_does_not_set_the_pace(qtbot: QtBot) -> None:
    looks: list[int] = []
    pace = Pace(lambda: looks.append(1))

    pace.looked()
    pace.ask()
    pace.ask()

    qtbot.waitUntil(lambda: len(looks) == 2)
