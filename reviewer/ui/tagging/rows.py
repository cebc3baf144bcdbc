"""The rows of the tag picker: a model of what is offered, and how a row is painted."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.tagging.offering import Offer
from reviewer.ui.chips import draw_mark
from reviewer.ui.positions import Positions
from reviewer.ui.theme import Theme, font, icon, tag_colour, theme

ROW_HEIGHT = 36
OFFER_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


def kind_name(kind: str) -> str:
    """A kind of entity as a reader sees it; one of the library's own is shown as it is."""
    names = {
        "person": QCoreApplication.translate("Kinds", "person"),
        "organisation": QCoreApplication.translate("Kinds", "organisation"),
        "place": QCoreApplication.translate("Kinds", "place"),
        "law": QCoreApplication.translate("Kinds", "law"),
        "event": QCoreApplication.translate("Kinds", "event"),
        "work": QCoreApplication.translate("Kinds", "work"),
        "other": QCoreApplication.translate("Kinds", "other"),
    }
    return names.get(kind, kind)


class OfferModel(QAbstractListModel):
    """The rows that are offered now, with a spoken name for each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: list[Offer] = []

    def show_offers(self, offers: Iterable[Offer]) -> None:
        """Offers these in place of those before."""
        self.beginResetModel()
        self._offers = list(offers)
        self.endResetModel()

    def offer(self, row: int) -> Offer | None:
        """The offer in a row; None where there is no such row."""
        return self._offers[row] if 0 <= row < len(self._offers) else None

    def first_new(self) -> int:
        """The row of the first that would be made; -1 without any."""
        return next((row for row, offer in enumerate(self._offers) if offer.is_new), -1)

    def set_kind(self, row: int, kind: str) -> None:
        """Gives the entity that a row would make another kind."""
        self._offers[row] = replace(self._offers[row], kind=kind)
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """How many are offered."""
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name for display, the whole sentence for a screen reader, the offer itself for the painter."""
        offer = self.offer(index.row())
        if offer is None:
            return None
        if role == OFFER_ROLE:
            return offer
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(offer)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self.spoken(offer)
        return None

    def title(self, offer: Offer) -> str:
        """What a row shows first."""
        if not offer.is_new:
            return offer.name
        if offer.what == "topic":
            return self.tr("New topic “{path}”").format(path=offer.path)
        return self.tr("New entity “{name}”").format(name=offer.name)

    def spoken(self, offer: Offer) -> str:
        """The row in words."""
        if offer.what == "topic":
            words = self.title(offer) if offer.is_new else self.tr("Topic {path}").format(path=offer.path)
        else:
            words = self.tr("{name}, {kind}").format(name=self.title(offer), kind=kind_name(offer.kind))
        if offer.note:
            words = self.tr("{row}, also “{alias}”").format(row=words, alias=offer.note)
        return self.tr("{row}, already on the passage").format(row=words) if offer.present else words


class OfferDelegate(QStyledItemDelegate):
    """Paints a row: its colour or kind, its name with the letters that matched, what is said beside, a check."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All rows are of one height."""
        del option, index
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paints one row."""
        offer, model = index.data(OFFER_ROLE), index.model()
        if not isinstance(offer, Offer) or not isinstance(model, OfferModel):
            return
        now, whole = theme(), option.rect
        state, direction = option.state, option.direction
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if offer.is_new and index.row() == model.first_new() and index.row():
            painter.setPen(QPen(QColor(now.line), 1))
            painter.drawLine(whole.left() + 12, whole.top(), whole.right() - 12, whole.top())
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.selected if chosen else now.hover))
            painter.drawRoundedRect(QRectF(whole.adjusted(6, 1, -6, -1)), 6, 6)
        row = whole.adjusted(16, 0, -14, 0)
        mark = QRect(row.left(), row.center().y() - 7, 16, 16)
        _draw_lead(painter, QStyle.visualRect(direction, whole, mark), offer, now)
        right = row.right()
        if offer.present:
            place = QRect(right - 16, row.center().y() - 7, 16, 16)
            icon("check", "accent").paint(painter, QStyle.visualRect(direction, whole, place))
            right -= 26
        words = QRect(row.left() + 26, row.top(), right - row.left() - 26, row.height())
        self._draw_words(
            painter, QStyle.visualRect(direction, whole, words), offer, model.title(offer), chosen=chosen
        )
        painter.restore()

    def _draw_words(self, painter: QPainter, room: QRect, offer: Offer, title: str, *, chosen: bool) -> None:
        now = theme()
        note, shift = _note(offer, chosen=chosen)
        note_font = font("meta")
        note_room = min(QFontMetrics(note_font).horizontalAdvance(note) + 8, room.width() // 2) if note else 0
        direction = painter.layoutDirection()
        colour = QColor(now.selected_text if chosen else now.text)
        marks = () if offer.is_new else offer.marks
        name_room = QRect(
            room.left(), room.top(), room.width() - note_room - (12 if note else 0), room.height()
        )
        draw_line(
            painter, QStyle.visualRect(direction, room, name_room), title, font("ui"), colour, marks=marks
        )
        if note:
            place = QRect(room.right() - note_room + 1, room.top(), note_room, room.height())
            muted = QColor(now.selected_text if chosen else now.muted)
            shifted = tuple(mark + shift for mark in offer.note_marks)
            draw_line(
                painter,
                QStyle.visualRect(direction, room, place),
                note,
                note_font,
                muted,
                marks=shifted,
                at_end=True,
            )


def _draw_lead(painter: QPainter, place: QRect, offer: Offer, now: Theme) -> None:
    if offer.is_new:
        icon("plus", "accent").paint(painter, place)
    else:
        draw_mark(painter, place, offer.kind, tag_colour(now, offer.colour))


def _note(offer: Offer, *, chosen: bool) -> tuple[str, int]:
    """What is said beside the name, and how many code points of it stand before what the marks count in."""
    if offer.what == "topic":
        return ("" if offer.is_new else offer.path.rpartition("/")[0], 0)
    kind = kind_name(offer.kind)
    if offer.is_new:
        return (f"◂ {kind} ▸" if chosen else kind, 0)
    if offer.note:
        return (f"{kind} · “{offer.note}”", len(kind) + 4)
    return (kind, 0)


def draw_line(
    painter: QPainter,
    room: QRect,
    words: str,
    type_: QFont,
    colour: QColor,
    *,
    marks: tuple[int, ...] = (),
    at_end: bool = False,
) -> None:
    """Paints one line of words, cut where it is too long, the code points `marks` stressed; `at_end`: flush there."""
    bold = QFont(type_)
    bold.setWeight(QFont.Weight.DemiBold)
    shown = QFontMetrics(bold if marks else type_).elidedText(
        words, Qt.TextElideMode.ElideRight, room.width()
    )
    layout = QTextLayout(shown, type_)
    kept = len(shown) if shown == words else len(shown) - 1
    stressed = QTextCharFormat()
    stressed.setFontWeight(QFont.Weight.DemiBold)
    stressed.setForeground(QColor(theme().accent))
    layout.setFormats(_ranges(Positions(shown), [mark for mark in marks if mark < kept], stressed))
    layout.beginLayout()
    line = layout.createLine()
    line.setNumColumns(len(shown) * 2 + 1)
    layout.endLayout()
    free = room.width() - line.naturalTextWidth()
    flush_right = at_end is (painter.layoutDirection() == Qt.LayoutDirection.LeftToRight)
    painter.setPen(colour)
    layout.draw(
        painter,
        QPointF(room.left() + (free if flush_right else 0), room.center().y() - line.height() / 2 + 1),
    )


def _ranges(
    positions: Positions, marks: list[int], stressed: QTextCharFormat
) -> list[QTextLayout.FormatRange]:
    ranges: list[QTextLayout.FormatRange] = []
    for mark in marks:
        made = QTextLayout.FormatRange()
        made.start = positions.to_qt(mark)
        made.length = positions.to_qt(mark + 1) - positions.to_qt(mark)
        made.format = stressed
        ranges.append(made)
    return ranges
