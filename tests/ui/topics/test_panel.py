"""The topics: rows of a tree in, words about them out."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from reviewer.model.ids import TopicId
from reviewer.model.topic import Topic
from reviewer.ui.adding_field import AddingField
from reviewer.ui.colours import ColourGrid
from reviewer.ui.rows import widened
from reviewer.ui.tag_row import FILTERED, arrow_of, funnel_of
from reviewer.ui.tag_tree import TagTree
from reviewer.ui.theme import PALETTE, themes
from reviewer.ui.topics.panel import TopicsPanel


def topic(name: str, path: str, *, parent: str | None = None, passages: int = 0) -> Topic:
    return Topic(
        id=TopicId(name.lower()),
        name=name,
        path=path,
        colour=PALETTE[len(name) % 16],
        parent=TopicId(parent) if parent else None,
        passages=passages,
    )


TOPICS = [
    topic("Access", "Access", passages=64),
    topic("Rooms", "Access/Rooms", parent="access", passages=18),
    topic("Hours", "Access/Rooms/Hours", parent="rooms", passages=1),
    topic("Refusal", "Refusal"),
]


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot) -> Iterator[TopicsPanel]:
    themes.dress(qapp)
    made = TopicsPanel()
    qtbot.addWidget(made)
    made.resize(280, 500)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_topics(TOPICS)
    yield made
    made.close()


def tree(panel: TopicsPanel) -> TagTree:
    found = panel.findChild(TagTree)
    assert found is not None
    return found


def field(panel: TopicsPanel) -> AddingField:
    found = panel.findChild(AddingField)
    assert found is not None
    return found


def place(panel: TopicsPanel, *rows: int) -> QModelIndex:
    model = tree(panel).model()
    index = QModelIndex()
    for row in rows:
        index = model.index(row, 0, index)
    return index


def press(qtbot: QtBot, panel: TopicsPanel, where: QPoint) -> None:
    qtbot.mouseClick(tree(panel).viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)


def action(menu: QMenu, beginning: str) -> QAction:
    return next(one for one in menu.actions() if one.text().startswith(beginning))


def shown(panel: TopicsPanel, parent: QModelIndex | None = None) -> list[str]:
    view, above = tree(panel), parent or QModelIndex()
    found = []
    for row in range(view.model().rowCount(above)):
        if not view.isRowHidden(row, above):
            index = view.model().index(row, 0, above)
            found += [index.data(), *(shown(panel, index) if view.isExpanded(index) else [])]
    return found


def test_topics_form_a_tree_with_their_passages_spoken(panel: TopicsPanel) -> None:
    assert shown(panel) == ["Access", "Rooms", "Hours", "Refusal"]
    assert place(panel, 0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Rooms, 18 passages"
    assert place(panel, 0, 0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Hours, 1 passage"
    assert place(panel, 0, 0).data(Qt.ItemDataRole.ToolTipRole) == "Access/Rooms\n18 passages"


def test_without_topics_the_panel_says_how_to_make_one(panel: TopicsPanel) -> None:
    panel.show_topics([])

    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert "No topics yet. Select a passage and press T, or add one with +." in words


def test_the_panel_is_as_high_as_its_rows(panel: TopicsPanel) -> None:
    high = panel.sizeHint().height()

    panel.show_topics(TOPICS[:2])

    assert panel.sizeHint().height() == high - 2 * 32


def test_a_click_chooses(panel: TopicsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.chosen) as said:
        press(qtbot, panel, tree(panel).visualRect(place(panel, 0, 0)).center())

    assert said.args == ["rooms"]


def test_enter_chooses_and_with_control_shows_alone(panel: TopicsPanel, qtbot: QtBot) -> None:
    panel.take_focus()
    with qtbot.waitSignal(panel.chosen) as said:
        qtbot.keyClick(tree(panel), Qt.Key.Key_Return)
    assert said.args == ["access"]

    with qtbot.assertNotEmitted(panel.chosen), qtbot.waitSignal(panel.filter_toggled) as toggled:
        qtbot.keyClick(tree(panel), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert toggled.args == ["access", True]


def test_the_funnel_shows_alone_and_again_no_longer(panel: TopicsPanel, qtbot: QtBot) -> None:
    row = widened(tree(panel).visualRect(place(panel, 1)), tree(panel))
    funnel = funnel_of(row).center()
    with qtbot.assertNotEmitted(panel.chosen), qtbot.waitSignal(panel.filter_toggled) as said:
        press(qtbot, panel, funnel)
    assert said.args == ["refusal", True]

    panel.set_filters(["refusal"])
    with qtbot.waitSignal(panel.filter_toggled) as said:
        press(qtbot, panel, funnel)

    assert said.args == ["refusal", False]
    assert place(panel, 1).data(FILTERED)
    assert place(panel, 1).data(Qt.ItemDataRole.AccessibleTextRole).endswith(", only its passages are shown")


def test_a_filter_stays_when_topics_are_shown_anew(panel: TopicsPanel) -> None:
    panel.set_filters(["refusal"])

    panel.show_topics([TOPICS[0], TOPICS[3]])

    assert place(panel, 1).data(FILTERED)


def test_the_arrow_folds_and_what_is_folded_stays_so(panel: TopicsPanel, qtbot: QtBot) -> None:
    arrow = arrow_of(tree(panel).visualRect(place(panel, 0)), place(panel, 0)).center()
    with qtbot.assertNotEmitted(panel.chosen):
        press(qtbot, panel, arrow)
    assert shown(panel) == ["Access", "Refusal"]

    panel.show_topics([topic("Aaa", "Aaa"), *TOPICS])

    assert shown(panel) == ["Aaa", "Access", "Refusal"]


def test_a_count_that_changed_is_shown_and_nothing_else_moves(panel: TopicsPanel) -> None:
    panel.take_focus()
    before = tree(panel).currentIndex()

    panel.show_topics([replace(TOPICS[0], passages=65), *TOPICS[1:]])

    assert tree(panel).currentIndex() == before
    assert before.data(Qt.ItemDataRole.AccessibleTextRole) == "Access, 65 passages"


def test_the_row_with_the_keyboard_stays_it_when_rows_come_and_go(panel: TopicsPanel) -> None:
    tree(panel).take_focus("refusal")

    panel.show_topics([topic("Aaa", "Aaa"), *TOPICS])

    assert tree(panel).current_id() == "refusal"


def rename(panel: TopicsPanel, qtbot: QtBot, name: str) -> None:
    tree(panel).take_focus("rooms")
    qtbot.keyClick(tree(panel), Qt.Key.Key_F2)
    editor = tree(panel).viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText(name)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_f2_renames_in_place(panel: TopicsPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.chosen), qtbot.waitSignal(panel.renamed) as said:
        rename(panel, qtbot, " Lesesäle ")

    assert said.args == ["rooms", "Lesesäle"]
    assert place(panel, 0, 0).data() == "Rooms"


@pytest.mark.parametrize("name", ["", "  ", "Rooms"])
def test_no_name_and_the_same_name_are_no_renaming(panel: TopicsPanel, qtbot: QtBot, name: str) -> None:
    with qtbot.assertNotEmitted(panel.renamed):
        rename(panel, qtbot, name)


def test_a_double_click_renames_and_chooses_only_once(panel: TopicsPanel, qtbot: QtBot) -> None:
    heard: list[str] = []
    panel.chosen.connect(heard.append)
    middle = tree(panel).visualRect(place(panel, 1)).center()

    press(qtbot, panel, middle)
    qtbot.mouseDClick(
        tree(panel).viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle
    )

    assert heard == ["refusal"]
    assert tree(panel).viewport().findChild(QLineEdit) is not None


def test_delete_asks_to_remove(panel: TopicsPanel, qtbot: QtBot) -> None:
    tree(panel).take_focus("hours")

    with qtbot.waitSignal(panel.removed) as said:
        qtbot.keyClick(tree(panel), Qt.Key.Key_Delete)

    assert said.args == ["hours"]


def test_the_plus_opens_a_field_that_finds_and_adds(panel: TopicsPanel, qtbot: QtBot) -> None:
    plus = next(one for one in panel.findChildren(QToolButton) if one.accessibleName() == "New topic")
    plus.click()
    qtbot.keyClicks(field(panel), "room")
    assert shown(panel) == ["Access", "Rooms", "Hours"]

    field(panel).setText(" Heat / Cities ")
    with qtbot.waitSignal(panel.added) as said:
        qtbot.keyClick(field(panel), Qt.Key.Key_Return)

    assert said.args == ["Heat/Cities"]
    assert field(panel).isHidden()
    assert shown(panel) == ["Access", "Rooms", "Hours", "Refusal"]


def test_a_topic_that_is_there_is_gone_to_and_not_added(panel: TopicsPanel, qtbot: QtBot) -> None:
    panel.start_adding("access/ROOMS")

    with qtbot.assertNotEmitted(panel.added):
        qtbot.keyClick(field(panel), Qt.Key.Key_Return)

    assert tree(panel).current_id() == "rooms"


def test_finding_minds_neither_case_nor_accents(panel: TopicsPanel) -> None:
    panel.show_topics([*TOPICS, topic("Élan", "Élan")])

    panel.start_adding("elan")

    assert shown(panel) == ["Élan"]


def test_escape_closes_the_field_and_shows_all(panel: TopicsPanel, qtbot: QtBot) -> None:
    panel.start_adding("room")

    qtbot.keyClick(field(panel), Qt.Key.Key_Escape)

    assert field(panel).isHidden()
    assert shown(panel) == ["Access", "Rooms", "Hours", "Refusal"]


def test_down_goes_from_the_field_to_what_it_found(panel: TopicsPanel, qtbot: QtBot) -> None:
    panel.start_adding("hours")

    qtbot.keyClick(field(panel), Qt.Key.Key_Down)

    assert tree(panel).hasFocus()
    assert tree(panel).current_id() == "hours"


def test_the_menu_says_what_can_be_done(panel: TopicsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.chosen):
        action(panel.menu("rooms"), "Tag selection").trigger()
    with qtbot.waitSignal(panel.filter_toggled):
        action(panel.menu("rooms"), "Show only").trigger()
    with qtbot.waitSignal(panel.removed) as removed:
        action(panel.menu("rooms"), "Delete").trigger()
    assert removed.args == ["rooms"]
    action(panel.menu("rooms"), "New subtopic").trigger()
    assert field(panel).text() == "Access/Rooms/"
    assert not field(panel).hasSelectedText()


def test_a_colour_is_chosen_from_the_palette_with_the_keyboard(panel: TopicsPanel, qtbot: QtBot) -> None:
    action(panel.menu("rooms"), "Colour").trigger()
    grid = panel.findChild(ColourGrid)
    assert grid is not None
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)

    with qtbot.waitSignal(panel.colour_chosen) as said:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert said.args == ["rooms", PALETTE[len("Rooms") + 1 + 4]]


def test_every_swatch_is_painted_and_named(panel: TopicsPanel) -> None:
    action(panel.menu("rooms"), "Colour").trigger()
    grid = panel.findChild(ColourGrid)
    assert grid is not None

    picture = grid.grab().toImage()

    colours = {
        picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())
    }
    assert set(PALETTE) <= colours
    names = [swatch.accessibleName() for swatch in grid.findChildren(QToolButton)]
    assert len(set(names)) == len(PALETTE)
    grid.close()


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse])
def test_the_menu_is_asked_for_by_pointer_and_by_key(
    panel: TopicsPanel, qtbot: QtBot, reason: QContextMenuEvent.Reason
) -> None:
    view = tree(panel)
    view.menu_wanted.disconnect()
    view.take_focus("rooms")
    middle = view.visualRect(place(panel, 0, 0)).center()

    with qtbot.waitSignal(view.menu_wanted) as said:
        QApplication.sendEvent(
            view.viewport(), QContextMenuEvent(reason, middle, view.viewport().mapToGlobal(middle))
        )

    assert said.args is not None
    assert said.args[0] == "rooms"
    row = view.visualRect(place(panel, 0, 0))
    assert row.contains(view.viewport().mapFromGlobal(said.args[1]))


def test_without_topics_the_keyboard_goes_to_the_field_that_adds(panel: TopicsPanel) -> None:
    panel.show_topics([])

    panel.take_focus()

    assert field(panel).hasFocus()


def test_a_topic_is_renamed_from_its_menu(panel: TopicsPanel) -> None:
    action(panel.menu("rooms"), "Rename").trigger()

    editor = tree(panel).viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "Rooms"
    assert editor.accessibleName() == "New name of Rooms"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_chips_stand_where_the_row_begins_and_the_count_where_it_ends(
    panel: TopicsPanel, direction: Qt.LayoutDirection
) -> None:
    panel.setLayoutDirection(direction)
    panel.set_filters(["access"])
    view = tree(panel)
    row = view.visualRect(place(panel, 0))
    picture = view.viewport().grab(row).toImage()
    width, chip = picture.width(), QColor(PALETTE[len("Access")]).name()

    found = [x for x in range(width) if picture.pixelColor(x, picture.height() // 2).name() == chip]

    mirrored = direction == Qt.LayoutDirection.RightToLeft
    assert found
    assert all(16 <= (width - 1 - x if mirrored else x) < 28 for x in found)


def drop(panel: TopicsPanel, dragged: str, where: QPointF) -> None:
    tree(panel).take_focus(dragged)
    tree(panel).dropEvent(
        QDropEvent(
            where,
            Qt.DropAction.MoveAction,
            QMimeData(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_topic_is_dragged_to_the_top(panel: TopicsPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.moved) as said:
        drop(panel, "hours", QPointF(100, 10_000))

    assert said.args == ["hours", ""]


def test_a_topic_cannot_be_dragged_below_itself(panel: TopicsPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.moved):
        drop(panel, "access", QPointF(tree(panel).visualRect(place(panel, 0, 0, 0)).center()))


def test_a_topic_that_is_dropped_where_it_is_does_not_move(panel: TopicsPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.moved):
        drop(panel, "refusal", QPointF(100, 10_000))
