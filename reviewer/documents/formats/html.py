"""Web pages: the article within the page, as blocks, with what the page says about itself."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.documents.faults import EmptyError, UnreadableError
from reviewer.documents.heartbeat import beat
from reviewer.documents.parsing.composing import headed
from reviewer.documents.parsing.decoding import decode
from reviewer.documents.parsing.first_bytes import binary_kind
from reviewer.documents.parsing.html_blocks import lay_out
from reviewer.documents.parsing.html_metadata import html_metadata
from reviewer.documents.parsing.html_trees import html_source, html_tree, line_of, number_items
from reviewer.documents.parsing.leading_lines import title_from_file_name
from reviewer.model.document import Reading
from reviewer.text.freezing import freeze

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml", ".xht", ".shtml")
MEDIA_TYPES = ("text/html", "application/xhtml+xml")

_VERSION = 1
_LOOKS_LIKE_HTML = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|title|meta|p|div|article|table|h[1-6])[\s>]",
    re.IGNORECASE,
)
_DECLARATION = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_LITTLE = 250
"""Code points: an article shorter than this is looked at beside the whole page."""
_MORE = 1.25
"""So many times longer, and the whole page is taken in the place of so short an article: nothing may be lost."""
_MOST_TAGS = 200_000
"""A page with more is no article that anybody wrote, and trafilatura would take minutes to say so."""
_FAULTS_OF_EXTRACTION = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What foreign code raises on odd pages. A page that an extractor stumbles over is taken as a whole."""


def recognises(head: bytes) -> bool:
    """Whether a file that begins like this can be a web page: a tag of one is in sight."""
    return binary_kind(head) is None and bool(_LOOKS_LIKE_HTML.search(head.replace(b"\x00", b"")))


def read(data: bytes, *, file_name: str) -> Reading:
    """The article of a page. Its headline, where the page shows one, is the first line of the text.

    Where no article is found within the page, the whole page's text is taken, and a doubt says so. A date that is only
    likely is a doubt, not the published date. EmptyError where the page holds no text; UnreadableError where the bytes
    are no page.
    """
    if kind := binary_kind(data[:4096]):
        raise UnreadableError(file_name, f"it looks like {kind}, not like a web page")
    decoded = decode(data, declared=_declared(data))
    text = freeze(decoded.text)
    if not text.strip():
        raise EmptyError(file_name)
    tree = html_tree(text)
    metadata = html_metadata(tree, head=text[:4096])
    shown = _shows(tree, metadata.title)
    doubts = [decoded.doubt]
    if metadata.published is None and (likely := _likely_date(tree)):
        doubts.append(
            f"The page states no date of publication; {likely} stands on it and was not taken over."
        )
    beat()
    composed = lay_out(_article(tree) if text.count("<") < _MOST_TAGS else "", base=metadata.url)
    beat()
    if len(composed.text) < _LITTLE:
        page = lay_out(html_source(text), base=metadata.url)
        if not composed.text or len(page.text) > len(composed.text) * _MORE:
            composed = page
            doubts.append(
                "The article could not be told from the rest of the page, so the whole page was taken."
            )
    if not composed.text:
        raise EmptyError(
            file_name,
            why=", as pages do that fetch their text only in a browser" if "<script" in text.lower() else "",
            remedy="Open the page in a browser, save it from there (or print it as PDF), and add that file.",
        )
    if shown and metadata.title not in composed.text[: len(metadata.title) * 4 + 200].split("\n"):
        composed = headed(composed, metadata.title)
    return Reading(
        kind=NAME,
        media_type=MEDIA_TYPES[0],
        extractor=_extractor(),
        metadata=replace(metadata, title=metadata.title or title_from_file_name(file_name)),
        text=composed.text,
        blocks=composed.blocks,
        marks=composed.marks,
        doubts=tuple(doubt for doubt in doubts if doubt),
    )


def _declared(data: bytes) -> str | None:
    found = _DECLARATION.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", "ignore") if found else None


def _article(tree: HtmlElement) -> str:
    """The HTML of the article within a page, by trafilatura; empty where it finds none. Changes the tree."""
    import trafilatura

    _silence()
    number_items(tree)
    try:
        found = trafilatura.extract(
            tree,
            output_format="html",
            include_comments=False,
            include_tables=True,
            include_formatting=True,
            include_links=True,
            favor_precision=True,
        )
    except _FAULTS_OF_EXTRACTION:
        return ""
    return found or ""


def _likely_date(tree: HtmlElement) -> str | None:
    """A date of publication, guessed by htmldate from what is marked up or written near the headline."""
    from htmldate import find_date

    _silence()
    try:
        # A tree, not a string: htmldate fetches a string that looks like an address.
        return find_date(tree, original_date=True, extensive_search=False)
    except _FAULTS_OF_EXTRACTION:
        return None


def _silence() -> None:
    """Keeps what the extractors log off the terminal: what matters of it is a doubt or a fault here."""
    for name in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _shows(tree: HtmlElement, title: str) -> bool:
    """Whether the page shows this title as a heading."""
    return any(line_of(heading) == title for heading in tree.iter("h1", "h2"))


def _extractor() -> str:
    from importlib.metadata import version

    return f"{NAME}/{_VERSION} trafilatura {version('trafilatura')}"
