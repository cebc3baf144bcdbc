"""Ctrl+C in the middle of long work."""

import signal
import threading

import pytest

from reviewer.cli.interruption import Interruption


def test_the_first_key_is_remembered_and_the_second_stops() -> None:
    with Interruption() as interruption:
        assert not interruption.is_wanted()
        signal.raise_signal(signal.SIGINT)
        assert interruption.is_wanted()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_afterwards_the_key_means_what_it_meant_before() -> None:
    before = signal.getsignal(signal.SIGINT)

    with Interruption():
        assert signal.getsignal(signal.SIGINT) is not before

    assert signal.getsignal(signal.SIGINT) is before


def test_outside_the_main_thread_nothing_is_changed() -> None:
    seen: list[object] = []

    def work() -> None:
        with Interruption() as interruption:
            seen.append((signal.getsignal(signal.SIGINT), interruption.is_wanted()))

    before = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert seen == [(before, False)]
