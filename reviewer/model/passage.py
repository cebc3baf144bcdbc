"""A passage: a stretch of one document's text, with its tags and memos."""

from dataclasses import dataclass

from reviewer.model.ids import CoderId, DocumentId, MemoId, PassageId, TextId
from reviewer.model.tag import EntityTag, TopicTag

CONTEXT = 32
"""Code points of text kept on each side of a quote, so that it can be found again (Hypothesis keeps as many)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch `[start, end)` of a document's text, in code points. Never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")


@dataclass(frozen=True, slots=True)
class Memo:
    """Words that a coder wrote about something."""

    id: MemoId
    text: str
    coder: str
    created: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document's text, enough of the text to find it again, and what was said of it.

    `start` and `end` count Unicode code points from 0 in the document's plain text, with `end`
    one past the last character. They are not bytes, not UTF-16 units (which Qt counts in), and
    not places on a page. The numbers are fast; the words survive an edit of the text.
    `page` is the index of the page it begins on, None in a document without pages.
    Times are UTC, ISO 8601.
    """

    id: PassageId
    document: DocumentId
    text_id: TextId
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    page: int | None = None
    coder: CoderId | None = None
    created: str = ""
    topics: tuple[TopicTag, ...] = ()
    entities: tuple[EntityTag, ...] = ()
    memos: tuple[Memo, ...] = ()
