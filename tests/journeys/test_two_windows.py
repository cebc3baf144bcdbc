"""Two windows on one library, each a process of its own: one writes, the other follows and takes over."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reviewer.store.checking import check
from reviewer.store.library import Library
from reviewer.store.lock import ENDING
from reviewer.store.topics import ensure_topic, topics
from reviewer.ui.toast import Toast
from tests.command_line import Run
from tests.documents.nobody import open_folder
from tests.journeys.conftest import Open
from tests.journeys.reader import Reader
from tests.journeys.test_command_line import ROOT

# A window that says what it may do and which topics it knows, and makes one when it may write.
OTHER = """
import sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from reviewer.__main__ import main
from reviewer.store.topics import ensure_topic
from reviewer.ui.app import application
from reviewer.ui.window import MainWindow

said = []

def say(*words):
    if list(words) not in said:
        said.append(list(words))
        print(*words, flush=True)

def live():
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    if not windows or not windows[0].is_furnished or windows[0].assembly.is_busy or not windows[0].assembly.hub.path:
        return
    assembly = windows[0].assembly
    say(assembly.hub.access, *sorted(topic.name for topic in assembly.codebook.topics))
    if assembly.hub.access == "write" and "Other" not in said[-1]:
        assembly.hub.run(partial(ensure_topic, path="Other"))

app = application()
timer = QTimer(interval=20)
timer.timeout.connect(live)
timer.start()
QTimer.singleShot(60_000, lambda: sys.exit("Nobody ended it."))
sys.argv = ["reviewer", sys.argv[1]]
sys.exit(main())
"""


@contextmanager
def other_window(library: Path) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, str(library)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield process
        process.kill()


def wait_for(process: "subprocess.Popen[str]", line: str) -> None:
    assert process.stdout
    for said in process.stdout:
        if said == f"{line}\n":
            return
    raise AssertionError(line)


@pytest.fixture
def library(tmp_path: Path, library_of: Callable[..., Path]) -> Path:
    path = tmp_path / "Timetable.txt"
    path.write_text("Timetable\n\nThe ferry leaves.\n\nThe ferry is late.\n", "utf-8")
    return library_of(path)


def standing(reader: Reader) -> str:
    return reader.window.assembly.layout.standing.words


def warning(reader: Reader) -> str:
    return reader.window.assembly.layout.warning.words


def test_the_second_window_follows_and_takes_over_when_the_first_is_closed(
    open_window: Open, library: Path
) -> None:
    reader = open_window(library)
    assert standing(reader) == ""

    with other_window(library) as other:
        wait_for(other, "follow")
        reader.window.assembly.hub.run(lambda one: ensure_topic(one, "First"))
        wait_for(other, "follow First")
        reader.window.close()
        wait_for(other, "write First")
        wait_for(other, "write First Other")

    with Library.open(library) as opened:
        assert [topic.name for topic in topics(opened)] == ["First", "Other"]
        assert check(opened).problems == ()


def test_a_window_takes_over_from_one_that_was_killed_and_loses_nothing(
    open_window: Open, library: Path, run: Run
) -> None:
    with other_window(library) as other:
        wait_for(other, "write Other")
        reader = open_window(library)
        assert standing(reader).startswith("Opened read-only: another window has it open.")
        assert [topic.name for topic in reader.window.assembly.codebook.topics] == ["Other"]

        # Whatever would write is disabled, or answered by one sentence.
        menus = reader.window.assembly.menus
        assert not any(
            menus.action(verb).isEnabled() for verb in ("undo", "tag", "new topic", "import files")
        )
        reader.window.assembly.hub.run(lambda one: ensure_topic(one, "Refused"))
        reader.until(lambda: "Another window has" in reader.see(Toast).words)
        reader.window.assembly.add([library.parent / "Timetable.txt"])
        reader.until(lambda: "Another window has" in reader.see(Toast).words)
        # A command writes while both are open, and both see it.
        assert run("tag", library, "Timetable", "--quote", "ferry is late", "--topic", "Late").status == 0
        wait_for(other, "write Late Other")

        other.kill()
        reader.until(lambda: standing(reader) == "")
        reader.window.assembly.hub.run(lambda one: ensure_topic(one, "Second"))
        reader.until(lambda: len(reader.window.assembly.codebook.topics) == 3)

    reader.window.close()
    assert not Path(f"{library}{ENDING}").exists()
    with Library.open(library) as opened:
        assert [topic.name for topic in topics(opened)] == ["Late", "Other", "Second"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_library_on_a_disk_that_is_read_only_can_be_read_in_the_window(
    open_window: Open, library: Path
) -> None:
    with open_folder() as folder:
        disk = folder / "disk"
        disk.mkdir()
        shutil.copy(library, disk)
        if subprocess.run(["mount", "--bind", disk, disk], capture_output=True, check=False).returncode:
            pytest.skip("mounting is not allowed")
        try:
            subprocess.run(["mount", "-o", "remount,bind,ro", disk], check=True)
            reader = open_window(disk / library.name)
            assert standing(reader).startswith("Opened read-only: the file, its folder or its disk cannot be")
            reader.open("Timetable")
            assert "The ferry leaves." in reader.article.toPlainText()
            reader.window.close()
        finally:
            subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_library_in_a_synchronised_folder_is_warned_of_once(
    open_window: Open, library: Path, tmp_path: Path
) -> None:
    place = tmp_path / "Dropbox" / library.name
    place.parent.mkdir()
    shutil.copy(library, place)

    reader = open_window(place)
    reader.until(lambda: "lies in a folder that Dropbox synchronises" in warning(reader))
    reader.window.close()
    again = open_window(place)

    assert warning(again) == ""
