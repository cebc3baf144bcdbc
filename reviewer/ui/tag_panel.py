"""What the panels of topics and of entities have in common: heading, adding field, rows, words when empty."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from reviewer.ui.adding_field import AddingField
from reviewer.ui.colours import ColourGrid
from reviewer.ui.headings import EmptyWords, PanelHeading
from reviewer.ui.tag_tree import TagRow, TagTree
from reviewer.ui.theme import icon, set_surface


class TagPanel(QWidget):
    """Rows of tags under a heading, as high as its rows and no higher."""

    chosen = Signal(str)  # id: tag the selection with it; without a selection, show where it is
    filter_toggled = Signal(str, bool)  # id, whether its passages are to be shown alone
    renamed = Signal(str, str)  # id, the new name: trimmed, not empty
    removed = Signal(str)  # id: the reader wants it deleted
    colour_chosen = Signal(str, str)  # id, `#rrggbb` of the light palette

    def __init__(self, title: str, *, adding: str, placeholder: str, empty: str, movable: bool) -> None:
        super().__init__()
        set_surface(self, "side")
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._heading = PanelHeading(title, button_name=adding)
        self._heading.button.clicked.connect(self._toggle_field)
        self._field = AddingField(placeholder)
        self._field.typed.connect(self._search)
        self._field.entered.connect(self._enter)
        self._field.left_downwards.connect(self._focus_found)
        self._tree = TagTree(movable=movable)
        self._tree.setAccessibleName(title)
        self._tree.chosen.connect(self.chosen)
        self._tree.filter_toggled.connect(self.filter_toggled)
        self._tree.renamed.connect(self.renamed)
        self._tree.removal_pressed.connect(self.removed)
        self._tree.menu_wanted.connect(self._show_menu)
        self._empty = EmptyWords(empty)
        self._empty.setContentsMargins(16, 8, 16, 8)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._acted_on = ""
        field = QHBoxLayout()
        field.setContentsMargins(16, 0, 16, 0)
        field.addWidget(self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addLayout(field)
        column.addWidget(self._empty)
        column.addWidget(self._tree)

    def set_filters(self, ids: Sequence[str]) -> None:
        """Marks the rows whose passages are shown alone."""
        self._tree.set_filters(ids)

    def take_focus(self) -> None:
        """Gives the rows the keyboard; where there are none, the field that adds one."""
        if self._tree.model().rowCount():
            self._tree.take_focus()
        else:
            self.start_adding()

    def start_adding(self, words: str = "") -> None:
        """Opens the field that finds and adds."""
        self._field.open(words)

    def menu(self, tag_id: str) -> QMenu:
        """What can be done with a row."""
        self._acted_on = tag_id
        menu = QMenu(self)
        menu.addAction(icon("tag"), self.tr("Tag selection\tEnter"), self._act_choose)
        only = menu.addAction(icon("filter"), self.tr("Show only its passages\tCtrl+Enter"))
        only.setCheckable(True)
        only.setChecked(self._tree.is_filtered(tag_id))
        only.triggered.connect(self._act_filter)
        menu.addSeparator()
        menu.addAction(icon("pencil"), self.tr("Rename\tF2"), self._act_rename)
        menu.addAction(self.tr("Colour…"), self._act_colour)
        self._add_own_actions(menu)
        menu.addSeparator()
        menu.addAction(icon("trash-2"), self.tr("Delete…\tDel"), self._act_remove)
        return menu

    def _add_own_actions(self, menu: QMenu) -> None:
        """What only one of the panels can do with a row."""

    def _enter(self, words: str) -> None:
        """What was typed into the field and entered."""

    def _show_rows(self, rows: Sequence[TagRow]) -> None:
        self._tree.show_rows(rows)
        if not self._field.isHidden():
            self._tree.search(self._field.text())
        self._heading.show_count("")
        self._tree.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.updateGeometry()

    def _toggle_field(self) -> None:
        if self._field.isHidden():
            self.start_adding()
        else:
            self._field.close_up()

    def _search(self, words: str) -> None:
        self._tree.search(words)
        self.updateGeometry()

    def _focus_found(self) -> None:
        self._tree.take_focus(self._tree.first_shown())

    def _show_menu(self, tag_id: str, place: QPoint) -> None:
        menu = self.menu(tag_id)
        menu.exec(place)
        menu.deleteLater()

    def _act_choose(self) -> None:
        self.chosen.emit(self._acted_on)

    def _act_filter(self) -> None:
        self._tree.toggle_filter(self._acted_on)

    def _act_rename(self) -> None:
        self._tree.rename(self._acted_on)

    def _act_remove(self) -> None:
        self.removed.emit(self._acted_on)

    def _act_colour(self) -> None:
        row = self._tree.row_of(self._acted_on)
        grid = ColourGrid(row.colour if row else "", self)
        grid.chosen.connect(self._say_colour)
        grid.show_beside(self._tree.place_of(self._acted_on))

    def _say_colour(self, colour: str) -> None:
        self.colour_chosen.emit(self._acted_on, colour)
