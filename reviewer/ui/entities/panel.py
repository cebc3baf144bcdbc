"""The entities at the right, each with the icon of its kind."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu

from reviewer.model.entity import KINDS, Entity
from reviewer.ui.entities.aliases import AliasEditor
from reviewer.ui.entities.kinds import kind_label
from reviewer.ui.tag_panel import TagPanel
from reviewer.ui.tag_tree import TagRow
from reviewer.ui.theme import icon, kind_icon


class EntitiesPanel(TagPanel):
    """Shows entities in the order given, and says what the reader wants with them."""

    added = Signal(str, str)  # kind, name
    alias_added = Signal(str, str)  # EntityId, alias
    alias_removed = Signal(str, str)  # EntityId, alias
    kind_chosen = Signal(str, str)  # EntityId, kind

    def __init__(self) -> None:
        super().__init__(
            self.tr("Entities"),
            adding=self.tr("New entity"),
            placeholder=self.tr("Find or add; place:Oslo adds a place"),
            empty=self.tr("No entities yet. Select a name and press T, or add one with +."),
            movable=False,
        )
        self._entities: dict[str, Entity] = {}
        self._kind = KINDS[0]
        self._aliases: AliasEditor | None = None
        self._kind_action = self._field.addAction(
            icon(kind_icon(self._kind)), QLineEdit.ActionPosition.LeadingPosition
        )
        self._kind_action.triggered.connect(self._show_kinds)
        self._name_kind_action()
        self.show_entities([])

    def show_entities(self, entities: Sequence[Entity]) -> None:
        """Shows these entities. An open editor of aliases shows the new ones."""
        self._entities = {entity.id: entity for entity in entities}
        self._show_rows([self._row(entity) for entity in entities])
        if self._aliases is not None and self._acted_on in self._entities:
            self._aliases.show_aliases(self._entities[self._acted_on].aliases)

    def kind_menu(self, current: str) -> QMenu:
        """The kinds to choose from: the usual ones, and those that the entities shown already have."""
        menu = QMenu(self)
        own = sorted({entity.kind for entity in self._entities.values()} - set(KINDS))
        for kind in (*KINDS, *own):
            action = menu.addAction(icon(kind_icon(kind)), kind_label(kind))
            action.setData(kind)
            action.setCheckable(True)
            action.setChecked(kind == current)
        return menu

    def _row(self, entity: Entity) -> TagRow:
        count = entity.passages
        passages = self.tr("1 passage") if count == 1 else self.tr("{count} passages").format(count=count)
        kind = kind_label(entity.kind)
        aliases = self.tr("Also: {names}").format(names=", ".join(entity.aliases)) if entity.aliases else ""
        facts = [entity.name, kind, aliases, entity.description, passages]
        return TagRow(
            id=entity.id,
            name=entity.name,
            colour=entity.colour,
            count=count,
            icon=kind_icon(entity.kind),
            hint="\n".join(words for words in facts if words),
            spoken=", ".join(words for words in (entity.name, kind, aliases, passages) if words),
            found_by=" ".join((entity.kind, kind, entity.name, *entity.aliases)),
        )

    def _add_own_actions(self, menu: QMenu) -> None:
        menu.addAction(icon("users"), self.tr("Other names…"), self._act_aliases)
        kinds = self.kind_menu(self._entities[self._acted_on].kind)
        kinds.setTitle(self.tr("Kind"))
        kinds.triggered.connect(self._say_kind)
        kinds.setParent(menu, kinds.windowFlags())
        menu.addMenu(kinds)

    def _act_aliases(self) -> None:
        entity = self._entities[self._acted_on]
        self._aliases = AliasEditor(entity.name, self)
        self._aliases.added.connect(self._say_alias_added)
        self._aliases.removed.connect(self._say_alias_removed)
        self._aliases.destroyed.connect(self._forget_aliases)
        self._aliases.show_aliases(entity.aliases)
        self._aliases.show_beside(self._tree.place_of(entity.id))

    def _forget_aliases(self) -> None:
        self._aliases = None

    def _say_alias_added(self, alias: str) -> None:
        self.alias_added.emit(self._acted_on, alias)

    def _say_alias_removed(self, alias: str) -> None:
        self.alias_removed.emit(self._acted_on, alias)

    def _say_kind(self, action: QAction) -> None:
        self.kind_chosen.emit(self._acted_on, action.data())

    def _show_kinds(self) -> None:
        menu = self.kind_menu(self._kind)
        menu.triggered.connect(self._take_kind)
        menu.exec(self._field.mapToGlobal(self._field.rect().bottomLeft()))
        menu.deleteLater()

    def _take_kind(self, action: QAction) -> None:
        self._kind = str(action.data())
        self._name_kind_action()

    def _name_kind_action(self) -> None:
        self._kind_action.setIcon(icon(kind_icon(self._kind)))
        name = self.tr("Kind: {kind}").format(kind=kind_label(self._kind))
        self._kind_action.setText(name)
        self._kind_action.setToolTip(name)

    def _enter(self, words: str) -> None:
        kind, name = self._kind, words
        before, colon, after = words.partition(":")
        known_kinds = {*KINDS, *(entity.kind for entity in self._entities.values())}
        if colon and before.strip().casefold() in known_kinds and after.strip():
            kind, name = before.strip().casefold(), after.strip()
        known = next((entity for entity in self._entities.values() if _is_called(entity, kind, name)), None)
        self._field.close_up()
        if known is not None:
            self._tree.take_focus(known.id)
        else:
            self.added.emit(kind, name)


def _is_called(entity: Entity, kind: str, name: str) -> bool:
    return entity.kind == kind and name.casefold() in {
        word.casefold() for word in (entity.name, *entity.aliases)
    }
