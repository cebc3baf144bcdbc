"""How a step's row is painted: what was done, who and when; a line above the row where the library is now."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reviewer.ui.history.model import FACTS, IS_NOW, IS_UNDONE
from reviewer.ui.rows import is_selected, paint_ground, paint_words, placed, row_of
from reviewer.ui.theme import font, theme

ROW = 56
"""Height of a row in pixels."""


class StepDelegate(QStyledItemDelegate):
    """Paints one step. What is undone is paler, and says so in words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One height for all rows."""
        del option, index
        return QSize(200, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Two lines: what was done; who did it, and when."""
        now, chosen = theme(), is_selected(option)
        painter.save()
        paint_ground(painter, option)
        inner = row_of(option).adjusted(20, 8, -20, -8)
        name = QRect(inner.left(), inner.top(), inner.width(), 20)
        facts = QRect(inner.left(), inner.top() + 22, inner.width(), 18)
        if index.data(IS_NOW):
            facts = self._paint_now(painter, option, facts)
        loud = now.selected_text if chosen else now.muted if index.data(IS_UNDONE) else now.text
        quiet = now.selected_text if chosen else now.muted
        weight = font("ui" if index.data(IS_UNDONE) else "medium")
        paint_words(painter, placed(option, name), index.data(), font=weight, colour=loud)
        paint_words(painter, placed(option, facts), index.data(FACTS), font=font("meta"), colour=quiet)
        painter.restore()

    def _paint_now(self, painter: QPainter, option: QStyleOptionViewItem, facts: QRect) -> QRect:
        """The line and its word; the room that is left beside the word."""
        accent = theme().accent
        row = row_of(option)
        line = placed(option, QRect(row.left() + 8, row.top(), row.width() - 16, 2))
        painter.setPen(QPen(QColor(accent), 2))
        painter.drawLine(QPoint(line.left(), line.top() + 1), QPoint(line.right(), line.top() + 1))
        word = self.tr("Now")
        width = QFontMetrics(font("label")).horizontalAdvance(word) + 4
        place = QRect(facts.right() - width + 1, facts.top(), width, facts.height())
        colour = theme().selected_text if is_selected(option) else accent
        paint_words(painter, placed(option, place), word, font=font("label"), colour=colour, at_end=True)
        return facts.adjusted(0, 0, -width - 8, 0)
