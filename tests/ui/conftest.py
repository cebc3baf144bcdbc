"""What the window's tests share: settings of their own, and a hub that is closed at the end."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from reviewer.store.library import Library
from reviewer.ui.hub import Hub
from tests.store.conftest import add_text

Make = Callable[..., Path]
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


def settle(hub: Hub, qtbot: QtBot) -> None:
    """Waits until the library has answered everything."""
    qtbot.waitUntil(lambda: not hub.is_busy)


def never(*_: object) -> None:
    """What must not be called."""
    raise AssertionError
