"""What the tag picker is made of and where it goes; what it does is `picker`."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QToolButton, QVBoxLayout, QWidget

from reviewer.ui.chips import ChipRows
from reviewer.ui.floating import SHADOW, Floating
from reviewer.ui.place import place_beside
from reviewer.ui.tagging.field import ComposedLine
from reviewer.ui.tagging.roles import RoleSwitch
from reviewer.ui.tagging.rows import ROW_HEIGHT, OfferDelegate, OfferModel
from reviewer.ui.theme import font, set_tone

WIDTH = 420
ROWS = 8
"""How many are seen at once at most."""
_FEWEST_ROWS = 3


class PickerCard(Floating):
    """Chips of what is chosen, a line to type into, the rows that fit, a memo, and a foot with role and hint."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tag the selection"))
        self.model = OfferModel(self)
        self.chips = ChipRows(self)
        self.field = ComposedLine(self)
        self.list = QListView(self)
        self.memo = ComposedLine(self)
        self.roles = RoleSwitch(self)
        self.memo_button = QToolButton(self)
        self.hint = QLabel(self)
        self._column = QVBoxLayout(self)
        self._name()
        self._lay_out()
        self.hide()

    def fit(self, target: QRect) -> None:
        """Takes the height that its rows need and lies beside `target` (global pixels), within its parent."""
        if self.isHidden():
            return
        over = self.parentWidget() or self
        beside = QRect(over.mapFromGlobal(target.topLeft()), target.size())
        self.setFixedWidth(min(WIDTH, over.width()) + 2 * SHADOW)
        rows = self.model.rowCount()
        self.list.setFixedHeight(min(rows, ROWS) * ROW_HEIGHT)
        wanted = self._needed()
        place = place_beside(beside, wanted, over.rect(), margin=SHADOW)
        if place.height() < wanted.height():
            lacking = wanted.height() - place.height()
            least = min(rows, _FEWEST_ROWS) * ROW_HEIGHT
            self.list.setFixedHeight(max(self.list.height() - lacking, least))
            place = place_beside(beside, self._needed(), over.rect(), margin=SHADOW)
        self.setFixedHeight(self._needed().height())
        self.move(place.topLeft())

    def _needed(self) -> QSize:
        self._column.activate()
        return QSize(self.width(), self._column.sizeHint().height())

    def _name(self) -> None:
        self.field.setPlaceholderText(self.tr("Topic or entity"))
        self.field.setAccessibleName(self.tr("Topic or entity"))
        self.memo.setPlaceholderText(self.tr("Memo"))
        self.memo.setAccessibleName(self.tr("Memo"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(OfferDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(self.tr("What fits"))
        self.hint.setFont(font("meta"))
        set_tone(self.hint, "faint")
        self.memo_button.setText(self.tr("Add a memo…"))
        self.memo_button.setToolTip(self.tr("Add a memo (Ctrl+M)"))
        self.memo_button.setFont(font("meta"))
        self.memo_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _lay_out(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(10, 10, 10, 0)
        inner.setSpacing(8)
        inner.addWidget(self.chips)
        inner.addWidget(self.field)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 0, 12, 0)
        foot.addWidget(self.roles)
        foot.addWidget(self.memo_button)
        foot.addStretch(1)
        foot.addWidget(self.hint)
        below = QVBoxLayout()
        below.setContentsMargins(10, 2, 10, 0)
        below.addWidget(self.memo)
        outer = self._column
        outer.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW + 6)
        outer.setSpacing(4)
        outer.addLayout(inner)
        outer.addWidget(self.list)
        outer.addLayout(below)
        outer.addLayout(foot)
