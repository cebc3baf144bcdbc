"""The surface under the article view: it shows a text in a column, paints under it, zooms, and scrolls to places.

It takes no input; that is `article`.
"""

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent, QShowEvent, QTextBlock
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from reviewer.model.document import Document, DocumentText
from reviewer.ui.reading.arriving import PLACE_MS, Flash, Wanted
from reviewer.ui.reading.article_document import build_article, no_article
from reviewer.ui.reading.article_painting import GUTTER, Scene, Stripe, paint_under
from reviewer.ui.reading.geometry import Geometry
from reviewer.ui.reading.painting import Paint, selection_colour
from reviewer.ui.theme import theme, themes

COLUMN = 680
"""Width of a line at a zoom of 1, px."""
_LEAST_COLUMN = 240
_TOP, _BOTTOM = 44, 120
_AT_ONCE = 400_000
"""A text up to this long is laid out at once where a place far down is wanted; of a longer one the place comes into
view when Qt's own laying out, slice by slice, has reached it."""
_AIR = 4
"""What is left above the line that is at the top, px."""
_WRAP_MS = 150
"""How long the lines of a huge text wait for the reader to have done with making the window narrower."""
_ZOOMS = (0.6, 3.0)


class ArticleSurface(QTextEdit):
    """A read-only text in a column, with what is painted under it. Positions are code points of the document's text."""

    place_changed = Signal(int)  # the code point at the top, when scrolling has come to rest
    arrived = Signal(int)  # the code point of a place that was wanted: it is in view now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[Document, DocumentText] | None = None
        self._article = no_article(self.document())
        self._scene = Scene()
        self._stripes: list[Stripe] = []
        self._scale = 1.0
        self._wanted: Wanted | None = None
        self._settling = False
        """Whether we ourselves are about to scroll or to widen, and what Qt says of it needs no answer."""
        self._flash = Flash(self)
        self._resting = QTimer(self, singleShot=True, interval=PLACE_MS)
        self._resting.timeout.connect(self._say_place)
        self._wrapping = QTimer(self, singleShot=True, interval=_WRAP_MS)
        self._wrapping.timeout.connect(self._rewrap)
        self.setTabChangesFocus(True)
        self.setMinimumWidth(_LEAST_COLUMN + 2 * GUTTER + self.verticalScrollBar().sizeHint().width())
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._settle)
        themes.changed.connect(self._recolour)
        self._recolour_selection()

    @property
    def text(self) -> str:
        """The text that is shown; empty before there is one."""
        return self._scene.text

    @property
    def zoom(self) -> float:
        """How much larger than usual the text is."""
        return self._scale

    def show_document(self, document: Document, text: DocumentText) -> None:
        """Shows a document from its beginning, without paints and hits."""
        self._shown = (document, text)
        links = sorted((mark for mark in text.marks if mark.kind == "link"), key=lambda mark: mark.start)
        self._scene = Scene(text=text.text, links=links)
        self._flash.stop()
        self.setAccessibleName(self.tr("Text of “{title}”").format(title=document.metadata.title))
        self._build()
        self.verticalScrollBar().setValue(0)

    def set_paints(self, paints: list[Paint]) -> None:
        """Paints these tags, instead of those before."""
        self._scene.set_paints(paints)
        self.viewport().update()

    def set_hits(self, hits: list[tuple[int, int]], current: int = -1) -> None:
        """Marks what a search found, in the order of the text; the one at index `current` stands out, -1: none does."""
        self._scene.hits = hits
        self._scene.current_hit = current
        self.viewport().update()

    def place(self) -> int:
        """The code point at the top of the view: what `show_place` brings back there."""
        if self._wanted is not None:
            return self._wanted.position
        if not self.verticalScrollBar().value():
            return 0
        shown = next(self._geometry().blocks(1, self.viewport().height()), None)
        if shown is None:
            return 0
        for number in range(shown.block.layout().lineCount()):
            line = shown.block.layout().lineAt(number)
            if shown.place.y() + line.y() + line.height() > 1:
                return self._article.positions.from_qt(shown.block.position() + line.textStart())
        return shown.start

    def show_place(self, position: int) -> None:
        """Scrolls until a code point is at the top; the first one with the title above it."""
        if position:
            self._want(Wanted(position, 0.0))
        else:
            self._wanted = None
            self.verticalScrollBar().setValue(0)
            self.arrived.emit(0)

    def zoom_by(self, steps: int) -> None:
        """Enlarges the text by so many steps of a tenth, or makes it smaller; 0 gives it its usual size."""
        low, high = _ZOOMS
        self._scale = min(high, max(low, self._scale * 1.1**steps)) if steps else 1.0
        self._rebuild()

    def reveal(self, position: int) -> None:
        """Scrolls until a code point stands a third down the view, at once or when the text is laid out so far."""
        self._want(Wanted(position, 1 / 3))

    def flash(self, start: int, end: int) -> None:
        """Lets a stretch light up and fade."""
        self._flash.light(self._scene, start, end)

    def _geometry(self) -> Geometry:
        return Geometry(self._article, self.text, offset=self.verticalScrollBar().value(), scale=self._scale)

    def _build(self) -> None:
        """Makes the Qt document anew. It is complete before it is shown: only then is it laid out lazily."""
        if self._shown is None:
            return
        article = build_article(*self._shown, scale=self._scale, column=self._column(), parent=self)
        frame = article.document.rootFrame().frameFormat()
        frame.setLeftMargin(GUTTER)
        frame.setRightMargin(GUTTER)
        frame.setTopMargin(_TOP)
        frame.setBottomMargin(_BOTTOM)
        article.document.rootFrame().setFrameFormat(frame)
        self._article = article
        self._scene.forget_drawn()
        self._settling = True
        # Which deletes the document before, since that is the view's child. The column gets its width after that: the
        # old text would be laid out once more.
        self.setDocument(article.document)
        self._widen()
        self._settling = False

    def _rebuild(self) -> None:
        place = self.place()
        self._build()
        # From the beginning, or painting would lay out everything up to where the old text was scrolled.
        self.verticalScrollBar().setValue(0)
        self.show_place(place)

    def _recolour(self) -> None:
        self._article.recolour()
        self._scene.forget_drawn()
        self._recolour_selection()

    def _recolour_selection(self) -> None:
        """A selection is translucent, so that the tags under it are still to be seen."""
        palette = self.palette()
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            palette.setColor(group, QPalette.ColorRole.Highlight, selection_colour(theme()))
            palette.setColor(group, QPalette.ColorRole.HighlightedText, QColor(theme().text))
        self.setPalette(palette)

    def _column(self) -> int:
        room = self.width() - 2 * GUTTER - self.verticalScrollBar().sizeHint().width()
        return max(_LEAST_COLUMN, min(round(COLUMN * self._scale), room))

    def _centre(self) -> None:
        """Puts the column in the middle."""
        left = max(0, (self.width() - self._column() - 2 * GUTTER) // 2)
        if self.viewportMargins().left() != left:
            self.setViewportMargins(left, 0, 0, 0)

    def _widen(self) -> None:
        """Gives the column its width."""
        self._centre()
        self._scene.forget_drawn()
        self.setLineWrapColumnOrWidth(self._column() + 2 * GUTTER)

    def _rewrap(self) -> None:
        """Lines break elsewhere, and the place at the top stays there."""
        if len(self.text) > _AT_ONCE:
            # Qt would lay out everything down to the place again before it goes on.
            self._rebuild()
            return
        place = self.place()
        self._widen()
        self.show_place(place)

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._settle()

    def _settle(self) -> None:
        """Brings the wanted place into view if the text is laid out so far; else it is tried again as that goes on."""
        if self._wanted is None or self._settling or not self.isVisible():
            return
        wanted = self._wanted
        block = self._article.document.findBlock(self._article.positions.start_to_qt(wanted.position))
        if len(self.text) > _AT_ONCE and not block.layout().lineCount():
            return
        self._settling = True
        try:
            if len(self.text) <= _AT_ONCE:
                self._lay_out()
            done = self._scroll_to(block, wanted)
        finally:
            self._settling = False
        if done:
            self._wanted = None
            self.arrived.emit(wanted.position)

    def _scroll_to(self, block: QTextBlock, wanted: Wanted) -> bool:
        """Scrolls as far as the text is laid out; whether that is where the place was wanted."""
        geometry, bar = self._geometry(), self.verticalScrollBar()
        line = geometry.line_of(geometry.shown(block), wanted.position)
        top = (line.top() if line else 0.0) + bar.value()
        target = round(max(0.0, top - max(wanted.share * self.viewport().height(), _AIR)))
        bar.setValue(target)
        return bar.value() == target or self._is_laid_out()

    def _lay_out(self) -> None:
        """Lays out the whole text now, and tells the scroll bar."""
        if not self._is_laid_out():
            layout = self._article.document.documentLayout()
            layout.blockBoundingRect(self._article.document.lastBlock())
            layout.documentSizeChanged.emit(layout.documentSize())

    def _is_laid_out(self) -> bool:
        return bool(self._article.document.lastBlock().layout().lineCount())

    def _go_on(self) -> None:
        """The reader goes elsewhere: a place that is still waited for is not wanted any more."""
        self._wanted = None

    def _scrolled(self) -> None:
        if not self._settling and self._is_under_hand():
            self._wanted = None
        self._resting.start()

    def _is_under_hand(self) -> bool:
        """Whether the reader is scrolling just now, and so wants no other place any more."""
        return self.verticalScrollBar().isSliderDown()

    def _say_place(self) -> None:
        self.place_changed.emit(self.place())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tags first, then the letters, which leave what is under them to be seen."""
        painter = QPainter(self.viewport())
        view = QRectF(self.viewport().rect())
        view.setWidth(self.lineWrapColumnOrWidth())
        self._stripes = paint_under(painter, self._geometry(), self._scene, view)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column stays in the middle, and in a window that is too narrow for it becomes narrower."""
        self._centre()
        super().resizeEvent(event)
        if self.lineWrapColumnOrWidth() != self._column() + 2 * GUTTER and not self._settling:
            if len(self.text) > _AT_ONCE:
                self._wrapping.start()
            else:
                self._rewrap()
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        """What was wanted while nothing was to be seen comes into view now."""
        before = self.verticalScrollBar().value()
        super().showEvent(event)
        # Qt goes to its cursor when it is shown first, which is not where the reader was.
        self.verticalScrollBar().setValue(before)
        self._settle()

    def _rects(self, start: int, end: int) -> list[QRectF]:
        """What a stretch covers in the viewport, of the blocks that are seen."""
        geometry = self._geometry()
        return [
            rect
            for shown in geometry.blocks(0, self.viewport().height())
            if shown.start < end and shown.end > start
            for rect in geometry.rects(shown, start, end)
        ]

    def _code_point_at(self, point: QPointF) -> int | None:
        return self._geometry().code_point_at(point)
