"""Documents: their metadata, their frozen text, the bytes they came as."""

import hashlib
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.model.document import Block, Document, DocumentText, Mark, Metadata, Page, Reading, Status
from reviewer.model.ids import DocumentId, TextId
from reviewer.store.ids import derived_id, packed
from reviewer.store.library import Library, Step
from reviewer.store.naming import counted, quoted
from reviewer.store.withheld import (
    ORIGINAL_IS_WITHHELD,
    TEXT_IS_WITHHELD,
    fill_original,
    fill_text,
    text_of_quotes,
)

_COLUMNS = (
    "id, text_id, title, authors, published, source, url, language, kind, media_type, file_name, status, "
    "(SELECT length FROM text_version WHERE text_version.id = text_id), "
    "(SELECT count(*) FROM page WHERE page.text_id = document.text_id), added, "
    "(SELECT count(*) FROM passage WHERE document_id = document.id AND passage.deleted = 0)"
)
_PREFIX_LENGTH = 8
_NUMBER = re.compile(r"([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a file. `is_new` is False where a document of the same content was there already."""

    document: DocumentId
    is_new: bool


def add_document(
    library: Library, reading: Reading, original: bytes, *, file_name: str, batch: str | None = None
) -> Added:
    """Adds what a format read from `original`. A document of the same bytes is not added twice: a removed one comes
    back with its tags, and one that was shared without its original or its text gets them. The text must be frozen
    already (`reviewer.text.freezing`).
    """
    sha256 = hashlib.sha256(original).digest()
    there = library.execute("SELECT id, deleted FROM document WHERE original = ?", (sha256,)).fetchone()
    name = f"Import {quoted(reading.metadata.title)}"
    with library.step(name, batch=batch, kind="import") as step:
        if there:
            identity, deleted = DocumentId(there[0].hex()), bool(there[1])
            fill_original(library, sha256, original)
            if not _complete(library, identity, reading, sha256, file_name=file_name, step=step) and deleted:
                library.execute(
                    "UPDATE document SET deleted = 0, hlc = ? WHERE id = ?", (step.moment, packed(identity))
                )
            return Added(identity, deleted)
        identity = DocumentId(derived_id("document", sha256))
        text_id = _text_id(identity, reading)
        meta = reading.metadata
        library.execute(
            "INSERT INTO original(sha256, size, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (sha256, len(original), original),
        )
        library.execute(
            "INSERT INTO document(id, original, text_id, kind, media_type, file_name, title, authors, published, "
            "source, url, language, added, added_by, hlc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                packed(identity),
                sha256,
                packed(text_id),
                reading.kind,
                reading.media_type,
                file_name,
                meta.title,
                json.dumps(meta.authors, ensure_ascii=False),
                meta.published,
                meta.source,
                meta.url,
                meta.language,
                step.at,
                packed(library.coder.id),
                step.moment,
            ),
        )
        _add_text(library, identity, reading, sha256, at=step.at)
    return Added(identity, is_new=True)


def _text_id(identity: DocumentId, reading: Reading) -> TextId:
    sha256 = hashlib.sha256(reading.text.encode()).digest()
    return TextId(derived_id("text", packed(identity), reading.extractor, sha256))


def _add_text(library: Library, identity: DocumentId, reading: Reading, original: bytes, *, at: str) -> None:
    text_id = packed(_text_id(identity, reading))
    library.execute(
        "INSERT INTO text_version(id, document_id, original, extractor, sha256, length, created, layout, content) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            text_id,
            packed(identity),
            original,
            reading.extractor,
            hashlib.sha256(reading.text.encode()).digest(),
            len(reading.text),
            at,
            _layout_text(reading.blocks, reading.marks),
            reading.text,
        ),
    )
    library.execute_many(
        'INSERT INTO page(text_id, page, start, "end", width, height, label) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [
            (text_id, page.index, page.start, page.end, page.width, page.height, page.label)
            for page in reading.pages
        ],
    )


def _complete(
    library: Library, identity: DocumentId, reading: Reading, original: bytes, *, file_name: str, step: Step
) -> bool:
    """Gives a document what was withheld when it was shared. True where it was told of as removed and nothing more,
    and is there now.
    """
    key, text_id = packed(identity), packed(_text_id(identity, reading))
    fill_text(library, text_id, layout=_layout_text(reading.blocks, reading.marks), content=reading.text)
    has_text = library.execute(
        "SELECT 1 FROM document JOIN text_version ON text_version.id = text_id WHERE document.id = ?", (key,)
    ).fetchone()
    if has_text:
        return False
    _add_text(library, identity, reading, original, at=step.at)
    meta = reading.metadata
    library.execute(
        "UPDATE document SET text_id = ?, file_name = ?, title = ?, authors = ?, published = ?, source = ?, url = ?, "
        "language = ?, deleted = 0, hlc = ? WHERE id = ?",
        (
            text_id,
            file_name,
            meta.title,
            json.dumps(meta.authors, ensure_ascii=False),
            meta.published,
            meta.source,
            meta.url,
            meta.language,
            step.moment,
            key,
        ),
    )
    return True


def documents(library: Library) -> list[Document]:
    """All documents by title, numbers in them as numbers, with the colours of their most used tags."""
    rows = library.execute(f"SELECT {_COLUMNS} FROM document WHERE deleted = 0").fetchall()
    colours = _colours(library, None)
    found = [_document(row, colours) for row in rows]
    return sorted(found, key=lambda one: (_in_order(one.metadata.title), one.id))


def document(library: Library, identity: DocumentId) -> Document:
    """One document; a `ReviewerError` where it was removed."""
    row = library.execute(
        f"SELECT {_COLUMNS} FROM document WHERE id = ? AND deleted = 0", (packed(identity),)
    ).fetchone()
    if row is None:
        raise ReviewerError(
            problem="This document has been removed from the library.", remedy="Undo brings it back."
        )
    return _document(row, _colours(library, identity))


def find_document(library: Library, reference: str) -> Document:
    """The document with that id, that beginning of an id (8 characters or more) or exactly that title.

    None and several are a `ReviewerError` that lists what there is.
    """
    start = reference.strip().lower().replace("-", "")
    if len(start) >= _PREFIX_LENGTH and all(digit in "0123456789abcdef" for digit in start):
        rows = library.execute(
            "SELECT id, title FROM document WHERE deleted = 0 AND lower(hex(id)) GLOB ?", (f"{start}*",)
        ).fetchall()
        if rows:
            return _only(library, reference, rows)
    rows = library.execute(
        "SELECT id, title FROM document WHERE deleted = 0 AND (title = ?1 OR file_name = ?1) "
        "ORDER BY title = ?1 DESC, id",
        (reference,),
    ).fetchall()
    titled = [row for row in rows if row[1] == reference]
    return _only(library, reference, titled or rows)


def text_of(library: Library, identity: DocumentId) -> DocumentText:
    """The text of a document as it is read now, with its layout; of one that was shared with quotes only, those."""
    row = library.execute(
        "SELECT text_version.id, layout, content, length FROM document "
        "JOIN text_version ON text_version.id = text_id WHERE document.id = ?",
        (packed(identity),),
    ).fetchone()
    if row is None:
        raise ReviewerError(problem="This document is not in the library.", remedy="Import it again.")
    text_id, layout, content, length = row
    is_withheld = not content and length > 0
    if is_withheld:
        content = text_of_quotes(library, text_id, length)
    blocks, marks = _layout(layout)
    return DocumentText(
        TextId(text_id.hex()), identity, content, blocks, marks, _pages(library, text_id), is_withheld
    )


def original_of(library: Library, identity: DocumentId) -> bytes:
    """The bytes as they were imported, those of the version that is read now; a `ReviewerError` where they are not
    here.
    """
    found = original_if_here(library, identity)
    if found is None:
        raise ReviewerError(
            problem="This document was shared without its original, so there are no pages to show.",
            kept="Its text, passages and tags are here.",
            remedy="Import the same file: it takes its place.",
        )
    return found


def original_if_here(library: Library, identity: DocumentId) -> bytes | None:
    """What `original_of` gives; None where the document was shared without it."""
    row = library.execute(
        "SELECT original.content, original.size FROM document "
        "JOIN text_version ON text_version.id = document.text_id "
        "JOIN original ON original.sha256 = text_version.original WHERE document.id = ?",
        (packed(identity),),
    ).fetchone()
    if row is None:
        raise ReviewerError(
            problem="The original of this document is not in the library.", remedy="Import it again."
        )
    return None if row[1] and not row[0] else bytes(row[0])


def has_original(library: Library, sha256: str) -> DocumentId | None:
    """The document made of the bytes with that SHA-256 (hexadecimal), with all that they give; None where there is
    none.
    """
    row = library.execute(
        f"SELECT document.id FROM document WHERE original = ? AND deleted = 0 "
        f"AND NOT EXISTS (SELECT 1 FROM original WHERE sha256 = document.original AND {ORIGINAL_IS_WITHHELD}) "
        f"AND NOT EXISTS (SELECT 1 FROM text_version WHERE id = document.text_id AND {TEXT_IS_WITHHELD})",
        (bytes.fromhex(sha256),),
    ).fetchone()
    return DocumentId(row[0].hex()) if row else None


def set_status(library: Library, identity: DocumentId, status: Status) -> Changes:
    """Says how far the work on a document is."""
    with library.step(lambda: marking_name(library, [identity], status)) as step:
        library.execute(
            "UPDATE document SET status = ?, hlc = ? WHERE id = ? AND status <> ? AND deleted = 0",
            (status, step.moment, packed(identity), status),
        )
    return step.changes


def rename_document(library: Library, identity: DocumentId, title: str) -> Changes:
    """Gives a document another title."""
    wanted = " ".join(title.split())
    if not wanted:
        raise ReviewerError(problem="A document needs a title.", kept="The old title is kept.")
    with library.step(partial(_name, library, "Rename", [identity], rest=f" to {quoted(wanted)}")) as step:
        library.execute(
            "UPDATE document SET title = ?, hlc = ? WHERE id = ? AND deleted = 0",
            (wanted, step.moment, packed(identity)),
        )
    return step.changes


def remove_documents(library: Library, identities: Sequence[DocumentId]) -> Changes:
    """Removes documents with their passages from sight; undo or importing the same file brings them back."""
    with library.step(partial(_name, library, "Remove", identities)) as step:
        library.execute_many(
            "UPDATE document SET deleted = 1, hlc = ? WHERE id = ? AND deleted = 0",
            [(step.moment, packed(identity)) for identity in identities],
        )
    return step.changes


def marking_name(library: Library, identities: Sequence[DocumentId], status: Status) -> str:
    """What a step is called that says how far the work on documents is."""
    return _name(library, "Mark", identities, rest=f" as {status}")


def _name(library: Library, verb: str, identities: Sequence[DocumentId], *, rest: str = "") -> str:
    if len(identities) != 1:
        return counted(verb, [*identities], "document", rest=rest)
    row = library.execute("SELECT title FROM document WHERE id = ?", (packed(identities[0]),)).fetchone()
    return counted(verb, [row[0] if row else ""], "document", rest=rest)


def _in_order(title: str) -> list[tuple[int, str]]:
    """What puts “Part 2” before “Part 10”: the numbers in a title, and what stands before each."""
    parts = _NUMBER.split(title.casefold())
    return [(int(part), "") if place % 2 else (0, part) for place, part in enumerate(parts)]


def _document(row: sqlite3.Row | tuple[Any, ...], colours: dict[bytes, tuple[str, ...]]) -> Document:
    return Document(
        id=DocumentId(row[0].hex()),
        text_id=TextId(row[1].hex()),
        metadata=Metadata(row[2], tuple(json.loads(row[3])), row[4], row[5], row[6], row[7]),
        kind=row[8],
        media_type=row[9],
        file_name=row[10],
        status=row[11],
        characters=row[12],
        page_count=row[13],
        added=row[14],
        passages=row[15],
        colours=colours.get(row[0], ()),
    )


def _colours(library: Library, only: DocumentId | None) -> dict[bytes, tuple[str, ...]]:
    where = "AND document_id = :document" if only else ""
    rows = library.execute(
        f"SELECT document_id, colour, sum(uses) AS total FROM ("
        # Of those that were found to be one, the colour of the one that stands for both.
        f"SELECT document_id, coalesce(stands.colour, topic.colour) AS colour, count(*) AS uses FROM passage "
        f"JOIN topic_tag ON passage_id = passage.id AND topic_tag.deleted = 0 JOIN topic ON topic.id = topic_id "
        f"LEFT JOIN topic AS stands ON stands.id = topic.merged_into AND stands.deleted = 0 "
        f"WHERE passage.deleted = 0 {where} GROUP BY document_id, topic_id "
        f"UNION ALL SELECT document_id, coalesce(stands.colour, entity.colour), count(*) FROM passage "
        f"JOIN entity_tag ON passage_id = passage.id AND entity_tag.deleted = 0 JOIN entity ON entity.id = entity_id "
        f"LEFT JOIN entity AS stands ON stands.id = entity.merged_into AND stands.deleted = 0 "
        f"WHERE passage.deleted = 0 {where} GROUP BY document_id, entity_id"
        f") GROUP BY document_id, colour ORDER BY total DESC, colour",
        {"document": packed(only)} if only else {},
    )
    found: defaultdict[bytes, list[str]] = defaultdict(list)
    for identity, colour, _ in rows:
        if len(found[identity]) < 3:
            found[identity].append(colour)
    return {identity: tuple(colours) for identity, colours in found.items()}


def _only(library: Library, reference: str, rows: list[tuple[bytes, str]]) -> Document:
    if len(rows) == 1:
        return document(library, DocumentId(rows[0][0].hex()))
    if rows:
        which = "; ".join(f"{identity.hex()[:12]} “{title}”" for identity, title in rows[:10])
        raise ReviewerError(
            problem=f"Several documents are “{reference}”: {which}.", remedy="Name one by its id."
        )
    raise ReviewerError(
        problem=f"There is no document “{reference}” in “{library.path.name}”.",
        remedy="Name it by its id, the beginning of its id (8 characters or more) or its exact title.",
    )


def _pages(library: Library, text_id: bytes) -> tuple[Page, ...]:
    rows = library.execute(
        'SELECT page, start, "end", width, height, label FROM page WHERE text_id = ? ORDER BY page',
        (text_id,),
    )
    return tuple(Page(*row) for row in rows)


def _layout_text(blocks: Iterable[Block], marks: Iterable[Mark]) -> str:
    values = {
        "blocks": [[getattr(block, field.name) for field in fields(Block)] for block in blocks],
        "marks": [[getattr(mark, field.name) for field in fields(Mark)] for mark in marks],
    }
    return json.dumps({key: value for key, value in values.items() if value}, ensure_ascii=False)


def _layout(stored: str) -> tuple[tuple[Block, ...], tuple[Mark, ...]]:
    values = json.loads(stored)
    return (
        tuple(Block(*block) for block in values.get("blocks", ())),
        tuple(Mark(*mark) for mark in values.get("marks", ())),
    )
