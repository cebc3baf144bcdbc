"""Everything is saved at once: what a closed or killed window left is what the next one shows."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.store.checking import check
from reviewer.store.library import Library
from tests.command_line import Run
from tests.journeys.conftest import Open
from tests.journeys.reader import in_the_database, saved
from tests.journeys.test_command_line import ROOT

LINES = [f"Line {number} says 🚢 that the ferry is late." for number in range(200)]

# A person at a real window, in a process of its own, who is cut off in the middle of the evening.
PERSON = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reviewer.__main__ import main
from reviewer.ui.app import application
from reviewer.ui.tagging.picker import TagPicker
from reviewer.ui.toast import Toast
from reviewer.ui.window import MainWindow

state = {"tagged": 0, "typed": False}

def live():
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    focused = QApplication.focusWidget()
    if not windows or not windows[0].is_furnished or windows[0].assembly.is_busy or focused is None:
        return
    (toast,), (picker,) = windows[0].findChildren(Toast), windows[0].findChildren(TagPicker)
    if picker.isVisible():
        QTest.keyClicks(focused, f"Topic {state['tagged']}")
        QTest.keyClick(focused, "\\r")
        state["typed"] = True
    elif state["typed"]:
        if toast.words == f"Tagged Topic {state['tagged']}":
            print(state["tagged"], flush=True)
            state.update(tagged=state["tagged"] + 1, typed=False)
    elif focused is windows[0].assembly.desk.widget:
        QTest.keyClick(focused, "j")
        QTest.keyClick(focused, "t")

app = application()
timer = QTimer(interval=1)
timer.timeout.connect(live)
timer.start()
QTimer.singleShot(30_000, lambda: sys.exit("Nothing was tagged in half a minute."))
sys.argv = ["reviewer", sys.argv[1], "--document", "Timetable"]
sys.exit(main())
"""


@pytest.fixture
def library(tmp_path: Path, library_of: Callable[..., Path]) -> Path:
    paths = []
    for name in ("Timetable", "Another"):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"{name}\n\n" + "\n\n".join(LINES), "utf-8")
        paths.append(path)
    return library_of(*paths)


def test_a_window_opens_as_the_one_before_was_left(open_window: Open, library: Path) -> None:
    reader = open_window(library)
    reader.open("Timetable")
    reader.text.setFocus()
    reader.press("F9", "Ctrl+2")
    reader.text.setFocus()
    reader.press("PgDown", "PgDown", "PgDown")
    reader.settle()
    place = reader.article.place()
    assert place > 0
    reader.press("Ctrl+Q")
    assert not reader.window.isVisible()

    again = open_window()
    again.until(lambda: again.document == "Timetable")
    again.settle()

    assert again.article.place() == place
    assert not again.all_seen(QWidget, "Library")
    assert again.all_seen(QWidget, "Passages")
    again.press("F9", "F8")
    again.press("Home")
    again.press("Ctrl+Q")

    third = open_window()
    third.until(lambda: third.document == "Timetable")
    assert third.article.place() == 0
    assert third.all_seen(QWidget, "Library")
    assert not third.all_seen(QWidget, "Passages")
    assert not third.all_seen(QWidget, "Topics")


class Watch(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_nothing_but_the_window_is_shown_while_it_opens(
    qapp: QApplication, open_window: Open, library: Path
) -> None:
    watch = Watch()
    qapp.installEventFilter(watch)

    reader = open_window(library)
    reader.open("Another")

    qapp.removeEventFilter(watch)
    assert watch.shown == [reader.window]


def test_the_tag_whose_toast_was_seen_outlives_the_kill(home: Path, run: Run, library: Path) -> None:
    seen = -1
    for wait in (1, 4):
        process = subprocess.Popen(
            [sys.executable, "-c", PERSON, str(library)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert process.stdout
        for _ in range(wait):
            line = process.stdout.readline()
            if not line:
                raise AssertionError(process.communicate()[1])
            seen = int(line)
        process.kill()
        process.communicate()

        found = saved(library)
        assert {f"Topic {number}" for number in range(seen + 1)} <= {
            tag.path for one in found for tag in one.topics
        }
        assert len(in_the_database(library)) == len(found)
        with Library.open(library) as opened:
            assert check(opened).problems == ()
        assert run("check", library).status == 0
