"""A query becomes a choice of what is to leave for a colleague."""

from collections.abc import Callable
from dataclasses import replace

from reviewer.errors import ReviewerError
from reviewer.model.document import Document
from reviewer.model.ids import CoderId
from reviewer.model.query import Query
from reviewer.model.share import Choice, Texts
from reviewer.search.library import each, find
from reviewer.store.documents import documents
from reviewer.store.library import Library


def choice_of(
    library: Library,
    query: Query,
    *,
    texts: Texts = "originals",
    memos: bool = True,
    coders: tuple[CoderId, ...] | None = None,
) -> Choice:
    """What of the library leaves when a query is shared; where nothing answers it, a `ReviewerError`.

    A query that asks for everything shares everything, one that asks for documents (by words in their text, by name,
    by date) shares those with all that is in them, and one that asks for passages shares these alone with the
    documents they stand in. `coders` are those whose tags leave (None: everyone's); then passages are not chosen one
    by one, because a colleague is not to see which ones others have marked.
    """
    whole = Choice(texts=texts, memos=memos, coders=coders)
    if query in (Query(), Query(where="text")):
        return whole
    if query.where == "text":
        found = tuple(dict.fromkeys(hit.passage.document for hit in find(library, query, per_document=1)))
        choice = replace(whole, documents=found)
    elif query.words or query.topics or query.entities or query.coders or query.limit:
        hits = [hit.passage for hit in each(library, query)]
        choice = replace(
            whole,
            documents=tuple(dict.fromkeys(passage.document for passage in hits)),
            passages=None if coders is not None else tuple(passage.id for passage in hits),
        )
    else:
        answers = _asked_for(query)
        choice = replace(whole, documents=tuple(one.id for one in documents(library) if answers(one)))
    if not choice.documents:
        raise ReviewerError(
            problem="Nothing in the library answers these filters.",
            kept="No file was made.",
            remedy="Ask for more.",
        )
    return choice


def _asked_for(query: Query) -> Callable[[Document], bool]:
    def answers(one: Document) -> bool:
        published = one.metadata.published
        return (
            (not query.documents or one.id in query.documents)
            and (query.since is None or (published is not None and published >= query.since))
            # 2025-01 includes 2025-01-31: any date that begins with the bound is inside it.
            and (
                query.until is None
                or (published is not None and (published <= query.until or published.startswith(query.until)))
            )
        )

    return answers
