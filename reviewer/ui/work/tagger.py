"""Tagging: from what is selected on the desk, through the picker, into the library; and taking tags away again."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reviewer.model.entity import Entity
from reviewer.model.ids import DocumentId, PassageId, TagId
from reviewer.model.passage import Passage, Span
from reviewer.model.tag import ROLES
from reviewer.model.topic import Topic
from reviewer.store.entities import ensure_entity
from reviewer.store.library import Library
from reviewer.store.memos import change_memo, write_memo
from reviewer.store.naming import tagging_name
from reviewer.store.passages import passage
from reviewer.store.tags import removal_name, remove_passage, tag_passage, untag
from reviewer.store.topics import ensure_topic
from reviewer.text.anchoring import trimmed
from reviewer.ui.hub import Hub
from reviewer.ui.tagging.picker import Choice, TagPicker
from reviewer.ui.work.codebook import Codebook
from reviewer.ui.work.desk import Desk


class Tagger(QObject):
    """Opens the picker at the selection and does what was chosen. The place that was asked for is kept until then."""

    tagged = Signal(str)  # the names of the tags, as a person reads them
    removed = Signal(str)  # what was taken away, as a person reads it
    nothing_selected = Signal()

    def __init__(self, hub: Hub, desk: Desk, codebook: Codebook, over: QWidget) -> None:
        super().__init__()
        self._hub = hub
        self._desk = desk
        self._codebook = codebook
        self.picker = TagPicker(over)
        self.picker.chosen.connect(self._chosen)
        self.picker.copying_wanted.connect(desk.copy)
        self._target: tuple[DocumentId, Span] | None = None
        desk.tagging_wanted.connect(self.open_picker)
        desk.drag_ended.connect(self.open_picker)
        desk.removal_wanted.connect(self.remove_passages)
        codebook.chosen.connect(self._tag_at_once)

    def open_picker(self) -> None:
        """Opens the picker at what is selected; where nothing is, it says so."""
        target = self._selection()
        if target is None:
            self.nothing_selected.emit()
            return
        self._target = target
        present = self._desk.passage_at_selection()
        book = self._codebook
        self.picker.offer(
            book.topics,
            book.entities,
            book.recent(),
            selected=self._desk.selected_text(),
            present=_ids(present) if present else (),
        )
        self.picker.open_at(self._desk.view.selection_rect())

    def add_to(self, identity: PassageId) -> None:
        """Opens the picker for a passage of the open document."""
        for one in self._desk.passages:
            if one.id == identity:
                self._desk.view.go_to(one.start, one.end, flash=False)
                self._desk.view.select(one.start, one.end)
                self.open_picker()

    def remove_tag(self, tag: TagId) -> None:
        """Takes one tag away."""
        self._hub.run(partial(untag, tags=[tag]), self._say_removed_tag)

    def remove_passages(self, identities: Sequence[PassageId]) -> None:
        """Takes passages away, with their tags and memos."""
        self._hub.run(partial(_remove, identities=identities), self._say_removed)

    def edit_memo(self, identity: PassageId, text: str) -> None:
        """Writes the first memo of a passage anew; blank text removes it."""
        self._hub.run(partial(_write, identity=identity, text=text))

    def _tag_at_once(self, one: Topic | Entity) -> None:
        """A row of the codebook was clicked: with a selection it is the tag for it, without one a filter."""
        target = self._selection()
        if target is None:
            self._codebook.filter_by(one.id)
            return
        self._target = target
        if isinstance(one, Topic):
            self._chosen(Choice(topics=(one.path,)))
        else:
            self._chosen(Choice(entities=((one.kind, one.name, "mentioned"),)))

    def _selection(self) -> tuple[DocumentId, Span] | None:
        """What is selected, without the white space that a drag takes along at its edges."""
        desk, selection = self._desk, self._desk.view.selection()
        if desk.document is None or desk.text is None or selection is None:
            return None
        start, end = trimmed(desk.text.text, *selection)
        return (desk.document.id, Span(start, end)) if start < end else None

    def _chosen(self, choice: Choice) -> None:
        if self._target is None:
            return
        document, span = self._target
        self._target = None
        self._hub.run(
            partial(_tag, document=document, span=span, choice=choice), partial(self._say_tagged, choice)
        )

    def _say_tagged(self, choice: Choice, _: Passage) -> None:
        names = [*choice.topics, *(name for _, name, _ in choice.entities)]
        self._desk.view.clear_selection()
        self.tagged.emit(", ".join(names) or self.tr("a memo"))

    def _say_removed_tag(self, _: object) -> None:
        self.removed.emit(self.tr("Tag removed"))

    def _say_removed(self, count: int) -> None:
        words = (
            self.tr("Passage removed")
            if count == 1
            else self.tr("{count} passages removed").format(count=count)
        )
        self.removed.emit(words)


def _tag(library: Library, document: DocumentId, span: Span, choice: Choice) -> Passage:
    names = [*choice.topics, *(name for _, name, _ in choice.entities)]
    with library.step(tagging_name(names, choice.memo)):
        topics = [ensure_topic(library, path) for path in choice.topics]
        entities = [
            (ensure_entity(library, kind, name), role if role in ROLES else "mentioned")
            for kind, name, role in choice.entities
        ]
        return tag_passage(library, document, span, topics=topics, entities=entities, memo=choice.memo)


def _remove(library: Library, identities: Sequence[PassageId]) -> int:
    with library.step(partial(removal_name, library, identities)):
        for identity in identities:
            remove_passage(library, identity)
    return len(identities)


def _write(library: Library, identity: PassageId, text: str) -> None:
    memos = passage(library, identity).memos
    if memos:
        change_memo(library, memos[0].id, text)
    elif text.strip():
        write_memo(library, "passage", identity, text)


def _ids(present: Passage) -> list[str]:
    return [*(tag.topic for tag in present.topics), *(tag.entity for tag in present.entities)]
