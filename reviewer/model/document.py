"""A document: one article or PDF, its metadata, its plain text and how that text is laid out."""

from dataclasses import dataclass, field
from typing import Literal

from reviewer.model.ids import DocumentId, TextId

BlockKind = Literal["heading", "list item", "quotation", "table row", "caption", "preformatted", "furniture"]
MarkKind = Literal["link", "emphasis", "strong"]
Status = Literal["new", "in work", "done"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that is laid out otherwise than a paragraph.

    `start` and `end` are code points. A block covers whole lines; every line that no block covers is a paragraph.
    `level` is a heading's rank from 1, or a list item's or quotation's depth from 0. Furniture is what stands on every
    page anew, such as a running head or the page's number: it is text like any other, but passed over in reading.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch within a line that is linked or stressed; `target` is a link's address and otherwise empty."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged document and the stretch of the text that it holds.

    `index` counts from 0; `label` is what is printed (“xii”), or empty. `width` and `height` are points (1/72 inch)
    of the page as it is shown, its rotation applied.
    """

    index: int
    start: int
    end: int
    width: float
    height: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document beside its text. Empty text or None: not known.

    `published` is an ISO 8601 date or its beginning (`2025`, `2025-01`, `2025-01-24`). `source` is the name of a site
    or publisher, `language` a BCP 47 tag.
    """

    title: str
    authors: tuple[str, ...] = ()
    published: str | None = None
    source: str = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a format made of a file: the document before it has a place in a library.

    `text` is frozen: LF line ends, no BOM, otherwise as the file has it. `extractor` names the reader and its version
    (`html/1 trafilatura 2.3.1`), because the same bytes read by another reader may give another text.
    """

    kind: str
    """The format's `NAME`: `text`, `markdown`, `html`, `pdf`."""
    media_type: str
    extractor: str
    metadata: Metadata
    text: str
    blocks: tuple[Block, ...] = ()
    marks: tuple[Mark, ...] = ()
    pages: tuple[Page, ...] = ()
    doubts: tuple[str, ...] = ()
    """Sentences about what the reader was not sure of, shown in the import report."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document in a library, without its text."""

    id: DocumentId
    text_id: TextId
    metadata: Metadata
    kind: str
    media_type: str
    file_name: str
    status: Status
    characters: int
    """Length of the text in code points."""
    page_count: int
    """0 where the document has no pages."""
    added: str
    """UTC, ISO 8601."""
    passages: int = 0
    """How many tagged passages it holds."""
    colours: tuple[str, ...] = ()
    """Colours (`#rrggbb`) of its most used topics and entities, most used first, three at most."""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """One frozen text of a document, with its layout.

    Where it `is_withheld`, the document was shared with quotes only: `text` has those in their places and blanks
    between them, and is as long as the text that is not here.
    """

    id: TextId
    document: DocumentId
    text: str
    blocks: tuple[Block, ...] = ()
    marks: tuple[Mark, ...] = ()
    pages: tuple[Page, ...] = field(default=())
    is_withheld: bool = False

    def page_at(self, position: int) -> Page | None:
        """The page that holds the code point at `position`; None in a document without pages."""
        found = None
        for page in self.pages:
            if page.start > position:
                break
            found = page
        return found
