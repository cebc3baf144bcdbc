"""How rows are painted, shared by the delegates of all lists: ground, words, chip, icon."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from reviewer.ui.theme import icon, tag_colour, theme

CHIP = 12
"""Side of a tag's colour chip, in pixels."""
RADIUS = 7.0
BAR = 10
"""Width of a scroll bar, in pixels, as the style sheet has it."""

_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def is_selected(option: QStyleOptionViewItem) -> bool:
    """Whether the row is drawn as a chosen one."""
    return bool(option.state & QStyle.StateFlag.State_Selected)


def is_hovered(option: QStyleOptionViewItem) -> bool:
    """Whether the pointer rests on the row."""
    return bool(option.state & QStyle.StateFlag.State_MouseOver)


def has_focus(option: QStyleOptionViewItem) -> bool:
    """Whether the keyboard acts on the row."""
    return bool(option.state & QStyle.StateFlag.State_HasFocus)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, inset: int = 8) -> None:
    """The tint of a chosen row or of one under the pointer, and the ring of the one that has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    bar = row_of(option).width() - option.rect.width()
    rect = placed(option, QRect(option.rect).adjusted(inset, 1, -max(1, inset - bar), -1))
    now = theme()
    if is_selected(option) or is_hovered(option):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.selected if is_selected(option) else now.hover))
        painter.drawRoundedRect(QRectF(rect), RADIUS, RADIUS)
    if has_focus(option):
        painter.setPen(QPen(QColor(now.accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)


def paint_words(
    painter: QPainter, rect: QRect, words: str, *, font: QFont, colour: str, at_end: bool = False
) -> int:
    """One line of words in `rect`, elided where it is too long; its width in pixels.

    The words run in their own direction, but stand at the side of the rectangle where the row begins (or ends).
    """
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, rect.width())
    from_right = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(rect, int(_END if at_end != from_right else _START), shown)
    painter.restore()
    return metrics.horizontalAdvance(shown)


def paint_chip(painter: QPainter, middle: QPointF, colour: str) -> None:
    """A tag's colour as a rounded square."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tag_colour(theme(), colour)))
    painter.drawRoundedRect(QRectF(middle.x() - CHIP / 2, middle.y() - CHIP / 2, CHIP, CHIP), 3.5, 3.5)


def paint_dot(painter: QPainter, middle: QPointF, colour: str) -> None:
    """A tag's colour as a dot of 7 pixels."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(tag_colour(theme(), colour))))
    painter.drawEllipse(middle, 3.5, 3.5)


def paint_icon(painter: QPainter, rect: QRect, name: str, colour: str) -> None:
    """A bundled icon, `colour` a token or `#rrggbb`."""
    icon(name, colour).paint(painter, rect)


def placed(option: QStyleOptionViewItem, rect: QRect) -> QRect:
    """`rect`, thought out for a row that runs from left to right, in this row's direction."""
    return QStyle.visualRect(option.direction, option.rect, rect)


def widened(row: QRect, view: QWidget | None) -> QRect:
    """A row with the margin in which a scroll bar stands: words keep their place whether there is one or not."""
    is_beside_bar = isinstance(view, QAbstractItemView) and view.verticalScrollBar().isVisible()
    return row.adjusted(0, 0, BAR if is_beside_bar else 0, 0)


def row_of(option: QStyleOptionViewItem) -> QRect:
    """The row's whole rectangle, in the direction from left to right, as `placed` takes it."""
    return widened(QRect(option.rect), option.widget)
