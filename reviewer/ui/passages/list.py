"""The list of cards: what keys, clicks and its menu do."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu

from reviewer.model.passage import Passage
from reviewer.ui.passages.delegate import CardDelegate
from reviewer.ui.passages.model import PASSAGE_ROLE, PassageModel


class CardList(QListView):
    """The cards as a list: arrows and clicks go there, Delete removes, Enter writes the memo."""

    pressed_on = Signal(str)  # PassageId
    tag_removed = Signal(str)  # TagId
    removed = Signal(str)  # PassageId
    tagging_wanted = Signal(str)  # PassageId
    memo_written = Signal(str, str)  # PassageId, text

    def __init__(self, model: PassageModel) -> None:
        super().__init__()
        self._cards = model
        self._delegate = CardDelegate(self)
        self._delegate.written.connect(self.memo_written)
        self._delegate.closeEditor.connect(self._memo_closed)
        self._cross_down: tuple[str, int] = ("", -1)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Passages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def current(self) -> str:
        """The id of the marked passage; empty where none is."""
        return self._id(self.currentIndex())

    def choose(self, passage: str, *, scroll: bool) -> None:
        """Marks a card without saying so."""
        row = self._cards.row_of(passage)
        index = self._cards.index(row, 0) if row >= 0 else QModelIndex()
        if index != self.currentIndex() or not index.isValid():
            # Without Qt's own scrolling, which would move a card that is in sight.
            self.setAutoScroll(False)
            self.setCurrentIndex(index)
            self.setAutoScroll(True)
        if not index.isValid():
            self.clearSelection()
        elif scroll:
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def begun_memo(self) -> tuple[str, str] | None:
        """The passage whose memo is being written, and what is written so far; None where none is."""
        field = self._delegate.field
        return (self._cards.edited, field.toPlainText()) if field is not None and self._cards.edited else None

    def write_memo(self, passage: str, begun: str | None = None) -> None:
        """Opens the field for a passage's memo, with `begun` in it if something was."""
        row = self._cards.row_of(passage)
        if row < 0:
            self._cards.edit("")
            return
        index = self._cards.index(row, 0)
        self._cards.edit(passage)
        self.doItemsLayout()
        self.choose(passage, scroll=True)
        if self._delegate.field is None:
            self.edit(index)
        field = self._delegate.field
        if field is not None and begun is not None:
            field.setPlainText(begun)
            field.document().setModified(True)
            field.moveCursor(field.textCursor().MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes the passage, Enter writes its memo, Space goes there; so do the arrows, at each step."""
        passage = self.current()
        if not passage:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(passage)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.write_memo(passage)
        elif event.key() == Qt.Key.Key_Space:
            self.pressed_on.emit(passage)
        elif event.text().isprintable() and event.text() and not event.modifiers():
            # Letters are the window's keys; Qt would search the list for them.
            event.ignore()
        else:
            super().keyPressEvent(event)
            if self.current() not in {passage, ""}:
                self.pressed_on.emit(self.current())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notes the cross that the button went down on."""
        self._cross_down = self._cross(event.position().toPoint())
        if self._cross_down[1] < 0 or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Removes the tag whose cross the button went down and up on; otherwise goes to the passage."""
        place, down = event.position().toPoint(), self._cross_down
        self._cross_down = ("", -1)
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        if down[1] >= 0:
            if self._cross(place) == down:
                self._remove_tag(down)
            return
        super().mouseReleaseEvent(event)
        passage = self._id(self.indexAt(place))
        if passage and passage == self.current():
            self.pressed_on.emit(passage)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows the cross under the pointer."""
        super().mouseMoveEvent(event)
        under = self._cross(event.position().toPoint())
        if under != self._delegate.under_mouse:
            self._delegate.under_mouse = under
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a card, for the mouse and for the menu key."""
        index = self.indexAt(event.pos())
        passage = index.data(PASSAGE_ROLE)
        if not isinstance(passage, Passage):
            return
        self.menu_for(index).exec(event.globalPos())

    def menu_for(self, index: QModelIndex) -> QMenu:
        """The menu of a card, which goes with its list."""
        passage, layout = index.data(PASSAGE_ROLE), self._delegate.layout_of(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, self.tr("Go there"), lambda: self.pressed_on.emit(passage.id))
        self._add(menu, self.tr("Add a tag…"), lambda: self.tagging_wanted.emit(passage.id))
        self._add(menu, self.tr("Edit the memo\tEnter"), lambda: self.write_memo(passage.id))
        menu.addSeparator()
        for number, chip in enumerate(layout.chips if layout else ()):
            words = self.tr("Remove “{name}”").format(name=chip.name.replace("&", "&&"))
            self._add(menu, words, lambda number=number: self._remove_tag((passage.id, number)))  # type: ignore[misc]
        self._add(menu, self.tr("Remove the passage\tDel"), lambda: self.removed.emit(passage.id))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lays the cards out for the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _add(self, menu: QMenu, words: str, verb: Callable[[], None]) -> None:
        menu.addAction(words).triggered.connect(verb)

    def _id(self, index: QModelIndex) -> str:
        passage = index.data(PASSAGE_ROLE) if index.isValid() else None
        return passage.id if isinstance(passage, Passage) else ""

    def _cross(self, place: QPoint) -> tuple[str, int]:
        index = self.indexAt(place)
        cross = self._delegate.cross_at(index, place) if index.isValid() else -1
        return (self._id(index), cross) if cross >= 0 else ("", -1)

    def _remove_tag(self, cross: tuple[str, int]) -> None:
        layout = self._delegate.layout_of(self._cards.index(self._cards.row_of(cross[0]), 0))
        if layout is not None:
            self.tag_removed.emit(layout.tags[cross[1]])

    def _memo_closed(self) -> None:
        self._cards.edit("")
