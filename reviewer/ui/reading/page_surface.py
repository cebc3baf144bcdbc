"""The surface under the page view: it shows a document, zooms, and scrolls to places.

It takes no input; that is `pages`.
"""

from PySide6.QtCore import QPointF, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from reviewer.documents.pages import Pages
from reviewer.model.document import Document, DocumentText
from reviewer.ui.reading.arriving import PLACE_MS, Flash, Wanted
from reviewer.ui.reading.page_canvas import PageCanvas
from reviewer.ui.reading.page_painting import PageScene

_AIR = 6
"""What is left above the line that is at the top, px."""
_ZOOMS = (0.25, 6.0)


class PageSurface(PageCanvas):
    """Pages that come to where they are wanted. Positions are code points of the text."""

    place_changed = Signal(int)  # the code point at the top, when scrolling has come to rest

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted: Wanted | None = None
        self._tiles.mapped.connect(self._mapped)
        self._flash = Flash(self)
        self._resting = QTimer(self, singleShot=True, interval=PLACE_MS)
        self._resting.timeout.connect(self._rest)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)

    def show_document(self, document: Document, text: DocumentText, pages: Pages) -> None:
        """Shows a document from its beginning, without paints and hits. `pages` draws it and is closed by who made it."""
        self._text = text
        self._scene = PageScene()
        self._wanted = None
        self._flash.stop()
        self._tiles.show(pages)
        self.setAccessibleName(self.tr("Pages of “{title}”").format(title=document.metadata.title))
        self._lay_out()
        self._scroll_to(0, 0)
        self._describe()
        self.viewport().update()

    def close_document(self) -> None:
        """Shows nothing, and asks for nothing more."""
        self._text = None
        self._scene = PageScene()
        self._tiles.show(None)
        self._lay_out()
        self.viewport().update()

    def place(self) -> int:
        """The code point at the top of the view: what `show_place` brings back there."""
        if self._wanted is not None:
            return self._wanted.position
        if not self._text or not self._text.pages:
            return 0
        top = self.verticalScrollBar().value()
        index = self._layout.page_at(top + 1)
        page, rect = self._text.pages[index], self._layout.rect(index)
        places = self._tiles.map_of(index)
        if rect.top() >= top or not places:
            return page.start
        shown = [
            line.start
            for line in places.lines
            if rect.top() + line.rect[3] * self._layout.scale(index) > top + _AIR
        ]
        return min(shown, default=page.end)

    def show_place(self, position: int) -> None:
        """Scrolls until a code point is at the top; the first one of a page with the page's edge above it."""
        self._want(Wanted(position, 0.0))

    def zoom_by(self, steps: int) -> None:
        """Enlarges the pages by so many steps of a tenth, or makes them smaller; 0 fits them to the width again."""
        self._zoom_about(steps, QPointF(self.viewport().width() / 2, 0))

    def reveal(self, position: int) -> None:
        """Scrolls until a code point stands a third down the view; at once, or when its place on the page is known."""
        self._want(Wanted(position, 1 / 3))

    def flash(self, start: int, end: int) -> None:
        """Lets a stretch light up and fade."""
        self._flash.light(self._scene, start, end)

    def _zoom_about(self, steps: int, point: QPointF) -> None:
        """Zooms so that what is at a point of the viewport stays there."""
        low, high = _ZOOMS
        zoom = min(high, max(low, self._zoom * 1.1**steps)) if steps else 1.0
        if not self._text or not self._text.pages:
            self._zoom = zoom
            return
        index = self._layout.page_at(point.y() + self.verticalScrollBar().value())
        spot = (point - self._rect_of(index).topLeft()) / self._layout.scale(index)
        self._zoom = zoom
        self._zooming.start()
        self._lay_out()
        corner = self._layout.rect(index).topLeft() + spot * self._layout.scale(index) - point
        self._scroll_to(corner.x(), corner.y())
        self._settle()
        self.viewport().update()

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._settle()

    def _settle(self) -> None:
        """Brings the wanted place into view: its page at once, its line when it is known where on the page that is."""
        if self._wanted is None or not self._text or not self._text.pages:
            return
        position, share = self._wanted.position, self._wanted.share
        index = self._page_of(position)
        rect, places = self._layout.rect(index), self._tiles.map_of(index)
        line = places.line_of(position) if places else None
        if position <= self._text.pages[index].start and not share:
            top, known = rect.top() - _AIR if index else 0.0, True
        else:
            y = line.rect[1] * self._layout.scale(index) if line else 0.0
            top, known = rect.top() + y - max(share * self.viewport().height(), _AIR), places is not None
        x = self.horizontalScrollBar().value()
        if line and self.horizontalScrollBar().maximum():
            left, right = (
                rect.left() + edge * self._layout.scale(index) for edge in (line.rect[0], line.rect[2])
            )
            if not x <= left <= right <= x + self.viewport().width():
                x = round(left - 24)
        self._scroll_to(x, max(0.0, top))
        if (known or not self._tiles.awaits_map(index)) and self.isVisible():
            self._wanted = None

    def _go_on(self) -> None:
        """The reader goes elsewhere: a place that is still waited for is not wanted any more."""
        self._wanted = None

    def _scrolled(self) -> None:
        if not self._settling:
            self._wanted = None
        self._is_stale = True
        self._resting.start()
        self.viewport().update()

    def _rest(self) -> None:
        self._describe()
        self.place_changed.emit(self.place())

    def _describe(self) -> None:
        """Tells a screen reader which page this is."""
        if not self._text or not self._text.pages:
            self.setAccessibleDescription("")
            return
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        page = self._text.pages[self._layout.page_at(middle)]
        count = len(self._text.pages)
        if page.label and page.label != str(page.index + 1):
            words = self.tr("Page {label}, {number} of {count}")
        else:
            words = self.tr("Page {number} of {count}")
        said = words.format(label=page.label, number=page.index + 1, count=count)
        if self._scene.selection:
            start, end = self._scene.selection
            said += ". " + self.tr("Selected: {text}").format(text=self.text[start:end][:200])
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)

    def _mapped(self, page: int) -> None:
        self._settle()
        self._arrived(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages fit the new width, and the place at the top stays there."""
        super().resizeEvent(event)
        if not self._text or event.size().width() == event.oldSize().width():
            self._lay_out()
        else:
            self._zoom_about_top()
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        """What was wanted while nothing was to be seen comes into view now."""
        super().showEvent(event)
        self._lay_out()
        self._settle()

    def _zoom_about_top(self) -> None:
        index = self._layout.page_at(self.verticalScrollBar().value())
        above = (self.verticalScrollBar().value() - self._layout.rect(index).top()) / self._layout.scale(
            index
        )
        self._zooming.start()
        self._lay_out()
        self._scroll_to(
            self.horizontalScrollBar().value(),
            self._layout.rect(index).top() + above * self._layout.scale(index),
        )
