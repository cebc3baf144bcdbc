"""A view with an article, shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.ui.reading.article import ArticleView
from reviewer.ui.theme import themes


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    themes.dress(qapp)
    themes.choose("light")
    yield qapp
    themes.choose("system")


@pytest.fixture
def view(dressed: QApplication, qtbot: QtBot) -> ArticleView:
    made = ArticleView()
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made
