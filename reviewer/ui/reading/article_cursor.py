"""The reading cursor of an article. Qt's own text cursor holds the selection."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from reviewer.model.document import Document, DocumentText
from reviewer.text.characters import whole_characters
from reviewer.ui.reading.article_surface import ArticleSurface
from reviewer.ui.reading.cursor import ReadingCursor
from reviewer.ui.reading.reach import Reach


class ArticleCursor(ArticleSurface, ReadingCursor):
    """A text with a reading cursor."""

    selected = Signal(int, int)  # start, end: whole characters; of a drag, when it ends
    selection_cleared = Signal()
    tagging_wanted = Signal()  # there is a selection
    removal_wanted = Signal(list)  # list[str]: passage ids at the reading cursor, in reading order

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selectionChanged.connect(self._reach_changed)
        self.cursorPositionChanged.connect(self._reach_changed)
        self.arrived.connect(self._bring_cursor)
        self._arriving: Reach | None = None

    def show_document(self, document: Document, text: DocumentText) -> None:
        """Shows a document from its beginning, without paints, hits and selection."""
        self._read(document, text)
        super().show_document(document, text)
        self._reach_changed()

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
            self._arriving = self.reach
        self._dragging = True
        super()._rebuild()
        self._dragging = False

    @property
    def reach(self) -> Reach:
        """What is selected, in whole characters, and which of its ends moves."""
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

    def _line_at(self, position: int) -> QRectF | None:
        geometry = self._geometry()
        block = self._article.document.findBlock(self._article.positions.start_to_qt(position))
        return geometry.line_of(geometry.shown(block), position)
