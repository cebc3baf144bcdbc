"""The article view: a document's text, read, selected and tagged by mouse and by keys.

It knows no library: the window gives it a document and its paints, and hears what the reader selects and wants.
"""

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from reviewer.ui.reading.article_cursor import ArticleCursor
from reviewer.ui.reading.handling import Handling

_FORWARDED = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
}
_DRAG_PX = 4


class ArticleView(ArticleCursor, Handling):
    """A document's text as one reads it. All positions are code points of the text."""

    passage_pressed = Signal(str)  # passage id: painted text or a stripe was clicked
    drag_ended = Signal()  # something was selected by mouse, and no further click will widen it
    link_wanted = Signal(str)  # address: a link was clicked with Ctrl

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Not by Qt's keyboard: all keys are ours, and Qt would draw its caret beside our reading cursor.
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._make_handy()

    def event(self, event: QEvent) -> bool:
        """Our keys come before the window's shortcuts; the empty room beside the column is part of the text."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._claim(event)
        if event.type() in _FORWARDED and isinstance(event, QMouseEvent):
            return self.viewportEvent(self._on_viewport(event))
        if event.type() == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Hovering over painted text or a stripe says which tags it has."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_words(event)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of `keys`; any other is Qt's, or the window's."""
        if not self._obey(event):
            super().keyPressEvent(event)

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
            at = self._code_point_at(event.position())
            self._select_unit(count, self.reach.active if at is None else at)

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
            caret = self.cursorForPosition(event.position().toPoint())
            self._drag_units(self._article.positions.from_qt(caret.position()))
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
        pressed = self._end_drag()
        if pressed is not None and (event.position() - pressed).manhattanLength() <= _DRAG_PX:
            self._press(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The reader goes elsewhere."""
        self._go_on()
        super().wheelEvent(event)

    def _press(self, event: QMouseEvent) -> None:
        """A plain click: on painted text it says the passage, with Ctrl on a link the link."""
        at = self._code_point_at(event.position())
        link = self._scene.link_at(at) if at is not None else None
        if link is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.link_wanted.emit(link.target)
        else:
            self._press_passage(at)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: the document's own text, since Qt's is only its likeness."""
        data = QMimeData()
        span = self.selection()
        if span:
            data.setText(self.text[span[0] : span[1]])
        return data

    def _on_viewport(self, event: QMouseEvent) -> QMouseEvent:
        moved = self.viewport().mapFromGlobal(event.globalPosition())
        copy = QMouseEvent(
            event.type(), moved, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        copy.setTimestamp(event.timestamp())
        return copy

    def _words_at(self, point: QPointF) -> str:
        """The names of the tags at a point, and where a link there leads; one a line, empty where there is nothing."""
        words = super()._words_at(point)
        at = self._code_point_at(point) if self._stripe_at(point) is None else None
        link = self._scene.link_at(at) if at is not None else None
        if link is None:
            return words
        leads = self.tr("{address} (Ctrl+click opens it)").format(address=link.target)
        return f"{words}\n{leads}" if words else leads
