import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.ui.jobs import JobReport, JobRow, time_left

REPORT = JobReport(
    added=338,
    present=1,
    failed=(("/a/locked.pdf", "It is encrypted."), ("/a/empty.txt", "It is empty.")),
    doubts=(("/a/page.html", "No author was found."),),
)


@pytest.fixture
def row(qtbot: QtBot) -> JobRow:
    made = JobRow()
    qtbot.addWidget(made)
    return made


def _words(row: JobRow) -> str:
    return " | ".join(label.text() for label in row.findChildren(QLabel) if label.text())


def _button(row: JobRow, words: str) -> QPushButton:
    return next(button for button in row.findChildren(QPushButton) if button.text() == words)


def test_it_says_which_file_is_read_and_how_many_there_are(row: JobRow) -> None:
    row.start(0)
    assert _words(row) == "Looking for files…"

    row.progress(11, "minutes.pdf", total=340)

    (bar,) = row.findChildren(QProgressBar)
    assert _words(row) == "Reading 12 of 340: minutes.pdf"
    assert (bar.value(), bar.maximum()) == (11, 340)


def test_cancel_is_said_once(qtbot: QtBot, row: JobRow) -> None:
    said: list[bool] = []
    row.cancel_wanted.connect(lambda: said.append(True))
    row.start(3)
    qtbot.mouseClick(_button(row, "Cancel"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(_button(row, "Cancel"), Qt.MouseButton.LeftButton)

    assert said == [True]


def test_the_end_is_told_in_one_line(row: JobRow) -> None:
    row.start(341)
    row.finish(REPORT)

    assert _words(row) == "338 added, 1 already here, 2 failed"
    assert not _button(row, "Details…").isHidden()
    assert _button(row, "Cancel").isHidden()


def test_an_end_without_a_fault_has_no_details(row: JobRow) -> None:
    row.start(2)
    row.finish(JobReport(added=2))

    assert _words(row) == "2 added"
    assert _button(row, "Details…").isHidden()


def test_nothing_at_all_is_said_too() -> None:
    assert JobReport().summary == "Nothing was added"


def test_the_report_names_every_file_and_can_be_copied(qtbot: QtBot, row: JobRow) -> None:
    row.finish(REPORT)
    dialog = row.details()
    qtbot.addWidget(dialog)
    copy = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)

    assert QGuiApplication.clipboard().text() == (
        "338 added, 1 already here, 2 failed\n"
        "/a/locked.pdf: It is encrypted.\n"
        "/a/empty.txt: It is empty.\n"
        "/a/page.html: No author was found.\n"
    )


def test_the_failed_ones_can_be_tried_again(qtbot: QtBot, row: JobRow) -> None:
    said: list[list[str]] = []
    row.retry_wanted.connect(said.append)
    row.finish(REPORT)
    dialog = row.details()
    qtbot.addWidget(dialog)
    retry = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Try these again")
    qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)

    assert said == [["/a/locked.pdf", "/a/empty.txt"]]


@pytest.mark.parametrize(
    ("done", "total", "elapsed_s", "words"),
    [
        (0, 10, 60.0, ""),
        (1, 10, 1.0, ""),
        (10, 10, 60.0, ""),
        (9, 10, 60.0, "less than a minute left"),
        (5, 10, 60.0, "about 1 minute left"),
        (1, 11, 60.0, "about 10 minutes left"),
        (1, 201, 60.0, "about 3 hours left"),
    ],
)
def test_the_time_that_is_left_is_rounded_and_withheld_at_first(
    done: int, total: int, elapsed_s: float, words: str
) -> None:
    assert time_left(done, total, elapsed_s) == words
