"""How a passage's card is painted, and the field its memo is written in."""

import unicodedata
from itertools import pairwise

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from reviewer.model.passage import Passage
from reviewer.ui.chips import cross_of, draw_chip
from reviewer.ui.passages.layout import (
    LINE,
    MARGIN_X,
    MARGIN_Y,
    MEMO_LEAD,
    MEMO_LINE,
    CardLayout,
    lay_out_card,
    quote_font,
)
from reviewer.ui.passages.model import PASSAGE_ROLE, PassageModel
from reviewer.ui.positions import Positions
from reviewer.ui.rows import has_focus, is_hovered, is_selected, paint_icon, paint_words, placed, row_of
from reviewer.ui.theme import font, theme

_Index = QModelIndex | QPersistentModelIndex


class MemoField(QPlainTextEdit):
    """Takes a memo: Enter is done, Shift+Enter a new line."""

    done = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._composing = False
        self.setFont(font("meta"))
        self.setAccessibleName(self.tr("Memo"))
        self.setPlaceholderText(self.tr("Memo: Enter keeps it, Esc does not"))
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter without Shift says that the memo is done."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not self._composing and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.done.emit()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notes whether an input method is still composing: Enter is then its own."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class CardDelegate(QStyledItemDelegate):
    """Paints cards. A card's layout is kept until its passage or the width changes."""

    written = Signal(str, str)  # passage id, the memo's text as written

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._width = 0
        self._layouts: dict[str, tuple[Passage, bool, CardLayout]] = {}
        self.field: MemoField | None = None
        """The field that is open; None where none is."""
        self.under_mouse: tuple[str, int] = ("", -1)
        """The passage and the number of the chip whose cross the pointer is on."""

    def layout_of(self, index: _Index) -> CardLayout | None:
        """Where the parts of a card lie, from its row's top left corner; None where there is no card."""
        passage, model = index.data(PASSAGE_ROLE), index.model()
        if not isinstance(passage, Passage) or not isinstance(model, PassageModel):
            return None
        width = self._view.viewport().width()
        if width != self._width:
            self._width, self._layouts = width, {}
        edited = model.edited == passage.id
        facts = model.facts(passage)
        known = self._layouts.get(passage.id)
        if known is None or known[0] is not passage or known[1] != edited or known[2].facts != facts:
            known = (passage, edited, lay_out_card(passage, width, facts=facts, edited=edited))
            self._layouts[passage.id] = known
        return known[2]

    def cross_at(self, index: _Index, place: QPoint) -> int:
        """The number of the chip whose cross is at `place` (viewport pixels); -1 beside all."""
        layout = self.layout_of(index)
        if layout is None:
            return -1
        row = self._row(index)
        direction = self._view.layoutDirection()
        for number, chip in enumerate(layout.places):
            whole = QStyle.visualRect(direction, row, chip.translated(row.topLeft()))
            if cross_of(whole, direction).contains(place):
                return number
        return -1

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as the card's parts need."""
        del option
        layout = self.layout_of(index)
        return QSize(120, layout.height if layout else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paints one card."""
        passage, model, layout = index.data(PASSAGE_ROLE), index.model(), self.layout_of(index)
        if layout is None or not isinstance(passage, Passage) or not isinstance(model, PassageModel):
            return
        painter.save()
        surface = self._paint_ground(painter, option)
        corner = row_of(option).topLeft()
        for number, (chip, place) in enumerate(zip(layout.chips, layout.places, strict=True)):
            draw_chip(
                painter,
                placed(option, place.translated(corner)),
                chip,
                surface=surface,
                under_mouse=self.under_mouse == (passage.id, number),
            )
        colour = theme().selected_text if is_selected(option) else theme().text
        _paint_lines(painter, placed(option, layout.quote.translated(corner)), layout.quote_words, colour)
        if model.edited != passage.id and not layout.memo.isNull():
            self._paint_memo(painter, option, layout, corner)
        muted = theme().selected_text if is_selected(option) else theme().muted
        place = placed(option, layout.meta.translated(corner))
        paint_words(painter, place, layout.facts, font=font("meta"), colour=muted)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> str:
        """The card itself; says its colour."""
        now = theme()
        chosen = is_selected(option)
        surface = now.selected if chosen else now.page
        # The row may be wider than what is seen of it, while a scroll bar is coming.
        row = row_of(option)
        row.setWidth(min(row.width(), self._view.viewport().width()))
        card = QRectF(row).adjusted(MARGIN_X, MARGIN_Y, -MARGIN_X, -MARGIN_Y)
        edge = (
            now.accent if has_focus(option) else now.faint if is_hovered(option) and not chosen else now.line
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(surface))
        painter.setPen(QPen(QColor(surface if chosen and not has_focus(option) else edge), 1))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        return surface

    def _paint_memo(
        self, painter: QPainter, option: QStyleOptionViewItem, layout: CardLayout, corner: QPoint
    ) -> None:
        room = layout.memo.translated(corner)
        mark = QRect(room.left(), room.top() + 2, 14, 14)
        paint_icon(painter, placed(option, mark), "message-square", "muted")
        colour = theme().selected_text if is_selected(option) else theme().muted
        words = placed(option, room.adjusted(MEMO_LEAD, 0, 0, 0))
        _paint_lines(painter, words, " ".join(layout.memo_words.split()), colour, is_memo=True)

    # Writing a memo

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A field for the memo."""
        del option, index
        field = MemoField(parent)
        field.done.connect(self._done)
        self.field = field
        return field

    def destroyEditor(self, editor: QWidget, index: _Index) -> None:  # noqa: N802 - Qt's name
        """Forgets the field."""
        if editor is self.field:
            self.field = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Begins with the first memo, its end under the cursor. What was begun is not overwritten."""
        passage = index.data(PASSAGE_ROLE)
        if (
            not isinstance(editor, MemoField)
            or not isinstance(passage, Passage)
            or editor.document().isModified()
        ):
            return
        editor.setPlainText(passage.memos[0].text if passage.memos else "")
        editor.moveCursor(editor.textCursor().MoveOperation.End)
        editor.document().setModified(False)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Says what was written, if it is not what was there; the model waits for the passage to come back."""
        del model
        passage = index.data(PASSAGE_ROLE)
        if not isinstance(editor, MemoField) or not isinstance(passage, Passage):
            return
        text = editor.toPlainText().strip()
        if text != (passage.memos[0].text if passage.memos else ""):
            self.written.emit(passage.id, text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """Puts the field where the memo stands."""
        layout = self.layout_of(index)
        if layout is not None:
            editor.setGeometry(placed(option, layout.memo.translated(row_of(option).topLeft())))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """The whole name of a topic or what its cross does; elsewhere the whole quote, if it is cut."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self._help_at(index, event.pos()), view)
        return True

    def _help_at(self, index: _Index, place: QPoint) -> str:
        passage, layout = index.data(PASSAGE_ROLE), self.layout_of(index)
        if layout is None or not isinstance(passage, Passage):
            return ""
        cross = self.cross_at(index, place)
        if cross >= 0:
            return self.tr("Remove {name}").format(name=layout.chips[cross].name)
        row = self._row(index)
        chip = layout.chip_at(place.x() - row.left(), place.y() - row.top())
        if chip >= 0:
            return [*(tag.path for tag in passage.topics), *(tag.name for tag in passage.entities)][chip]
        return ""

    def _row(self, index: _Index) -> QRect:
        return self._view.visualRect(index.model().index(index.row(), 0))

    def _done(self) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


def _paint_lines(painter: QPainter, room: QRect, words: str, colour: str, *, is_memo: bool = False) -> None:
    """As many lines as `room` has the height for, the last one cut where the words go on."""
    type_, line_height = (font("meta"), MEMO_LINE) if is_memo else (quote_font(), LINE)
    side = Qt.AlignmentFlag.AlignRight if _runs_from_right(words) else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.setPen(QColor(colour))
    painter.setFont(type_)
    for number, line in enumerate(_wrapped(words, type_, room.width(), max(1, room.height() // line_height))):
        place = QRect(room.left(), room.top() + number * line_height, room.width(), line_height)
        painter.drawText(place, int(flags), line)
    painter.restore()


def _wrapped(words: str, type_: QFont, width: int, most: int) -> list[str]:
    """`words` in at most `most` lines of `width` pixels, the last one elided where there is more."""
    layout, positions = QTextLayout(words, type_), Positions(words)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        starts.append(positions.from_qt(line.textStart()))
    layout.endLayout()
    if not starts:
        return []
    lines = [words[start:end] for start, end in pairwise(starts)]
    metrics = QFontMetrics(type_)
    return [*lines, metrics.elidedText(words[starts[-1] :], Qt.TextElideMode.ElideRight, width)]


def _runs_from_right(words: str) -> bool:
    strong = (unicodedata.bidirectional(letter) for letter in words)
    return next((kind in {"R", "AL"} for kind in strong if kind in {"L", "R", "AL"}), False)
