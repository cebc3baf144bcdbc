"""Garbage is collected on the main thread, whoever makes it."""

import gc
import threading
from typing import Any

from pytestqt.qtbot import QtBot

from reviewer.ui.garbage import collect_on_main_thread


class Knot:
    """Something that only collecting can take down; it says which thread did."""

    def __init__(self, ended: list[int]) -> None:
        self._ended = ended
        self.tied: Any = [self]

    def __del__(self) -> None:
        self._ended.append(threading.get_ident())


def test_what_another_thread_leaves_behind_is_collected_on_the_main_thread(qtbot: QtBot) -> None:
    ended: list[int] = []
    collect_on_main_thread()

    def litter() -> None:
        for _ in range(20_000):
            assert Knot(ended).tied

    thread = threading.Thread(target=litter)
    thread.start()
    thread.join()
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: len(ended) > 0)

    assert set(ended) == {threading.main_thread().ident}
