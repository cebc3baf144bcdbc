"""Lanes: one thing after another, elsewhere; results on the main thread."""

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from reviewer.errors import ReviewerError
from reviewer.ui.lanes import Lane

FAULT = ReviewerError(problem="The lamp is out.")


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    one = Lane("lamps")
    yield one
    one.close()
    assert "lamps" not in [thread.name for thread in threading.enumerate()]


def test_jobs_are_done_in_the_order_in_which_they_were_given(lane: Lane, qtbot: QtBot) -> None:
    done: list[int] = []
    answered: list[int] = []

    def do(number: int) -> int:
        done.append(number)
        return number

    for number in range(50):
        lane.run(partial(do, number), answered.append)
    qtbot.waitUntil(lambda: not lane.is_busy)

    assert done == answered == list(range(50))


def test_a_job_runs_in_the_lane_and_its_result_comes_to_the_main_thread(lane: Lane, qtbot: QtBot) -> None:
    threads: list[str] = []

    def then(name: str) -> None:
        threads.extend((name, threading.current_thread().name))

    lane.run(lambda: threading.current_thread().name, then)
    qtbot.waitUntil(lambda: bool(threads))

    assert threads == ["lamps", threading.main_thread().name]


def test_results_wait_until_the_main_thread_has_time(lane: Lane, qtbot: QtBot) -> None:
    answered: list[int] = []

    lane.run(lambda: 1, answered.append)
    lane.wait_for(lambda: None)

    assert answered == []
    assert lane.is_busy
    qtbot.waitUntil(lambda: answered == [1])
    assert not lane.is_busy


def raise_fault() -> None:
    raise FAULT


def test_an_error_for_the_reader_reaches_otherwise_and_nothing_else(lane: Lane, qtbot: QtBot) -> None:
    refused: list[ReviewerError] = []
    others: list[object] = []
    lane.failed.connect(others.append)
    lane.broke.connect(others.append)

    lane.run(raise_fault, others.append, refused.append)
    qtbot.waitUntil(lambda: not lane.is_busy)

    assert refused == [FAULT]
    assert others == []


def test_without_an_otherwise_it_reaches_failed(lane: Lane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lane.failed) as said:
        lane.run(raise_fault)

    assert said.args == [FAULT]


def test_a_mistake_of_ours_reaches_broke_and_the_lane_goes_on(lane: Lane, qtbot: QtBot) -> None:
    answered: list[object] = []
    mistake = ZeroDivisionError("ours")

    def stumble() -> None:
        raise mistake

    with qtbot.waitSignal(lane.broke) as said:
        lane.run(stumble, answered.append, answered.append)
    lane.run(lambda: "on", answered.append)
    qtbot.waitUntil(lambda: not lane.is_busy)

    assert said.args == [mistake]
    assert answered == ["on"]


def test_a_mistake_in_what_is_called_back_costs_no_other_answer(lane: Lane, qtbot: QtBot) -> None:
    answered: list[object] = []

    def stumble(_: object) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as faults:
        lane.run(lambda: 1, stumble)
        lane.run(lambda: 2, answered.append)
        qtbot.waitUntil(lambda: not lane.is_busy)

    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]
    assert answered == [2]


def in_a_thread(call: Callable[[], object]) -> list[object]:
    """What a call gives or raises in another thread."""
    found: list[object] = []

    def work() -> None:
        try:
            found.append(call())
        except Exception as fault:  # noqa: BLE001  what it raises is what is asked
            found.append(fault)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return found


def test_another_thread_waits_for_its_answer_and_for_what_is_raised(lane: Lane) -> None:
    assert in_a_thread(lambda: lane.wait_for(lambda: threading.current_thread().name)) == ["lamps"]
    assert in_a_thread(lambda: lane.wait_for(raise_fault)) == [FAULT]


def test_any_thread_can_have_something_called_on_the_main_one(lane: Lane, qtbot: QtBot) -> None:
    names: list[str] = []

    in_a_thread(lambda: lane.post(lambda: names.append(threading.current_thread().name)))
    qtbot.waitUntil(lambda: bool(names))

    assert names == [threading.main_thread().name]


def test_closing_waits_for_what_was_given_and_calls_nothing_back(qtbot: QtBot) -> None:
    lane = Lane("lamps")
    done: list[int] = []
    called: list[object] = []
    gate = threading.Event()

    lane.run(gate.wait)
    for number in range(5):
        lane.run(partial(done.append, number), called.append)
    gate.set()
    lane.close()

    assert done == list(range(5))
    assert "lamps" not in [thread.name for thread in threading.enumerate()]
    marks: list[None] = []
    other = Lane("later")
    other.run(lambda: None, marks.append)
    qtbot.waitUntil(lambda: bool(marks))
    other.close()
    assert called == []
