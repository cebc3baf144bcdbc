"""The filters of `find`, `export` and whatever else speaks of some of the passages."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

from reviewer.errors import ReviewerError
from reviewer.model.query import Query, Where

if TYPE_CHECKING:
    from reviewer.store.library import Library

_Command = TypeVar("_Command", bound=Callable[..., Any])

_LARGEST = 1_000_000_000


class Filters(TypedDict):
    """What `filter_options` hands a command."""

    typed: tuple[str, ...]
    topics: tuple[str, ...]
    entities: tuple[str, ...]
    coders: tuple[str, ...]
    documents: tuple[str, ...]
    since: str | None
    until: str | None
    where: Where | None
    limit: int | None


def filter_options(command: _Command) -> _Command:
    """[QUERY] and every filter. Several words of a query need no quotation marks around them."""
    for decorate in reversed(
        (
            click.argument("typed", metavar="[QUERY]", nargs=-1),
            click.option(
                "--topic", "topics", metavar="T", multiple=True, help="With this topic or one below it."
            ),
            click.option(
                "--entity", "entities", metavar="E", multiple=True, help="With this entity, kind:Name."
            ),
            click.option("--coder", "coders", metavar="C", multiple=True, help="Tagged by this person."),
            click.option("--document", "documents", metavar="D", multiple=True, help="In this document."),
            click.option(
                "--since", metavar="DATE", help="Published then or later: 2025, 2025-01 or 2025-01-24."
            ),
            click.option(
                "--until", metavar="DATE", help="Published then or earlier, that day or month included."
            ),
            click.option(
                "--in",
                "where",
                type=click.Choice(["text", "passages"]),
                help="Search all text, or tagged passages only. Without it: passages where a topic, an entity or a "
                "coder is given or there is no QUERY, else text.",
            ),
            click.option(
                "--limit", metavar="N", type=click.IntRange(min=1, max=_LARGEST), help="No more than so many."
            ),
        )
    ):
        command = decorate(command)
    return command


def query_of(library: "Library", filters: Filters) -> Query:
    """The query that the options and QUERY ask for; ReviewerError where they name something that is not there."""
    from reviewer.search.library import entity_named, names, topic_named
    from reviewer.search.query import Names, is_date, read, scope
    from reviewer.store.coders import find_coder
    from reviewer.store.documents import find_document

    for date in (filters["since"], filters["until"]):
        if date is not None and not is_date(date):
            raise ReviewerError(problem=f"“{date}” is no date.", remedy="Write 2025, 2025-01 or 2025-01-24.")
    typed = " ".join(filters["typed"])
    # Only a typed prefix needs the names, and they take a while in a large library.
    asked = read(typed, names(library) if ":" in typed else Names())
    query = replace(
        asked,
        topics=(*asked.topics, *(topic_named(library, name).id for name in filters["topics"])),
        entities=(*asked.entities, *(entity_named(library, name).id for name in filters["entities"])),
        coders=(*asked.coders, *(find_coder(library, name).id for name in filters["coders"])),
        documents=(*asked.documents, *(find_document(library, name).id for name in filters["documents"])),
        since=filters["since"] or asked.since,
        until=filters["until"] or asked.until,
        limit=filters["limit"],
    )
    query = replace(query, where=filters["where"] or scope(query))
    if query.where == "text" and not query.words:
        raise ReviewerError(
            problem="A search in the text needs words.", remedy="Give a QUERY, or leave --in text out."
        )
    return query
