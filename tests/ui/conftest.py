"""What the window's tests share: settings of their own, and a hub that is closed at the end."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.store.library import Library
from reviewer.ui.hub import Hub
from reviewer.ui.theme import themes
from reviewer.ui.window import MainWindow
from tests.journeys.conftest import child_processes
from tests.store.conftest import add_text

Make = Callable[..., Path]
Open = Callable[[], MainWindow]
OpenHub = Callable[[Path], Hub]


@pytest.fixture
def settings(tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch) -> QSettings:
    """Settings that nobody has used, in a home that is empty."""
    home = tmp_path / "home"
    for name, variable in (("config", "XDG_CONFIG_HOME"), ("data", "XDG_DATA_HOME")):
        (home / name).mkdir(parents=True)
        monkeypatch.setenv(variable, str(home / name))
    monkeypatch.setenv("HOME", str(home))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(home / "config"))
    return QSettings()


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a library with texts in it: each with its first line as its title."""

    def one(name: str = "Harbour", *texts: str) -> Path:
        path = tmp_path / f"{name}.reviewer"
        with Library.create(path, coder="Nora") as library:
            for text in texts:
                add_text(library, text, title=text.partition("\n")[0])
            library.history.forget_all()
        return path

    return one


@pytest.fixture
def hub(qtbot: QtBot) -> Iterator[Hub]:
    """A hub without a library. What goes wrong in it and is not expected shows up as a failed test."""
    threads = set(threading.enumerate())
    one = Hub()
    broken: list[BaseException] = []
    one.broke.connect(broken.append)
    yield one
    one.close()
    assert set(threading.enumerate()) == threads
    assert broken == []


@pytest.fixture
def open_hub(hub: Hub, qtbot: QtBot) -> OpenHub:
    """Opens a library in the hub and waits until it is there."""

    def open_one(path: Path) -> Hub:
        answers: list[object] = []
        hub.open(path, lambda: answers.append(None), answers.append)
        qtbot.waitUntil(lambda: answers == [None] and not hub.is_busy)
        return hub

    return open_one


@pytest.fixture
def open_window(settings: QSettings, qapp: QApplication, qtbot: QtBot) -> Iterator[Open]:
    """Makes windows, not yet shown. At the end they are gone, and all that they began."""
    themes.begin(qapp)
    threads, children = set(threading.enumerate()), child_processes()
    made: list[MainWindow] = []

    def one() -> MainWindow:
        made.append(MainWindow())
        return made[-1]

    yield one
    for window in made:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    themes.choose("system")
    assert set(threading.enumerate()) == threads
    assert child_processes() == children


def show_window(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Shows a window and waits until it is furnished."""
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: window.is_furnished)
    return window


def settle_window(window: MainWindow, qtbot: QtBot) -> None:
    """Waits until the library has answered everything and what it has is shown."""
    qtbot.waitUntil(lambda: not window.assembly.is_busy and not window.assembly.libraries.is_opening)


def settle(hub: Hub, qtbot: QtBot) -> None:
    """Waits until the library has answered everything."""
    qtbot.waitUntil(lambda: not hub.is_busy)


def never(*_: object) -> None:
    """What must not be called."""
    raise AssertionError
