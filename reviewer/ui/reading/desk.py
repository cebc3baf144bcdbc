"""The desk: the one open document, in whichever view it is read, with its passages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, Protocol

from PySide6.QtCore import QObject, QRect, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from reviewer.documents.pages import Pages
from reviewer.documents.worker import Worker
from reviewer.model.document import Document, DocumentText
from reviewer.model.ids import DocumentId, PassageId
from reviewer.model.passage import Passage
from reviewer.ui.hub import Hub
from reviewer.ui.reading.article import ArticleView
from reviewer.ui.reading.pages import PageView
from reviewer.ui.reading.painting import Paint

View = Literal["pages", "text"]

BARE = "#6f7279"
"""The colour of a passage that has a memo and no tag."""
_SAVE_MILLISECONDS = 1000


class ReadingView(Protocol):
    """What both views of a document can do. All positions are code points of its text."""

    def set_paints(self, paints: list[Paint]) -> None: ...  # noqa: D102
    def set_hits(self, hits: list[tuple[int, int]], current: int = -1) -> None: ...  # noqa: D102
    def selection(self) -> tuple[int, int] | None: ...  # noqa: D102
    def select(self, start: int, end: int) -> None: ...  # noqa: D102
    def clear_selection(self) -> None: ...  # noqa: D102
    def go_to(self, start: int, end: int | None = None, *, flash: bool = True) -> None: ...  # noqa: D102
    def place(self) -> int: ...  # noqa: D102
    def show_place(self, position: int) -> None: ...  # noqa: D102
    def selection_rect(self) -> QRect: ...  # noqa: D102
    def zoom_by(self, steps: int) -> None: ...  # noqa: D102
    def want_tagging(self) -> None: ...  # noqa: D102
    def want_removal(self) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it comes from the library: `original` is empty where it has no pages to show."""

    document: Document
    text: DocumentText
    passages: list[Passage]
    original: bytes
    place: int
    view: View


class Desk(QObject):
    """Opens documents, keeps their passages painted, and remembers where the reader was."""

    opened = Signal(object)  # Document | None: None when it was closed or removed
    passages_changed = Signal(list)  # list[Passage] of the open document, in reading order
    selected = Signal(int, int)
    selection_cleared = Signal()
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
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_MILLISECONDS)
        self._saving.timeout.connect(self._save_place)
        for view in (self.article, self.page):
            self._listen(view)
        self.article.link_wanted.connect(self.link_wanted)
        hub.changed.connect(self._changed)

    @property
    def view(self) -> ReadingView:
        """The view that is read in now."""
        return self.page if self.stack.currentWidget() is self.page else self.article

    @property
    def widget(self) -> QWidget:
        """The view that is read in now, as a widget."""
        return self.stack.currentWidget()

    def open(self, identity: DocumentId, span: tuple[int, int] | None = None) -> None:
        """Opens a document where it was left, or at `span`. The open one is only scrolled."""
        if self.document is not None and self.document.id == identity and self._wanted is None:
            if span:
                self.view.go_to(*span)
            return
        self._save_place()
        self._wanted = identity
        self._hub.run(partial(_load, identity=identity), partial(self._show, span))

    def close(self) -> None:
        """Shows no document."""
        self._save_place()
        self._wanted = None
        self._forget()

    def show_view(self, view: View) -> None:
        """Reads on in the other view, at the same place with the same selection."""
        if self._pages is None or (view == "pages") == (self.view is self.page):
            return
        place, selection = self.view.place(), self.view.selection()
        self.stack.setCurrentWidget(self.page if view == "pages" else self.article)
        self.view.show_place(place)
        if selection:
            self.view.select(*selection)
        self.widget.setFocus()
        self.view_changed.emit(view)
        self._save_place()

    def show_only(self, tags: Sequence[str]) -> None:
        """Paints only what bears one of these topics or entities; none: all."""
        self._only = frozenset(tags)
        self._paint()

    def go_to_passage(self, identity: PassageId) -> None:
        """Scrolls to a passage of the open document; one that is gone changes nothing."""
        for passage in self.passages:
            if passage.id == identity:
                self.view.go_to(passage.start, passage.end)

    def step_passage(self, direction: int) -> Passage | None:
        """Goes to the next painted passage (1) or the one before (-1) from the place that is read."""
        shown = [one for one in self.passages if self._is_shown(one)]
        selection = self.view.selection()
        at = selection[0] if selection else self._last_step(shown)
        if direction > 0:
            found = next((one for one in shown if one.start > at), None)
        else:
            found = next((one for one in reversed(shown) if one.start < at), None)
        if found:
            self.view.clear_selection()
            self.view.go_to(found.start, found.end)
            self._stepped = found.start
        return found

    def _last_step(self, shown: list[Passage]) -> int:
        stepped = getattr(self, "_stepped", None)
        return stepped if stepped is not None else self.view.place() - 1

    def _listen(self, view: ArticleView | PageView) -> None:
        pairs: tuple[tuple[SignalInstance, SignalInstance], ...] = (
            (view.selected, self.selected),
            (view.selection_cleared, self.selection_cleared),
            (view.tagging_wanted, self.tagging_wanted),
            (view.removal_wanted, self.removal_wanted),
            (view.passage_pressed, self.passage_pressed),
            (view.place_changed, self.place_changed),
            (view.drag_ended, self.drag_ended),
        )
        for theirs, ours in pairs:
            theirs.connect(ours)
        view.place_changed.connect(self._place_changed)
