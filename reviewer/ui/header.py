"""The bar at the top of the window."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QToolButton, QWidget

from reviewer.ui.headings import ElidedLabel, name_button, plain_tip, tool_button
from reviewer.ui.search.field import SearchField
from reviewer.ui.theme import font, icon, set_surface, theme, themes

HEIGHT = 56


class HeaderBar(QWidget):
    """The library's name at the left, the search field in the middle, what concerns the whole window at the right.

    `search` is public: the window listens to it. A toggle's button shows what the window tells it, by `show_panels`.
    """

    library_toggled = Signal(bool)  # whether the left panel is wanted
    tags_toggled = Signal(bool)  # whether the right panel is wanted
    undo_wanted = Signal()
    redo_wanted = Signal()
    theme_wanted = Signal()  # the other of light and dark
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "bar")
        self.setFixedHeight(HEIGHT)
        self.search = SearchField()
        self.search.setMaximumWidth(480)
        self.search.setMinimumWidth(200)
        self._library = self._toggle("panel-left", self.tr("Show the library"), "F9")
        self._library.clicked.connect(self.library_toggled)
        self._tags = self._toggle("panel-right", self.tr("Show topics and entities"), "F8")
        self._tags.clicked.connect(self.tags_toggled)
        self._name = ElidedLabel()
        self._name.setFont(font("strong"))
        self._undo = tool_button("undo-2", self.tr("Undo"))
        self._undo.clicked.connect(self.undo_wanted)
        self._redo = tool_button("redo-2", self.tr("Redo"))
        self._redo.clicked.connect(self.redo_wanted)
        self._theme = tool_button("moon", "")
        self._theme.clicked.connect(self.theme_wanted)
        self._export = QPushButton(self.tr("Export"))
        self._export.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self._export.setToolTip(self.tr("Export what is shown (Ctrl+E)"))
        self._export.clicked.connect(self.export_wanted)
        themes.changed.connect(self._show_theme)
        self._lay_out()
        self._show_theme()
        self.show_library("")
        self.show_undo(None, None)

    def show_library(self, name: str, hint: str = "") -> None:
        """The library's name, and what is shown over it (where it lies)."""
        self._name.setText(name)
        self._name.setToolTip(plain_tip(hint or name))
        self._export.setEnabled(bool(name))

    def show_undo(self, undo: str | None, redo: str | None) -> None:
        """The names of the steps that undo and redo would take; None: there is none."""
        for button, what, step, key in (
            (self._undo, self.tr("Undo"), undo, QKeySequence.StandardKey.Undo),
            (self._redo, self.tr("Redo"), redo, QKeySequence.StandardKey.Redo),
        ):
            shortcut = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            name = self.tr("{what} {step}").format(what=what, step=step) if step else what
            name_button(button, name, shortcut=shortcut)
            button.setEnabled(step is not None)

    def show_panels(self, *, library: bool, tags: bool) -> None:
        """Which side panels are to be seen."""
        self._library.setChecked(library)
        self._tags.setChecked(tags)

    def _toggle(self, icon_name: str, name: str, shortcut: str) -> QToolButton:
        button = tool_button(icon_name, name, shortcut=shortcut)
        button.setCheckable(True)
        # Whether the panel is there is seen from the panel.
        button.setProperty("plain", True)  # noqa: FBT003 - Qt's signature
        return button

    def _show_theme(self) -> None:
        dark = theme().name == "dark"
        self._theme.setIcon(icon("sun" if dark else "moon"))
        name_button(self._theme, self.tr("Light colours") if dark else self.tr("Dark colours"))

    def _lay_out(self) -> None:
        left = QHBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._library)
        left.addWidget(self._name, 1)
        right = QHBoxLayout()
        right.setSpacing(6)
        right.addStretch(1)
        for button in (self._undo, self._redo, self._theme, self._tags):
            right.addWidget(button)
        right.addSpacing(6)
        right.addWidget(self._export)
        # Both sides have the same share, so that the field stands in the middle of the window.
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.addLayout(left, 0, 0)
        grid.addWidget(self.search, 0, 1)
        grid.addLayout(right, 0, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 1)
        self.setTabOrder(self._library, self.search)
