"""How a document is handled by keys and mouse, in any view: the verbs of the keys, clicks in a row, tags under the pointer.

The views take Qt's events and hand them on to here; where an article and a page differ they do it themselves.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, QTimer, SignalInstance
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip

from reviewer.text.sentences import paragraph_at, sentence_at
from reviewer.text.words import Bounds, word_at
from reviewer.ui.reading.clicks import Clicks
from reviewer.ui.reading.keys import Verb, verb_of
from reviewer.ui.reading.painting import Paint
from reviewer.ui.reading.reach import Direction, Reach

_STRIPE_REACH = 3
_PAGE_OVERLAP = 64
"""How much of what was seen stays when one screen is scrolled, px."""


class _Stripe(Protocol):
    @property
    def rect(self) -> QRectF: ...
    @property
    def paint(self) -> Paint: ...


if TYPE_CHECKING:
    from reviewer.ui.reading.cursor import ReadingCursor

    class _View(ReadingCursor):
        """What the view gives; it comes first among the bases of a class that is handled."""

        passage_pressed: SignalInstance
        drag_ended: SignalInstance

        @property
        def _stripes(self) -> Sequence[_Stripe]: ...
        def copy(self) -> None: ...
        def _code_point_at(self, point: QPointF) -> int | None: ...
        def _go_on(self) -> None: ...

else:
    _View = object


class Handling(_View):
    """Keys and mouse over a reading cursor.

    A class that is handled has two signals, `passage_pressed` and `drag_ended`, and calls `_make_handy` when it is made.
    """

    def _make_handy(self) -> None:
        self.viewport().setMouseTracking(True)
        self._clicks = Clicks()
        self._pressed_at: QPointF | None = None
        self._last_click = QTimer(self, singleShot=True)
        self._last_click.timeout.connect(self.drag_ended)
        self._unit: Callable[[int], Bounds | None] | None = None
        self._origin: Bounds = (0, 0)
        self._verbs: dict[Verb, Callable[[], object]] = {
            "next sentence": partial(self.next_sentence, 1),
            "previous sentence": partial(self.next_sentence, -1),
            "extend to next sentence": partial(self.extend_selection, "sentence", 1),
            "extend to previous sentence": partial(self.extend_selection, "sentence", -1),
            "next word": partial(self.next_word, 1),
            "previous word": partial(self.next_word, -1),
            "extend to next word": partial(self.extend_selection, "word", 1),
            "extend to previous word": partial(self.extend_selection, "word", -1),
            "grow": self.grow,
            "shrink": self.shrink,
            "paragraph": self.select_paragraph,
            "everything": self.select_everything,
            "page down": partial(self._scroll_pages, 1),
            "page up": partial(self._scroll_pages, -1),
            "to the start": partial(self._scroll_share, 0.0),
            "to the end": partial(self._scroll_share, 1.0),
            "copy": self.copy,
            "clear": self.clear_selection,
            "tag": self.want_tagging,
            "remove": self.want_removal,
        }

    def _verb(self, event: QKeyEvent) -> Verb | None:
        """What a key does here; None for a key that is left to the window."""
        verb = verb_of(event) if self.text else None
        if verb == "clear" and self.selection() is None:
            return None
        return verb

    def _claim(self, event: QKeyEvent) -> bool:
        """Our keys come before the window's shortcuts; whether this is one."""
        event.setAccepted(self._verb(event) is not None)
        return event.isAccepted()

    def _obey(self, event: QKeyEvent) -> bool:
        """Does what a key says; whether it was one of ours."""
        verb = self._verb(event)
        if verb is None:
            return False
        event.accept()
        self._verbs[verb]()
        return True

    def _scroll_pages(self, direction: Direction) -> None:
        self._go_on()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + direction * (self.viewport().height() - _PAGE_OVERLAP))

    def _scroll_share(self, share: float) -> None:
        self._go_on()
        bar = self.verticalScrollBar()
        bar.setValue(round(share * bar.maximum()))

    def _unit_of(self, count: int) -> Callable[[int], Bounds | None]:
        """What so many clicks in a row select: twice a word, three times a sentence, four times and more a paragraph."""
        if count == 2:
            return partial(word_at, self.text)
        if count == 3:
            return partial(sentence_at, self.text, language=self._language)
        return partial(paragraph_at, self.text)

    def _select_unit(self, count: int, at: int) -> None:
        """Selects the unit at a code point, from which a drag goes on by whole units."""
        self._unit = self._unit_of(count)
        self._origin = self._unit(at) or (at, at)
        self._set_reach(Reach(*self._origin), follow=False)

    def _drag_units(self, at: int) -> None:
        """Selects from the unit that was clicked to the one at a code point."""
        start, end = self._origin
        unit = (self._unit(at) if self._unit else None) or (at, at)
        reach = Reach(end, unit[0]) if unit[0] < start else Reach(start, max(end, unit[1]))
        self._set_reach(reach, follow=False)

    def _end_drag(self) -> QPointF | None:
        """Says what was selected. If that is nothing, the answer is where a single press began."""
        self._dragging = False
        self._unit = None
        pressed, self._pressed_at = self._pressed_at, None
        self._say()
        if self.selection():
            # After a double click a third may follow.
            self._last_click.start(0 if pressed else QApplication.doubleClickInterval())
            return None
        return pressed

    def _press_passage(self, at: int | None) -> None:
        """A click on painted text says its passage; of several the shortest."""
        paints = self._scene.paints.at(at) if at is not None else []
        if paints:
            self.passage_pressed.emit(min(paints, key=lambda paint: paint.end - paint.start).passage)

    def _stripe_at(self, point: QPointF) -> Paint | None:
        for stripe in self._stripes:
            if stripe.rect.adjusted(-_STRIPE_REACH, 0, _STRIPE_REACH, 0).contains(point):
                return stripe.paint
        return None

    def _show_words(self, event: QHelpEvent) -> None:
        """Hovering over painted text or a stripe says which tags it has."""
        QToolTip.showText(event.globalPos(), self._words_at(QPointF(event.pos())), self.viewport())

    def _words_at(self, point: QPointF) -> str:
        """The names of the tags at a point, one a line; empty where there is none."""
        stripe = self._stripe_at(point)
        if stripe is not None:
            here = self._scene.paints.between(stripe.start, stripe.end)
            paints = [paint for paint in here if paint.passage == stripe.passage]
        else:
            at = self._code_point_at(point)
            paints = self._scene.paints.at(at) if at is not None else []
        return "\n".join(dict.fromkeys(paint.label for paint in paints))
