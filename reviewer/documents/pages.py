"""The pages of one document, drawn and mapped by the worker, in the order in which they are needed."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from reviewer.documents.isolation.lane import Pixels, Source, Ticket
from reviewer.documents.isolation.messages import TILE, Draw, Map
from reviewer.documents.page_map import PageMap, Rect
from reviewer.documents.worker import Worker
from reviewer.errors import ReviewerError
from reviewer.model.document import DocumentText

__all__ = ["TILE", "PageMap", "Pages", "Pixels", "Rect", "Tile"]


@dataclass(frozen=True, slots=True)
class Tile:
    """A square of `TILE` pixels of a page drawn at `scale` pixels a point; columns and rows count from 0."""

    page: int
    scale: float
    column: int
    row: int


class Pages:
    """What a page view asks. Answers come in the worker's thread; a page that failed is not tried again.

    Smaller priorities first. Close it when the document is no longer shown.
    """

    def __init__(self, worker: Worker, data: bytes, text: DocumentText, *, file_name: str) -> None:
        self._worker = worker
        self._text = text
        self._source = Source(data, text.text, file_name)
        self._lock = threading.RLock()
        self._waiting: dict[Tile, Ticket] = {}
        self._failed: dict[int, ReviewerError] = {}

    def draw(
        self, tile: Tile, *, priority: int, done: Callable[[Tile, Pixels | ReviewerError], None]
    ) -> None:
        """Asks for a tile; nothing happens where it has been asked for as urgently and not been answered yet.

        Where a page fails, one of its tiles is answered so, and what else was asked of it is dropped.
        """
        with self._lock:
            error = self._failed.get(tile.page)
            if not error and not self._is_due(tile, priority):
                return
            if not error:
                x, y = tile.column * TILE, tile.row * TILE
                request = Draw(0, tile.page, tile.scale, (x, y, x + TILE, y + TILE))

                def answered(answer: Pixels | ReviewerError) -> None:
                    self._answered(tile, answer, done)

                self._waiting[tile] = self._worker.submit(
                    request, priority=priority, done=answered, source=self._source
                )
                return
        done(tile, error)

    def map(self, page: int, *, priority: int, done: Callable[[int, PageMap | ReviewerError], None]) -> None:
        """Asks where the characters of a page are."""
        with self._lock:
            error = self._failed.get(page)
        if error:
            done(page, error)
            return
        bounds = self._text.pages[page]

        def answered(answer: PageMap | ReviewerError) -> None:
            done(page, answer)

        self._worker.submit(
            Map(0, page, bounds.start, bounds.end), priority=priority, done=answered, source=self._source
        )

    def keep_only(self, wanted: Callable[[Tile], bool]) -> None:
        """Takes back what was asked for and is not wanted any more, as after scrolling on."""
        with self._lock:
            for tile in [tile for tile in self._waiting if not wanted(tile)]:
                if self._worker.drop(self._waiting[tile]):
                    del self._waiting[tile]

    def close(self) -> None:
        """Takes everything back, and lets the worker forget the document."""
        self.keep_only(lambda _: False)
        self._worker.forget(self._source)

    def _is_due(self, tile: Tile, priority: int) -> bool:
        """Whether to queue a tile: not yet asked for, or asked for as something less urgent and not begun."""
        waiting = self._waiting.get(tile)
        if waiting is None:
            return True
        return priority < waiting.priority and self._worker.drop(waiting)

    def _answered(
        self, tile: Tile, answer: Pixels | ReviewerError, done: Callable[[Tile, Pixels | ReviewerError], None]
    ) -> None:
        with self._lock:
            self._waiting.pop(tile, None)
            if isinstance(answer, ReviewerError):
                self._failed[tile.page] = answer
                # Each of the page's other tiles would take as long to fail.
                for other in [other for other in self._waiting if other.page == tile.page]:
                    if self._worker.drop(self._waiting[other]):
                        del self._waiting[other]
        done(tile, answer)
