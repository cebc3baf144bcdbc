"""The article view: a document's text, read, selected and tagged by mouse and by keys.

It knows no library: the window gives it a document and its paints, and hears what the reader selects and wants.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from reviewer.text.sentences import paragraph_at, sentence_at
from reviewer.text.words import Bounds, word_at
from reviewer.ui.reading.article_cursor import ArticleCursor
from reviewer.ui.reading.clicks import Clicks
from reviewer.ui.reading.keys import Verb, verb_of
from reviewer.ui.reading.painting import Paint
from reviewer.ui.reading.reach import Direction, Reach

_FORWARDED = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
}
_DRAG_PX = 4
_STRIPE_REACH = 3
_PAGE_OVERLAP = 64


class ArticleView(ArticleCursor):
    """A document's text as one reads it. All positions are code points of the text."""

    passage_pressed = Signal(str)  # passage id: painted text or a stripe was clicked
    drag_ended = Signal()  # something was selected by mouse, and no further click will widen it
    link_wanted = Signal(str)  # address: a link was clicked with Ctrl

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Not by Qt's keyboard: all keys are ours, and Qt would draw its caret beside our reading cursor.
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._clicks = Clicks()
        self._pressed_at: QPointF | None = None
        self._last_click = QTimer(self, singleShot=True)
        self._last_click.timeout.connect(self.drag_ended)
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
            "copy": self.copy,
            "clear": self.clear_selection,
            "tag": self.want_tagging,
            "remove": self.want_removal,
        }

    def event(self, event: QEvent) -> bool:
        """Our keys come before the window's shortcuts; the empty room beside the column is part of the text."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(self._verb(event) is not None)
            return event.isAccepted()
        if event.type() in _FORWARDED and isinstance(event, QMouseEvent):
            return self.viewportEvent(self._on_viewport(event))
        if event.type() == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Hovering over painted text or a stripe says which tags it has."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._words_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of `keys`; any other is Qt's, or the window's."""
        verb = self._verb(event)
        if verb is None:
            super().keyPressEvent(event)
            return
        event.accept()
        self._verbs[verb]()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Once: Qt's own selecting. Twice a word, three times a sentence, four times a paragraph."""
        if event.button() != Qt.MouseButton.LeftButton or not self.text:
            super().mousePressEvent(event)
            return
        stripe = self._stripe_at(event.position())
        if stripe is not None:
            self.passage_pressed.emit(stripe.passage)
            return
        count = self._clicks.count(event)
        self._last_click.stop()
        self._unit = None
        self._dragging = True
        self._pressed_at = event.position() if count == 1 else None
        if count == 1:
            super().mousePressEvent(event)
        else:
            self._select_unit(min(count, 4), event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click is a press like any other."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging selects; after a double or triple click, by whole words or sentences."""
        if not event.buttons():
            over = self._stripe_at(event.position())
            shape = Qt.CursorShape.IBeamCursor if over is None else Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(shape)
        if self._unit is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_units(event.position())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Says what was selected, or what was clicked."""
        if event.button() != Qt.MouseButton.LeftButton or not self._dragging:
            super().mouseReleaseEvent(event)
            return
        if self._pressed_at is not None:
            # Qt would take the release of a press that it never saw for the end of an older one, and select nothing.
            super().mouseReleaseEvent(event)
        self._dragging = False
        self._unit = None
        pressed, self._pressed_at = self._pressed_at, None
        self._say(self._reach())
        if self.selection():
            # After a double click a third may follow.
            self._last_click.start(0 if pressed else QApplication.doubleClickInterval())
        elif pressed is not None and (event.position() - pressed).manhattanLength() <= _DRAG_PX:
            self._press(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The reader goes elsewhere: a place that is still waited for is not wanted any more."""
        self._wanted = None
        super().wheelEvent(event)

    def _press(self, event: QMouseEvent) -> None:
        """A plain click: on painted text it says the passage, with Ctrl on a link the link."""
        at = self._code_point_at(event.position())
        if at is None:
            return
        link = self._scene.link_at(at)
        if link is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.link_wanted.emit(link.target)
        elif paints := self._scene.paints.at(at):
            self.passage_pressed.emit(min(paints, key=lambda paint: paint.end - paint.start).passage)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: the document's own text, since Qt's is only its likeness."""
        data = QMimeData()
        span = self.selection()
        if span:
            data.setText(self.text[span[0] : span[1]])
        return data

    def _verb(self, event: QKeyEvent) -> Verb | None:
        verb = verb_of(event) if self.text else None
        if verb == "clear" and self.selection() is None:
            return None
        return verb

    def _on_viewport(self, event: QMouseEvent) -> QMouseEvent:
        moved = self.viewport().mapFromGlobal(event.globalPosition())
        copy = QMouseEvent(
            event.type(), moved, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        copy.setTimestamp(event.timestamp())
        return copy

    def _select_unit(self, count: int, point: QPointF) -> None:
        at = self._code_point_at(point)
        if at is None:
            at = self._reach().active
        self._unit = self._unit_finder(count)
        self._origin = self._unit(at) or (at, at)
        self._set_reach(Reach(*self._origin), follow=False)

    def _unit_finder(self, count: int) -> Callable[[int], Bounds | None]:
        if count == 2:
            return partial(word_at, self.text)
        if count == 3:
            return partial(sentence_at, self.text, language=self._language)
        return partial(paragraph_at, self.text)

    def _drag_units(self, point: QPointF) -> None:
        at = self._article.positions.from_qt(self.cursorForPosition(point.toPoint()).position())
        unit = (self._unit(at) if self._unit else None) or (at, at)
        start, end = self._origin
        reach = Reach(end, unit[0]) if unit[0] < start else Reach(start, max(end, unit[1]))
        self._set_reach(reach, follow=False)

    def _stripe_at(self, point: QPointF) -> Paint | None:
        for stripe in self._stripes:
            if stripe.rect.adjusted(-_STRIPE_REACH, 0, _STRIPE_REACH, 0).contains(point):
                return stripe.paint
        return None

    def _words_at(self, point: QPointF) -> str:
        """The names of the tags at a point, one a line, and where a link there leads; empty where there is nothing."""
        stripe = self._stripe_at(point)
        if stripe is not None:
            paints = [
                paint
                for paint in self._scene.paints.between(stripe.start, stripe.end)
                if paint.passage == stripe.passage
            ]
            return "\n".join(dict.fromkeys(paint.label for paint in paints))
        at = self._code_point_at(point)
        if at is None:
            return ""
        words = list(dict.fromkeys(paint.label for paint in self._scene.paints.at(at)))
        link = self._scene.link_at(at)
        if link is not None:
            words.append(self.tr("{address} (Ctrl+click opens it)").format(address=link.target))
        return "\n".join(words)

    def _scroll_pages(self, direction: Direction) -> None:
        bar = self.verticalScrollBar()
        self._wanted = None
        bar.setValue(bar.value() + direction * (self.viewport().height() - _PAGE_OVERLAP))

    def _scroll_share(self, share: float) -> None:
        self._wanted = None
        bar = self.verticalScrollBar()
        bar.setValue(round(share * bar.maximum()))
