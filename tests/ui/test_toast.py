import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reviewer.errors import ReviewerError
from reviewer.ui import toast as module
from reviewer.ui.toast import Toast


class _Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.resize(800, 600)
        self.field = QLineEdit(self)
        self.toast = Toast(self, above=24)
        self.said: list[str] = []
        self.toast.acted.connect(self._acted)
        self.toast.closed.connect(self._closed)

    def _acted(self) -> None:
        self.said.append("acted")

    def _closed(self) -> None:
        self.said.append("closed")


@pytest.fixture
def window(qtbot: QtBot) -> _Window:
    made = _Window()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.field.setFocus()
    return made


def test_it_lies_at_the_bottom_left_and_leaves_the_focus_alone(window: _Window) -> None:
    window.toast.say("Tagged Housing policy", button="Undo (Ctrl+Z)")

    place = window.toast.geometry()
    assert window.toast.isVisible()
    assert window.field.hasFocus()
    assert place.left() == 0
    assert place.bottom() < 600 - 24
    assert place.width() < 460
    assert window.toast.accessibleName() == "Tagged Housing policy"


def test_its_button_says_so_and_closes_it(qtbot: QtBot, window: _Window) -> None:
    window.toast.say("Tagged Housing policy", button="Undo (Ctrl+Z)")
    (button,) = window.toast.findChildren(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert window.said == ["closed", "acted"]
    assert window.toast.words == ""


def test_the_focus_goes_back_from_its_button(qtbot: QtBot, window: _Window) -> None:
    window.toast.say("Tagged Housing policy", button="Undo (Ctrl+Z)")
    (button,) = window.toast.findChildren(QPushButton)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)

    assert window.said == ["closed", "acted"]
    assert window.field.hasFocus()


def test_one_message_takes_the_place_of_the_other(window: _Window) -> None:
    window.toast.say("Tagged Housing policy", button="Undo (Ctrl+Z)")
    window.toast.say("Removed a passage")

    assert window.toast.words == "Removed a passage"
    assert window.said == []


def test_what_was_done_goes_by_itself(qtbot: QtBot, window: _Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHOWN_MS", 1)
    qtbot.mouseMove(window.field)
    quick = Toast(window)
    with qtbot.waitSignal(quick.closed):
        quick.say("Tagged Housing policy")

    assert quick.isHidden()


def test_an_error_stays_with_its_three_sentences_until_it_is_closed(qtbot: QtBot, window: _Window) -> None:
    fault = ReviewerError(problem="It could not be read.", kept="The rest is kept.", remedy="Try a copy.")
    window.toast.say_error(fault)
    sentences = [label.text() for label in window.toast.findChildren(QLabel) if label.text()]
    assert sentences == ["It could not be read.", "The rest is kept.", "Try a copy."]

    (cross,) = window.toast.findChildren(QToolButton)
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)

    assert window.said == ["closed"]


def test_an_error_comes_back_after_what_was_done_meanwhile(window: _Window) -> None:
    window.toast.say_error(ReviewerError(problem="It could not be read."))
    window.toast.say("Tagged Housing policy")
    during = window.toast.words
    window.toast.close_now()
    after = window.toast.words
    window.toast.close_now()

    assert (during, after, window.toast.words) == ("Tagged Housing policy", "It could not be read.", "")
    assert window.said == ["closed"]


def test_words_of_a_file_are_never_taken_for_markup(window: _Window) -> None:
    window.toast.say("<b>x</b> was added")

    assert all(
        label.textFormat() == Qt.TextFormat.PlainText
        for label in window.toast.findChildren(QLabel)
        if label.text()
    )


def test_it_keeps_its_corner_when_the_window_grows(qtbot: QtBot, window: _Window) -> None:
    window.toast.say("Tagged Housing policy")
    before = window.height() - window.toast.geometry().bottom()
    window.resize(QSize(900, 900))
    qtbot.waitUntil(lambda: window.height() - window.toast.geometry().bottom() == before)

    assert window.toast.pos().x() == QPoint(0, 0).x()
