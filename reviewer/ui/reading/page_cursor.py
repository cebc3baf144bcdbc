"""The reading cursor on pages. A verb that begins with what is seen waits until it is known where words are on a page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QWidget

from reviewer.documents.pages import Pages
from reviewer.model.document import Document, DocumentText
from reviewer.text.characters import whole_characters
from reviewer.ui.reading.cursor import ReadingCursor
from reviewer.ui.reading.page_surface import PageSurface
from reviewer.ui.reading.reach import Direction, Reach, Unit


class PageCursor(PageSurface, ReadingCursor):
    """Pages with a reading cursor."""

    selected = Signal(int, int)  # start, end: whole characters; of a drag, when it ends
    selection_cleared = Signal()
    tagging_wanted = Signal()  # there is a selection
    removal_wanted = Signal(list)  # list[str]: passage ids at the reading cursor, in reading order

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reach = Reach(0, 0)
        self._waiting: list[Callable[[], object]] = []

    def show_document(self, document: Document, text: DocumentText, pages: Pages) -> None:
        """Shows a document from its beginning, without paints, hits and selection. `pages` draws it."""
        super().show_document(document, text, pages)
        self._read(document, text)
        self._set_reach(Reach(0, 0), follow=False)

    def close_document(self) -> None:
        """Shows nothing, and asks for nothing more."""
        self._waiting.clear()
        super().close_document()

    def go_to(self, start: int, end: int | None = None, *, flash: bool = True) -> None:
        """Brings a place to a third of the height and the reading cursor with it; the stretch up to `end` lights up."""
        self._set_reach(Reach(start, start), follow=False)
        self.reveal(start)
        if flash:
            self.flash(start, start + 1 if end is None else end)

    def want_tagging(self) -> None:
        """Asks for tags for the selection; where nothing is selected, for the current sentence, which is selected first."""
        if self.selection() or not self._has_to_wait(self.want_tagging):
            super().want_tagging()

    @property
    def reach(self) -> Reach:
        """What is selected, in whole characters, and which of its ends moves."""
        return self._reach

    def _set_reach(self, reach: Reach, *, follow: bool = True) -> None:
        self._waiting.clear()
        if reach.is_place:
            at = min(max(0, reach.active), len(self.text))
            reach = Reach(at, at)
        else:
            start, end = whole_characters(self.text, max(0, reach.start), min(len(self.text), reach.end))
            reach = Reach(start, end) if reach.anchor < reach.active else Reach(end, start)
        self._reach = reach
        self._scene.selection = self.selection()
        if follow:
            self._keep_in_view(reach)
        self._reach_changed()

    def _keep_in_view(self, reach: Reach) -> None:
        if self._line_at(reach.active if reach.active <= reach.anchor else reach.active - 1) is None:
            self.reveal(reach.start)
        else:
            super()._keep_in_view(reach)

    def _line_at(self, position: int) -> QRectF | None:
        if not self._text or not self._text.pages:
            return None
        index = self._page_of(position)
        places = self._tiles.map_of(index)
        line = places.line_of(position) if places else None
        if line is None:
            return None
        scale, corner = self._layout.scale(index), self._rect_of(index).topLeft()
        x0, y0, x1, y1 = (edge * scale for edge in line.rect)
        return QRectF(x0, y0, x1 - x0, y1 - y0).translated(corner)

    def _step(self, unit: Unit, direction: Direction) -> None:
        if not self._has_to_wait(partial(self._step, unit, direction)):
            super()._step(unit, direction)

    def _is_on_its_way(self) -> bool:
        return self._wanted is not None

    def _has_to_wait(self, verb: Callable[[], object]) -> bool:
        """Whether it is not known yet what is seen; then the verb is done when it is, unless the reader goes on before."""
        sentence = self._scene.sentence
        known = not self._awaits_maps() or self._is_on_its_way() or (sentence and self._is_seen(*sentence))
        if known and not self._waiting:
            return False
        self._waiting.append(verb)
        return True

    def _mapped(self, page: int) -> None:
        super()._mapped(page)
        if not self._awaits_maps():
            waiting, self._waiting = self._waiting, []
            for verb in waiting:
                verb()

    def _go_on(self) -> None:
        super()._go_on()
        self._waiting.clear()

    def _say(self) -> None:
        before = self._said
        super()._say()
        if self._said != before:
            self._describe()
