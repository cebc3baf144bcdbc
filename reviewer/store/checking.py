"""Whether the library is whole, and every passage still says what it quotes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.model.ids import PassageId
from reviewer.store import manifest
from reviewer.store.faults import LibraryError
from reviewer.store.library import Library
from reviewer.store.withheld import ORIGINAL_IS_WITHHELD, TEXT_IS_WITHHELD, text_of_quotes


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and what was found wrong: a sentence each, none in a clean library.

    `notes` are what is worth knowing and not wrong: what could not be looked at, what a shared file says of itself.
    """

    documents: int
    passages: int
    tags: int
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()


def check(library: Library) -> Report:
    """Checks the file's integrity, its references, every original and text against its hash, every quote against its
    text, and a shared file against what it says that it holds.

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
        changed, notes = _as_shared(library)
    except LibraryError as fault:
        return Report(0, 0, 0, (*problems, fault.problem))
    return Report(documents, passages, tags, (*problems, *found, *changed), (*_withheld(library), *notes))


def _problems_of_rows(library: Library) -> Iterator[str]:
    for table, _, parent, _ in library.execute("PRAGMA foreign_key_check"):
        yield f"A row of “{table}” refers to a row of “{parent}” that is not there."
    for sha256, size, content in library.execute(
        f"SELECT sha256, size, content FROM original WHERE NOT ({ORIGINAL_IS_WITHHELD})"
    ):
        if hashlib.sha256(content).digest() != sha256 or len(content) != size:
            yield f"The original {sha256.hex()[:12]} is not the one that was imported."
    for document, identity, sha256, length, content in library.execute(
        "SELECT document_id, id, sha256, length, content FROM text_version ORDER BY n"
    ):
        if not content and length:
            # What is not here cannot differ; quotes that overlap can.
            quotes = text_of_quotes(library, identity, length)
            yield from _problems_of_quotes(library, document, identity, quotes)
            continue
        if hashlib.sha256(content.encode()).digest() != sha256 or len(content) != length:
            yield f"The text {identity.hex()[:12]} is not the one that was imported."
        yield from _problems_of_quotes(library, document, identity, content)
    for (passage,) in library.execute(
        "SELECT passage.id FROM passage JOIN text_version ON text_version.id = text_id "
        "WHERE passage.document_id <> text_version.document_id"
    ):
        yield f"Passage {passage.hex()[:12]} is of another document than its text."


def _withheld(library: Library) -> Iterator[str]:
    texts, originals = library.execute(
        f"SELECT (SELECT count(*) FROM text_version WHERE {TEXT_IS_WITHHELD}), "
        f"(SELECT count(*) FROM original WHERE {ORIGINAL_IS_WITHHELD} "
        f"AND sha256 IN (SELECT original FROM document WHERE deleted = 0))"
    ).fetchone()
    if texts:
        yield f"{_counted(texts, 'text')} shared with quotes only: quotes could be compared with one another alone."
    if originals:
        yield f"{_counted(originals, 'document')} shared without the original."


def _as_shared(library: Library) -> tuple[list[str], list[str]]:
    """What is not as a shared file says it is, and what it says."""
    found = manifest.read(library.execute)
    if found is None:
        return [], []
    said = f"Shared by {found.coder_name or 'somebody without a name'} on {found.made[:10]}"
    changed = manifest.differences(library.execute, found)
    if not changed:
        return [], [f"{said}, and as it was then. Fingerprint: {found.fingerprint}."]
    if library.execute("SELECT EXISTS (SELECT 1 FROM step)").fetchone()[0]:
        return [], [f"{said}, and worked in since, so that it is no longer what was shared. That is normal."]
    return [*changed, f"{said}, it has been changed or damaged on its way. Ask for it once more."], []


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{' was' if number == 1 else 's were'}"


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
