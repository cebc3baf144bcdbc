"""The list of documents at the left, with the field that filters it."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QLocale, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStackedLayout,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.model.document import Document, Status
from reviewer.ui.headings import EmptyWords, PanelHeading, fit_out_field
from reviewer.ui.library.model import DocumentsModel, status_name
from reviewer.ui.library.row import ROW, DocumentDelegate
from reviewer.ui.line import Line
from reviewer.ui.theme import icon, set_surface

DEBOUNCE = 70
"""Milliseconds without a key until the filter is said."""

STATUSES: tuple[Status, ...] = ("new", "in work", "done")


class LibraryList(QWidget):
    """Shows documents in the order given, and says what the reader wants with them.

    It filters nothing itself: it says what was typed, and is given what fits. The chosen rows and the place in the
    list are kept when it is given documents anew.
    """

    opened = Signal(str)  # DocumentId
    files_wanted = Signal()
    folder_wanted = Signal()
    filter_typed = Signal(str)  # words, trimmed; empty: show all
    status_chosen = Signal(list, str)  # list[DocumentId], Status
    removal_wanted = Signal(list)  # list[DocumentId], never empty

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "side")
        self.setAccessibleName(self.tr("Library"))
        self._heading = PanelHeading(
            self.tr("Library"), button_name=self.tr("Add documents"), shortcut="Ctrl+O", inset=20
        )
        self._heading.button.clicked.connect(self.files_wanted)
        self._heading.button.setMenu(self._menu_of_adding())
        self._heading.button.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        self._filter = _Filter(self.tr("Filter documents"))
        self._filter.textChanged.connect(self._filter_changed)
        self._filter.returnPressed.connect(self._open_first)
        self._filter.left_downwards.connect(self.take_focus)
        self._typing = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._typing.timeout.connect(self._say_filter)
        self._said = ""
        self._model = DocumentsModel(self)
        self._table = _Table()
        self._table.setModel(self._model)
        self._table.setItemDelegate(DocumentDelegate(self._table))
        self._table.setAccessibleName(self.tr("Documents"))
        self._table.opened.connect(self._open)
        self._table.removal_pressed.connect(self._say_removal)
        self._table.menu_wanted.connect(self._show_menu)
        self._empty = EmptyWords()
        self._lay_out()
        self.show_documents([])

    def show_documents(self, documents: Sequence[Document], *, total: int | None = None) -> None:
        """Shows these documents. `total` is how many the library holds, where these are only those that fit."""
        chosen = self.selected()
        current = self._table.currentIndex()
        current_id = self._model.document(current.row()).id if current.isValid() else None
        place = self._table.verticalScrollBar().value()
        if self._model.replace(documents):
            self._choose(chosen, current_id)
            self._table.verticalScrollBar().setValue(place)
        whole = len(documents) if total is None else total
        if whole == len(documents):
            self._heading.show_count(QLocale().toString(whole) if whole else "")
        else:
            self._heading.show_count(
                self.tr("{shown} of {all}").format(
                    shown=QLocale().toString(len(documents)), all=QLocale().toString(whole)
                )
            )
        self._show_emptiness(fitting=len(documents), whole=whole)

    def show_current(self, document_id: str | None) -> None:
        """Marks the document that is open, and brings its row into view; None marks none. Says nothing."""
        row = None if document_id is None else self._model.row(document_id)
        if row is None:
            self._table.clearSelection()
            self._table.setCurrentIndex(QModelIndex())
        elif self.selected() != [document_id]:
            # By name: the view itself would take a Ctrl that is held, as for Ctrl+PgDown, for adding to what is chosen.
            wanted = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self._table.selectionModel().setCurrentIndex(self._model.index(row, 0), wanted)
            self._table.scrollTo(self._model.index(row, 0))

    def selected(self) -> list[str]:
        """The chosen documents, in the order of the list."""
        rows = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        return [self._model.document(row).id for row in rows]

    def shown(self) -> list[str]:
        """The documents that are listed now, in their order."""
        return [self._model.document(row).id for row in range(self._model.rowCount())]

    def take_focus(self) -> None:
        """Gives the list the keyboard, on its chosen row or its first."""
        if not self._table.currentIndex().isValid() and self._model.rowCount():
            self._table.selectionModel().setCurrentIndex(
                self._model.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        """Gives the filter the keyboard, its words selected."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def _lay_out(self) -> None:
        field = QVBoxLayout()
        field.setContentsMargins(16, 4, 16, 12)
        field.addWidget(self._filter)
        self._body = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addLayout(field)
        column.addLayout(self._body, 1)
        # Only now: before it has a parent, the stack would show its first widget as a window of its own.
        self._body.addWidget(self._table)
        self._body.addWidget(self._empty)
        self.setMinimumWidth(200)

    def _menu_of_adding(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(icon("file-plus"), self.tr("Add files…"), self.files_wanted.emit)
        menu.addAction(icon("folder-plus"), self.tr("Add a folder…"), self.folder_wanted.emit)
        return menu

    def _show_emptiness(self, *, fitting: int, whole: int) -> None:
        if not whole:
            self._empty.setText(self.tr("No documents yet. Drop files here, or press Ctrl+O."))
        else:
            self._empty.setText(
                self.tr("No document fits “{words}”.").format(words=self._filter.text().strip())
            )
        self._body.setCurrentWidget(self._table if fitting else self._empty)

    def _choose(self, documents: Sequence[str], current: str | None) -> None:
        flag = QItemSelectionModel.SelectionFlag
        selection = self._table.selectionModel()
        for row in map(self._model.row, documents):
            if row is not None:
                selection.select(self._model.index(row, 0), flag.Select | flag.Rows)
        row = None if current is None else self._model.row(current)
        if row is not None:
            selection.setCurrentIndex(self._model.index(row, 0), flag.NoUpdate)

    def _filter_changed(self) -> None:
        self._typing.start()

    def _say_filter(self) -> None:
        words = self._filter.text().strip()
        if words != self._said:
            self._said = words
            self.filter_typed.emit(words)

    def _open_first(self) -> None:
        if self._typing.isActive():
            # What is shown does not yet fit what was typed: Enter only brings the answer sooner.
            self._typing.stop()
            self._say_filter()
        elif self._model.rowCount():
            self._table.setCurrentIndex(self._model.index(0, 0))
            self._open(self._model.index(0, 0))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.document(index.row()).id)

    def _say_removal(self) -> None:
        if chosen := self.selected():
            self.removal_wanted.emit(chosen)

    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.exec(place)
        menu.deleteLater()

    def menu(self) -> QMenu:
        """The menu of the chosen documents; where none is chosen, the menu of adding some."""
        chosen = self.selected()
        if not chosen:
            return self._menu_of_adding()
        menu = QMenu(self)
        opening = menu.addAction(icon("book-open"), self.tr("Open\tEnter"), self._open_chosen)
        opening.setEnabled(len(chosen) == 1)
        marking = menu.addMenu(icon("circle-check"), self.tr("Mark as"))
        rows = self._table.selectionModel().selectedRows()
        worn = {self._model.document(index.row()).status for index in rows}
        for status in STATUSES:
            action = marking.addAction(status_name(self, status))
            action.setData(status)
            action.setCheckable(True)
            action.setChecked(worn == {status})
        marking.triggered.connect(self._say_status)
        menu.addSeparator()
        menu.addAction(icon("trash-2"), self.tr("Remove from library…\tDel"), self._say_removal)
        return menu

    def _open_chosen(self) -> None:
        self.opened.emit(self.selected()[0])

    def _say_status(self, action: object) -> None:
        self.status_chosen.emit(self.selected(), action.data())  # type: ignore[attr-defined]


class _Filter(Line):
    """The field above the list: Down leads into the list, Escape empties it."""

    left_downwards = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        fit_out_field(self, "filter", words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class _Table(QTableView):
    """One column of rows of one height: the view that stays quick with very many rows."""

    opened = Signal(QModelIndex)
    removal_pressed = Signal()
    menu_wanted = Signal(QPoint)  # where, on the screen

    def __init__(self) -> None:
        super().__init__()
        self._pressed = QModelIndex()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("rows", "own")
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(ROW)
        rows.setDefaultSectionSize(ROW)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalScrollBar().setSingleStep(ROW // 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        is_opening = plain and event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.indexAt(event.position().toPoint()) if is_opening else QModelIndex()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Its first half has opened the document already.
        self._pressed = QModelIndex()
        super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, QModelIndex()
        if pressed.isValid() and pressed == self.indexAt(event.position().toPoint()):
            self.opened.emit(pressed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.setCurrentIndex(index)
            self.opened.emit(index)
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_pressed.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(row.center())
        self.menu_wanted.emit(place)
