"""How hits are painted: a document's title with its count, and under it the words that were found."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.model.query import Hit
from reviewer.ui.positions import Positions
from reviewer.ui.rows import (
    is_hovered,
    is_selected,
    paint_dot,
    paint_ground,
    paint_icon,
    paint_words,
    placed,
    row_of,
)
from reviewer.ui.search.model import COUNT, DATE, HIT, SNIPPET
from reviewer.ui.search.snippet import Snippet
from reviewer.ui.theme import font, theme

Index = QModelIndex | QPersistentModelIndex

TITLE_ROW = 40
LINE = 19
LINES = 2
CHIPS = 22
PADDING = 7
SIDE = 20
"""From the edge of the panel to the words."""


class HitDelegate(QStyledItemDelegate):
    """A row of a document is 40 pixels high, a hit two lines, and one more where it is tagged."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """By what the row shows, never by its words: so thousands of rows are measured at once."""
        del option
        hit: Hit | None = index.data(HIT)
        if hit is None:
            return QSize(200, TITLE_ROW)
        tagged = bool(hit.passage.topics or hit.passage.entities)
        return QSize(200, LINES * LINE + 2 * PADDING + (CHIPS if tagged else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A document, or a hit."""
        painter.save()
        row = row_of(option)
        hit: Hit | None = index.data(HIT)
        paint_ground(painter, option)
        inner = QRect(SIDE, row.top(), row.right() - 2 * SIDE + 1, row.height())
        if hit is None:
            self._paint_document(painter, option, inner, index)
        else:
            lines = QRect(inner.left(), inner.top() + PADDING, inner.width(), LINES * LINE)
            place = placed(option, lines)
            taken = paint_snippet(painter, place, index.data(SNIPPET), chosen=is_selected(option))
            chips = QRect(inner.left(), lines.top() + taken * LINE + 3, inner.width(), CHIPS - 2)
            self._paint_tags(painter, option, chips, hit)
        painter.restore()

    def _paint_document(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, index: Index
    ) -> None:
        meta, muted = font("meta"), theme().muted
        count, date = str(index.data(COUNT)), index.data(DATE)
        for words in (count, date):
            if words:
                width = QFontMetrics(meta).horizontalAdvance(words) + 2
                place = QRect(inner.right() - width + 1, inner.top(), width, inner.height())
                paint_words(painter, placed(option, place), words, font=meta, colour=muted, at_end=True)
                inner = inner.adjusted(0, 0, -width - 10, 0)
        is_open = bool(option.state & QStyle.StateFlag.State_Open)
        if not is_open or is_hovered(option):
            arrow = QRect(inner.left() - 16, inner.center().y() - 6, 14, 14)
            paint_icon(
                painter, placed(option, arrow), "chevron-down" if is_open else "chevron-right", "muted"
            )
        title = index.data(Qt.ItemDataRole.DisplayRole)
        colour = theme().selected_text if is_selected(option) else theme().text
        paint_words(painter, placed(option, inner), title, font=font("strong"), colour=colour)

    def _paint_tags(self, painter: QPainter, option: QStyleOptionViewItem, line: QRect, hit: Hit) -> None:
        meta = font("meta")
        tags = [(tag.colour, tag.path.rpartition("/")[2]) for tag in hit.passage.topics]
        tags += [(tag.colour, tag.name) for tag in hit.passage.entities]
        for colour, name in tags:
            if line.width() < 32:
                break
            middle = QRect(line.left(), line.center().y() - 3, 7, 7)
            paint_dot(painter, QRectF(placed(option, middle)).center(), colour)
            width = min(QFontMetrics(meta).horizontalAdvance(name) + 2, line.width() - 12)
            place = QRect(line.left() + 12, line.top(), width, line.height())
            paint_words(painter, placed(option, place), name, font=meta, colour=theme().muted)
            line = line.adjusted(12 + width + 12, 0, 0, 0)


def paint_snippet(painter: QPainter, place: QRect, shown: Snippet, *, chosen: bool) -> int:
    """At most two lines, the second ending in “…” where there is more; what matches is strong. How many lines it took."""
    lines, rest = _laid_out(shown, place.width())
    if rest is not None:
        lines, _ = _laid_out(Snippet(_ended(shown.text, rest), shown.matches), place.width())
    painter.setPen(QColor(theme().selected_text if chosen else theme().text))
    lines.draw(painter, QPointF(place.topLeft()))
    return min(lines.lineCount(), LINES)


def _laid_out(shown: Snippet, width: int) -> tuple[QTextLayout, int | None]:
    """The text on its lines, and where the text begins that found no place on them; None where all did."""
    positions = Positions(shown.text)
    layout = QTextLayout(shown.text, font("ui"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    end = len(shown.text)
    kept = [(start, min(stop, end)) for start, stop in shown.matches if start < end]
    layout.setFormats([_strong(positions.to_qt(start), positions.to_qt(stop)) for start, stop in kept])
    layout.beginLayout()
    reached = 0
    for number in range(LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * LINE + (LINE - line.height()) / 2))
        reached = positions.from_qt(line.textStart() + line.textLength())
    layout.endLayout()
    return layout, reached if reached < end else None


def _ended(text: str, end: int) -> str:
    """The text up to about `end`, without its last word or letters, so that “…” has room."""
    kept = text[: max(0, end - 2)]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept[-24:] else kept}…"


def _strong(start: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.Bold)
    made.start, made.length, made.format = start, end - start, style
    return made
