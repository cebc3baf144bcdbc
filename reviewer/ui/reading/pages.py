"""The page view: a document's printed pages, read, selected and tagged by mouse and by keys.

It knows no library: the window gives it a document, its pages and its paints, and hears what the reader selects and wants.
"""

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from reviewer.ui.reading.handling import Handling
from reviewer.ui.reading.page_cursor import PageCursor
from reviewer.ui.reading.reach import Reach

_DRAG_PX = 4
_AUTO_SCROLL_MS = 30
_WHEEL_STEP = 120
"""What a wheel says for one notch, eighths of a degree."""


class PageView(PageCursor, Handling):
    """A document's pages as they are printed. All positions are code points of the text."""

    passage_pressed = Signal(str)  # passage id: painted text or a stripe was clicked
    drag_ended = Signal()  # something was selected by mouse, and no further click will widen it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_handy()
        self._pulled_to = QPointF()
        self._turned = 0
        self._pulling = QTimer(self, interval=_AUTO_SCROLL_MS)
        self._pulling.timeout.connect(self._pull)

    def copy(self) -> None:
        """Puts what is selected on the clipboard."""
        span = self.selection()
        if span:
            QGuiApplication.clipboard().setText(self.text[slice(*span)])

    def event(self, event: QEvent) -> bool:
        """Our keys come before the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._claim(event)
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Hovering over painted text or a stripe says which tags it has."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_words(event)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of `keys`; any other is the window's."""
        if not self._obey(event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms about the pointer."""
        self._go_on()
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
            under = self._code_point_at(event.position())
            self._select_unit(count, at if under is None else under)
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
        self._pulling.stop()
        if self._end_drag() is not None:
            self._press_passage(self._code_point_at(event.position()))

    def _drag_to(self, point: QPointF) -> None:
        at = self._caret_at(point)
        if at is None:
            return
        if self._unit is None:
            self._set_reach(Reach(self._reach.anchor, at), follow=False)
        else:
            self._drag_units(at)

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
