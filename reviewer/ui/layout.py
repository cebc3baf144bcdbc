"""Where things are in the window: the bar above, three columns, the import row and the status bar below."""

from typing import Literal

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui.header import HeaderBar
from reviewer.ui.headings import tool_button
from reviewer.ui.jobs import JobRow
from reviewer.ui.notice_line import NoticeLine
from reviewer.ui.theme import icon, set_surface, themes

_WIDTHS = (290, 840, 270)
Tab = Literal["tags", "passages"]


class TagsColumn(QWidget):
    """The right column: the codebook, or the passages of the document, and the button that tags."""

    tagging_wanted = Signal()
    tab_chosen = Signal(str)  # Tab

    def __init__(self, topics: QWidget, entities: QWidget, passages: QWidget) -> None:
        super().__init__()
        set_surface(self, "side")
        self._tabs: dict[Tab, QPushButton] = {
            "tags": QPushButton(self.tr("Tags")),
            "passages": QPushButton(self.tr("Passages")),
        }
        self._bodies: dict[Tab, QWidget] = {"tags": _codebook(topics, entities), "passages": passages}
        self._stack = QStackedWidget()
        self._button = QPushButton(f" {self.tr('Tag selection')}")
        self._button.setAccessibleName(self.tr("Tag selection"))
        self._button.setToolTip(self.tr("Tag selection (T)"))
        self._button.clicked.connect(self.tagging_wanted)
        self._lay_out()
        self._dress()
        themes.changed.connect(self._dress)
        self.show_tab("tags")

    def show_tab(self, tab: Tab) -> None:
        """Shows the codebook or the passages."""
        self._tabs[tab].setChecked(True)
        self._stack.setCurrentWidget(self._bodies[tab])

    def tab(self) -> Tab:
        """Which of the two is shown."""
        return "tags" if self._tabs["tags"].isChecked() else "passages"

    def enable_tagging(self, *, possible: bool) -> None:
        """Whether there is something selected to tag."""
        self._button.setEnabled(possible)

    def _lay_out(self) -> None:
        switch = QHBoxLayout()
        switch.setContentsMargins(8, 8, 8, 0)
        switch.setSpacing(4)
        group = QButtonGroup(self)
        for tab, button in self._tabs.items():
            button.setCheckable(True)
            button.setProperty("quiet", True)  # noqa: FBT003  Qt's signature
            button.setObjectName(tab)
            group.addButton(button)
            switch.addWidget(button)
            self._stack.addWidget(self._bodies[tab])
        switch.addStretch(1)
        group.buttonClicked.connect(self._clicked)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 16)
        foot.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(switch)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self.setMinimumWidth(220)

    def _clicked(self, button: QPushButton) -> None:
        self.show_tab("tags" if button.objectName() == "tags" else "passages")
        self.tab_chosen.emit(button.objectName())

    def _dress(self) -> None:
        self._button.setIcon(icon("highlighter"))


class DocumentBar(QWidget):
    """A thin bar over a document that has pages: where one is, how large it is, pages or text."""

    view_chosen = Signal(str)  # `pages` or `text`
    zoomed = Signal(int)  # steps; 0: usual size

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "page")
        self.setFixedHeight(40)
        self.setAccessibleName(self.tr("Document"))
        self._where = QPushButton()
        self._where.setProperty("quiet", True)  # noqa: FBT003  Qt's signature
        self._where.setEnabled(False)
        smaller = tool_button("zoom-out", self.tr("Smaller"), shortcut="Ctrl+-", size=18)
        larger = tool_button("zoom-in", self.tr("Larger"), shortcut="Ctrl++", size=18)
        smaller.clicked.connect(self._zoom_out)
        larger.clicked.connect(self._zoom_in)
        self._views = {"pages": QPushButton(self.tr("Pages")), "text": QPushButton(self.tr("Text"))}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(4)
        row.addWidget(self._where)
        row.addStretch(1)
        row.addWidget(smaller)
        row.addWidget(larger)
        row.addSpacing(8)
        for name, button in self._views.items():
            button.setCheckable(True)
            button.setProperty("quiet", True)  # noqa: FBT003  Qt's signature
            button.setObjectName(name)
            group.addButton(button)
            row.addWidget(button)
        group.buttonClicked.connect(self._choose)

    def show_view(self, view: str) -> None:
        """Shows which view is read in."""
        self._views[view].setChecked(True)

    def show_page(self, words: str) -> None:
        """Shows where in the document the reader is (“Page 4 of 12”)."""
        self._where.setText(words)

    def _choose(self, button: QPushButton) -> None:
        self.view_chosen.emit(button.objectName())

    def _zoom_in(self) -> None:
        self.zoomed.emit(1)

    def _zoom_out(self) -> None:
        self.zoomed.emit(-1)


class Layout(QWidget):
    """The window's body. Its parts are public: the window wires them."""

    def __init__(self, *, shelf: QWidget, results: QWidget, centre: QWidget, right: TagsColumn) -> None:
        super().__init__()
        self.header = HeaderBar()
        self.standing = NoticeLine(sign="eye", is_closable=False)
        self.shared = NoticeLine(sign="eye", is_closable=False, button=self.tr("Import…"))
        self.warning = NoticeLine(sign="triangle-alert", is_closable=True)
        self.name = NoticeLine(sign="user", is_closable=True, button=self.tr("Change…"))
        self.jobs = JobRow()
        self.bar = DocumentBar()
        self.bar.hide()
        self.left = QStackedWidget()
        self.left.addWidget(shelf)
        self.left.addWidget(results)
        self.right = right
        self._shelf, self._results = shelf, results
        middle = QFrame()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(centre, 1)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setHandleWidth(1)
        self._columns.setChildrenCollapsible(False)
        for widget in (self.left, middle, right):
            self._columns.addWidget(widget)
        for number, stretch in enumerate((0, 1, 0)):
            self._columns.setStretchFactor(number, stretch)
        self._columns.setSizes(_WIDTHS)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.standing)
        whole.addWidget(self.shared)
        whole.addWidget(self.warning)
        whole.addWidget(self.name)
        whole.addWidget(self._columns, 1)
        whole.addWidget(self.jobs)

    def show_results(self, *, shown: bool) -> None:
        """Shows what was found in the place of the list of documents, or the list again."""
        self.left.setCurrentWidget(self._results if shown else self._shelf)

    def show_panels(self, *, library: bool | None = None, tags: bool | None = None) -> None:
        """Shows or hides the side columns; None leaves one as it is."""
        if library is not None:
            self.left.setVisible(library)
        if tags is not None:
            self.right.setVisible(tags)
        self.header.show_panels(library=not self.left.isHidden(), tags=not self.right.isHidden())

    def keep(self, settings: QSettings) -> None:
        """Remembers how the columns are."""
        settings.setValue("columns", self._columns.saveState())
        settings.setValue("library shown", not self.left.isHidden())
        settings.setValue("tags shown", not self.right.isHidden())

    def restore(self, settings: QSettings) -> None:
        """Makes the columns as they were."""
        state = settings.value("columns")
        if isinstance(state, QByteArray):
            self._columns.restoreState(state)
        self.show_panels(
            library=settings.value("library shown", defaultValue=True, type=bool) is True,
            tags=settings.value("tags shown", defaultValue=True, type=bool) is True,
        )


def _codebook(topics: QWidget, entities: QWidget) -> QScrollArea:
    both = QWidget()
    set_surface(both, "side")
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(topics)
    column.addWidget(entities)
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(both)
    return scroll
