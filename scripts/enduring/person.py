"""Tags one sentence after the other at a real window, by keys, until it is killed.

It says how many tags there are once the window has said that the latest is saved.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer.cli import main
from reviewer.store.library import Library
from reviewer.store.topics import topics
from reviewer.ui.app import application
from reviewer.ui.tagging.picker import TagPicker
from reviewer.ui.toast import Toast
from reviewer.ui.window import MainWindow


class Person:
    """Looks at the window many times a second and does the next thing."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._is_typed = False

    def live(self) -> None:
        """Opens the picker, types into it, or waits for what the window says."""
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
        focused = QApplication.focusWidget()
        if not windows or not windows[0].is_furnished or windows[0].assembly.is_busy or focused is None:
            return
        (toast,), (picker,) = windows[0].findChildren(Toast), windows[0].findChildren(TagPicker)
        if picker.isVisible():
            QTest.keyClicks(focused, f"#Topic {self._count}")
            QTest.keyClick(focused, Qt.Key.Key_Return)
            self._is_typed = True
        elif self._is_typed:
            if toast.words == f"Tagged Topic {self._count}":
                self._count, self._is_typed = self._count + 1, False
                print(self._count, flush=True)
        elif focused is windows[0].assembly.desk.widget:
            QTest.keyClicks(focused, "j")
            QTest.keyClicks(focused, "t")


def sit_down(path: Path) -> int:
    """Opens the window as the program does, with a person at it. Gives up after a minute without an end."""
    with Library.open(path) as library:
        person = Person(len(topics(library)))
    application()
    timer = QTimer(interval=1)
    timer.timeout.connect(person.live)
    timer.start()
    QTimer.singleShot(60_000, lambda: sys.exit("Nobody ended it."))
    return main([str(path), "--document", "Timetable"])


if __name__ == "__main__":
    sys.exit(sit_down(Path(sys.argv[1])))
