"""Searching: from the field and the filters to the list of hits, and from a hit to its place."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from reviewer.model.changes import Changes
from reviewer.model.query import Hit, Query, Where
from reviewer.search.library import find
from reviewer.search.query import Names, read, scope
from reviewer.store.coders import coders
from reviewer.store.documents import documents
from reviewer.store.fulltext import places
from reviewer.store.library import Library
from reviewer.ui.hub import Hub
from reviewer.ui.search.field import SearchField
from reviewer.ui.search.results import SearchResults
from reviewer.ui.work.codebook import Codebook
from reviewer.ui.work.desk import Desk

MOST = 500
"""Hits that are fetched for the list."""
_PER_DOCUMENT = 20
"""Places in one text that are fetched for it."""


class Searching(QObject):
    """A search is on while there are words in the field or filters in the codebook."""

    began = Signal()
    ended = Signal()

    def __init__(
        self, hub: Hub, desk: Desk, codebook: Codebook, field: SearchField, results: SearchResults
    ) -> None:
        super().__init__()
        self._hub = hub
        self._desk = desk
        self._codebook = codebook
        self._field = field
        self._results = results
        self._words = ""
        self._where: Where | None = None
        self._asked = 0
        self._shown = 0
        self._steps_when_shown = False
        self._query: Query | None = None
        self._hits: list[Hit] = []
        self._current: Hit | None = None
        field.typed.connect(self._type)
        field.submitted.connect(self._submit)
        field.stepped.connect(self.step)
        field.left_downwards.connect(results.take_focus)
        results.opened.connect(self._open)
        results.where_chosen.connect(self._choose_where)
        results.closed.connect(self.close)
        codebook.filtered.connect(self._filter)
        desk.opened.connect(self._mark)
        hub.changed.connect(self._look_again)

    @property
    def query(self) -> Query | None:
        """What is being searched for, without a limit; None where no search is on."""
        return self._query

    @property
    def is_on(self) -> bool:
        """Whether there is anything to search for."""
        return bool(self._words or self._codebook.filters)

    def step(self, direction: int) -> None:
        """Goes to the next hit (1) or the one before (-1)."""
        self._results.step(direction)

    def close(self) -> None:
        """Ends the search: empties the field, takes off the filters."""
        self._words, self._where, self._current = "", None, None
        self._field.close_up()
        self._codebook.clear_filters()
        self._search()

    def _submit(self, words: str) -> None:
        """Enter goes to the first hit, as soon as it is found."""
        if words == self._words and self._shown == self._asked:
            self.step(1)
        else:
            self._steps_when_shown = True
            self._type(words)

    def _type(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self._search()

    def _choose_where(self, where: str) -> None:
        self._where = "passages" if where == "passages" else "text"
        self._search()

    def _filter(self) -> None:
        self._desk.show_only(self._codebook.filter_tags())
        self._search()

    def _search(self) -> None:
        self._asked += 1
        if not self.is_on:
            self._query, self._hits = None, []
            self._mark()
            self.ended.emit()
            return
        verb = partial(
            _search,
            typed=self._words,
            where=self._where,
            filters=Query(topics=self._codebook.filter_topics(), entities=self._codebook.filter_entities()),
            book=Names(self._codebook.topics, self._codebook.entities),
        )
        self._hub.run(verb, partial(self._show, self._asked))
        self.began.emit()

    def _show(self, asked: int, answer: tuple[Query, list[Hit]]) -> None:
        if asked != self._asked:
            return
        self._query, hits = answer
        self._hits = hits[:MOST]
        self._results.set_where(self._query.where)
        shown = self._words or ", ".join(self._codebook.filter_names())
        self._results.show_hits(self._hits, shown if self._words else "", more=len(hits) > MOST)
        self._mark()
        self._shown = asked
        if self._steps_when_shown:
            self._steps_when_shown = False
            self.step(1)

    def _look_again(self, changes: Changes) -> None:
        if self.is_on and changes.kinds & {"document", "passage", "tag", "topic", "entity"}:
            self._search()

    def _open(self, hit: Hit) -> None:
        self._current = hit
        self._desk.open(hit.passage.document, (hit.passage.start, hit.passage.end))
        self._mark()

    def _mark(self, _: object = None) -> None:
        """Marks every place of the words in the open document, and which of them was gone to."""
        document, text = self._desk.document, self._desk.text
        words = self._query.words if self._query else ""
        hits = sorted(places(text.text, words)) if text and words else []
        passage = self._current.passage if self._current else None
        is_here = passage is not None and document is not None and passage.document == document.id
        place = (passage.start, passage.end) if passage is not None and is_here else None
        self._desk.show_hits(hits, hits.index(place) if place in hits else -1)


def _search(
    library: Library, typed: str, where: Where | None, filters: Query, book: Names
) -> tuple[Query, list[Hit]]:
    names = replace(book, coders=coders(library), documents=documents(library) if "in:" in typed else ())
    query = read(typed, names)
    query = replace(
        query,
        topics=tuple(dict.fromkeys((*query.topics, *filters.topics))),
        entities=tuple(dict.fromkeys((*query.entities, *filters.entities))),
    )
    query = replace(query, where=where or scope(query))
    return query, find(library, replace(query, limit=MOST + 1), per_document=_PER_DOCUMENT)
