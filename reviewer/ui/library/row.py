"""How a document's row is painted: title, byline, colours of its tags, number of its passages."""

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reviewer.model.document import Document
from reviewer.ui.byline import origin, written_date
from reviewer.ui.library.model import DOCUMENT
from reviewer.ui.rows import is_selected, paint_dot, paint_ground, paint_icon, paint_words, placed, row_of
from reviewer.ui.theme import font, theme

ROW = 64
"""Height of a row in pixels."""
DOT_STEP = 12
ICON = 14


class DocumentDelegate(QStyledItemDelegate):
    """Paints one document: a new one's title is the strongest, a done one carries a check."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One height for all rows."""
        del option, index
        return QSize(200, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Two lines: the title, and under it who, when, which tags and how many passages."""
        document: Document = index.data(DOCUMENT)
        painter.save()
        paint_ground(painter, option)
        inner = row_of(option).adjusted(20, 10, -20, -10)
        self._paint_title(painter, option, QRect(inner.left(), inner.top(), inner.width(), 22), document)
        self._paint_facts(painter, option, QRect(inner.left(), inner.top() + 24, inner.width(), 20), document)
        painter.restore()

    def _paint_title(
        self, painter: QPainter, option: QStyleOptionViewItem, line: QRect, document: Document
    ) -> None:
        if document.status == "done":
            place = QRect(line.right() - ICON + 1, line.top() + (line.height() - ICON) // 2, ICON, ICON)
            paint_icon(painter, placed(option, place), "check", "muted")
            line = line.adjusted(0, 0, -ICON - 8, 0)
        paint_words(
            painter,
            placed(option, line),
            document.metadata.title,
            font=font("strong" if document.status == "new" else "medium"),
            colour=theme().selected_text if is_selected(option) else theme().text,
        )

    def _paint_facts(
        self, painter: QPainter, option: QStyleOptionViewItem, line: QRect, document: Document
    ) -> None:
        meta, muted = font("meta"), theme().muted
        if document.passages:
            count = QLocale().toString(document.passages)
            width = max(24, QFontMetrics(meta).horizontalAdvance(count) + 8)
            place = QRect(line.right() - width + 1, line.top(), width, line.height())
            paint_words(painter, placed(option, place), count, font=meta, colour=muted, at_end=True)
            line = line.adjusted(0, 0, -width - 4, 0)
        for colour in reversed(document.colours):
            middle = QRect(line.right() - 7, line.center().y() - 3, 7, 7)
            paint_dot(painter, QRectF(placed(option, middle)).center(), colour)
            line = line.adjusted(0, 0, -DOT_STEP, 0)
        if document.kind == "pdf":
            place = QRect(line.left() - 1, line.top() + (line.height() - ICON) // 2, ICON, ICON)
            paint_icon(painter, placed(option, place), "file-text", "muted")
            line = line.adjusted(ICON + 4, 0, 0, 0)
        self._paint_byline(painter, option, line.adjusted(0, 0, -4, 0), document)

    def _paint_byline(
        self, painter: QPainter, option: QStyleOptionViewItem, line: QRect, document: Document
    ) -> None:
        # Where both do not fit, the names are cut and the date is kept: it is short, and it tells versions apart.
        meta, muted = font("meta"), theme().muted
        date = written_date(document.metadata.published)
        tail = f" · {date}" if date else ""
        room = line.width() - QFontMetrics(meta).horizontalAdvance(tail)
        names = QFontMetrics(meta).elidedText(origin(document), Qt.TextElideMode.ElideRight, room)
        paint_words(painter, placed(option, line), f"{names}{tail}", font=meta, colour=muted)
