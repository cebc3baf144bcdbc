"""How the row of a topic or an entity is painted, and where in it a click means something else than the row."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.ui.line import Line
from reviewer.ui.rows import (
    has_focus,
    is_hovered,
    paint_chip,
    paint_ground,
    paint_icon,
    paint_words,
    placed,
    row_of,
)
from reviewer.ui.theme import font, tag_colour, theme

Index = QModelIndex | QPersistentModelIndex

ID = Qt.ItemDataRole.UserRole
COLOUR = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2
ICON = Qt.ItemDataRole.UserRole + 3
FILTERED = Qt.ItemDataRole.UserRole + 4

ROW = 32
"""Height of a row in pixels."""
MARGIN = 16
STEP = 20
"""How far a row stands in from its parent's."""
COUNT_WIDTH = 40
FUNNEL = 16
BADGE = 20


class TagDelegate(QStyledItemDelegate):
    """Paints a chip or a kind's badge, the name, a funnel where the row is shown alone, and a muted count."""

    renamed = Signal(str, str)  # id, the new name: trimmed, not empty, not the old one

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all rows."""
        del option, index
        return QSize(160, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line. The row is tinted only while the keyboard acts on it: what is chosen is told elsewhere."""
        painter.save()
        if not has_focus(option):
            option.state &= ~QStyle.StateFlag.State_Selected
        row = row_of(option)
        paint_ground(painter, option, inset=6)
        mark = mark_of(row, index)
        if index.data(ICON):
            _paint_badge(painter, placed(option, mark), index.data(ICON), index.data(COLOUR))
        else:
            paint_chip(painter, QRectF(placed(option, mark)).center(), index.data(COLOUR))
        self._paint_arrow(painter, option, index)
        filtered = bool(index.data(FILTERED))
        if filtered or is_hovered(option):
            place = placed(option, funnel_of(row))
            paint_icon(painter, place, "filter", "accent" if filtered else "muted")
        paint_words(
            painter,
            placed(option, name_of(row, index)),
            index.data(Qt.ItemDataRole.DisplayRole),
            font=font("ui" if index.parent().isValid() else "medium"),
            colour=theme().text,
        )
        paint_words(
            painter,
            placed(
                option, QRect(row.right() - MARGIN - COUNT_WIDTH + 1, row.top(), COUNT_WIDTH, row.height())
            ),
            QLocale().toString(index.data(COUNT)) if index.data(COUNT) else "",
            font=font("meta"),
            colour=theme().muted,
            at_end=True,
        )
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line edit over the name."""
        del option
        editor = Line(parent)
        editor.setAccessibleName(self.tr("New name of {name}").format(name=index.data()))
        editor.setStyleSheet("QLineEdit { min-height: 26px; padding: 0 4px; border-radius: 5px; }")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """From the chip to the end of the row."""
        row = row_of(option)
        name = name_of(row, index)
        line = QRect(name.left() - 6, row.top() + 1, row.right() - 10 - name.left() + 6, row.height() - 2)
        editor.setGeometry(placed(option, line))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Says the new name. The row itself changes when the panel is shown anew: the library has the last word."""
        del model
        if not isinstance(editor, QLineEdit):
            return
        name = editor.text().strip()
        if name and name != index.data():
            self.renamed.emit(index.data(ID), name)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """Keeps Escape in the editor: it gives up the name, and closes nothing around it."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        return super().eventFilter(watched, event)

    def _paint_arrow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        is_open = bool(option.state & QStyle.StateFlag.State_Open)
        if not model.hasChildren(index) or (is_open and not is_hovered(option)):
            return
        sideways = "chevron-left" if option.direction == Qt.LayoutDirection.RightToLeft else "chevron-right"
        place = placed(option, arrow_of(row_of(option), index))
        paint_icon(painter, place, "chevron-down" if is_open else sideways, "muted")


def depth_of(index: Index) -> int:
    """How many parents a row has."""
    depth, parent = 0, index.parent()
    while parent.isValid():
        depth, parent = depth + 1, parent.parent()
    return depth


def mark_of(row: QRect, index: Index) -> QRect:
    """Where the chip stands, or the badge, which is larger; the names beside both begin at one place."""
    side = BADGE if index.data(ICON) else 12
    middle = MARGIN + 6 + STEP * depth_of(index)
    return QRect(middle - side // 2, row.top() + (row.height() - side) // 2, side, side)


def name_of(row: QRect, index: Index) -> QRect:
    """Where the name is written."""
    left = MARGIN + STEP * depth_of(index) + 22
    return QRect(left, row.top(), funnel_of(row).left() - 4 - left, row.height())


def arrow_of(row: QRect, index: Index) -> QRect:
    """Where the arrow is that opens and closes what is below the row: in the gutter before the chip."""
    return QRect(1 + STEP * depth_of(index), row.top() + (row.height() - 14) // 2, 14, 14)


def funnel_of(row: QRect) -> QRect:
    """Where the funnel is that shows this row's passages alone."""
    left = row.right() - MARGIN - 32 - FUNNEL
    return QRect(left, row.top() + (row.height() - FUNNEL) // 2, FUNNEL, FUNNEL)


def _paint_badge(painter: QPainter, place: QRect, name: str, colour: str) -> None:
    """A kind's icon on a square, both in the colour of the tag."""
    shown = tag_colour(theme(), colour)
    ground = QColor(shown)
    ground.setAlphaF(0.2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(place), 5, 5)
    paint_icon(painter, place.adjusted(3, 3, -3, -3), name, shown)
