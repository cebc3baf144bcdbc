"""The panel of what a search found."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QLocale, QModelIndex, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reviewer.model.query import Hit, Where
from reviewer.ui.headings import EmptyWords, tool_button
from reviewer.ui.search.model import HitsModel
from reviewer.ui.search.row import HitDelegate
from reviewer.ui.theme import font, set_surface, set_tone


class SearchResults(QWidget):
    """Shows hits under their documents, and says which one the reader wants to see."""

    opened = Signal(object)  # Hit
    where_chosen = Signal(str)  # Where: `text` or `passages`
    closed = Signal()  # the reader wants the search to be over

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "side")
        self.setAccessibleName(self.tr("Search results"))
        self._model = HitsModel(self)
        self._tree = _Tree()
        self._tree.setModel(self._model)
        self._tree.setItemDelegate(HitDelegate(self._tree))
        self._tree.setAccessibleName(self.tr("Hits"))
        self._tree.chosen.connect(self._open)
        self._summary = QLabel()
        self._summary.setFont(font("meta"))
        set_tone(self._summary, "muted")
        self._empty = EmptyWords()
        self._where: dict[Where, QPushButton] = {
            "text": QPushButton(self.tr("Texts")),
            "passages": QPushButton(self.tr("Passages")),
        }
        self._lay_out()
        self.show_hits([])

    def show_hits(self, hits: Sequence[Hit], words: str = "", *, more: bool = False) -> None:
        """Shows hits, best first, found by `words`. `more`: there are others that were not asked for."""
        self._model.replace(hits, words)
        self._tree.expandAll()
        self._tree.scrollToTop()
        self._summary.setText(self._summed_up(hits, more=more))
        if not words and not hits:
            self._empty.setText(
                self.tr("Type above to search. A tagged passage is found by its words and its tags.")
            )
        else:
            self._empty.setText(self.tr("Nothing fits “{words}”.").format(words=words))
        self._body.setCurrentWidget(self._tree if hits else self._empty)
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._summary.text()))

    def set_where(self, where: Where) -> None:
        """Shows what is searched: texts, or passages. Says nothing."""
        self._where[where].setChecked(True)

    def step(self, direction: int) -> None:
        """Opens the hit after the current one (1) or before it (-1), going round at the ends."""
        hits = self._tree.hits()
        if not hits:
            return
        current = self._tree.currentIndex()
        if current in hits:
            place = (hits.index(current) + direction) % len(hits)
        else:
            place = 0 if direction > 0 else len(hits) - 1
        self._tree.make_current(hits[place])
        self._open(hits[place])

    def take_focus(self) -> None:
        """Gives the hits the keyboard, on the current one or the first."""
        hits = self._tree.hits()
        if hits and not self._tree.currentIndex().isValid():
            self._tree.make_current(hits[0])
        self._tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        name = QLabel(self.tr("Search"))
        name.setFont(font("label"))
        set_tone(name, "muted")
        closing = tool_button("x", self.tr("Close the search"), shortcut=self.tr("Esc"), size=18)
        closing.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addSpacing(20)
        top.addWidget(name)
        top.addStretch(1)
        top.addWidget(self._summary)
        top.addSpacing(8)
        top.addWidget(closing)
        top.addSpacing(8)
        switch = QHBoxLayout()
        switch.setContentsMargins(12, 4, 12, 4)
        switch.setSpacing(4)
        group = QButtonGroup(self)
        for where, button in self._where.items():
            button.setCheckable(True)
            button.setProperty("quiet", True)  # noqa: FBT003 - Qt's signature
            button.setObjectName(where)
            group.addButton(button)
            switch.addWidget(button)
        self._where["text"].setChecked(True)
        group.buttonClicked.connect(self._say_where)
        switch.addStretch(1)
        self._body = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(switch)
        column.addLayout(self._body, 1)
        # Only now: before it has a parent, the stack would show its first widget as a window of its own.
        self._body.addWidget(self._tree)
        self._body.addWidget(self._empty)
        self.setMinimumWidth(200)

    def _summed_up(self, hits: Sequence[Hit], *, more: bool) -> str:
        documents = self._model.rowCount()
        if not hits:
            return ""
        if len(hits) == 1:
            return self.tr("1 hit")
        plus = "+" if more else ""
        found = f"{QLocale().toString(len(hits))}{plus}"
        if documents == 1:
            return self.tr("{hits} hits in 1 document").format(hits=found)
        return self.tr("{hits} hits in {documents} documents").format(
            hits=found, documents=f"{QLocale().toString(documents)}{plus}"
        )

    def _say_where(self, button: QPushButton) -> None:
        self.where_chosen.emit(button.objectName())

    def _open(self, index: QModelIndex) -> None:
        hit = self._model.hit(index)
        if hit is not None:
            self.opened.emit(hit)


class _Tree(QTreeView):
    chosen = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("rows", "own")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._act)

    def hits(self) -> list[QModelIndex]:
        """The places of all hits, in order."""
        model = self.model()
        groups = [model.index(row, 0) for row in range(model.rowCount())]
        return [model.index(row, 0, group) for group in groups for row in range(model.rowCount(group))]

    def make_current(self, index: QModelIndex) -> None:
        self.expand(index.parent())
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._act(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _act(self, index: QModelIndex) -> None:
        if index.parent().isValid():
            self.chosen.emit(index)
        else:
            self.setExpanded(index, not self.isExpanded(index))
