"""The list of documents: a list of plain values in, words about them out."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QTableView, QToolButton
from pytestqt.qtbot import QtBot

from reviewer.model.document import Document, Metadata, Status
from reviewer.model.ids import DocumentId, TextId
from reviewer.ui.library.list import LibraryList
from reviewer.ui.library.model import DOCUMENT
from reviewer.ui.theme import themes


def document(number: int, title: str, *, status: Status = "new", passages: int = 0) -> Document:
    return Document(
        id=DocumentId(f"{number:032x}"),
        text_id=TextId("1" * 32),
        metadata=Metadata(title, authors=("Ada Lovelace",), published="1843"),
        kind="pdf" if number % 2 else "text",
        media_type="",
        file_name=f"{number}.txt",
        status=status,
        characters=10,
        page_count=3,
        added="",
        passages=passages,
        colours=("#735ed1", "#852a0f"),
    )


DOCUMENTS = [
    document(1, "Notes on the engine", passages=18),
    document(2, "Übertragungsverordnung " * 8, status="done"),
    document(3, "تقرير عن الأرشيف", status="in work", passages=1),
    document(4, "Letters 👩‍🔬", passages=1234),
]


@pytest.fixture
def library(qapp: QApplication, qtbot: QtBot) -> Iterator[LibraryList]:
    themes.dress(qapp)
    made = LibraryList()
    qtbot.addWidget(made)
    made.resize(300, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def table(library: LibraryList) -> QTableView:
    found = library.findChild(QTableView)
    assert found is not None
    return found


def field(library: LibraryList) -> QLineEdit:
    found = library.findChild(QLineEdit)
    assert found is not None
    return found


def words(library: LibraryList) -> list[str]:
    return [label.text() for label in library.findChildren(QLabel) if label.isVisible() and label.text()]


def press(qtbot: QtBot, library: LibraryList, row: int, *, control: bool = False) -> None:
    view = table(library)
    place = view.visualRect(view.model().index(row, 0)).center()
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def action(menu: QMenu, beginning: str) -> QAction:
    return next(one for one in menu.actions() if one.text().startswith(beginning))


def test_an_empty_library_says_how_to_fill_it(library: LibraryList) -> None:
    assert "No documents yet. Drop files here, or press Ctrl+O." in words(library)


def test_a_filter_that_nothing_fits_says_so(library: LibraryList) -> None:
    field(library).setText("zebra")

    library.show_documents([], total=4)

    assert "No document fits “zebra”." in words(library)
    assert "0 of 4" in words(library)


def test_documents_stand_in_the_order_given_with_their_number(library: LibraryList) -> None:
    library.show_documents(DOCUMENTS)

    model = table(library).model()
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert titles == [one.metadata.title for one in DOCUMENTS]
    assert "4" in words(library)


def test_a_screen_reader_hears_what_the_row_shows(library: LibraryList) -> None:
    library.show_documents(DOCUMENTS)

    index = table(library).model().index(1, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == f"{DOCUMENTS[1].metadata.title}, Ada Lovelace · 1843, Text, 3 pages, 0 passages, Done"
    assert "2.txt" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(DOCUMENT) == DOCUMENTS[1]


def test_a_title_that_looks_like_html_is_shown_as_it_stands(library: LibraryList) -> None:
    library.show_documents([document(5, "<img src=x> & <b>bold</b>")])

    tip = table(library).model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)

    assert "&lt;img src=x&gt; &amp; &lt;b&gt;bold&lt;/b&gt;<br>" in tip


def test_a_click_opens(library: LibraryList, qtbot: QtBot) -> None:
    library.show_documents(DOCUMENTS)

    with qtbot.waitSignal(library.opened) as said:
        press(qtbot, library, 2)

    assert said.args == [DOCUMENTS[2].id]


def test_a_click_with_control_chooses_and_opens_nothing(library: LibraryList, qtbot: QtBot) -> None:
    library.show_documents(DOCUMENTS)
    press(qtbot, library, 0)

    with qtbot.assertNotEmitted(library.opened):
        press(qtbot, library, 2, control=True)

    assert library.selected() == [DOCUMENTS[0].id, DOCUMENTS[2].id]


def test_a_double_click_opens_once(library: LibraryList, qtbot: QtBot) -> None:
    library.show_documents(DOCUMENTS)
    heard: list[str] = []
    library.opened.connect(heard.append)
    view = table(library)
    middle = view.visualRect(view.model().index(1, 0)).center()

    press(qtbot, library, 1)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)

    assert heard == [DOCUMENTS[1].id]


def test_drawing_over_several_rows_opens_none(library: LibraryList, qtbot: QtBot) -> None:
    library.show_documents(DOCUMENTS)
    view = table(library)
    first, last = (view.visualRect(view.model().index(row, 0)).center() for row in (0, 2))

    with qtbot.assertNotEmitted(library.opened):
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
        qtbot.mouseMove(view.viewport(), last)
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last)


def test_arrows_move_and_enter_opens(library: LibraryList, qtbot: QtBot) -> None:
    library.show_documents(DOCUMENTS)
    library.take_focus()

    with qtbot.assertNotEmitted(library.opened):
        qtbot.keyClick(table(library), Qt.Key.Key_Down)
    with qtbot.waitSignal(library.opened) as said:
        qtbot.keyClick(table(library), Qt.Key.Key_Return)

    assert said.args == [DOCUMENTS[1].id]


def test_showing_what_is_open_says_nothing(library: LibraryList, qtbot: QtBot) -> None:
    library.show_documents(DOCUMENTS)

    with qtbot.assertNotEmitted(library.opened):
        library.show_current(DOCUMENTS[3].id)

    assert library.selected() == [DOCUMENTS[3].id]
    library.show_current(None)
    assert library.selected() == []


def test_what_is_chosen_stays_chosen_when_others_come_before_it(library: LibraryList) -> None:
    library.show_documents(DOCUMENTS)
    library.show_current(DOCUMENTS[2].id)

    library.show_documents([document(9, "A new one"), *DOCUMENTS])

    assert library.selected() == [DOCUMENTS[2].id]
    assert table(library).currentIndex().row() == 3


def test_the_place_in_the_list_stays_when_a_document_changes(library: LibraryList) -> None:
    many = [document(number, f"Document {number}") for number in range(500)]
    library.show_documents(many)
    bar = table(library).verticalScrollBar()
    bar.setValue(1234)

    library.show_documents([replace(many[0], passages=7), *many[1:]])

    assert bar.value() == 1234
    assert table(library).model().index(0, 0).data(DOCUMENT).passages == 7


def test_typing_is_said_once_after_a_pause(library: LibraryList, qtbot: QtBot) -> None:
    heard: list[str] = []
    library.filter_typed.connect(heard.append)

    qtbot.keyClicks(field(library), "  arch ")
    qtbot.waitUntil(lambda: bool(heard))

    assert heard == ["arch"]


def test_enter_in_the_filter_opens_the_first_that_fits(library: LibraryList, qtbot: QtBot) -> None:
    library.show_documents(DOCUMENTS)

    with qtbot.waitSignal(library.opened) as said:
        qtbot.keyClick(field(library), Qt.Key.Key_Return)

    assert said.args == [DOCUMENTS[0].id]


def test_enter_before_the_pause_is_over_filters_and_opens_nothing(library: LibraryList, qtbot: QtBot) -> None:
    library.show_documents(DOCUMENTS)
    qtbot.keyClicks(field(library), "zebra")

    with qtbot.assertNotEmitted(library.opened), qtbot.waitSignal(library.filter_typed) as said:
        qtbot.keyClick(field(library), Qt.Key.Key_Return)

    assert said.args == ["zebra"]


def test_down_leads_from_the_filter_to_the_list_and_escape_empties_it(
    library: LibraryList, qtbot: QtBot
) -> None:
    library.show_documents(DOCUMENTS)
    library.focus_filter()
    qtbot.keyClicks(field(library), "x")

    qtbot.keyClick(field(library), Qt.Key.Key_Escape)
    assert field(library).text() == ""
    qtbot.keyClick(field(library), Qt.Key.Key_Down)

    assert table(library).hasFocus()


def test_delete_asks_to_remove_all_that_is_chosen(library: LibraryList, qtbot: QtBot) -> None:
    library.show_documents(DOCUMENTS)
    press(qtbot, library, 0)
    press(qtbot, library, 1, control=True)

    with qtbot.waitSignal(library.removal_wanted) as said:
        qtbot.keyClick(table(library), Qt.Key.Key_Delete)

    assert said.args == [[DOCUMENTS[0].id, DOCUMENTS[1].id]]


def test_delete_with_nothing_chosen_says_nothing(library: LibraryList, qtbot: QtBot) -> None:
    library.show_documents(DOCUMENTS)

    with qtbot.assertNotEmitted(library.removal_wanted):
        qtbot.keyClick(table(library), Qt.Key.Key_Delete)


def test_the_menu_marks_what_is_chosen(library: LibraryList, qtbot: QtBot) -> None:
    library.show_documents(DOCUMENTS)
    library.show_current(DOCUMENTS[1].id)
    marking = action(library.menu(), "Mark as").menu()
    assert isinstance(marking, QMenu)
    assert [one.text() for one in marking.actions() if one.isChecked()] == ["Done"]

    with qtbot.waitSignal(library.status_chosen) as said:
        action(marking, "In work").trigger()

    assert said.args == [[DOCUMENTS[1].id], "in work"]


def test_the_menu_opens_one_and_removes_many(library: LibraryList, qtbot: QtBot) -> None:
    library.show_documents(DOCUMENTS)
    library.show_current(DOCUMENTS[1].id)
    with qtbot.waitSignal(library.opened):
        action(library.menu(), "Open").trigger()
    table(library).selectionModel().select(
        table(library).model().index(0, 0), QItemSelectionModel.SelectionFlag.Select
    )

    assert not action(library.menu(), "Open").isEnabled()
    with qtbot.waitSignal(library.removal_wanted) as said:
        action(library.menu(), "Remove").trigger()

    assert said.args == [[DOCUMENTS[0].id, DOCUMENTS[1].id]]


def test_without_a_choice_the_menu_is_the_one_of_adding(library: LibraryList, qtbot: QtBot) -> None:
    library.show_documents(DOCUMENTS)

    with qtbot.waitSignal(library.folder_wanted):
        action(library.menu(), "Add a folder").trigger()


def test_the_plus_asks_for_files_and_tells_its_key(library: LibraryList, qtbot: QtBot) -> None:
    plus = next(one for one in library.findChildren(QToolButton) if one.accessibleName() == "Add documents")
    assert plus.toolTip() == "Add documents (Ctrl+O)"

    with qtbot.waitSignal(library.files_wanted):
        plus.click()


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_every_row_is_painted_in_both_looks_and_both_directions(
    library: LibraryList, choice: str, direction: Qt.LayoutDirection
) -> None:
    themes.choose("dark" if choice == "dark" else "light")
    library.setLayoutDirection(direction)
    library.show_documents(DOCUMENTS)
    library.show_current(DOCUMENTS[0].id)
    view = table(library)

    picture = view.grab().toImage()

    for row in range(4):
        rect = view.visualRect(view.model().index(row, 0))
        places = (
            QPoint(x, y) for x in range(rect.left(), rect.right()) for y in range(rect.top(), rect.bottom())
        )
        assert len({picture.pixelColor(place).name() for place in places}) > 10
    themes.choose("system")


def test_twenty_thousand_documents_are_shown_and_the_last_can_be_reached(library: LibraryList) -> None:
    many = [document(number, f"Document {number}") for number in range(20_000)]

    library.show_documents(many)
    library.show_current(many[-1].id)

    view = table(library)
    assert view.indexAt(view.viewport().rect().center()).row() > 19_900
