"""The entities: plain values in, words about them out."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from reviewer.model.entity import KINDS, Entity
from reviewer.model.ids import EntityId
from reviewer.ui.adding_field import AddingField
from reviewer.ui.entities.aliases import AliasEditor
from reviewer.ui.entities.kinds import kind_label
from reviewer.ui.entities.panel import EntitiesPanel
from reviewer.ui.tag_tree import TagTree
from reviewer.ui.theme import PALETTE, themes


def entity(kind: str, name: str, *aliases: str, passages: int = 0) -> Entity:
    return Entity(
        id=EntityId(name.split(maxsplit=1)[0].lower()),
        kind=kind,
        name=name,
        colour=PALETTE[0],
        aliases=aliases,
        passages=passages,
    )


ENTITIES = [
    entity("person", "Ada Lovelace", "Countess of Lovelace", "A. A. L.", passages=11),
    entity("organisation", "Ministry of Culture"),
    entity("newspaper", "Le Monde", passages=1),
]


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot) -> Iterator[EntitiesPanel]:
    themes.dress(qapp)
    made = EntitiesPanel()
    qtbot.addWidget(made)
    made.resize(280, 500)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_entities(ENTITIES)
    yield made
    made.close()


def tree(panel: EntitiesPanel) -> TagTree:
    found = panel.findChild(TagTree)
    assert found is not None
    return found


def field(panel: EntitiesPanel) -> AddingField:
    found = panel.findChild(AddingField)
    assert found is not None
    return found


def action(menu: QMenu, beginning: str) -> QAction:
    return next(one for one in menu.actions() if one.text().startswith(beginning))


def add(panel: EntitiesPanel, qtbot: QtBot, words: str) -> list[object]:
    panel.start_adding(words)
    with qtbot.waitSignal(panel.added) as said:
        qtbot.keyClick(field(panel), Qt.Key.Key_Return)
    return list(said.args or [])


def test_a_row_speaks_its_kind_its_aliases_and_its_passages(panel: EntitiesPanel) -> None:
    index = tree(panel).model().index(0, 0)

    assert index.data() == "Ada Lovelace"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Ada Lovelace, Person, Also: Countess of Lovelace, A. A. L., 11 passages"
    )
    assert "Also: Countess of Lovelace, A. A. L." in index.data(Qt.ItemDataRole.ToolTipRole)


def test_without_entities_the_panel_says_how_to_make_one(panel: EntitiesPanel) -> None:
    panel.show_entities([])

    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert "No entities yet. Select a name and press T, or add one with +." in words


def test_an_entity_is_found_by_its_alias(panel: EntitiesPanel) -> None:
    panel.start_adding("countess")

    hidden = [tree(panel).isRowHidden(row, tree(panel).rootIndex()) for row in range(3)]
    assert hidden == [False, True, True]


def test_a_name_alone_is_added_as_a_person(panel: EntitiesPanel, qtbot: QtBot) -> None:
    assert add(panel, qtbot, "Mary Somerville") == ["person", "Mary Somerville"]


@pytest.mark.parametrize(
    ("words", "added"),
    [
        ("place: Oslo", ["place", "Oslo"]),
        ("Newspaper:Die Zeit", ["newspaper", "Die Zeit"]),
        ("Star Wars: A New Hope", ["person", "Star Wars: A New Hope"]),
        ("place:", ["person", "place:"]),
    ],
)
def test_a_known_kind_before_a_colon_is_the_kind(
    panel: EntitiesPanel, qtbot: QtBot, words: str, added: list[str]
) -> None:
    assert add(panel, qtbot, words) == added


def test_the_kind_of_what_is_added_is_chosen_from_the_menu(panel: EntitiesPanel, qtbot: QtBot) -> None:
    panel._take_kind(action(panel.kind_menu("person"), "Law"))

    assert add(panel, qtbot, "Reading Room Act") == ["law", "Reading Room Act"]


def test_an_entity_that_goes_by_the_name_is_gone_to_and_not_added(panel: EntitiesPanel, qtbot: QtBot) -> None:
    panel.start_adding("countess OF lovelace")

    with qtbot.assertNotEmitted(panel.added):
        qtbot.keyClick(field(panel), Qt.Key.Key_Return)

    assert tree(panel).current_id() == "ada"


def test_the_kinds_on_offer_are_the_usual_ones_and_the_readers_own(panel: EntitiesPanel) -> None:
    menu = panel.kind_menu("newspaper")

    assert [one.text() for one in menu.actions()] == [*map(kind_label, KINDS), "newspaper"]
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["newspaper"]


def test_a_kind_is_changed_from_the_menu_of_a_row(panel: EntitiesPanel, qtbot: QtBot) -> None:
    kinds = action(panel.menu("ministry"), "Kind").menu()
    assert isinstance(kinds, QMenu)

    with qtbot.waitSignal(panel.kind_chosen) as said:
        action(kinds, "Place").trigger()

    assert said.args == ["ministry", "place"]


def editor_of(panel: EntitiesPanel, name: str) -> AliasEditor:
    action(panel.menu(name), "Other names").trigger()
    editor = panel.findChild(AliasEditor)
    assert editor is not None
    return editor


def test_an_alias_is_added_and_shown_when_the_library_has_it(panel: EntitiesPanel, qtbot: QtBot) -> None:
    editor = editor_of(panel, "ministry")
    typing = editor.findChild(QLineEdit)
    assert typing is not None
    qtbot.keyClicks(typing, " MoC ")
    with qtbot.waitSignal(panel.alias_added) as said:
        qtbot.keyClick(typing, Qt.Key.Key_Return)
    assert said.args == ["ministry", "MoC"]
    assert typing.text() == ""

    panel.show_entities([ENTITIES[0], entity("organisation", "Ministry of Culture", "MoC"), ENTITIES[2]])

    assert "MoC" in [label.text() for label in editor.findChildren(QLabel)]


def test_an_alias_that_the_library_no_longer_has_goes_from_the_editor(
    panel: EntitiesPanel, qtbot: QtBot
) -> None:
    editor = editor_of(panel, "ada")

    panel.show_entities([entity("person", "Ada Lovelace", "Countess of Lovelace"), *ENTITIES[1:]])

    shown = [label.text() for label in editor.findChildren(QLabel) if label.isVisible()]
    assert "Countess of Lovelace" in shown
    assert "A. A. L." not in shown


def test_an_alias_is_removed(panel: EntitiesPanel, qtbot: QtBot) -> None:
    editor = editor_of(panel, "ada")
    cross = next(one for one in editor.findChildren(QToolButton) if one.accessibleName() == "Remove A. A. L.")

    with qtbot.waitSignal(panel.alias_removed) as said:
        cross.click()

    assert said.args == ["ada", "A. A. L."]


def test_the_editor_of_aliases_goes_away_with_escape(panel: EntitiesPanel, qtbot: QtBot) -> None:
    editor = editor_of(panel, "ada")

    with qtbot.waitSignal(editor.destroyed):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)

    panel.show_entities(ENTITIES[:1])
    assert panel.findChild(AliasEditor) is None


def test_a_press_elsewhere_closes_the_editor_of_aliases(panel: EntitiesPanel, qtbot: QtBot) -> None:
    editor = editor_of(panel, "ada")

    with qtbot.waitSignal(editor.destroyed):
        qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=panel.rect().topLeft())


def test_tab_stays_in_the_editor_of_aliases(panel: EntitiesPanel, qtbot: QtBot) -> None:
    editor = editor_of(panel, "ada")

    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)

        reached = QApplication.focusWidget()
        assert reached is not None
        assert editor.isAncestorOf(reached)


def test_an_alias_that_is_there_is_not_added_again(panel: EntitiesPanel, qtbot: QtBot) -> None:
    typing = editor_of(panel, "ada").findChild(QLineEdit)
    assert typing is not None
    typing.setText("A. A. L.")

    with qtbot.assertNotEmitted(panel.alias_added):
        qtbot.keyClick(typing, Qt.Key.Key_Return)
