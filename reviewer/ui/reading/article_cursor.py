"""The reading cursor and the selection of an article: what is selected, and every verb that moves it.

It takes no keys and no mouse; those are in `article`.
"""

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from reviewer.model.document import Document, DocumentText
from reviewer.text.characters import whole_characters
from reviewer.text.sentences import grow, sentence_after, sentence_at, shrink
from reviewer.text.words import Bounds
from reviewer.ui.reading.article_surface import ArticleSurface
from reviewer.ui.reading.reach import Direction, Reach, Unit, extended, moved, paragraph


class ArticleCursor(ArticleSurface):
    """A text with a reading cursor that goes by sentences. All positions are code points of the text."""

    selected = Signal(int, int)  # start, end: whole characters; of a drag, when it ends
    selection_cleared = Signal()
    tagging_wanted = Signal()  # there is a selection
    removal_wanted = Signal(list)  # list[str]: passage ids at the reading cursor, in reading order

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = "en"
        self._said: Bounds | None = None
        self._dragging = False
        self._focus_of_growing: int | None = None
        self.selectionChanged.connect(self._reach_changed)
        self.cursorPositionChanged.connect(self._reach_changed)
        self.arrived.connect(self._bring_cursor)
        self._arriving: Reach | None = None

    def show_document(self, document: Document, text: DocumentText) -> None:
        """Shows a document from its beginning, without paints, hits and selection."""
        self._said = None
        super().show_document(document, text)
        self._language = document.metadata.language or "en"
        self._reach_changed()

    def selection(self) -> tuple[int, int] | None:
        """What is selected, start and end; None where nothing is."""
        reach = self._reach()
        return None if reach.is_place else (reach.start, reach.end)

    def select(self, start: int, end: int) -> None:
        """Selects a stretch, and scrolls so that its end is to be seen."""
        self._set_reach(Reach(start, end))

    def clear_selection(self) -> None:
        """Selects nothing; the reading cursor stays where the selection began."""
        self._set_reach(Reach(self._reach().start, self._reach().start), follow=False)

    def go_to(self, start: int, end: int | None = None, *, flash: bool = True) -> None:
        """Brings a place to a third of the height and the reading cursor with it; the stretch up to `end` lights up."""
        self._arriving = Reach(start, start)
        self.reveal(start)
        if flash:
            self.flash(start, start + 1 if end is None else end)

    def _bring_cursor(self) -> None:
        """Only where the text is laid out: Qt lays out everything up to where it sets its cursor."""
        reach, self._arriving = self._arriving, None
        if reach is not None:
            self._set_reach(reach, follow=False)

    def _rebuild(self) -> None:
        """The selection outlives the Qt document that it was made in, and nobody hears that it was gone."""
        if self._arriving is None:
            self._arriving = self._reach()
        self._dragging = True
        super()._rebuild()
        self._dragging = False

    def selection_rect(self) -> QRect:
        """What of the selection is to be seen, in global coordinates; of the current sentence where nothing is selected."""
        span = self.selection() or self._scene.sentence
        rects = self._visible_rects(*span) if span else []
        around = QRectF()
        for rect in rects:
            around = around.united(rect)
        around = around.intersected(QRectF(self.viewport().rect()))
        place = (
            around.toAlignedRect()
            if not around.isEmpty()
            else QRect(self.viewport().rect().center(), self.size() / 9)
        )
        return QRect(self.viewport().mapToGlobal(place.topLeft()), place.size())

    def next_sentence(self, direction: Direction) -> None:
        """Selects the next sentence (1) or the previous (-1); from outside of what is to be seen, the first seen."""
        self._step("sentence", direction)

    def next_word(self, direction: Direction) -> None:
        """Selects the next word (1) or the previous (-1)."""
        self._step("word", direction)

    def extend_selection(self, unit: Unit, direction: Direction) -> None:
        """Moves the selection's moving end by a word or a sentence."""
        self._set_reach(extended(self.text, self._reach(), unit, direction, language=self._language))

    def grow(self) -> None:
        """Widens the selection to the word, the sentence, the paragraph, the text."""
        reach = self._reach()
        focus = reach.start if self._focus_of_growing is None else self._focus_of_growing
        self._set_reach(
            Reach(*grow(self.text, reach.start, reach.end, language=self._language)), follow=False
        )
        self._focus_of_growing = focus

    def shrink(self) -> None:
        """Narrows the selection again, towards where it grew from."""
        reach, focus = self._reach(), self._focus_of_growing
        narrower = shrink(self.text, reach.start, reach.end, focus=focus, language=self._language)
        self._set_reach(Reach(*narrower))
        self._focus_of_growing = focus

    def select_paragraph(self) -> None:
        """Selects the paragraphs that the selection touches."""
        self._set_reach(paragraph(self.text, self._reach()))

    def select_everything(self) -> None:
        """Selects the whole text, without going anywhere."""
        if self.text:
            self._set_reach(Reach(len(self.text), 0), follow=False)

    def _reach(self) -> Reach:
        cursor = self.textCursor()
        anchor = self._article.positions.from_qt(cursor.anchor())
        active = self._article.positions.from_qt(cursor.position())
        if anchor == active:
            return Reach(anchor, active)
        start, end = whole_characters(self.text, min(anchor, active), max(anchor, active))
        return Reach(start, end) if anchor < active else Reach(end, start)

    def _set_reach(self, reach: Reach, *, follow: bool = True) -> None:
        positions = self._article.positions
        backwards = reach.active < reach.anchor
        start, end = positions.start_to_qt(reach.start), positions.end_to_qt(reach.end)
        if reach.is_place:
            end = start
        cursor = self.textCursor()
        cursor.setPosition(end if backwards else start)
        cursor.setPosition(start if backwards else end, QTextCursor.MoveMode.KeepAnchor)
        # Qt scrolls to where it sets its cursor, which is not where we want to go.
        bar = self.verticalScrollBar()
        before = bar.value()
        self.setTextCursor(cursor)
        bar.setValue(before)
        if follow:
            self._keep_in_view(reach)

    def _keep_in_view(self, reach: Reach) -> None:
        """Scrolls no more than it takes to see the end of the selection that moved, with some lines around it."""
        place = reach.active if reach.active <= reach.anchor else reach.active - 1
        first = self._line_at(reach.start)
        line = self._line_at(place)
        if line is None or first is None:
            return
        height, bar = self.viewport().height(), self.verticalScrollBar()
        margin = height / 6
        if reach.active >= reach.anchor and line.bottom() > height - margin:
            # No further than until the beginning is at the top.
            by = min(line.bottom() - (height - margin), max(0.0, first.top() - margin / 2))
            bar.setValue(round(bar.value() + max(by, line.bottom() - height + 8)))
        elif line.top() < margin / 2:
            bar.setValue(round(bar.value() + line.top() - margin))

    def _line_at(self, position: int) -> QRectF | None:
        geometry = self._geometry()
        block = self._article.document.findBlock(self._article.positions.start_to_qt(position))
        return geometry.line_of(geometry.shown(block), position)

    def _visible_rects(self, start: int, end: int) -> list[QRectF]:
        geometry = self._geometry()
        return [
            rect
            for shown in geometry.blocks(0, self.viewport().height())
            if shown.start < end and shown.end > start
            for rect in geometry.rects(shown, start, end)
        ]

    def _step(self, unit: Unit, direction: Direction) -> None:
        brought = self._brought_in(direction)
        if brought is None:
            self._set_reach(moved(self.text, self._reach(), unit, direction, language=self._language))
        elif unit == "sentence":
            self._set_reach(Reach(*brought))
        else:
            self._set_reach(moved(self.text, Reach(*brought), unit, direction, language=self._language))

    def _brought_in(self, direction: Direction) -> Bounds | None:
        """The sentence to begin with where the reading cursor is out of view; None where it is in view."""
        sentence = self._scene.sentence
        height = self.viewport().height()
        shown = list(self._geometry().blocks(0, height))
        if not shown or (sentence and self._visible_rects(*sentence)):
            return None
        top = self.place()
        if direction > 0 or not sentence:
            return sentence_after(self.text, top, language=self._language)
        return sentence_at(self.text, top, language=self._language)

    def _reach_changed(self) -> None:
        reach = self._reach()
        self._focus_of_growing = None
        place = reach.active - 1 if reach.active > reach.anchor else reach.active
        self._scene.sentence = sentence_at(self.text, place, language=self._language) if self.text else None
        self.viewport().update()
        if not self._dragging:
            self._say(reach)

    def _say(self, reach: Reach) -> None:
        span = None if reach.is_place else (reach.start, reach.end)
        if span == self._said:
            return
        self._said = span
        if span:
            self.selected.emit(*span)
        else:
            self.selection_cleared.emit()

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
        reach = self._reach()
        paints = self._scene.paints.between(reach.start, max(reach.end, reach.start + 1))
        if not paints and reach.is_place and self._scene.sentence:
            paints = self._scene.paints.between(*self._scene.sentence)
        if paints:
            self.removal_wanted.emit(list(dict.fromkeys(paint.passage for paint in paints)))
