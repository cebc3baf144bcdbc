"""The three columns: shown, hidden, and remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.ui.layout import DocumentBar, Layout, TagsColumn


@pytest.fixture
def layout(qtbot: QtBot) -> Layout:
    one = Layout(
        shelf=QLabel("shelf"),
        results=QLabel("results"),
        centre=QLabel("centre"),
        right=TagsColumn(QLabel("topics"), QLabel("entities"), QLabel("passages")),
    )
    qtbot.addWidget(one)
    one.resize(1200, 700)
    one.show()
    return one


def press(button_in: TagsColumn | DocumentBar, name: str) -> None:
    (button,) = button_in.findChildren(QPushButton, name)
    button.click()


def labels(layout: Layout) -> set[str]:
    known = {"shelf", "results", "centre", "topics", "entities", "passages"}
    return {one.text() for one in layout.findChildren(QLabel) if one.isVisible()} & known


def test_the_documents_the_text_and_the_codebook_are_seen_first(layout: Layout) -> None:
    assert labels(layout) == {"shelf", "centre", "topics", "entities"}
    assert layout.jobs.isHidden()
    assert layout.bar.isHidden()


def test_results_take_the_place_of_the_documents_and_give_it_back(layout: Layout) -> None:
    layout.show_results(shown=True)
    assert "results" in labels(layout)
    assert "shelf" not in labels(layout)

    layout.show_results(shown=False)

    assert "shelf" in labels(layout)


def test_a_side_column_is_hidden_by_itself(layout: Layout) -> None:
    layout.show_panels(library=False)
    assert labels(layout) == {"centre", "topics", "entities"}

    layout.show_panels(library=True, tags=False)

    assert labels(layout) == {"shelf", "centre"}


def test_the_columns_come_back_as_they_were_left(layout: Layout, tmp_path: Path, qtbot: QtBot) -> None:
    settings = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    layout._columns.setSizes([400, 500, 300])
    layout.show_panels(tags=False)
    layout.keep(settings)
    settings.sync()

    other = Layout(
        shelf=QLabel(), results=QLabel(), centre=QLabel(), right=TagsColumn(QLabel(), QLabel(), QLabel())
    )
    qtbot.addWidget(other)
    other.resize(1200, 700)
    other.restore(QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))
    other.show()

    assert not other.left.isHidden()
    assert other.right.isHidden()
    qtbot.waitUntil(lambda: other._columns.sizes() == layout._columns.sizes())


def test_settings_that_say_nothing_or_nonsense_show_everything(layout: Layout, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "odd.ini"), QSettings.Format.IniFormat)
    layout.restore(settings)
    assert not layout.left.isHidden()
    settings.setValue("columns", "nonsense")

    layout.restore(settings)

    assert not layout.right.isHidden()


def test_the_right_column_has_two_tabs(layout: Layout, qtbot: QtBot) -> None:
    column = layout.right

    with qtbot.waitSignal(column.tab_chosen) as said:
        press(column, "passages")
    assert said.args == ["passages"]
    assert column.tab() == "passages"
    assert "passages" in labels(layout)
    column.show_tab("tags")

    assert column.tab() == "tags"
    assert "passages" not in labels(layout)


def test_the_bar_says_what_was_pressed_and_shows_where_one_is(qtbot: QtBot) -> None:
    bar = DocumentBar()
    qtbot.addWidget(bar)
    views: list[str] = []
    zooms: list[int] = []
    bar.view_chosen.connect(views.append)
    bar.zoomed.connect(zooms.append)

    press(bar, "text")
    press(bar, "pages")
    bar.show_page("Page 4 of 12")
    bar.show_view("text")

    assert views == ["text", "pages"]
    assert [one.isChecked() for one in bar.findChildren(QPushButton, "text")] == [True]
    assert "Page 4 of 12" in [one.text() for one in bar.findChildren(QPushButton)]
    assert zooms == []
