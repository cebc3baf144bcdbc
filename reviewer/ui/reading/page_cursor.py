"""The reading cursor and the selection on pages: what is selected, and every verb that moves it.

It takes no keys and no mouse; those are in `pages`.
"""

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtWidgets import QWidget

from reviewer.documents.pages import Pages
from reviewer.model.document import Document, DocumentText
from reviewer.text.characters import whole_characters
from reviewer.text.sentences import grow, sentence_after, sentence_at, shrink
from reviewer.text.words import Bounds
from reviewer.ui.reading.page_surface import PageSurface
from reviewer.ui.reading.reach import Direction, Reach, Unit, extended, moved, paragraph


class PageCursor(PageSurface):
    """Pages with a reading cursor that goes by sentences. All positions are code points of the text."""

    selected = Signal(int, int)  # start, end: whole characters; of a drag, when it ends
    selection_cleared = Signal()
    tagging_wanted = Signal()  # there is a selection
    removal_wanted = Signal(list)  # list[str]: passage ids at the reading cursor, in reading order

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = "en"
        self._reach = Reach(0, 0)
        self._said: Bounds | None = None
        self._dragging = False
        self._focus_of_growing: int | None = None

    def show_document(self, document: Document, text: DocumentText, pages: Pages) -> None:
        """Shows a document from its beginning, without paints, hits and selection. `pages` draws it."""
        super().show_document(document, text, pages)
        self._said = None
        self._language = document.metadata.language or "en"
        self._set_reach(Reach(0, 0), follow=False)

    def selection(self) -> tuple[int, int] | None:
        """What is selected, start and end; None where nothing is."""
        return None if self._reach.is_place else (self._reach.start, self._reach.end)

    def select(self, start: int, end: int) -> None:
        """Selects a stretch, and scrolls so that its end is to be seen."""
        self._set_reach(Reach(start, end))

    def clear_selection(self) -> None:
        """Selects nothing; the reading cursor stays where the selection began."""
        self._set_reach(Reach(self._reach.start, self._reach.start), follow=False)

    def go_to(self, start: int, end: int | None = None, *, flash: bool = True) -> None:
        """Brings a place to a third of the height and the reading cursor with it; the stretch up to `end` lights up."""
        self._set_reach(Reach(start, start), follow=False)
        self.reveal(start)
        if flash:
            self.flash(start, start + 1 if end is None else end)

    def selection_rect(self) -> QRect:
        """What of the selection is to be seen, in global coordinates; of the current sentence where nothing is selected."""
        span = self.selection() or self._scene.sentence
        around = QRectF()
        for rect in self._rects(*span) if span else []:
            around = around.united(rect)
        around = around.intersected(QRectF(self.viewport().rect()))
        if around.isEmpty():
            place = QRect(self.viewport().rect().center(), self.size() / 9)
        else:
            place = around.toAlignedRect()
        return QRect(self.viewport().mapToGlobal(place.topLeft()), place.size())

    def next_sentence(self, direction: Direction) -> None:
        """Selects the next sentence (1) or the previous (-1); from outside of what is to be seen, the first seen."""
        self._step("sentence", direction)

    def next_word(self, direction: Direction) -> None:
        """Selects the next word (1) or the previous (-1)."""
        self._step("word", direction)

    def extend_selection(self, unit: Unit, direction: Direction) -> None:
        """Moves the selection's moving end by a word or a sentence."""
        self._set_reach(extended(self.text, self._reach, unit, direction, language=self._language))

    def grow(self) -> None:
        """Widens the selection to the word, the sentence, the paragraph, the text."""
        reach, focus = self._reach, self._focus_of_growing
        wider = grow(self.text, reach.start, reach.end, language=self._language)
        self._set_reach(Reach(*wider), follow=False)
        self._focus_of_growing = reach.start if focus is None else focus

    def shrink(self) -> None:
        """Narrows the selection again, towards where it grew from."""
        reach, focus = self._reach, self._focus_of_growing
        self._set_reach(
            Reach(*shrink(self.text, reach.start, reach.end, focus=focus, language=self._language))
        )
        self._focus_of_growing = focus

    def select_paragraph(self) -> None:
        """Selects the paragraphs that the selection touches."""
        self._set_reach(paragraph(self.text, self._reach))

    def select_everything(self) -> None:
        """Selects the whole text, without going anywhere."""
        if self.text:
            self._set_reach(Reach(len(self.text), 0), follow=False)

    def want_tagging(self) -> None:
        """Asks for tags for the selection; where nothing is selected, for the current sentence, which is selected first."""
        if self.selection() is None:
            sentence = self._brought_in(1) or self._scene.sentence
            if sentence is None:
                return
            self._set_reach(Reach(*sentence))
        self.tagging_wanted.emit()

    def want_removal(self) -> None:
        """Asks for the removal of the passages at the selection, the reading cursor, or in its sentence."""
        reach = self._reach
        paints = self._scene.paints.between(reach.start, max(reach.end, reach.start + 1))
        if not paints and reach.is_place and self._scene.sentence:
            paints = self._scene.paints.between(*self._scene.sentence)
        if paints:
            self.removal_wanted.emit(list(dict.fromkeys(paint.passage for paint in paints)))

    def _set_reach(self, reach: Reach, *, follow: bool = True) -> None:
        """Selects; whole characters, within the text."""
        if reach.is_place:
            at = min(max(0, reach.active), len(self.text))
            reach = Reach(at, at)
        else:
            start, end = whole_characters(self.text, max(0, reach.start), min(len(self.text), reach.end))
            reach = Reach(start, end) if reach.anchor < reach.active else Reach(end, start)
        self._reach = reach
        self._focus_of_growing = None
        place = reach.active - 1 if reach.active > reach.anchor else reach.active
        self._scene.selection = self.selection()
        self._scene.sentence = sentence_at(self.text, place, language=self._language) if self.text else None
        if follow:
            self._keep_in_view(reach)
        self.viewport().update()
        if not self._dragging:
            self._say()

    def _keep_in_view(self, reach: Reach) -> None:
        """Scrolls no more than it takes to see the end of the selection that moved, with some lines around it."""
        place = reach.active if reach.active <= reach.anchor else reach.active - 1
        line = self._line_at(place)
        if line is None:
            self.reveal(reach.start)
            return
        height, bar = self.viewport().height(), self.verticalScrollBar()
        margin = height / 6
        if reach.active >= reach.anchor and line.bottom() > height - margin:
            first = self._line_at(reach.start)
            room = max(0.0, first.top() - margin / 2) if first else 0.0
            # No further than until the beginning is at the top.
            by = min(line.bottom() - (height - margin), room)
            bar.setValue(round(bar.value() + max(by, line.bottom() - height + 8)))
        elif line.top() < margin / 2:
            bar.setValue(round(bar.value() + line.top() - margin))

    def _line_at(self, position: int) -> QRectF | None:
        """The line of a code point in the viewport; None where its place is not known yet, or has none."""
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
        brought = self._brought_in(direction)
        if brought is None:
            self._set_reach(moved(self.text, self._reach, unit, direction, language=self._language))
        elif unit == "sentence":
            self._set_reach(Reach(*brought))
        else:
            self._set_reach(moved(self.text, Reach(*brought), unit, direction, language=self._language))

    def _brought_in(self, direction: Direction) -> Bounds | None:
        """The sentence to begin with where the reading cursor is out of view; None where it is in view."""
        sentence, view = self._scene.sentence, QRectF(self.viewport().rect())
        if not self.text or (sentence and any(view.intersects(rect) for rect in self._rects(*sentence))):
            return None
        if self._wanted is not None:
            return None
        top = self.place()
        if direction > 0 or not sentence:
            return sentence_after(self.text, top, language=self._language)
        return sentence_at(self.text, top, language=self._language)

    def _say(self) -> None:
        span = self.selection()
        if span == self._said:
            return
        self._said = span
        self._describe()
        if span:
            self.selected.emit(*span)
        else:
            self.selection_cleared.emit()
