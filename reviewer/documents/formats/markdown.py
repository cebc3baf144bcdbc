"""Markdown: CommonMark with tables, read as it would be shown. HTML within it is cleaned like a web page's."""

import re
from dataclasses import dataclass

from reviewer.documents.faults import EmptyError, UnreadableError
from reviewer.documents.parsing.dates import iso_date
from reviewer.documents.parsing.decoding import decode
from reviewer.documents.parsing.first_bytes import binary_kind
from reviewer.documents.parsing.html_blocks import lay_out
from reviewer.documents.parsing.html_trees import html_source
from reviewer.documents.parsing.leading_lines import leading, split_names, title_from_file_name
from reviewer.model.document import Block, Metadata, Reading
from reviewer.text.freezing import freeze

NAME = "markdown"
SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
MEDIA_TYPES = ("text/markdown",)

_VERSION = 1
_FRONT = re.compile(r"---[ \t]*\n(?P<fields>(?:.*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w -]*):(?:[ \t]+(?P<value>.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.+)")


def recognises(head: bytes) -> bool:
    """Whether a file that begins like this can be Markdown: it is nothing binary."""
    return binary_kind(head) is None


def read(data: bytes, *, file_name: str) -> Reading:
    """The text as it would be shown: headings without `#`, links and stresses as marks.

    Fields between `---` lines at the front give title, date, authors, language and address and are no part of the
    text. Without a title there, the first heading is it. UnreadableError names what a binary file looks like;
    EmptyError where no text is left.
    """
    if kind := binary_kind(data[:4096]):
        raise UnreadableError(file_name, f"it looks like {kind}, not like text")
    decoded = decode(data)
    fields, body = _front_matter(freeze(decoded.text))
    composed = lay_out(html_source(_rendered(body)), base=fields.one("url", "source", "canonical"))
    if not composed.text:
        raise EmptyError(file_name)
    said = leading(composed.text)
    title = fields.one("title") or _heading(composed.text, composed.blocks) or said.title
    return Reading(
        kind=NAME,
        media_type=MEDIA_TYPES[0],
        extractor=_extractor(),
        metadata=Metadata(
            title=title or title_from_file_name(file_name),
            authors=fields.names("author", "authors") or said.authors,
            published=iso_date(fields.one("date", "published", "pubdate")) or said.published,
            source=fields.one("publisher", "site", "publication"),
            url=fields.one("url", "source", "canonical"),
            language=fields.one("lang", "language"),
        ),
        text=composed.text,
        blocks=composed.blocks,
        marks=composed.marks,
        doubts=(decoded.doubt,) if decoded.doubt else (),
    )


def _rendered(body: str) -> str:
    from markdown_it import MarkdownIt

    rendered: str = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(body)
    return rendered


def _extractor() -> str:
    from importlib.metadata import version

    return f"{NAME}/{_VERSION} markdown-it-py {version('markdown-it-py')}"


def _heading(text: str, blocks: tuple[Block, ...]) -> str:
    headings = [block for block in blocks if block.kind == "heading"]
    first = next((block for block in headings if block.level == 1), headings[0] if headings else None)
    return text[first.start : first.end].replace("\n", " ") if first else ""


@dataclass(frozen=True, slots=True)
class _Fields:
    """What stands at the front of a file: each field's values, its name in lower case."""

    values: dict[str, tuple[str, ...]]

    def one(self, *names: str) -> str:
        """The first value of the first of these fields that has one; empty where none has."""
        return next((value for name in names for value in self.values.get(name, ())), "")

    def names(self, *names: str) -> tuple[str, ...]:
        """The names of people in these fields, in order."""
        written = (value for name in names for value in self.values.get(name, ()))
        return tuple(dict.fromkeys(person for value in written for person in split_names(value)))


def _front_matter(text: str) -> tuple[_Fields, str]:
    """The fields between `---` lines, and the text after them. Only `name: value` and simple lists are understood."""
    found = _FRONT.match(text)
    if not found:
        return _Fields({}), text
    values: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in found["fields"].splitlines():
        if item := _ITEM.fullmatch(line):
            values[name] = (*values.get(name, ()), *_scalars(item["value"]))
        elif field := _FIELD.fullmatch(line):
            name = field["name"].strip().lower()
            values[name] = _scalars(field["value"] or "")
        elif line.strip() and not line.startswith(("#", " ", "\t")):
            return _Fields({}), text
    return _Fields(values), text[found.end() :]


def _scalars(written: str) -> tuple[str, ...]:
    inner = written.strip()
    parts = inner[1:-1].split(",") if inner.startswith("[") and inner.endswith("]") else [inner]
    plain = (part.strip().strip("\"'").strip() for part in parts)
    return tuple(part for part in plain if part)
