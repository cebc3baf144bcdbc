"""The texts of the sample PDFs, read from resources/sample/sources."""

import re
from dataclasses import dataclass
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent.parent / "resources" / "sample" / "sources"


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table or chart with its caption as `text` and its cells as `rows`.

    `kind` is heading, subheading, front, back (headings of front and back matter), paragraph, quote, item, table, bars.
    """

    kind: str
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Source:
    """A text to be set: its fields (title, authors, date …), its blocks, and its notes in the order of their marks."""

    fields: dict[str, str]
    blocks: list[Block]
    notes: list[str]


def curled(text: str) -> str:
    """Typewriter apostrophes and quotation marks as a printer sets them."""
    text = re.sub(r"(?<=\w)'|'(?=\s|$)", "’", text)
    return re.sub(r'"(?=\S)([^"]*)"', r"“\1”", text)


def source(name: str) -> Source:
    """The text in a file of resources/sample/sources: `name: value` lines, an empty line, then paragraphs.

    A note stands in the text as `^[its words]`; a table or a chart is `!table caption` or `!bars caption` and rows of `| a | b |`.
    """
    head, _, body = (SOURCES / name).read_text("utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in curled(head).splitlines())
    notes: list[str] = []

    def note(match: re.Match[str]) -> str:
        notes.append(match[1])
        return f"^[{len(notes)}]"

    blocks = []
    for part in re.split(r"\n{2,}", re.sub(r"\^\[(.+?)\](?=\s|$)", note, curled(body).strip())):
        first, *rest = part.splitlines()
        if first.startswith(("!table ", "!bars ")):
            kind, caption = first[1:].split(" ", 1)
            rows = tuple(tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rest)
            blocks.append(Block(kind, caption, rows))
        elif match := re.match(r"(##|#front|#back|#|>) ", first):
            kinds = {"##": "subheading", "#front": "front", "#back": "back", "#": "heading", ">": "quote"}
            blocks.append(Block(kinds[match[1]], part[match.end() :].replace("\n> ", " ")))
        elif re.match(r"\d+\. ", first):
            blocks.append(Block("item", part))
        else:
            blocks.append(Block("paragraph", " ".join(part.splitlines())))
    return Source(fields, blocks, notes)
