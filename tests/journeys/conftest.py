"""What journeys share: a home of their own, windows in it, and the proof that a closed window leaves nothing behind."""

import multiprocessing
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from reviewer.documents.reading import read
from reviewer.store.documents import add_document
from reviewer.store.library import Library
from reviewer.ui.app import application
from reviewer.ui.theme import themes
from reviewer.ui.window import MainWindow
from tests.command_line import Run, runner
from tests.journeys.reader import Reader

Open = Callable[..., Reader]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command line, called in this process."""
    return runner(capfdbinary)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder in which nothing of Reviewer is yet; the reader's documents are to lie in its Documents."""
    folder = tmp_path / "home"
    for name, variable in (("config", "XDG_CONFIG_HOME"), ("data", "XDG_DATA_HOME")):
        (folder / name).mkdir(parents=True)
        monkeypatch.setenv(variable, str(folder / name))
    monkeypatch.setenv("HOME", str(folder))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder / "config"))
    return folder


@pytest.fixture
def open_window(home: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Open]:
    """Opens a window as the program does at its start: on the library given, or on the one that was open last."""
    app = application()
    app.setApplicationName("Reviewer")
    app.setOrganizationName("Reviewer")
    themes.dress(app)
    threads, children = set(threading.enumerate()), child_processes()
    opened: list[MainWindow] = []

    def open_one(library: Path | None = None) -> Reader:
        window = MainWindow()
        opened.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        reader = Reader(window, qtbot)
        reader.until(lambda: window.is_furnished)
        if library is None:
            window.assembly.libraries.open_last()
        else:
            window.open_library(library)
        reader.until(window.isActiveWindow)
        reader.settle()
        return reader

    yield open_one
    for window in opened:
        # A dialog is left open only where the test has failed before.
        for dialog in window.findChildren(QDialog):
            dialog.close()
        if window.isVisible():
            window.close()
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    for window in opened:
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    themes.choose("system")
    assert [one.name for one in threading.enumerate() if one not in threads] == []
    assert child_processes() - children == set()


@pytest.fixture
def library_of(home: Path) -> Callable[..., Path]:
    """Makes a library with files in it, without a window."""

    def make(*paths: Path, name: str = "Journey") -> Path:
        place = home / f"{name}.reviewer"
        with Library.create(place) as library:
            for path in paths:
                data = path.read_bytes()
                add_document(library, read(data, file_name=path.name), data, file_name=path.name)
        return place

    return make


@contextmanager
def as_nobody() -> Iterator[None]:
    """Who is root may write everywhere, and is nobody in here; anybody else stays who they are."""
    if sys.platform == "win32":
        pytest.skip("files are protected in other ways here")
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def in_the_open() -> Iterator[Path]:
    """A folder into which everybody may look; pytest's own are closed to all but their owner."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def child_processes() -> set[int]:
    """The processes that this one has started and that still are, but for Python's own helper."""
    found = {one.pid for one in multiprocessing.active_children() if one.pid}
    if sys.platform.startswith("linux"):
        for listing in Path("/proc/self/task").glob("*/children"):
            found |= {int(pid) for pid in listing.read_text().split()}
        found = {pid for pid in found if b"resource_tracker" not in _command_of(pid)}
    return found


def _command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b"resource_tracker"
