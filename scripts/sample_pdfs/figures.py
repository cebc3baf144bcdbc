"""Tables and charts, drawn whole."""

import re
from dataclasses import dataclass

from sample_pdfs.drawing import Op, text_ops
from sample_pdfs.faces import BLUE, INK, PALE, width
from sample_pdfs.lines import Style, set_paragraph
from sample_pdfs.sources import Block


@dataclass
class Figure:
    """A table or a chart: drawn whole, at the top of the next column if this one has no room."""

    height: float
    ops: list[Op]


def table(block: Block, number: int, measure: float, size: float) -> Figure:
    """A table with rules above, below and under its head, words left and numbers right."""
    ops: list[Op] = []
    y = size
    caption = Style(size, size * 1.3, justified=False)
    for line in set_paragraph(f"**Table {number}.** {block.text}", caption, measure):
        ops += text_ops(line, 0, y)
        y += line.height
    columns = list(zip(*block.rows, strict=True))
    numeric = [all(re.match(r"[\d.,:]+(\s|$)", cell) for cell in column[1:]) for column in columns]
    widths = [
        max(width(cell, "roman", size) for cell in (column if index == 0 else map(_longest, column)))
        for index, column in enumerate(columns)
    ]
    spare = measure - sum(widths)
    gap = spare / max(len(columns) - 1, 1)
    lefts = [sum(widths[:i]) + gap * i for i in range(len(columns))]
    y -= size * 0.55
    ops.append(("rule", 0, y, measure, 0.8))
    y += size * 1.35
    head = [_wrapped(cell, widths[i], size) for i, cell in enumerate(block.rows[0])]
    depth = max(map(len, head))
    for i, parts in enumerate(head):
        for k, part in enumerate(parts):
            at = y + (depth - len(parts) + k) * size * 1.2
            x = lefts[i] + (widths[i] - width(part, "italic", size) if numeric[i] else 0)
            ops.append(("text", x, at, part, "italic", size, INK))
    y += (depth - 1) * size * 1.2 + size * 0.55
    ops.append(("rule", 0, y, measure, 0.4))
    y += size * 1.25
    for row in block.rows[1:]:
        if row[0] == "all":
            ops.append(("rule", 0, y - size * 1.0, measure, 0.4))
            y += size * 0.15
        for i, cell in enumerate(row):
            x = lefts[i] + (widths[i] - width(cell, "roman", size) if numeric[i] else 0)
            ops.append(("text", x, y, cell, "roman", size, INK))
        y += size * 1.35
    y -= size * 0.8
    ops.append(("rule", 0, y, measure, 0.8))
    return Figure(y + 2, ops)


def _longest(cell: str) -> str:
    """What of a cell decides its column's width: a head may be broken at its comma."""
    return cell if re.match(r"[\d.,:]", cell) else max(cell.split(", ") if ", " in cell else [cell], key=len)


def _wrapped(cell: str, room: float, size: float) -> list[str]:
    """A head broken into lines no wider than its column."""
    lines = [""]
    for word in cell.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, "italic", size) > room + 0.5:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def bars(block: Block, number: int, measure: float, size: float) -> Figure:
    """A chart of horizontal bars, each with its name before it and its value behind it."""
    ops: list[Op] = []
    names = max(width(row[0], "roman", size) for row in block.rows)
    most = max(float(row[1]) for row in block.rows)
    room = measure - names - 10 - width("00.0", "roman", size) - 4
    y = size
    for row in block.rows:
        name, value = row
        ops.append(("text", names - width(name, "roman", size), y, name, "roman", size, INK))
        length = room * float(value) / most
        ops.append(
            ("box", names + 8, y - size * 0.72, length, size * 0.9, BLUE if float(value) == most else PALE)
        )
        ops.append(("text", names + 12 + length, y, value, "roman", size, INK))
        y += size * 1.6
    ops.append(("upright", names + 8, 0.0, y - size * 1.1))
    y += size * 0.5
    caption = Style(size, size * 1.3, justified=False)
    for line in set_paragraph(f"**Figure {number}.** {block.text}", caption, measure):
        ops += text_ops(line, 0, y)
        y += line.height
    return Figure(y - size * 0.6, ops)
