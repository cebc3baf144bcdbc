"""What was typed into the search field, as a query. It knows no library and refuses nothing.

`"exact words"`, `topic:Name`, `topic:"Two words"`, `entity:Name`, a kind before its entity (`person:"Ada Lovelace"`),
`by:Coder`, `in:"Title of a document"`, `since:2025-01`, `until:2025-02-01`; everything else is words. A prefix that
names nothing known is words too: `12:30`, `https://…`, or a name that is still being typed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from reviewer.model.coder import Coder
from reviewer.model.document import Document
from reviewer.model.entity import Entity
from reviewer.model.query import Query, Where
from reviewer.model.topic import Topic

# A quotation, with a prefix before it or none; or what stands between white space.
_TERM = re.compile(r'(?:(?P<before>[^\s":“”„]+):)?["“„](?P<quoted>[^"“”]*)["“”]|(?P<plain>\S+)')
_Named = TypeVar("_Named")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a prefix may speak of."""

    topics: Sequence[Topic] = ()
    entities: Sequence[Entity] = ()
    coders: Sequence[Coder] = ()
    documents: Sequence[Document] = ()


def read(typed: str, names: Names, *, where: Where | None = None) -> Query:
    """The query behind what was typed.

    Without `where`, passages are searched as soon as a filter says something that only tagged passages have (a topic,
    an entity, a coder), or where there are no words at all; else the documents' text. Phrases stand in `words`
    within straight quotation marks.
    """
    words: list[str] = []
    query = Query()
    for term in _TERM.finditer(typed):
        before, name = _parts(term)
        filtered = (
            _filtered(query, before.casefold(), name.strip(), names) if before and name.strip() else None
        )
        if filtered is not None:
            query = filtered
        elif term["quoted"] is None:
            words += _bare(term["plain"])
        else:
            words += _bare(before)
            words += [f'"{name}"'] if name.strip() else []
    query = replace(query, words=" ".join(words))
    return replace(query, where=where or scope(query))


def scope(query: Query) -> Where:
    """Where a query looks if nobody said it."""
    return "passages" if query.topics or query.entities or query.coders or not query.words else "text"


def is_date(written: str) -> bool:
    """Whether this is an ISO 8601 date or the beginning of one, `2025`, `2025-01`, `2025-01-24`, and in the calendar."""
    if not _DATE.fullmatch(written):
        return False
    try:
        date.fromisoformat(written + "0000-01-01"[len(written) :])
    except ValueError:
        return False
    return True


def _parts(term: re.Match[str]) -> tuple[str, str]:
    if term["quoted"] is not None:
        return term["before"] or "", term["quoted"]
    before, _, name = term["plain"].partition(":")
    return (before, name) if name else ("", "")


def _bare(word: str) -> list[str]:
    """The word without quotation marks, which a half-typed phrase leaves."""
    return re.sub('["“”„]', " ", word).split()


def _filtered(query: Query, prefix: str, name: str, names: Names) -> Query | None:
    """The query with one filter more; None where the prefix is unknown or its name is."""
    if prefix == "topic" and (topic := _topic(name, names.topics)):
        return replace(query, topics=(*query.topics, topic.id))
    if prefix == "by" and (coder := _named(name, names.coders, lambda coder: (coder.name,))):
        return replace(query, coders=(*query.coders, coder.id))
    if prefix == "in" and (
        document := _named(name, names.documents, lambda document: (document.metadata.title,))
    ):
        return replace(query, documents=(*query.documents, document.id))
    if prefix == "since" and is_date(name):
        return replace(query, since=name)
    if prefix == "until" and is_date(name):
        return replace(query, until=name)
    of_kind = [each for each in names.entities if prefix in {"entity", each.kind.casefold()}]
    if entity := _named(name, of_kind, lambda entity: (entity.name, *entity.aliases)):
        return replace(query, entities=(*query.entities, entity.id))
    return None


def _topic(name: str, topics: Sequence[Topic]) -> Topic | None:
    """By its path, else by its own name: of several, the one used most."""
    return _named(name, topics, lambda topic: (topic.path,)) or _named(
        name, sorted(topics, key=lambda topic: -topic.passages), lambda topic: (topic.name,)
    )


def _named(
    name: str, among: Iterable[_Named], names_of: Callable[[_Named], tuple[str, ...]]
) -> _Named | None:
    folded = name.casefold()
    return next((each for each in among if folded in map(str.casefold, names_of(each))), None)
