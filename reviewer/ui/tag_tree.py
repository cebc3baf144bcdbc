"""The tree of topics, or the list of entities: rows that are chosen, renamed, moved, and shown alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QStyle, QTreeView

from reviewer.text.folding import folded_text
from reviewer.ui.headings import plain_tip
from reviewer.ui.rows import widened
from reviewer.ui.tag_row import COLOUR, COUNT, FILTERED, ICON, ID, ROW, TagDelegate, arrow_of, funnel_of


@dataclass(frozen=True, slots=True)
class TagRow:
    """One row. `parent` is the id of a row before it, or None; `colour` the stored one; `icon` a kind's, or empty."""

    id: str
    name: str
    colour: str
    count: int
    parent: str | None = None
    icon: str = ""
    hint: str = ""
    """The tooltip."""
    spoken: str = ""
    """What is read aloud."""
    found_by: str = ""
    """What a search of the rows looks into: the path, or the name and its aliases."""


@lru_cache(maxsize=20_000)
def _searched(words: str) -> str:
    return folded_text(words)


class TagTree(QTreeView):
    """Shows rows and says what is wanted with them. It changes none: whoever shows rows shows them anew.

    Rows that were closed stay closed, and the row with the keyboard stays it, by their ids.
    """

    chosen = Signal(str)  # id
    filter_toggled = Signal(str, bool)  # id, whether its passages are to be shown alone
    renamed = Signal(str, str)  # id, the new name
    removal_pressed = Signal(str)  # id
    moved = Signal(str, str)  # id, id of the new parent, or empty: to the top
    menu_wanted = Signal(str, QPoint)  # id, where on the screen

    def __init__(self, *, movable: bool) -> None:
        super().__init__()
        self._rows: Sequence[TagRow] = ()
        self._items: dict[str, QStandardItem] = {}
        self._filters: frozenset[str] = frozenset()
        self._caught = False
        self._found = ""
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        delegate = TagDelegate(self)
        delegate.renamed.connect(self.renamed)
        self.setItemDelegate(delegate)
        self._settle(movable=movable)
        self.clicked.connect(self._say_chosen)
        self.expanded.connect(self.updateGeometry)
        self.collapsed.connect(self.updateGeometry)

    def show_rows(self, rows: Sequence[TagRow]) -> None:
        """Shows these rows, each after its parent."""
        if [(row.id, row.parent) for row in rows] == [(row.id, row.parent) for row in self._rows]:
            for row, before in zip(rows, self._rows, strict=True):
                if row != before:
                    self._dress(self._items[row.id], row)
            self._rows = rows
            return
        closed = {name for name, item in self._items.items() if not self.isExpanded(item.index())}
        current = self.current_id()
        place = self.verticalScrollBar().value()
        self._rows = rows
        self._fill(rows)
        self.expandAll()
        for name in closed & self._items.keys():
            if self._items[name].hasChildren():
                self.collapse(self._items[name].index())
        if current in self._items:
            self._make_current(self._items[current])
        self.verticalScrollBar().setValue(place)
        self.updateGeometry()

    def set_filters(self, ids: Collection[str]) -> None:
        """Marks the rows whose passages are shown alone."""
        self._filters = frozenset(ids)
        for row in self._rows:
            self._dress(self._items[row.id], row)

    def search(self, words: str) -> int:
        """Leaves only the rows that hold the words, and those above them; how many hold them. No words: all.

        Neither case nor accents count.
        """
        wanted = folded_text(words).split()
        fitting = [row for row in self._rows if all(word in _searched(row.found_by) for word in wanted)]
        shown: set[str] = set()
        parents = {row.id: row.parent for row in self._rows}
        self._found = fitting[0].id if wanted and fitting else ""
        for row in fitting:
            name: str | None = row.id
            while name is not None and name not in shown:
                shown.add(name)
                name = parents.get(name)
        for name, item in self._items.items():
            self.setRowHidden(item.row(), item.index().parent(), name not in shown)
        if wanted:
            self.expandAll()
        self.updateGeometry()
        return len(fitting)

    def first_shown(self) -> str:
        """The first row that a search left and that holds its words, or else the current row; empty for none."""
        return self._found or self.current_id()

    def row_of(self, tag_id: str) -> TagRow | None:
        """What a row was shown with; None where it is not here."""
        return next((row for row in self._rows if row.id == tag_id), None)

    def current_id(self) -> str:
        """The row with the keyboard; empty where there is none."""
        index = self.currentIndex()
        return str(index.data(ID)) if index.isValid() else ""

    def take_focus(self, tag_id: str = "") -> None:
        """Gives the tree the keyboard, on the row named, or else on its current or first row."""
        item = self._items.get(tag_id or self.current_id()) or self._model.item(0)
        if item is not None:
            self._make_current(item)
            self.scrollTo(item.index())
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def rename(self, tag_id: str) -> None:
        """Opens the field in which a row gets another name."""
        if item := self._items.get(tag_id):
            self._make_current(item)
            self.edit(item.index())

    def place_of(self, tag_id: str) -> QRect:
        """Where on the screen a row is, from its name on; the whole tree where there is no such row."""
        item = self._items.get(tag_id)
        rect = (
            self.visualRect(item.index()).adjusted(32, 0, 0, 0)
            if item is not None
            else self.viewport().rect()
        )
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def sizeHint(self) -> QSize:
        """As high as all rows that are not folded away."""
        return QSize(240, ROW * self._shown_rows(QModelIndex()) + 2)

    def minimumSizeHint(self) -> QSize:
        """Six rows, or as many as there are."""
        return QSize(120, min(ROW * 6, self.sizeHint().height()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Arrow and funnel act at the press; anywhere else the row is pressed."""
        self._caught = event.button() == Qt.MouseButton.LeftButton and self._catch(event.position().toPoint())
        if not self._caught:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing, where the press was on an arrow or a funnel."""
        if not self._caught:
            super().mouseReleaseEvent(event)
        self._caught = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a name, renames; on an arrow or a funnel, the second of two presses."""
        self._caught = event.button() == Qt.MouseButton.LeftButton and self._catch(event.position().toPoint())
        if not self._caught:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, Ctrl+Enter shows alone, Delete asks to remove; the rest is the tree's own."""
        index = self.currentIndex()
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and index.isValid() and self.state() != QAbstractItemView.State.EditingState:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.toggle_filter(self.current_id())
            else:
                self._say_chosen(index)
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self.removal_pressed.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Says which row's menu is wanted, and where: by the pointer, or by the keyboard below the row."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            if name := self.current_id():
                self.menu_wanted.emit(name, self.place_of(name).bottomLeft())
            return
        index = self.indexAt(event.pos())
        if index.isValid():
            self.menu_wanted.emit(index.data(ID), event.globalPos())

    def dropEvent(self, event: QDropEvent) -> None:
        """Says below which row the dragged one is wanted. Not below itself, nor where it is already."""
        name, target = self.current_id(), self.indexAt(event.position().toPoint())
        if (
            target.isValid()
            and self.dropIndicatorPosition() != QAbstractItemView.DropIndicatorPosition.OnItem
        ):
            target = target.parent()
        # The view would move the row itself; here the library moves it, and the rows are shown anew.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        above, moving = target, self._items.get(name)
        while above.isValid():
            if above.data(ID) == name:
                return
            above = above.parent()
        row = self.row_of(name)
        parent = str(target.data(ID)) if target.isValid() else ""
        if moving is not None and row is not None and parent != (row.parent or ""):
            self.moved.emit(name, parent)

    def toggle_filter(self, tag_id: str) -> None:
        """Says that a row's passages are to be shown alone, or no longer."""
        self.filter_toggled.emit(tag_id, tag_id not in self._filters)

    def is_filtered(self, tag_id: str) -> bool:
        """Whether a row's passages are shown alone."""
        return tag_id in self._filters

    def _settle(self, *, movable: bool) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("rows", "own")
        self.setHeaderHidden(True)
        # The delegate indents: it needs the whole width for the tint, and the gutter for the arrow.
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        if movable:
            self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _fill(self, rows: Sequence[TagRow]) -> None:
        self._model.clear()
        self._items = {}
        for row in rows:
            item = QStandardItem()
            self._dress(item, row)
            above = self._items.get(row.parent) if row.parent else None
            (above or self._model.invisibleRootItem()).appendRow(item)
            self._items[row.id] = item

    def _dress(self, item: QStandardItem, row: TagRow) -> None:
        item.setText(row.name)
        item.setData(row.id, ID)
        item.setData(row.colour, COLOUR)
        item.setData(row.count, COUNT)
        item.setData(row.icon, ICON)
        item.setData(row.id in self._filters, FILTERED)
        item.setToolTip(plain_tip(row.hint))
        alone = self.tr("only its passages are shown") if row.id in self._filters else ""
        spoken = ", ".join(words for words in (row.spoken, alone) if words)
        item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)

    def _make_current(self, item: QStandardItem) -> None:
        self.selectionModel().setCurrentIndex(item.index(), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _catch(self, place: QPoint) -> bool:
        """Whether a press was on the arrow or the funnel of a row; then it did what they do."""
        index = self.indexAt(place)
        if not index.isValid():
            return False
        row = widened(self.visualRect(index), self)
        arrow, funnel = arrow_of(row, index), funnel_of(row)
        direction = self.layoutDirection()
        grown = [QStyle.visualRect(direction, row, rect).adjusted(-2, -8, 2, 8) for rect in (arrow, funnel)]
        if self._model.hasChildren(index) and grown[0].contains(place):
            self.setExpanded(index, not self.isExpanded(index))
            return True
        if grown[1].contains(place):
            self.toggle_filter(str(index.data(ID)))
            return True
        return False

    def _say_chosen(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ID))

    def _shown_rows(self, parent: QModelIndex) -> int:
        count = 0
        for row in range(self._model.rowCount(parent)):
            if self.isRowHidden(row, parent):
                continue
            index = self._model.index(row, 0, parent)
            count += 1 + (self._shown_rows(index) if self.isExpanded(index) else 0)
        return count
