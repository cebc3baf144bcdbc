"""What is drawn on a page, as plain values, and the drawing of them with PyMuPDF.

An op is a tuple that begins with its kind, x and y:
`("text", x, y, text, face, size, colour)`, `("rule", x, y, width, weight)`, `("upright", x, y, height)` and
`("box", x, y, width, height, colour)`.
"""

import re
from pathlib import Path
from typing import Any

from sample_pdfs.faces import INK, face, width
from sample_pdfs.lines import Line

DOCUMENTS = Path(__file__).resolve().parent.parent.parent / "resources" / "sample" / "documents"

Op = tuple[Any, ...]
Colour = tuple[float, float, float]


def text_ops(line: Line, x: float, baseline: float) -> list[Op]:
    """A line drawn with its left edge at `x`."""
    return [
        ("text", x + at, baseline - lift, text, kind, size, line.colour)
        for at, lift, text, kind, size in line.pieces
    ]


def moved(ops: list[Op], dx: float, dy: float) -> list[Op]:
    """The same, moved right and down."""
    return [(op[0], op[1] + dx, op[2] + dy, *op[3:]) for op in ops]


def draw(page: Any, ops: list[Op]) -> None:
    """Draws in the order given, so that the text comes out in the order in which it is read."""
    import pymupdf

    writer: Any = None
    colour: Colour = INK
    for op in ops:
        if op[0] == "text":
            _, x, y, text, kind, size, ink = op
            if writer is None or ink != colour:
                if writer is not None:
                    writer.write_text(page, color=colour)
                writer, colour = pymupdf.TextWriter(page.rect), ink
            writer.append((x, y), text, font=face(kind), fontsize=size)
        else:
            if writer is not None:
                writer.write_text(page, color=colour)
                writer = None
            if op[0] == "rule":
                page.draw_line((op[1], op[2]), (op[1] + op[3], op[2]), color=INK, width=op[4])
            elif op[0] == "upright":
                page.draw_line((op[1], op[2]), (op[1], op[2] + op[3]), color=INK, width=0.5)
            else:
                page.draw_rect(
                    pymupdf.Rect(op[1], op[2], op[1] + op[3], op[2] + op[4]), color=None, fill=op[5]
                )
    if writer is not None:
        writer.write_text(page, color=colour)


def at(
    x: float, y: float, text: str, kind: str, size: float, *, align: str = "left", colour: Colour = INK
) -> Op:
    """Words on a baseline at `y`, with their left edge, middle or right edge at `x`."""
    shift = {"left": 0.0, "right": 1.0, "centre": 0.5}[align] * width(text, kind, size)
    return ("text", x - shift, y, text, kind, size, colour)


def save(document: Any, name: str, fields: dict[str, str], *, keywords: str) -> None:
    """Writes the document into resources/sample/documents with its metadata: the same bytes each time."""
    stamp = f"D:{fields['date'].replace('-', '')}090000Z"
    document.set_metadata(
        {
            "title": fields["title"],
            "author": fields["authors"],
            "subject": fields.get("subtitle", fields.get("journal", "")),
            "keywords": keywords,
            "creator": "Reviewer sample library",
            "producer": "PyMuPDF",
            "creationDate": stamp,
            "modDate": stamp,
        }
    )
    document.set_language("en-GB")
    for xref in range(1, document.xref_length()):
        kind, value = document.xref_get_key(xref, "ToUnicode")
        if kind == "xref":
            # One glyph stands for U+002D and U+2011, one for U+0020 and U+00A0, and MuPDF names the latter.
            names = int(value.split()[0])
            table_of_names = re.sub(rb"<2011>$", b"<002d>", document.xref_stream(names), flags=re.MULTILINE)
            table_of_names = re.sub(rb"<00a0>$", b"<0020>", table_of_names, flags=re.MULTILINE)
            document.update_stream(names, table_of_names)
    document.save(str(DOCUMENTS / name), garbage=4, deflate=True, deflate_fonts=True, no_new_id=True)
