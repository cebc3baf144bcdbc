from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from reviewer.errors import ReviewerError
from reviewer.ui.sharing.export import Choice, ExportDialog, FormatRow, Scope

FORMATS = [
    FormatRow("csv", "CSV", ".csv", "A row for each tag."),
    FormatRow("html", "HTML report", ".html", "One page to read."),
]


class _Shown:
    def __init__(self, dialog: ExportDialog) -> None:
        self.dialog = dialog
        self.said: list[object] = []
        dialog.export_wanted.connect(self.said.append)

    def radio(self, words: str) -> QRadioButton:
        return next(one for one in self.dialog.findChildren(QRadioButton) if one.text() == words)

    def button(self, words: str) -> QPushButton:
        return next(one for one in self.dialog.findChildren(QPushButton) if one.text() == words)

    def path(self) -> QLineEdit:
        return next(one for one in self.dialog.findChildren(QLineEdit) if one.accessibleName() == "File")

    def words(self) -> list[str]:
        return [one.text() for one in self.dialog.findChildren(QLabel) if one.isVisible()]


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> _Shown:
    dialog = ExportDialog()
    qtbot.addWidget(dialog)
    dialog.offer(FORMATS, shown=Scope(37, 4), every=Scope(1_812, 31), folder=str(tmp_path), name="Harbour")
    with qtbot.waitExposed(dialog):
        dialog.show()
    return _Shown(dialog)


def test_enter_exports_what_is_shown_as_the_first_format(qtbot: QtBot, shown: _Shown, tmp_path: Path) -> None:
    qtbot.keyClick(shown.button("Export"), Qt.Key.Key_Return)

    assert shown.said == [Choice("csv", str(tmp_path / "Harbour.csv"), everything=False)]


def test_how_much_would_be_exported_is_said_in_numbers(shown: _Shown) -> None:
    assert shown.radio("What is shown: 37 passages of 4 documents").isChecked()
    assert not shown.radio("Everything: 1,812 passages of 31 documents").isChecked()


def test_another_format_changes_the_suffix(qtbot: QtBot, shown: _Shown, tmp_path: Path) -> None:
    qtbot.mouseClick(
        shown.radio("HTML report"), Qt.MouseButton.LeftButton, pos=shown.radio("HTML report").rect().center()
    )
    qtbot.mouseClick(shown.button("Export"), Qt.MouseButton.LeftButton)

    assert shown.said == [Choice("html", str(tmp_path / "Harbour.html"), everything=False)]


def test_a_name_without_a_folder_goes_into_the_offered_one(
    qtbot: QtBot, shown: _Shown, tmp_path: Path
) -> None:
    shown.path().setText("quotes.csv")
    qtbot.mouseClick(shown.button("Export"), Qt.MouseButton.LeftButton)

    assert shown.said == [Choice("csv", str(tmp_path / "quotes.csv"), everything=False)]


def test_a_file_that_is_there_is_said_to_be_replaced(shown: _Shown, tmp_path: Path) -> None:
    sentence = "This file is there already and will be replaced."
    assert sentence not in shown.words()

    (tmp_path / "old.csv").write_text("x")
    shown.path().setText(str(tmp_path / "old.csv"))

    assert sentence in shown.words()


def test_without_a_name_nothing_is_exported(shown: _Shown) -> None:
    shown.path().setText("  ")

    assert not shown.button("Export").isEnabled()


def test_an_error_is_said_inside_and_it_can_be_tried_again(qtbot: QtBot, shown: _Shown) -> None:
    qtbot.mouseClick(shown.button("Export"), Qt.MouseButton.LeftButton)
    assert not shown.button("Exporting…").isEnabled()

    shown.dialog.show_error(ReviewerError(problem="The disk is full.", remedy="Choose another folder."))

    assert "The disk is full. Choose another folder." in shown.words()
    assert shown.dialog.isVisible()
    assert shown.button("Export").isEnabled()


def test_where_everything_is_shown_there_is_nothing_to_choose(qtbot: QtBot) -> None:
    dialog = ExportDialog()
    qtbot.addWidget(dialog)
    dialog.offer(FORMATS, shown=Scope(1, 1), every=Scope(1, 1), folder="/tmp", name="A", chosen="html")  # noqa: S108
    every = [
        one
        for one in dialog.findChildren(QRadioButton)
        if one.text() == "Everything: 1 passage of 1 document"
    ]

    assert [one.isChecked() for one in every] == [True]
    assert dialog.choice().everything
    assert dialog.choice().format == "html"
