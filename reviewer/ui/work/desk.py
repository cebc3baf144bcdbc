"""The desk: the one open document, in whichever view it is read, with its passages."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, Protocol

from PySide6.QtCore import QObject, QRect, QTimer, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from reviewer.documents.pages import Pages
from reviewer.documents.worker import Worker
from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.model.document import Document, DocumentText
from reviewer.model.ids import DocumentId, PassageId
from reviewer.model.passage import Passage
from reviewer.store.documents import document, original_if_here, text_of
from reviewer.store.library import Library
from reviewer.store.passages import passages_of
from reviewer.store.settings import remember, setting
from reviewer.ui.hub import Hub
from reviewer.ui.reading.article import ArticleView
from reviewer.ui.reading.pages import PageView
from reviewer.ui.reading.painting import Paint

View = Literal["pages", "text"]

BARE = "#6f7279"
"""The colour of a passage that has a memo and no tag."""
_SAVE_MILLISECONDS = 1000
_BEFORE_ALL = (-1, -1)


class ReadingView(Protocol):
    """What both views of a document can do. All positions are code points of its text."""

    def set_paints(self, paints: list[Paint]) -> None: ...  # noqa: D102
    def set_hits(self, hits: list[tuple[int, int]], current: int = -1) -> None: ...  # noqa: D102
    def selection(self) -> tuple[int, int] | None: ...  # noqa: D102
    def select(self, start: int, end: int) -> None: ...  # noqa: D102
    def clear_selection(self) -> None: ...  # noqa: D102
    def go_to(self, start: int, end: int | None = None, *, flash: bool = True) -> None: ...  # noqa: D102
    def place(self) -> int: ...  # noqa: D102
    def stand(self, position: int) -> None: ...  # noqa: D102
    def standing(self) -> int: ...  # noqa: D102
    def show_place(self, position: int) -> None: ...  # noqa: D102
    def selection_rect(self) -> QRect: ...  # noqa: D102
    def zoom_by(self, steps: int) -> None: ...  # noqa: D102
    def want_tagging(self) -> None: ...  # noqa: D102
    def want_removal(self) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it comes from the library: `original` is empty where it has no pages to show.

    `place` is what was at the top when it was left, `cursor` where the reading cursor was.
    """

    document: Document
    text: DocumentText
    passages: list[Passage]
    original: bytes
    place: int
    cursor: int
    view: View


class Desk(QObject):
    """Opens documents, keeps their passages painted, and remembers where the reader was."""

    opened = Signal(object)  # Document | None: None when it was closed or removed
    passages_changed = Signal(list)  # list[Passage] of the open document, in reading order
    tagging_wanted = Signal()
    removal_wanted = Signal(list)  # list[str]: passage ids
    passage_pressed = Signal(str)  # passage id
    link_wanted = Signal(str)  # address
    place_changed = Signal(int)
    drag_ended = Signal()  # something was selected by mouse
    view_changed = Signal(str)  # View

    def __init__(self, hub: Hub, worker: Worker) -> None:
        super().__init__()
        self._hub = hub
        self._worker = worker
        self.article = ArticleView()
        self.page = PageView()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.article)
        self.stack.addWidget(self.page)
        self.document: Document | None = None
        self.text: DocumentText | None = None
        self.passages: list[Passage] = []
        self._pages: Pages | None = None
        self._wanted: DocumentId | None = None
        self._only: frozenset[str] = frozenset()
        self._stepped = _BEFORE_ALL
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_MILLISECONDS)
        self._saving.timeout.connect(self.save)
        for view in (self.article, self.page):
            self._listen(view)
        self.article.link_wanted.connect(self.link_wanted)
        hub.changed.connect(self._changed)
        hub.leaving.connect(self.save)

    @property
    def view(self) -> ReadingView:
        """The view that is read in now."""
        return self.page if self._in_pages else self.article

    @property
    def widget(self) -> QWidget:
        """The view that is read in now, as a widget."""
        return self.page if self._in_pages else self.article

    @property
    def is_opening(self) -> bool:
        """Whether a document is on its way from the library."""
        return self._wanted is not None

    @property
    def has_pages(self) -> bool:
        """Whether the open document can be read as pages."""
        return self._pages is not None

    @property
    def is_drawing(self) -> bool:
        """Whether pages that are to be seen are not drawn sharply yet."""
        return self._pages is not None and self._in_pages and self.page.is_drawing

    @property
    def _in_pages(self) -> bool:
        return self.stack.currentWidget() is self.page

    def open(self, identity: DocumentId, span: tuple[int, int] | None = None) -> None:
        """Opens a document where it was left, or at `span`. The open one is only scrolled."""
        if self.document is not None and self.document.id == identity and self._wanted is None:
            if span:
                self.view.go_to(*span)
            return
        self.save()
        self._wanted = identity
        self._hub.run(
            partial(_load, identity=identity), partial(self._show, span), partial(self._failed, identity)
        )

    def open_if_there(self, identity: DocumentId) -> None:
        """Opens a document as `open`; one that is not in the library any more changes nothing."""
        self._wanted = identity
        self._hub.run(
            partial(_load, identity=identity), partial(self._show, None), partial(self._not_there, identity)
        )

    def close(self) -> None:
        """Shows no document. The library that it was from may be closed already."""
        self._saving.stop()
        self._wanted = None
        self._forget()

    def save(self) -> None:
        """Remembers in the library where the reader is, for the next time."""
        self._saving.stop()
        if self.document is not None and self._wanted is None:
            place = {
                "position": self.view.place(),
                "cursor": self.view.standing(),
                "view": "pages" if self._in_pages else "text",
            }
            key = f"place {self.document.id}"
            self._hub.run(partial(remember, key=key, value=json.dumps(place)))

    def show_view(self, view: View) -> None:
        """Reads on in the other view, at the same place with the same selection."""
        if self._pages is None or (view == "pages") == self._in_pages:
            return
        place, selection, cursor = self.view.place(), self.view.selection(), self.view.standing()
        self.stack.setCurrentWidget(self.page if view == "pages" else self.article)
        self.view.show_place(place)
        if selection:
            self.view.select(*selection)
        else:
            self.view.stand(cursor)
        self.widget.setFocus()
        self.view_changed.emit(view)
        self.save()

    def show_only(self, tags: Sequence[str]) -> None:
        """Paints only what bears one of these topics or entities; none: all."""
        self._only = frozenset(tags)
        self._paint()

    def show_hits(self, hits: list[tuple[int, int]], current: int = -1) -> None:
        """Marks stretches of the open document, in whichever view it is read; `current` is one's number."""
        self.article.set_hits(hits, current)
        if self._pages is not None:
            self.page.set_hits(hits, current)

    def go_to_passage(self, identity: PassageId) -> None:
        """Scrolls to a passage of the open document; one that is gone changes nothing."""
        for passage in self.passages:
            if passage.id == identity:
                self.view.go_to(passage.start, passage.end)

    def step_passage(self, direction: int) -> Passage | None:
        """Goes to the next painted passage (1) or the one before (-1) from where the reader is; None: there is none."""
        shown = [one for one in self.passages if self._is_shown(one)]
        at = self.view.selection() or self._stepped
        if direction > 0:
            found = next((one for one in shown if (one.start, one.end) > at), None)
        else:
            found = next((one for one in reversed(shown) if (one.start, one.end) < at), None)
        if found:
            self.view.clear_selection()
            self.view.go_to(found.start, found.end)
            self._stepped = found.start, found.end
        return found

    def passage_at_selection(self) -> Passage | None:
        """The passage whose bounds are just what is selected."""
        selection = self.view.selection()
        return next((one for one in self.passages if (one.start, one.end) == selection), None)

    def selected_text(self) -> str:
        """The words that are selected; empty where nothing is."""
        selection = self.view.selection()
        return self.text.text[slice(*selection)] if self.text and selection else ""

    def copy(self) -> None:
        """Copies the words that are selected; nothing where nothing is."""
        words = self.selected_text()
        if words:
            QGuiApplication.clipboard().setText(words)

    def _listen(self, view: ArticleView | PageView) -> None:
        pairs: tuple[tuple[SignalInstance, SignalInstance], ...] = (
            (view.tagging_wanted, self.tagging_wanted),
            (view.removal_wanted, self.removal_wanted),
            (view.passage_pressed, self.passage_pressed),
            (view.place_changed, self.place_changed),
            (view.drag_ended, self.drag_ended),
        )
        for theirs, ours in pairs:
            theirs.connect(ours)
        view.place_changed.connect(self._saving.start)

    def _not_there(self, identity: DocumentId, _: object) -> None:
        # Another may be wanted by now.
        if self._wanted == identity:
            self._wanted = None

    def _failed(self, identity: DocumentId, fault: object) -> None:
        self._not_there(identity, fault)
        self._hub.failed.emit(fault)

    def _show(self, span: tuple[int, int] | None, opened: Opened) -> None:
        if self._wanted != opened.document.id:
            return
        self._wanted = None
        self._forget_pages()
        self.document, self.text, self.passages = opened.document, opened.text, opened.passages
        self._stepped = _BEFORE_ALL
        self.article.show_document(opened.document, opened.text)
        if opened.original:
            self._pages = Pages(
                self._worker, opened.original, opened.text, file_name=opened.document.file_name
            )
            self.page.show_document(opened.document, opened.text, self._pages)
        in_pages = self._pages is not None and opened.view == "pages"
        self.stack.setCurrentWidget(self.page if in_pages else self.article)
        self._paint()
        if span:
            self.view.go_to(*span)
        else:
            self.view.show_place(opened.place)
            self.view.stand(opened.cursor)
        self.opened.emit(opened.document)
        self.view_changed.emit("pages" if in_pages else "text")
        self.passages_changed.emit(self.passages)
        self._hub.run(partial(remember, key="document", value=opened.document.id))

    def _changed(self, changes: Changes) -> None:
        if self.document is None or not changes.may_touch(self.document.id):
            return
        if changes.kinds & {"document", "passage", "tag", "topic", "entity", "memo"}:
            identity = self.document.id
            self._hub.run(partial(_reload, identity=identity), partial(self._refresh, identity))

    def _refresh(self, identity: DocumentId, reloaded: tuple[Document | None, list[Passage]]) -> None:
        fresh, passages = reloaded
        if self.document is None or self.document.id != identity:
            return
        if fresh is None:
            self._forget()
            return
        renamed = fresh.metadata != self.document.metadata
        self.document = fresh
        if passages != self.passages:
            self.passages = passages
            self._paint()
            self.passages_changed.emit(passages)
        if renamed:
            self.opened.emit(fresh)

    def _forget(self) -> None:
        self._forget_pages()
        self.document, self.text, self.passages = None, None, []
        self.opened.emit(None)
        self.passages_changed.emit([])

    def _forget_pages(self) -> None:
        if self._pages is not None:
            self.page.close_document()
            self._pages.close()
            self._pages = None

    def _paint(self) -> None:
        paints = [paint for one in self.passages if self._is_shown(one) for paint in paints_of(one)]
        self.article.set_paints(paints)
        if self._pages is not None:
            self.page.set_paints(paints)

    def _is_shown(self, passage: Passage) -> bool:
        if self.text is None or passage.text_id != self.text.id:
            # Its words are in another text of this document, and not in this one.
            return False
        return not self._only or not self._only.isdisjoint(
            [*(tag.topic for tag in passage.topics), *(tag.entity for tag in passage.entities)]
        )


def paints_of(passage: Passage) -> list[Paint]:
    """How a passage is painted: once for each tag; one that has none in a colour that is no tag's."""
    tags = [(tag.colour, tag.path) for tag in passage.topics]
    tags += [(tag.colour, tag.name) for tag in passage.entities]
    return [
        Paint(passage.start, passage.end, colour, passage.id, label) for colour, label in dict.fromkeys(tags)
    ] or [Paint(passage.start, passage.end, BARE, passage.id, "Memo")]


def _load(library: Library, identity: DocumentId) -> Opened:
    one = document(library, identity)
    text = text_of(library, identity)
    kept = json.loads(setting(library, f"place {identity}") or "{}")
    place, cursor = (min(max(int(kept.get(name, 0)), 0), len(text.text)) for name in ("position", "cursor"))
    return Opened(
        one,
        text,
        passages_of(library, identity),
        (original_if_here(library, identity) or b"") if text.pages else b"",
        place,
        cursor,
        "text" if kept.get("view") == "text" else "pages",
    )


def _reload(library: Library, identity: DocumentId) -> tuple[Document | None, list[Passage]]:
    try:
        return document(library, identity), passages_of(library, identity)
    except ReviewerError:
        return None, []
