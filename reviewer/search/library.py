"""A query becomes hits, a name becomes an identity, a query becomes words again."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from reviewer.errors import ReviewerError
from reviewer.model.entity import Entity
from reviewer.model.query import Hit, Query
from reviewer.model.topic import Topic
from reviewer.search.query import Names
from reviewer.store.coders import coders
from reviewer.store.documents import documents
from reviewer.store.entities import entities, find_entity
from reviewer.store.fulltext import each_passage, search_passages, search_texts
from reviewer.store.library import Library
from reviewer.store.topics import find_topic, topics


def find(library: Library, query: Query, *, per_document: int | None = None) -> list[Hit]:
    """Everything that answers the query.

    In texts, a topic, an entity or a coder asks for the documents that have a passage so tagged. A search in texts
    without words finds nothing; `per_document` is how many places in one text are enough.
    """
    if query.where == "passages":
        return search_passages(library, query)
    if query.topics or query.entities or query.coders:
        tagged = search_passages(library, replace(query, words="", where="passages", limit=None))
        within = tuple(dict.fromkeys(hit.passage.document for hit in tagged))
        query = replace(query, documents=within)
        return search_texts(library, query, per_document=per_document) if within else []
    return search_texts(library, query, per_document=per_document)


def each(library: Library, query: Query) -> Iterable[Hit]:
    """What `find` gives, for writing all of it out: read as it comes where it comes in the order of the documents."""
    if query.where == "passages" and not query.words:
        return each_passage(library, query)
    return find(library, query)


def names(library: Library) -> Names:
    """Every name that a typed query may speak of."""
    return Names(topics(library), entities(library), coders(library), documents(library))


def topic_named(library: Library, written: str) -> Topic:
    """The topic at that path, or of that name where only one has it; ReviewerError, with near names, where none is."""
    try:
        return find_topic(library, written)
    except ReviewerError as fault:
        raise _with_near(
            fault, written, [name for one in topics(library) for name in (one.path, one.name)]
        ) from None


def entity_named(library: Library, written: str) -> Entity:
    """The entity written `kind:Name`, or of that name or alias where only one has it; ReviewerError as for topics."""
    try:
        return find_entity(library, written)
    except ReviewerError as fault:
        known = [name for one in entities(library) for name in (one.reference, one.name, *one.aliases)]
        raise _with_near(fault, written, known) from None


def in_words(library: Library, query: Query) -> str:
    """The query as a sentence for the head of a report; empty where it asks for everything."""
    parts = [
        f"with the words {query.words}" if query.words else "",
        _said("about", query.topics, {one.id: one.path for one in topics(library)}),
        _said("with", query.entities, {one.id: one.name for one in entities(library)}),
        _said("tagged by", query.coders, {one.id: one.name for one in coders(library)}, joint="or"),
        _said(
            "in",
            query.documents,
            {one.id: f"“{one.metadata.title}”" for one in documents(library)},
            joint="or",
        ),
        f"published from {query.since}" if query.since else "",
        f"published until {query.until}" if query.until else "",
    ]
    told = [part for part in parts if part]
    return f"{'Passages' if query.where == 'passages' else 'Places'} {', '.join(told)}." if told else ""


def _said(before: str, asked: Iterable[str], known: Mapping[str, str], *, joint: str = "and") -> str:
    listed = [known.get(identity, "?") for identity in asked]
    return f"{before} {f' {joint} '.join(listed)}" if listed else ""


def _with_near(fault: ReviewerError, written: str, known: list[str]) -> ReviewerError:
    """The fault with a better remedy where a name that is known looks like the one written."""
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(written.strip().casefold(), folded, n=3, cutoff=0.6)
    if not near or written.strip().casefold() in folded:
        return fault
    listed = ", ".join(f"“{folded[name]}”" for name in near)
    return ReviewerError(problem=fault.problem, kept=fault.kept, remedy=f"Did you mean {listed}?")
