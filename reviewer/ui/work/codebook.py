"""The codebook at the right: keeps the panels of topics and entities as the library has them, and does what they ask."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from reviewer.model.changes import Changes
from reviewer.model.entity import Entity
from reviewer.model.ids import EntityId, TopicId
from reviewer.model.topic import Topic
from reviewer.store import entities as entity_store
from reviewer.store import topics as topic_store
from reviewer.store.library import Library
from reviewer.ui.entities.panel import EntitiesPanel
from reviewer.ui.hub import Hub
from reviewer.ui.topics.panel import TopicsPanel


class Codebook(QObject):
    """All topics and entities of the library, in two panels and as values for whoever offers them."""

    changed = Signal()
    chosen = Signal(object)  # Topic | Entity: a row was clicked
    filtered = Signal()  # `filters` changed
    removed = Signal(str)  # what was taken away, as a person reads it

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.topics: list[Topic] = []
        self.entities: list[Entity] = []
        self.filters: list[str] = []
        self.topics_panel = TopicsPanel()
        self.entities_panel = EntitiesPanel()
        self._listen_to_topics(self.topics_panel)
        self._listen_to_entities(self.entities_panel)
        for panel in (self.topics_panel, self.entities_panel):
            panel.chosen.connect(self._choose)
            panel.filter_toggled.connect(self._filter)
        self._pace = hub.paced(self.load)
        hub.changed.connect(self._look_again)

    def load(self) -> None:
        """Reads all anew from the library."""
        self._hub.run(_read, self._loaded)

    def everything(self) -> list[Topic | Entity]:
        """The topics in the order of their tree, then the entities by name."""
        return [*self.topics, *self.entities]

    def recent(self) -> list[str]:
        """The ids of what was used, the last used first."""
        used = sorted((one for one in self.everything() if one.last_used), key=_last_used, reverse=True)
        return [one.id for one in used]

    def filter_topics(self) -> tuple[TopicId, ...]:
        """The topics whose passages are shown alone."""
        return tuple(one.id for one in self.topics if one.id in self.filters)

    def filter_entities(self) -> tuple[EntityId, ...]:
        """The entities whose passages are shown alone."""
        return tuple(one.id for one in self.entities if one.id in self.filters)

    def filter_tags(self) -> list[str]:
        """Everything that a shown passage may bear: the filters, and the topics below them."""
        paths = [one.path for one in self.topics if one.id in self.filters]
        below = [
            one.id
            for one in self.topics
            if any(one.path == path or one.path.startswith(f"{path}/") for path in paths)
        ]
        return [*below, *self.filter_entities()]

    def filter_names(self) -> list[str]:
        """The filters as a person reads them."""
        named = [one.path for one in self.topics if one.id in self.filters]
        return named + [one.name for one in self.entities if one.id in self.filters]

    def clear_filters(self) -> None:
        """Shows all passages again."""
        if self.filters:
            self._set_filters([])

    def filter_by(self, identity: str) -> None:
        """Shows the passages of one topic or entity alone."""
        self._set_filters([identity])

    def _listen_to_topics(self, panel: TopicsPanel) -> None:
        do = self._do
        panel.added.connect(do(topic_store.ensure_topic))
        panel.renamed.connect(do(topic_store.rename_topic))
        panel.removed.connect(partial(self._remove, topic_store.delete_topic))
        panel.colour_chosen.connect(do(topic_store.recolour_topic))
        panel.moved.connect(self._move_topic)

    def _listen_to_entities(self, panel: EntitiesPanel) -> None:
        do = self._do
        panel.added.connect(do(entity_store.ensure_entity))
        panel.renamed.connect(do(entity_store.rename_entity))
        panel.removed.connect(partial(self._remove, entity_store.delete_entity))
        panel.colour_chosen.connect(do(entity_store.recolour_entity))
        panel.alias_added.connect(do(entity_store.add_alias))
        panel.alias_removed.connect(do(entity_store.remove_alias))
        panel.kind_chosen.connect(do(entity_store.change_kind))

    def _do(self, verb: Callable[..., Any]) -> Callable[..., None]:
        """A slot that runs a verb of the store with what a signal says."""
        return partial(self._run, verb)

    def _run(self, verb: Callable[..., Any], *values: str) -> None:
        # A name that is refused must not stay on the row.
        self._hub.run(lambda library: verb(library, *values), None, self._refused)

    def _remove(self, verb: Callable[[Library, Any], Any], identity: str) -> None:
        """Takes a topic or an entity away with all its tags, and says so: a key does it at once."""
        names = [
            one.path if isinstance(one, Topic) else one.name
            for one in self.everything()
            if one.id == identity
        ]
        self._hub.run(lambda library: verb(library, identity), partial(self._say_removed, "".join(names)))

    def _say_removed(self, name: str, _: object) -> None:
        self.removed.emit(self.tr("“{name}” removed with its tags").format(name=name))

    def _refused(self, error: object) -> None:
        self._hub.failed.emit(error)
        self._show((self.topics, self.entities))

    def _move_topic(self, topic: str, parent: str) -> None:
        above = TopicId(parent) if parent else None
        self._hub.run(
            lambda library: topic_store.move_topic(library, TopicId(topic), above), None, self._refused
        )

    def _choose(self, identity: str) -> None:
        for one in self.everything():
            if one.id == identity:
                self.chosen.emit(one)

    def _filter(self, identity: str, on: bool) -> None:  # noqa: FBT001  a signal says it by position
        self._set_filters([one for one in self.filters if one != identity] + [identity] * on)

    def _set_filters(self, filters: list[str]) -> None:
        self.filters = filters
        self.topics_panel.set_filters(filters)
        self.entities_panel.set_filters(filters)
        self.filtered.emit()

    def _look_again(self, changes: Changes) -> None:
        if changes.kinds & {"topic", "entity", "tag", "document"}:
            self._pace.ask()

    def _loaded(self, both: tuple[list[Topic], list[Entity]]) -> None:
        self._pace.looked()
        self._show(both)

    def _show(self, both: tuple[list[Topic], list[Entity]]) -> None:
        before = self.filter_tags()
        self.topics, self.entities = both
        self.topics_panel.show_topics(self.topics)
        self.entities_panel.show_entities(self.entities)
        known = {one.id for one in self.everything()}
        if not known.issuperset(self.filters):
            self._set_filters([one for one in self.filters if one in known])
        elif self.filter_tags() != before:
            # A topic was put below one that is filtered by, or taken from there.
            self.filtered.emit()
        self.changed.emit()


def _read(library: Library) -> tuple[list[Topic], list[Entity]]:
    return topic_store.topics(library), entity_store.entities(library)


def _last_used(one: Topic | Entity) -> str:
    return one.last_used
