"""Articles to read in tests, and the mouse on their characters."""

import unicodedata
from itertools import count

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from reviewer.model.document import Block, Document, DocumentText, Mark, Metadata
from reviewer.model.ids import DocumentId, PassageId, TextId
from reviewer.ui.reading.article import ArticleView
from reviewer.ui.reading.painting import Paint
from reviewer.ui.theme import PALETTE

_HOURS = count(3_600_000, 3_600_000)
"""When each gesture begins, ms: one never follows another so soon that both are a double click."""

TITLE = "Nine nights on the quay"
TEXT = (
    "The ferry was late. 🚨 Nobody had told Dr. Moss, who waited. She read.\n"
    "“Tomorrow,” said the harbour master 👩\u200d👧, and shut the door.\n"
    "המעבורת לא באה, אמר Ben Tern בשנת 2019. כולם חיכו.\n"
    "Zoe\u0308 came back on Friday\u00a024."
)


def document(text: str, *, title: str = TITLE, language: str = "en") -> Document:
    data = Metadata(title, ("Ida Moss", "Ben Tern"), "2025-01-24", "Harbour Post", language=language)
    return Document(
        DocumentId("d"), TextId("t"), data, "text", "text/plain", "a.txt", "new", len(text), 0, ""
    )


def text_of(text: str, *, blocks: tuple[Block, ...] = (), marks: tuple[Mark, ...] = ()) -> DocumentText:
    return DocumentText(TextId("t"), DocumentId("d"), text, blocks, marks)


def span(text: str, quote: str) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)


def paint(text: str, quote: str, *, colour: int = 0, passage: str = "p", label: str = "Ferries") -> Paint:
    return Paint(*span(text, quote), PALETTE[colour], PassageId(passage), label)


def rects(view: ArticleView, start: int, end: int) -> list[QRectF]:
    """Where a stretch is to be seen in the viewport."""
    return view._rects(start, end)


def middle(view: ArticleView, position: int) -> QPoint:
    """The middle of one character."""
    return rects(view, position, position + 1)[0].center().toPoint()


def press(
    view: ArticleView, at: QPoint, *, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, at)


def click_times(view: ArticleView, at: QPoint, times: int) -> None:
    """Clicks in a row, as Qt reports them: every second press is a double click."""
    when = next(_HOURS)
    for number in range(times):
        kind = QEvent.Type.MouseButtonDblClick if number % 2 else QEvent.Type.MouseButtonPress
        _send(view, kind, QPointF(at), Qt.MouseButton.LeftButton, when)
        _send(view, QEvent.Type.MouseButtonRelease, QPointF(at), Qt.MouseButton.NoButton, when)


def drag(view: QAbstractScrollArea, start: QPointF, end: QPointF) -> None:
    when = next(_HOURS)
    _send(view, QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton, when)
    for share in (0.3, 0.7, 1.0):
        _send(view, QEvent.Type.MouseMove, start + (end - start) * share, Qt.MouseButton.LeftButton, when)
    _send(view, QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton, when)


def drag_over(view: ArticleView, start: int, end: int) -> None:
    """Drags from the edge where the first character begins to the one where the last ends."""
    drag(view, _edge(view, start, begins=True), _edge(view, end - 1, begins=False))


def _edge(view: ArticleView, position: int, *, begins: bool) -> QPointF:
    rect = rects(view, position, position + 1)[0]
    on_left = begins != (unicodedata.bidirectional(view.text[position]) in {"R", "AL"})
    return QPointF(rect.left() + 0.5 if on_left else rect.right() - 0.5, rect.center().y())


def _send(
    view: QAbstractScrollArea, kind: QEvent.Type, at: QPointF, buttons: Qt.MouseButton, when: int
) -> None:
    moved = kind == QEvent.Type.MouseMove
    button = Qt.MouseButton.NoButton if moved else Qt.MouseButton.LeftButton
    place = view.viewport().mapToGlobal(at)
    event = QMouseEvent(kind, at, place, button, buttons, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(when)
    QApplication.sendEvent(view.viewport(), event)
