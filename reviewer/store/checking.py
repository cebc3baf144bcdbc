"""Whether the library is whole, and every passage still says what it quotes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.model.ids import PassageId
from reviewer.store.faults import LibraryError
from reviewer.store.library import Library


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and what was found wrong: a sentence each, none in a clean library."""

    documents: int
    passages: int
    tags: int
    problems: tuple[str, ...]


def check(library: Library) -> Report:
    """Checks the file's integrity, its references, every text against its hash and every quote against its text.

    Of a file so damaged that its rows cannot be read the report says what SQLite reports, and counts nothing.
    """
    problems = [
        f"SQLite reports: {row[0]}."
        for row in library.execute("PRAGMA integrity_check(50)")
        if row[0] != "ok"
    ]
    try:
        documents, passages, tags = library.execute(
            "SELECT (SELECT count(*) FROM document WHERE deleted = 0), (SELECT count(*) FROM passage WHERE deleted = 0), "
            "(SELECT count(*) FROM topic_tag WHERE deleted = 0) + (SELECT count(*) FROM entity_tag WHERE deleted = 0)"
        ).fetchone()
        found = list(_problems_of_rows(library))
    except LibraryError as fault:
        return Report(0, 0, 0, (*problems, fault.problem))
    return Report(documents, passages, tags, (*problems, *found))


def _problems_of_rows(library: Library) -> Iterator[str]:
    for table, _, parent, _ in library.execute("PRAGMA foreign_key_check"):
        yield f"A row of “{table}” refers to a row of “{parent}” that is not there."
    for document, identity, sha256, length, content in library.execute(
        "SELECT document_id, id, sha256, length, content FROM text_version ORDER BY n"
    ):
        if hashlib.sha256(content.encode()).digest() != sha256 or len(content) != length:
            yield f"The text {identity.hex()[:12]} is not the one that was imported."
        yield from _problems_of_quotes(library, document, identity, content)
    for (passage,) in library.execute(
        "SELECT passage.id FROM passage JOIN text_version ON text_version.id = text_id "
        "WHERE passage.document_id <> text_version.document_id"
    ):
        yield f"Passage {passage.hex()[:12]} is of another document than its text."


def _problems_of_quotes(library: Library, document: bytes, text: bytes, content: str) -> list[str]:
    # By the document, which has an index: a search of all passages for every text takes minutes.
    rows = library.execute(
        'SELECT id, start, "end", quote FROM passage WHERE document_id = ? AND deleted = 0 AND text_id = ?',
        (document, text),
    )
    return [
        f"Passage {PassageId(passage.hex())[:12]} quotes “{quote[:60]}”, but its text says “{content[start:end][:60]}”."
        for passage, start, end, quote in rows
        if content[start:end] != quote
    ]
