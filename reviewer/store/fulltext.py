"""Search: words in the texts of documents, and words and filters over tagged passages."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from reviewer.errors import ReviewerError
from reviewer.model.document import DocumentText
from reviewer.model.ids import DocumentId, PassageId
from reviewer.model.passage import Passage
from reviewer.model.query import Hit, Query
from reviewer.store.documents import text_of
from reviewer.store.fulltext_index import has_spaceless, segmented_query
from reviewer.store.ids import packed
from reviewer.store.library import Library
from reviewer.store.passages import COLUMNS, with_tags
from reviewer.store.topics import subtree
from reviewer.store.unity import members
from reviewer.text.anchoring import context
from reviewer.text.folding import words_pattern

_QUOTED = re.compile('"([^"]*)"|“([^”]*)”|(\\S+)')
_UNASKABLE = re.compile("[\0\ud800-\udfff]")
"""What the index cannot be asked for: it ends a text, or is no character."""
_ROWS_AT_ONCE = 5000
"""Passages that are held at once while all are read."""
_SPARE = 20
"""Rows that are looked up beyond those that are wanted, for those among them that were removed."""
_HIT = f"{COLUMNS}, document.title, published, source"
_ITS_DOCUMENT = "JOIN document ON document.id = passage.document_id"


@dataclass(frozen=True, slots=True)
class _Index:
    """A search index, the table whose rows it names, and what is read of those and of the tables joined to them."""

    name: str
    table: str
    weights: str
    columns: str
    joined: str


_PASSAGES = _Index("passage_fts", "passage", "", _HIT, _ITS_DOCUMENT)
# A word in the title counts as four in the text.
_DOCUMENTS = _Index(
    "document_fts", "document", ", 4.0, 1.0", "document.id, document.title, published, source", ""
)


@dataclass(frozen=True, slots=True)
class _Term:
    """Words that stand together; with `is_prefix` the last may be the beginning of a word."""

    words: str
    is_prefix: bool


def search_texts(library: Library, query: Query, *, per_document: int | None = None) -> list[Hit]:
    """Places in the texts of documents where the words of a query stand, the best documents first.

    All words are in the document; what is in double quotation marks stands together; the last word may be the
    beginning of one. Without a word there is no hit. `per_document` is how many hits of one document are enough.
    Filters by topic, entity and coder do not apply.
    """
    terms = _terms(query.words)
    if not terms:
        return []
    where, values = _document_filters(query)
    ranked = _ranked(library, _DOCUMENTS, query, match=_match(library, terms), where=where, values=values)
    hits: list[Hit] = []
    for identity, title, published, source in chain.from_iterable(ranked):
        text = text_of(library, DocumentId(identity.hex()))
        for start, end in places(text.text, query.words)[:per_document] or [_opening(text.text)]:
            if end > start:
                hits.append(Hit(_untagged(text, start, end), title, published, source))
        if query.limit and len(hits) >= query.limit:
            return hits[: query.limit]
    return hits


def search_passages(library: Library, query: Query) -> list[Hit]:
    """Tagged passages that a query asks for: ranked where it has words, else by title and place."""
    return list(each_passage(library, query))


def each_passage(library: Library, query: Query) -> Iterator[Hit]:
    """What `search_passages` gives, read from the library as it is asked for: a large one is never held whole."""
    terms = _terms(query.words)
    if query.words.strip() and not terms:
        return
    where, values = _document_filters(query)
    conditions = ["passage.deleted = 0", where]
    for topic in query.topics:
        ids = [packed(one) for one in subtree(library, topic)]
        conditions.append(_tagged("topic", len(ids), query))
        values += [*ids, *(packed(coder) for coder in query.coders)]
    for entity in query.entities:
        one = members(library, "entity", packed(entity))
        conditions.append(_tagged("entity", len(one), query))
        values += [*one, *(packed(coder) for coder in query.coders)]
    if query.coders and not query.topics and not query.entities:
        marks = ", ".join("?" for _ in query.coders)
        conditions.append(
            f"(passage.id IN (SELECT passage_id FROM topic_tag WHERE deleted = 0 AND coder_id IN ({marks})) OR "
            f"passage.id IN (SELECT passage_id FROM entity_tag WHERE deleted = 0 AND coder_id IN ({marks})))"
        )
        values += [packed(coder) for coder in (*query.coders, *query.coders)]
    if terms:
        found = _ranked(
            library,
            _PASSAGES,
            query,
            match=_match(library, terms),
            where=" AND ".join(conditions),
            values=values,
        )
    else:
        found = _at_once(
            library.execute(
                f"SELECT {_HIT} FROM passage {_ITS_DOCUMENT} WHERE {' AND '.join(conditions)} "
                f'ORDER BY document.title COLLATE NOCASE, document.id, passage.start, passage."end" LIMIT ?',
                [*values, query.limit or -1],
            )
        )
    for rows in found:
        for passage, row in zip(with_tags(library, rows), rows, strict=True):
            yield Hit(passage, *row[-3:])


def _ranked(
    library: Library, index: _Index, query: Query, *, match: str, where: str, values: list[Any]
) -> Iterator[list[tuple[Any, ...]]]:
    """The rows whose words match, the best first; of equally good ones the one that came first."""
    limit = query.limit or -1
    score, row = f"bm25({index.name}{index.weights})", f"{index.table}.n"
    if 0 < limit <= _ROWS_AT_ONCE and query == Query(query.words, query.where, limit=limit):
        # To look every hit up in the tables can cost twice what ranking them does, and of the best nearly all are there.
        rows = library.execute(
            f"SELECT {index.columns} FROM (SELECT rowid AS n, {score} AS score FROM {index.name} "
            f"WHERE {index.name} MATCH ? ORDER BY score, n LIMIT ?) AS best JOIN {index.table} ON {row} = best.n "
            f"{index.joined} WHERE {where} ORDER BY score, {row} LIMIT ?",
            [match, limit + _SPARE, *values, limit],
        ).fetchall()
        if len(rows) == limit:
            yield rows
            return
    yield from _at_once(
        library.execute(
            f"SELECT {index.columns} FROM {index.name} JOIN {index.table} ON {row} = {index.name}.rowid {index.joined} "
            f"WHERE {index.name} MATCH ? AND {where} ORDER BY {score}, {row} LIMIT ?",
            [match, *values, limit],
        )
    )


def _at_once(found: sqlite3.Cursor) -> Iterator[list[tuple[Any, ...]]]:
    while rows := found.fetchmany(_ROWS_AT_ONCE):
        yield rows


def document_filter(library: Library, words: str) -> list[DocumentId]:
    """The documents in whose title or text all the words stand, as one types; the last word may be a beginning."""
    terms = _terms(words)
    if not terms:
        return []
    rows = library.execute(
        "SELECT document.id FROM document_fts JOIN document ON document.n = document_fts.rowid "
        "WHERE document_fts MATCH ? AND deleted = 0",
        (_match(library, terms),),
    )
    return [DocumentId(row[0].hex()) for row in rows]


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words of a query stand in a text: first the lines that hold most of them, then in order."""
    found: list[tuple[int, int, int]] = []
    for which, term in enumerate(_terms(words)):
        pattern = words_pattern(term.words, prefix=term.is_prefix)
        if pattern:
            found += [(match.start(), match.end(), which) for match in pattern.finditer(text)]
    found.sort()
    on_line: dict[int, set[int]] = {}
    lines = []
    for start, _, which in found:
        line = text.rfind("\n", 0, start)
        lines.append(line)
        on_line.setdefault(line, set()).add(which)
    order = sorted(range(len(found)), key=lambda i: (-len(on_line[lines[i]]), found[i][0]))
    return [found[i][:2] for i in order]


def _terms(words: str) -> list[_Term]:
    """The words and phrases of what was typed. Marks that mean something to the index are only marks here."""
    found = []
    words = _UNASKABLE.sub(" ", words)
    for match in _QUOTED.finditer(words):
        phrase = match[1] if match[1] is not None else match[2]
        typed = phrase if phrase is not None else match[3]
        if words_pattern(typed):
            is_last = match.end() == len(words.rstrip())
            found.append(_Term(typed, is_prefix=phrase is None and is_last))
    return found


def _match(library: Library, terms: list[_Term]) -> str:
    """The terms in the language of FTS5, each between double quotation marks so that nothing in them is an operator.

    A shared file has no index to be asked: it would be half of the file, and is made again where that arrives.
    """
    if library.access == "shared":
        raise ReviewerError(
            problem=f"“{library.path.name}” is a file that somebody shared, and cannot be searched for words.",
            kept="It is unchanged.",
            remedy=f"Bring it into a library of your own: `reviewer merge LIBRARY {library.path.name}`.",
        )
    parts = []
    for term in terms:
        cut = segmented_query(term.words).replace('"', '""')
        # Several characters of Chinese or Thai are whole pairs; a single one is the beginning of some.
        is_beginning = term.is_prefix and not has_spaceless(term.words)
        parts.append(f'"{cut}"{"*" if is_beginning or len(cut) == 1 else ""}')
    return " AND ".join(parts)


def _tagged(kind: str, count: int, query: Query) -> str:
    marks = ", ".join("?" * count)
    by = f" AND coder_id IN ({', '.join('?' for _ in query.coders)})" if query.coders else ""
    return (
        f"passage.id IN (SELECT passage_id FROM {kind}_tag WHERE {kind}_id IN ({marks}) AND deleted = 0{by})"
    )


def _document_filters(query: Query) -> tuple[str, list[Any]]:
    conditions, values = ["document.deleted = 0"], list[Any]()
    if query.documents:
        conditions.append(f"document.id IN ({', '.join('?' for _ in query.documents)})")
        values += [packed(one) for one in query.documents]
    if query.since:
        conditions.append("document.published >= ?")
        values.append(query.since)
    if query.until:
        # 2025-01 includes 2025-01-31: any date that begins with the bound is inside it.
        conditions.append("(document.published <= ? OR substr(document.published, 1, ?) = ?)")
        values += [query.until, len(query.until), query.until]
    return " AND ".join(conditions), values


def _untagged(text: DocumentText, start: int, end: int) -> Passage:
    prefix, suffix = context(text.text, start, end)
    page = text.page_at(start)
    return Passage(
        id=PassageId(""),
        document=text.document,
        text_id=text.id,
        start=start,
        end=end,
        quote=text.text[start:end],
        prefix=prefix,
        suffix=suffix,
        page=None if page is None else page.index,
    )


def _opening(text: str) -> tuple[int, int]:
    """The first line, for a document whose title alone has the words; (0, 0) where the text is empty."""
    match = re.search(r"\S[^\n]{0,119}", text)
    return match.span() if match else (0, 0)
