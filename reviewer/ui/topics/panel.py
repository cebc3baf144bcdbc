"""The topics at the right, as a tree."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from reviewer.model.topic import Topic
from reviewer.ui.tag_panel import TagPanel
from reviewer.ui.tag_tree import TagRow
from reviewer.ui.theme import icon


class TopicsPanel(TagPanel):
    """Shows topics in the order of the tree, and says what the reader wants with them."""

    added = Signal(str)  # path, `A/B` for B below A
    moved = Signal(str, str)  # TopicId, TopicId of the new parent, or empty: to the top

    def __init__(self) -> None:
        super().__init__(
            self.tr("Topics"),
            adding=self.tr("New topic"),
            placeholder=self.tr("Find or add; A/B adds B below A"),
            empty=self.tr("No topics yet. Select a passage and press T, or add one with +."),
            movable=True,
        )
        self._topics: dict[str, Topic] = {}
        self._tree.moved.connect(self.moved)
        self.show_topics([])

    def show_topics(self, topics: Sequence[Topic]) -> None:
        """Shows these topics, each after its parent."""
        self._topics = {topic.id: topic for topic in topics}
        self._show_rows([self._row(topic) for topic in topics])

    def _row(self, topic: Topic) -> TagRow:
        count = topic.passages
        passages = self.tr("1 passage") if count == 1 else self.tr("{count} passages").format(count=count)
        return TagRow(
            id=topic.id,
            name=topic.name,
            colour=topic.colour,
            count=count,
            parent=topic.parent,
            hint="\n".join(words for words in (topic.path, topic.description, passages) if words),
            spoken=f"{topic.name}, {passages}",
            found_by=topic.path,
        )

    def _add_own_actions(self, menu: QMenu) -> None:
        menu.addAction(icon("plus"), self.tr("New subtopic…"), self._act_below)

    def _act_below(self) -> None:
        self.start_adding(f"{self._topics[self._acted_on].path}/")

    def _enter(self, words: str) -> None:
        path = "/".join(part for part in (part.strip() for part in words.split("/")) if part)
        known = next(
            (topic for topic in self._topics.values() if topic.path.casefold() == path.casefold()), None
        )
        self._field.close_up()
        if known is not None:
            self._tree.take_focus(known.id)
        elif path:
            self.added.emit(path)
