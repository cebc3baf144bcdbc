import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.ui.welcome.page import WelcomePage


@pytest.fixture
def page(qtbot: QtBot) -> WelcomePage:
    made = WelcomePage()
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _buttons(page: WelcomePage) -> dict[str, QPushButton]:
    return {
        button.accessibleName() or button.text(): button
        for button in page.findChildren(QPushButton)
        if button.isVisible()
    }


def test_each_button_says_what_is_wanted(qtbot: QtBot, page: WelcomePage) -> None:
    said: list[str] = []
    page.files_wanted.connect(lambda: said.append("files"))
    page.folder_wanted.connect(lambda: said.append("folder"))
    page.sample_wanted.connect(lambda: said.append("sample"))
    page.library_wanted.connect(lambda: said.append("library"))
    for name in ("Open files…", "Open a folder…", "Open the sample library", "Open a library…"):
        qtbot.mouseClick(_buttons(page)[name], Qt.MouseButton.LeftButton)

    assert said == ["files", "folder", "sample", "library"]


def test_a_recent_library_is_opened_by_a_press(qtbot: QtBot, page: WelcomePage) -> None:
    said: list[str] = []
    page.recent_chosen.connect(said.append)
    page.show_recent(["/home/ines/Gone.reviewer"])
    page.show_recent(["/home/ines/Harbour.reviewer", "/home/ines/Interviews.reviewer"])
    qtbot.mouseClick(_buttons(page)["Open Interviews in /home/ines"], Qt.MouseButton.LeftButton)

    assert said == ["/home/ines/Interviews.reviewer"]
    assert "Open Gone in /home/ines" not in _buttons(page)


def test_an_empty_library_is_called_by_its_name(page: WelcomePage) -> None:
    page.show_library("Harbour")

    assert "“Harbour” is empty" in [label.text() for label in page.findChildren(QLabel)]


def test_a_library_with_documents_is_not_called_empty(page: WelcomePage) -> None:
    page.show_library("Harbour", documents=2)

    words = [label.text() for label in page.findChildren(QLabel)]
    assert "Harbour" in words
    assert not any("empty" in each for each in words)


def test_the_name_under_which_one_tags_is_said_and_can_be_changed(qtbot: QtBot, page: WelcomePage) -> None:
    assert "Change your name" not in _buttons(page)

    page.show_name("Nora")

    assert "You tag as Nora" in [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    with qtbot.waitSignal(page.name_wanted):
        qtbot.mouseClick(_buttons(page)["Change your name"], Qt.MouseButton.LeftButton)
