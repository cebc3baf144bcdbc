"""The reading cursor and the selection of any view: what is selected, and every verb that moves it.

It takes no keys and no mouse; those are in `handling`. It knows no print: where words are to be seen, its view says.
"""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect, QRectF, SignalInstance
from PySide6.QtWidgets import QAbstractScrollArea

from reviewer.model.document import Document, DocumentText
from reviewer.text.sentences import grow, sentence_at, shrink
from reviewer.text.words import Bounds
from reviewer.ui.reading.painting import Paints
from reviewer.ui.reading.reach import Direction, Reach, Unit, extended, first_seen, moved, paragraph


class _Scene(Protocol):
    paints: Paints
    sentence: Bounds | None


if TYPE_CHECKING:

    class _View(QAbstractScrollArea):
        """What the view is and gives; it comes first among the bases of a class that reads."""

        selected: SignalInstance
        selection_cleared: SignalInstance
        tagging_wanted: SignalInstance
        removal_wanted: SignalInstance

        @property
        def _scene(self) -> _Scene: ...
        @property
        def text(self) -> str: ...
        def place(self) -> int: ...
        def reveal(self, position: int) -> None: ...
        def flash(self, start: int, end: int) -> None: ...
        def _rects(self, start: int, end: int) -> list[QRectF]: ...

else:
    _View = object


class ReadingCursor(_View):
    """A cursor that goes by sentences. All positions are code points of the text.

    A class that reads has four signals: `selected` and `selection_cleared`, `tagging_wanted` and `removal_wanted`.
    """

    _language = "en"
    _furniture: tuple[Bounds, ...] = ()
    """What sentences are not looked for in: running heads and page numbers."""
    _said: Bounds | None = None
    _dragging = False
    _focus_of_growing: int | None = None

    @property
    def reach(self) -> Reach:
        """What is selected, and which of its ends moves."""
        raise NotImplementedError

    def _set_reach(self, reach: Reach, *, follow: bool = True) -> None:
        """Selects, and with `follow` scrolls so that the end that moves is to be seen."""
        raise NotImplementedError

    def _line_at(self, position: int) -> QRectF | None:
        """The line of a code point in the viewport; None where its place is not known yet, or has none."""
        raise NotImplementedError

    def _read(self, document: Document, text: DocumentText) -> None:
        """Turns to another document."""
        self._said = None
        self._language = document.metadata.language or "en"
        self._furniture = tuple(
            (block.start, block.end) for block in text.blocks if block.kind == "furniture"
        )

    def selection(self) -> Bounds | None:
        """What is selected, start and end; None where nothing is."""
        reach = self.reach
        return None if reach.is_place else (reach.start, reach.end)

    def select(self, start: int, end: int) -> None:
        """Selects a stretch, and scrolls so that its end is to be seen."""
        self._set_reach(Reach(start, end))

    def stand(self, position: int) -> None:
        """Puts the reading cursor on the sentence of a code point, without selecting and without scrolling."""
        self._set_reach(Reach(position, position), follow=False)

    def standing(self) -> int:
        """The code point where the reading cursor is."""
        return self.reach.start

    def clear_selection(self) -> None:
        """Selects nothing; the reading cursor stays where the selection began."""
        self.stand(self.reach.start)

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
        self._set_reach(
            extended(
                self.text, self.reach, unit, direction, language=self._language, passed_over=self._furniture
            )
        )

    def grow(self) -> None:
        """Widens the selection to the word, the sentence, the paragraph, the text."""
        reach, focus = self.reach, self._focus_of_growing
        wider = grow(self.text, reach.start, reach.end, language=self._language)
        self._set_reach(Reach(*wider), follow=False)
        self._focus_of_growing = reach.start if focus is None else focus

    def shrink(self) -> None:
        """Narrows the selection again, towards where it grew from."""
        reach, focus = self.reach, self._focus_of_growing
        narrower = shrink(self.text, reach.start, reach.end, focus=focus, language=self._language)
        self._set_reach(Reach(*narrower))
        self._focus_of_growing = focus

    def select_paragraph(self) -> None:
        """Selects the paragraphs that the selection touches."""
        self._set_reach(paragraph(self.text, self.reach))

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
        reach = self.reach
        paints = self._scene.paints.between(reach.start, max(reach.end, reach.start + 1))
        if not paints and reach.is_place and self._scene.sentence:
            paints = self._scene.paints.between(*self._scene.sentence)
        if paints:
            self.removal_wanted.emit(list(dict.fromkeys(paint.passage for paint in paints)))

    def _step(self, unit: Unit, direction: Direction) -> None:
        brought = self._brought_in(direction)
        if brought is not None and unit == "sentence":
            self._set_reach(Reach(*brought))
            return
        start = self.reach if brought is None else Reach(*brought)
        self._set_reach(
            moved(self.text, start, unit, direction, language=self._language, passed_over=self._furniture)
        )

    def _brought_in(self, direction: Direction) -> Bounds | None:
        """The sentence to begin with where the reading cursor is out of view; None where it is in view."""
        sentence = self._scene.sentence
        if not self.text or self._is_on_its_way() or (sentence and self._is_seen(*sentence)):
            return None
        return first_seen(
            self.text,
            self.place(),
            direction if sentence else 1,
            language=self._language,
            passed_over=self._furniture,
        )

    def _is_on_its_way(self) -> bool:
        """Whether the view is about to go to where the cursor is already."""
        return False

    def _is_seen(self, start: int, end: int) -> bool:
        view = QRectF(self.viewport().rect())
        return any(view.intersects(rect) for rect in self._rects(start, end))

    def _keep_in_view(self, reach: Reach) -> None:
        """Scrolls no more than it takes to see the end of the selection that moved, with some lines around it."""
        line = self._line_at(reach.active if reach.active <= reach.anchor else reach.active - 1)
        if line is None:
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

    def _reach_changed(self) -> None:
        """What is to follow when something else is selected, or the cursor stands elsewhere."""
        reach = self.reach
        self._focus_of_growing = None
        place = reach.active - 1 if reach.active > reach.anchor else reach.active
        self._scene.sentence = sentence_at(self.text, place, language=self._language) if self.text else None
        self.viewport().update()
        if not self._dragging:
            self._say()

    def _say(self) -> None:
        """Says what is selected, once."""
        span = self.selection()
        if span == self._said:
            return
        self._said = span
        if span:
            self.selected.emit(*span)
        else:
            self.selection_cleared.emit()
