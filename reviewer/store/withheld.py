"""What a shared file does not tell: rows that have to be there, and words in them that must not.

A deleted row travels, so that it is deleted elsewhere too, but without what it said. What stands in the place of its
words sorts before all that a person can write and has no clock, so that merging never takes it for an edit.
"""

from reviewer.model.ids import DocumentId
from reviewer.model.passage import Span
from reviewer.store.ids import packed
from reviewer.store.library import Library
from reviewer.text.anchoring import context

REMOVED = " (removed)"
"""The name of what was deleted. No name of ours begins with a blank."""
NOT_NAMED = " (not named)"
"""The name of a person who did nothing that left, and who was to stay unknown."""
NAMES = frozenset({REMOVED, NOT_NAMED})
"""What stands where a name must be."""
TEXT_IS_WITHHELD = "content = '' AND length > 0"
"""A condition on `text_version`: only its length and its hash are here."""
ORIGINAL_IS_WITHHELD = "length(content) = 0 AND size > 0"
"""A condition on `original`: only its size and its hash are here."""


def text_of_quotes(library: Library, text_id: bytes, length: int) -> str:
    """The text of a document that was shared with quotes only: those in their places, and blanks between them.

    It is as long as the text that is not here, so that positions stay what they are. Each quote is on lines of its own
    where there is room for the breaks.
    """
    rows = library.execute(
        'SELECT start, "end", quote FROM passage WHERE text_id = ? AND deleted = 0 ORDER BY start, "end"',
        (text_id,),
    ).fetchall()
    parts: list[str] = []
    at = 0
    for start, end, quote in rows:
        if start > at:
            parts.append(_gap(start - at))
        parts.append(quote[max(0, at - start) :])
        at = max(at, end)
    parts.append(_gap(length - at))
    return "".join(parts)


def is_known_passage(library: Library, document: DocumentId, span: Span) -> bool:
    """Whether exactly this stretch of the document's text is a passage, and so its words are here."""
    return (
        library.execute(
            "SELECT 1 FROM passage JOIN document ON document.id = document_id AND passage.text_id = document.text_id "
            "WHERE document_id = ? AND start = ? AND \"end\" = ? AND quote <> ''",
            (packed(document), span.start, span.end),
        ).fetchone()
        is not None
    )


def _gap(length: int) -> str:
    return "\n" + " " * (length - 2) + "\n" if length > 1 else "\n" * length


def fill_original(library: Library, sha256: bytes, content: bytes) -> None:
    """Puts an original that was not here in its place; one that is here stays. Inside a step."""
    library.execute(
        f"UPDATE original SET content = ? WHERE sha256 = ? AND {ORIGINAL_IS_WITHHELD}", (content, sha256)
    )


def fill_text(library: Library, text_id: bytes, *, layout: str, content: str) -> None:
    """Puts a text that was not here in its place, and makes it findable; one that is here stays. Inside a step.

    A quote that was shared without what stands around it gets that too.
    """
    row = library.execute(
        f"SELECT n, document_id, original, extractor, sha256, length, created FROM text_version "
        f"WHERE id = ? AND {TEXT_IS_WITHHELD}",
        (text_id,),
    ).fetchone()
    if row is None:
        return
    number, document, *rest = row
    # A text is written once, so the row has to go and come back under its passages.
    library.execute("PRAGMA defer_foreign_keys = ON")
    library.execute("DELETE FROM text_version WHERE n = ?", (number,))
    library.execute(
        "INSERT INTO text_version(n, id, document_id, original, extractor, sha256, length, created, layout, content) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, text_id, document, *rest, layout, content),
    )
    _index_text(library, document, text_id)
    _fill_passages(library, text_id, content)


def _fill_passages(library: Library, text_id: bytes, content: str) -> None:
    """Gives the passages of a text the words that they came without."""
    rows = library.execute(
        'SELECT n, start, "end", quote FROM passage '
        "WHERE text_id = ? AND (quote = '' OR (prefix = '' AND suffix = ''))",
        (text_id,),
    ).fetchall()
    library.execute_many(
        "UPDATE passage SET quote = ?, prefix = ?, suffix = ? WHERE n = ?",
        [(content[start:end], *context(content, start, end), number) for number, start, end, _ in rows],
    )
    library.execute_many(
        "INSERT INTO passage_fts(rowid, quote) SELECT n, segmented(quote) FROM passage WHERE n = ?",
        [(number,) for number, _, _, quote in rows if not quote],
    )


def _index_text(library: Library, document: bytes, text_id: bytes) -> None:
    """Enters a text that came later into the search index, if it is the one that is read."""
    if not library.execute(
        "SELECT 1 FROM document WHERE id = ? AND text_id = ?", (document, text_id)
    ).fetchone():
        return
    # An index without content has to be told what it is to forget.
    library.execute(
        "INSERT INTO document_fts(document_fts, rowid, title, body) SELECT 'delete', n, segmented(title), '' "
        "FROM document WHERE id = ?",
        (document,),
    )
    library.execute(
        "INSERT INTO document_fts(rowid, title, body) SELECT document.n, segmented(title), segmented(content) "
        "FROM document JOIN text_version ON text_version.id = text_id WHERE document.id = ?",
        (document,),
    )
