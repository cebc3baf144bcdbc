"""The page view: a document's printed pages, read, selected and tagged by mouse and by keys.

It knows no library: the window gives it a document, its pages and its paints, and hears what the reader selects and wants.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from reviewer.text.sentences import paragraph_at, sentence_at
from reviewer.text.words import Bounds, word_at
from reviewer.ui.reading.clicks import Clicks
from reviewer.ui.reading.keys import Verb, verb_of
from reviewer.ui.reading.page_cursor import PageCursor
from reviewer.ui.reading.painting import Paint
from reviewer.ui.reading.reach import Direction, Reach

_DRAG_PX = 4
_STRIPE_REACH = 3
_PAGE_OVERLAP = 64
_AUTO_SCROLL_MS = 30
_WHEEL_STEP = 120
"""What a wheel says for one notch, eighths of a degree."""


class PageView(PageCursor):
    """A document's pages as they are printed. All positions are code points of the text."""

    passage_pressed = Signal(str)  # passage id: painted text or a stripe was clicked
    drag_ended = Signal()  # something was selected by mouse, and no further click will widen it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport().setMouseTracking(True)
        self._clicks = Clicks()
        self._pressed_at: QPointF | None = None
        self._pulled_to = QPointF()
        self._turned = 0
        self._last_click = QTimer(self, singleShot=True)
        self._last_click.timeout.connect(self.drag_ended)
        self._pulling = QTimer(self, interval=_AUTO_SCROLL_MS)
        self._pulling.timeout.connect(self._pull)
        self._unit: Callable[[int], Bounds | None] | None = None
        self._origin: Bounds = (0, 0)
        self._verbs: dict[Verb, Callable[[], object]] = {
            "next sentence": partial(self.next_sentence, 1),
            "previous sentence": partial(self.next_sentence, -1),
            "extend to next sentence": partial(self.extend_selection, "sentence", 1),
            "extend to previous sentence": partial(self.extend_selection, "sentence", -1),
            "next word": partial(self.next_word, 1),
            "previous word": partial(self.next_word, -1),
            "extend to next word": partial(self.extend_selection, "word", 1),
            "extend to previous word": partial(self.extend_selection, "word", -1),
            "grow": self.grow,
            "shrink": self.shrink,
            "paragraph": self.select_paragraph,
            "everything": self.select_everything,
            "page down": partial(self._scroll_pages, 1),
            "page up": partial(self._scroll_pages, -1),
            "to the start": partial(self._scroll_share, 0.0),
            "to the end": partial(self._scroll_share, 1.0),
            "clear": self.clear_selection,
            "tag": self.want_tagging,
            "remove": self.want_removal,
        }

    def event(self, event: QEvent) -> bool:
        """Our keys come before the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(self._verb(event) is not None)
            return event.isAccepted()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Hovering over painted text or a stripe says which tags it has."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(QPointF(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of `keys`; any other is the window's."""
        verb = self._verb(event)
        if verb is None:
            super().keyPressEvent(event)
            return
        event.accept()
        self._verbs[verb]()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms about the pointer."""
        self._wanted = None
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _WHEEL_STEP)
        self._turned -= steps * _WHEEL_STEP
        if steps:
            self._zoom_about(steps, self.viewport().mapFromGlobal(event.globalPosition()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Once: from here on. Twice a word, three times a sentence, four times a paragraph. Shift: up to here."""
        if event.button() != Qt.MouseButton.LeftButton or not self.text:
            super().mousePressEvent(event)
            return
        stripe = self._stripe_at(event.position())
        if stripe is not None:
            self.passage_pressed.emit(stripe.passage)
            return
        count = self._clicks.count(event)
        self._last_click.stop()
        at = self._caret_at(event.position())
        if at is None:
            return
        self._dragging = True
        self._wanted = None
        self._pressed_at = event.position() if count == 1 else None
        if count > 1:
            self._unit = self._unit_finder(min(count, 4))
            under = self._code_point_at(event.position())
            self._origin = self._unit(at if under is None else under) or (at, at)
            self._set_reach(Reach(*self._origin), follow=False)
        else:
            self._unit = None
            keep = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._set_reach(Reach(self._reach.anchor if keep else at, at), follow=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click is a press like any other."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging selects; after a double or triple click, by whole words or sentences."""
        point = event.position()
        if not event.buttons():
            self.viewport().setCursor(self._shape_at(point))
        elif self._dragging:
            if self._pressed_at and (point - self._pressed_at).manhattanLength() <= _DRAG_PX:
                return
            self._pulled_to = point
            self._drag_to(point)
            outside = not 0 <= point.y() <= self.viewport().height()
            if outside and not self._pulling.isActive():
                self._pulling.start()
            elif not outside:
                self._pulling.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Says what was selected, or what was clicked."""
        if event.button() != Qt.MouseButton.LeftButton or not self._dragging:
            super().mouseReleaseEvent(event)
            return
        self._dragging = False
        self._pulling.stop()
        self._unit = None
        pressed, self._pressed_at = self._pressed_at, None
        self._say()
        if self.selection():
            # After a double click a third may follow.
            self._last_click.start(0 if pressed else QApplication.doubleClickInterval())
        elif pressed is not None:
            at = self._code_point_at(event.position())
            paints = self._scene.paints.at(at) if at is not None else []
            if paints:
                self.passage_pressed.emit(min(paints, key=lambda paint: paint.end - paint.start).passage)

    def _verb(self, event: QKeyEvent) -> Verb | None:
        verb = verb_of(event) if self._text else None
        if verb == "clear" and self.selection() is None:
            return None
        return verb

    def _unit_finder(self, count: int) -> Callable[[int], Bounds | None]:
        if count == 2:
            return partial(word_at, self.text)
        if count == 3:
            return partial(sentence_at, self.text, language=self._language)
        return partial(paragraph_at, self.text)

    def _drag_to(self, point: QPointF) -> None:
        at = self._caret_at(point)
        if at is None:
            return
        if self._unit is None:
            self._set_reach(Reach(self._reach.anchor, at), follow=False)
            return
        start, end = self._origin
        unit = self._unit(at) or (at, at)
        reach = Reach(end, unit[0]) if unit[0] < start else Reach(start, max(end, unit[1]))
        self._set_reach(reach, follow=False)

    def _pull(self) -> None:
        """Scrolls on while the mouse is held above or below the view, the faster the farther."""
        beyond = self._pulled_to.y() - (self.viewport().height() if self._pulled_to.y() > 0 else 0)
        bar = self.verticalScrollBar()
        bar.setValue(round(bar.value() + max(-60.0, min(60.0, beyond / 2))))
        self._drag_to(self._pulled_to)

    def _shape_at(self, point: QPointF) -> Qt.CursorShape:
        if self._stripe_at(point) is not None:
            return Qt.CursorShape.PointingHandCursor
        if self._code_point_at(point) is not None:
            return Qt.CursorShape.IBeamCursor
        return Qt.CursorShape.ArrowCursor

    def _stripe_at(self, point: QPointF) -> Paint | None:
        for stripe in self._stripes:
            if stripe.rect.adjusted(-_STRIPE_REACH, 0, _STRIPE_REACH, 0).contains(point):
                return stripe.paint
        return None

    def _words_at(self, point: QPointF) -> str:
        """The names of the tags at a point, one a line; empty where there is none."""
        stripe = self._stripe_at(point)
        at = self._code_point_at(point)
        if stripe is not None:
            paints = [paint for paint in self._scene.paints.all if paint.passage == stripe.passage]
        else:
            paints = self._scene.paints.at(at) if at is not None else []
        return "\n".join(dict.fromkeys(paint.label for paint in paints))

    def _scroll_pages(self, direction: Direction) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + direction * (self.viewport().height() - _PAGE_OVERLAP))

    def _scroll_share(self, share: float) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(round(share * bar.maximum()))
