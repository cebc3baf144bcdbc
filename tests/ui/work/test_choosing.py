"""Choosing what to add: the system's dialogs, beginning where one was."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reviewer.ui.work.choosing import Choosing
from tests.ui.conftest import never


@pytest.fixture
def choosing(settings: QSettings, qtbot: QtBot) -> Choosing:
    window = QWidget()
    qtbot.addWidget(window)
    return Choosing(window)


def when_asked(do: Callable[[QFileDialog], None]) -> None:
    """Does something with the file dialog that opens next."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        do(dialog)

    QTimer.singleShot(0, act)


def take(words: str) -> Callable[[QFileDialog], None]:
    def do(dialog: QFileDialog) -> None:
        (field,) = dialog.findChildren(QLineEdit, "fileNameEdit")
        field.setText(words)
        dialog.accept()

    return do


def test_files_are_chosen_and_their_folder_is_where_the_next_ones_are_looked_for(
    choosing: Choosing, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a.txt", "b.md"):
        (folder / name).write_text("x")

    with qtbot.waitSignal(choosing.chosen) as said:
        when_asked(take(f'"{folder / "a.txt"}" "{folder / "b.md"}"'))
        choosing.choose_files()
    assert said.args == [[folder / "a.txt", folder / "b.md"]]
    begun: list[str] = []

    def look(dialog: QFileDialog) -> None:
        begun.append(dialog.directory().absolutePath())
        dialog.reject()

    when_asked(look)
    choosing.choose_files()

    assert begun == [str(folder)]


def test_every_kind_that_can_be_read_is_offered(choosing: Choosing) -> None:
    offered: list[str] = []

    def look(dialog: QFileDialog) -> None:
        offered.extend(dialog.nameFilters())
        dialog.reject()

    when_asked(look)
    choosing.choose_files()

    assert all(f"*{suffix}" in offered[0] for suffix in (".txt", ".md", ".html", ".pdf"))
    assert offered[1] == "All files (*)"


def test_a_folder_is_chosen_whole(choosing: Choosing, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "articles").mkdir()

    with qtbot.waitSignal(choosing.chosen) as said:
        when_asked(take(str(tmp_path / "articles")))
        choosing.choose_folder()

    assert said.args == [[tmp_path / "articles"]]


def test_who_gives_up_has_chosen_nothing(choosing: Choosing) -> None:
    choosing.chosen.connect(never)

    when_asked(QFileDialog.reject)
    choosing.choose_files()
    when_asked(QFileDialog.reject)
    choosing.choose_folder()
