"""Makes the two PDFs of the sample library from the texts in resources/sample/sources.

The same texts give the same bytes, so a change of a PDF in the history is a change of its text.
It is a small typesetter and not a general one: it knows the two layouts that the sample needs, a
two-column paper and a single-column report. Lengths are PostScript points.

    .venv/bin/python scripts/make_sample.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
SOURCES = ROOT / "resources" / "sample" / "sources"
DOCUMENTS = ROOT / "resources" / "sample" / "documents"

FACES = {
    "roman": "SourceSerif4-Regular.otf",
    "italic": "SourceSerif4-It.otf",
    "bold": "SourceSerif4-Semibold.otf",
}
INK = (0.11, 0.11, 0.13)
GREY = (0.42, 0.43, 0.46)
BLUE = (0.21, 0.34, 0.72)
PALE = (0.80, 0.84, 0.93)

# Where the rule of `syllables` would put a hyphen that a dictionary does not.
WHOLE = frozenset(
    """archive archives archivist archivists people person persons number numbers another whether either
    neither nothing something anything everything without within always already almost children question
    questions rather father mother other others gather somebody anybody everybody everyone someone anyone
    bedroom bedrooms stairs against fountain fountains themselves itself himself herself longer younger
    stronger danger dangerous single angle singular hotter cooler colder officer offices district
    thirty-one forty-one thousand english address addresses asphalt distinguish""".split()
)


@cache
def face(name: str) -> Any:
    import pymupdf

    return pymupdf.Font(fontfile=str(FONTS / FACES[name]))


def width(text: str, style: str, size: float) -> float:
    return float(face(style).text_length(text, size))


# -- Text to lines ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """How a paragraph is set."""

    size: float
    leading: float
    face: str = "roman"
    indent: float = 0
    hang: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    justified: bool = True
    centred: bool = False
    colour: tuple[float, float, float] = INK


@dataclass(frozen=True)
class Fragment:
    """A part of a word that stays whole; `joint` says what may follow it: a space, a hyphen, nothing."""

    text: str
    face: str
    size: float
    lift: float
    joint: str

    @property
    def width(self) -> float:
        return width(self.text, self.face, self.size)


@dataclass
class Line:
    """What is drawn at one baseline: pieces of text by x, and the notes that hang on it."""

    pieces: list[tuple[float, float, str, str, float]]  # x, lift, text, face, size
    height: float
    colour: tuple[float, float, float] = INK
    notes: list[int] = field(default_factory=list)
    keep: bool = False  # never the last in a column
    before: float = 0
    after: float = 0


VOWELS = frozenset("aeiouy")
PAIRS = frozenset("th ch sh ph gh ck wh ng nk qu st ld lk rk wn bl cl fl gl pl br cr dr fr gr pr tr".split())


def syllables(word: str) -> list[str]:
    """The parts of an English word between which a line may break; the word alone if there are none."""
    if len(word) < 6 or not re.fullmatch(r"[a-z]+", word) or word in WHOLE:
        return [word]
    cuts = set()
    for i in range(3, len(word) - 2):
        before, at = word[i - 1], word[i]
        between = (
            before not in VOWELS and at not in VOWELS and word[i - 2] in VOWELS and word[i + 1] in VOWELS
        )
        if between and before + at not in PAIRS:
            cuts.add(i)
    for ending in ("tion", "tions", "sion", "ment", "ments", "ness", "less", "ship", "ful"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            cuts.add(len(word) - len(ending))
    stem = word.removesuffix("ing")
    if stem != word and len(stem) >= 3:
        doubled = stem[-1] == stem[-2] and stem[-1] not in "sl"
        cuts = {cut for cut in cuts if cut < len(stem) - 1} | {len(stem) - 1 if doubled else len(stem)}
    for ending in ("ed", "er", "ers", "est", "able"):
        if word.endswith(ending):
            cuts = {
                cut
                for cut in cuts
                if cut < len(word) - len(ending) - 1 or word[cut] == word[cut - 1] not in "sl"
            }
    edges = [0, *sorted(cut for cut in cuts if 3 <= cut <= len(word) - 3), len(word)]
    return [word[a:b] for a, b in zip(edges, edges[1:], strict=False)]


MARKUP = re.compile(r"(\*\*.+?\*\*|\*.+?\*|\^\[\d+\])")


def fragments(text: str, style: Style) -> list[Fragment]:
    """The words of a paragraph, with `*italic*`, `**bold**` and `^[3]` for the mark of a note."""
    out: list[Fragment] = []
    for part in MARKUP.split(text):
        if not part:
            continue
        if part.startswith("^["):
            out.append(Fragment(part[2:-1], style.face, style.size * 0.62, style.size * 0.34, ""))
            continue
        kind = style.face
        if part.startswith("**"):
            kind, part = "bold", part[2:-2]
        elif part.startswith("*"):
            kind, part = ("roman" if style.face == "italic" else "italic"), part[1:-1]
        for token in re.findall(r"\s+|[^\s]+", part):
            if token.isspace():
                if out:
                    out[-1] = replace(out[-1], joint=" ")
                continue
            lead, core, tail = re.fullmatch(r"([^A-Za-z]*)(.*?)([^A-Za-z]*)", token, re.DOTALL).groups()  # type: ignore[union-attr]
            parts = syllables(core) if style.justified else [core]
            parts[0] = lead + parts[0]
            parts[-1] += tail
            out += [Fragment(p, kind, style.size, 0, "-") for p in parts[:-1]]
            out.append(Fragment(parts[-1], kind, style.size, 0, ""))
    return out


def broken(items: list[Fragment], style: Style, measure: float) -> list[tuple[int, int]]:
    """The lines of a paragraph as ranges of its fragments: the set with the least sum of squared stretch."""
    space = width(" ", style.face, style.size)
    hyphen = width("-", style.face, style.size)
    shrink = 0.12 if style.justified else 0.0
    widths = [item.width for item in items]
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * len(items)
    for start in range(len(items)):
        if best[start][0] == float("inf"):
            continue
        room = measure - style.left - style.right - (style.indent if start == 0 else style.hang)
        natural, spaces = 0.0, 0
        for end in range(start + 1, len(items) + 1):
            natural += widths[end - 1]
            joint = items[end - 1].joint
            last = end == len(items)
            if last or joint in (" ", "-"):
                full = natural + (hyphen if joint == "-" and not last else 0)
                slack = room - full
                if slack < -spaces * space * shrink - 0.01 and end > start + 1:
                    break
                ratio = (
                    slack / (space * max(spaces, 0.5)) if slack > 0 else -slack * 3 / (space * max(spaces, 1))
                )
                cost = 0.0 if last and slack >= 0 else ratio**3
                if joint == "-" and not last:
                    cost += 0.35
                cost += 0.02
                if best[start][0] + cost < best[end][0]:
                    best[end] = (best[start][0] + cost, start)
            if joint == " ":
                natural += space
                spaces += 1
    ranges, end = [], len(items)
    while end > 0:
        start = best[end][1]
        ranges.append((start, end))
        end = start
    return ranges[::-1]


def set_paragraph(text: str, style: Style, measure: float) -> list[Line]:
    """A paragraph as lines, justified by widening the spaces, never the letters.

    A space is a gap between two pieces and not a letter, as TeX does it: a reader of the file then
    sees one space in a wide gap, and not one that was written and one that was measured.
    """
    items = fragments(text, style)
    space = width(" ", style.face, style.size)
    lines = []
    ranges = broken(items, style, measure)
    for number, (start, end) in enumerate(ranges):
        row = items[start:end]
        if row[-1].joint == "-" and end < len(items):
            row[-1] = replace(row[-1], text=row[-1].text + "-")
        gaps = sum(item.joint == " " for item in row[:-1])
        natural = sum(item.width for item in row) + gaps * space
        inset = style.left + (style.indent if number == 0 else style.hang)
        slack = measure - style.right - inset - natural
        gap = space
        if style.justified and gaps and (number < len(ranges) - 1 or slack < 0):
            gap += slack / gaps
        x = inset + (slack / 2 if style.centred else 0)
        line = Line([], style.leading, style.colour)
        words: list[tuple[float, float, str, str, float]] = []
        for position, item in enumerate(row):
            if item.lift:
                line.notes.append(int(item.text))
            spaced = item.joint == " " and position < len(row) - 1
            line.pieces.append((x, item.lift, item.text, item.face, item.size))
            x += item.width
            if spaced:
                x += gap
                words += joined(line.pieces)
                line.pieces = []
        line.pieces = words + joined(line.pieces)
        lines.append(line)
    lines[0].before = style.before
    lines[-1].after = style.after
    return lines


def numbered(text: str, style: Style, measure: float, room: float) -> list[Line]:
    """A paragraph whose number stands in a space of its own, `room` wide."""
    number, _, rest = text.partition(" ")
    lines = set_paragraph(rest, replace(style, indent=room, hang=room), measure)
    lines[0].pieces.insert(0, (0.0, 0.0, number, style.face, style.size))
    return lines


def joined(pieces: list[tuple[float, float, str, str, float]]) -> list[tuple[float, float, str, str, float]]:
    """Syllables of one word drawn as one string, so that the file holds words."""
    out: list[tuple[float, float, str, str, float]] = []
    for piece in pieces:
        if out and out[-1][1] == piece[1] and out[-1][3:] == piece[3:]:
            x, lift, text, kind, size = out[-1]
            out[-1] = (x, lift, text + piece[2], kind, size)
        else:
            out.append(piece)
    return out


# -- A source to blocks ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    kind: str  # heading, subheading, paragraph, quote, item, table, bars, front, back
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Source:
    fields: dict[str, str]
    blocks: list[Block]
    notes: list[str]


def curled(text: str) -> str:
    """Typewriter apostrophes and quotation marks as a printer sets them."""
    text = re.sub(r"(?<=\w)'|'(?=\s|$)", "’", text)
    return re.sub(r'"(?=\S)([^"]*)"', r"“\1”", text)


def source(name: str) -> Source:
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


# -- Lines to columns and pages --------------------------------------------------------------------


@dataclass
class Figure:
    """A table or a chart: drawn whole, at the top of the next column if this one has no room."""

    height: float
    ops: list[tuple[Any, ...]]  # ("text", x, y, text, face, size, colour) | ("rule", …) | ("box", …)


@dataclass(frozen=True)
class Frame:
    """One column of one page."""

    page: int
    x: float
    top: float
    bottom: float
    width: float


@dataclass
class Column:
    frame: Frame
    ops: list[tuple[Any, ...]] = field(default_factory=list)


def table(block: Block, number: int, measure: float, size: float) -> Figure:
    """A table with rules above, below and under its head, words left and numbers right."""
    ops: list[tuple[Any, ...]] = []
    y = size
    caption = Style(size, size * 1.3, justified=False)
    for line in set_paragraph(f"**Table {number}.** {block.text}", caption, measure):
        ops += text_ops(line, 0, y)
        y += line.height
    columns = list(zip(*block.rows, strict=True))
    numeric = [all(re.match(r"[\d.,:]+(\s|$)", cell) for cell in column[1:]) for column in columns]
    widths = [
        max(width(part, "roman", size) for cell in column for part in [cell if index == 0 else longest(cell)])
        for index, column in enumerate(columns)
    ]
    spare = measure - sum(widths)
    gap = spare / max(len(columns) - 1, 1)
    lefts = [sum(widths[:i]) + gap * i for i in range(len(columns))]
    y -= size * 0.55
    ops.append(("rule", 0, y, measure, 0.8))
    y += size * 1.35
    head = [wrapped(cell, widths[i], size) for i, cell in enumerate(block.rows[0])]
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


def longest(cell: str) -> str:
    return cell if re.match(r"[\d.,:]", cell) else max(cell.split(", ") if ", " in cell else [cell], key=len)


def wrapped(cell: str, room: float, size: float) -> list[str]:
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
    ops: list[tuple[Any, ...]] = []
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


def text_ops(line: Line, x: float, baseline: float) -> list[tuple[Any, ...]]:
    return [
        ("text", x + at, baseline - lift, text, kind, size, line.colour)
        for at, lift, text, kind, size in line.pieces
    ]


def moved(ops: list[tuple[Any, ...]], dx: float, dy: float) -> list[tuple[Any, ...]]:
    return [(op[0], op[1] + dx, op[2] + dy, *op[3:]) for op in ops]


@dataclass
class Flow:
    """Fills columns one after the other with lines, tables and notes."""

    frames: Iterator[Frame]
    notes: list[str]
    note_style: Style
    gap: float
    columns: list[Column] = field(default_factory=list)
    waiting: list[Figure] = field(default_factory=list)
    y: float = 0
    reserved: list[Line] = field(default_factory=list)

    @property
    def frame(self) -> Frame:
        return self.columns[-1].frame

    def next_column(self) -> None:
        if self.columns:
            self._close()
        self.columns.append(Column(next(self.frames)))
        self.y = self.frame.top
        self.reserved = []
        ready, self.waiting = self.waiting, []
        for figure in ready:
            self.figure(figure)

    def _close(self) -> None:
        frame = self.frame
        if not self.reserved:
            return
        y = frame.bottom - sum(line.height for line in self.reserved) + self.note_style.size
        self.columns[-1].ops.append(("rule", frame.x, y - self.note_style.size - 5, frame.width * 0.3, 0.4))
        for line in self.reserved:
            self.columns[-1].ops += text_ops(line, frame.x, y)
            y += line.height

    def finish(self) -> None:
        if self.waiting:
            self.next_column()
        self._close()

    def floor(self) -> float:
        taken = sum(line.height for line in self.reserved)
        return self.frame.bottom - (taken + 10 if taken else 0)

    def lines(self, lines: list[Line]) -> None:
        """Places a paragraph; no column ends with its first line or begins with its last."""
        for index, line in enumerate(lines):
            ahead = 2 if line.keep or (len(lines) > 1 and index in (0, len(lines) - 2)) else 1
            if line.keep:
                ahead = len(lines) - index + 2
            at_top = self.y == self.frame.top
            start = self.y + (0 if at_top else line.before)
            notes = [
                note
                for mark in line.notes
                for note in set_paragraph(
                    f"^[{mark}] {self.notes[mark - 1]}", self.note_style, self.frame.width
                )
            ]
            needed = (
                line.height * ahead
                + sum(note.height for note in notes)
                + (0 if self.reserved else 10) * bool(notes)
            )
            if start + needed > self.floor() + 2 and not at_top:
                self.next_column()
                start = self.y
            self.reserved += notes
            size = line.pieces[0][4]
            self.columns[-1].ops += text_ops(line, self.frame.x, start + size)
            self.y = start + line.height + line.after

    def figure(self, figure: Figure) -> None:
        at_top = self.y == self.frame.top
        start = self.y + (0 if at_top else self.gap)
        if start + figure.height > self.floor() and not at_top:
            self.waiting.append(figure)
            return
        self.columns[-1].ops += moved(figure.ops, self.frame.x, start)
        self.y = start + figure.height + self.gap * 0.8


# -- Drawing ---------------------------------------------------------------------------------------


def draw(page: Any, ops: list[tuple[Any, ...]]) -> None:
    """Draws in the order given, so that the text comes out in the order in which it is read."""
    import pymupdf

    writer, colour = None, None
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
    x: float, y: float, text: str, kind: str, size: float, *, align: str = "left", colour: Any = INK
) -> tuple[Any, ...]:
    shift = {"left": 0.0, "right": 1.0, "centre": 0.5}[align] * width(text, kind, size)
    return ("text", x - shift, y, text, kind, size, colour)


def written(document: Any, name: str, fields: dict[str, str], keywords: str) -> None:
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


# -- The two documents -----------------------------------------------------------------------------


def make_paper() -> None:
    """The two-column paper: 170 by 240 mm, notes at the foot of their column."""
    import pymupdf

    paper = source("openness-as-work.txt")
    fields = paper.fields
    first = int(fields["first page"])
    wide, tall, margin, gutter, top, bottom = 482.0, 680.0, 45.0, 17.0, 66.0, 628.0
    measure = (wide - 2 * margin - gutter) / 2
    body = Style(9.3, 12, indent=10)
    opening = replace(body, indent=0)
    quote = Style(8.8, 11.4, left=11, right=8, before=6, after=6)
    small = Style(7.5, 9.8, hang=9)
    heading = Style(10.4, 13, face="bold", before=12, after=4, justified=False)

    title: list[tuple[Any, ...]] = [
        at(margin, 42, fields["journal"], "italic", 8.4, colour=GREY),
        at(
            wide - margin,
            42,
            f"{fields['issue']}, {first}–{{last}}",
            "roman",
            8.4,
            align="right",
            colour=GREY,
        ),
        ("rule", margin, 49, wide - 2 * margin, 0.5),
    ]
    y = 80.0
    for line in set_paragraph(
        fields["title"], Style(18, 22.5, face="bold", justified=False), wide - 2 * margin - 30
    ):
        title += text_ops(line, margin, y)
        y += line.height
    y += 2
    title.append(at(margin, y, fields["authors"].replace("; ", " and "), "roman", 10.6))
    title.append(at(margin, y + 14, fields["affiliation"], "italic", 8.8, colour=GREY))
    y += 40
    abstract = Style(8.8, 11.6, left=22, right=22)
    for line in set_paragraph(f"**Abstract.** {fields['abstract']}", abstract, wide - 2 * margin):
        title += text_ops(line, margin, y)
        y += line.height
    y += 4
    for line in set_paragraph(
        f"*Keywords:* {fields['keywords']}", replace(abstract, justified=False), wide - 2 * margin
    ):
        title += text_ops(line, margin, y)
        y += line.height
    y += 12

    def frames() -> Iterator[Frame]:
        page = 0
        while True:
            for x in (margin, margin + measure + gutter):
                yield Frame(page, x, y if page == 0 else top, bottom, measure)
            page += 1

    flow = Flow(frames(), paper.notes, small, 12)
    flow.next_column()
    counts = {"table": 0, "bars": 0}
    outline, after = [], "heading"
    references = False
    for block in paper.blocks:
        if block.kind in counts:
            counts[block.kind] += 1
            make = table if block.kind == "table" else bars
            flow.figure(make(block, counts[block.kind], measure, 7.8))
            continue
        if block.kind == "heading":
            references = block.text == "References"
            if block.text[0].isdigit():
                lines = numbered(block.text, heading, measure, 15)
            else:
                lines = set_paragraph(block.text, heading, measure)
            for line in lines:
                line.keep = True
            flow.lines(lines)
            outline.append([1, block.text, flow.frame.page + 1])
        elif block.kind == "quote":
            flow.lines(set_paragraph(block.text, quote, measure))
        elif references:
            flow.lines(set_paragraph(block.text, Style(8.3, 10.8, hang=10, after=2.5), measure))
        else:
            flow.lines(set_paragraph(block.text, body if after == "paragraph" else opening, measure))
        after = block.kind
    flow.finish()

    document = pymupdf.open()
    pages = flow.frame.page + 1
    for number in range(pages):
        page = document.new_page(width=wide, height=tall)
        label = str(first + number)
        if number == 0:
            last = str(first + pages - 1)
            filled = [
                (*op[:3], op[3].replace("{last}", last), *op[4:]) if op[0] == "text" else op for op in title
            ]
            ending = f"{fields['issue']}, {first}–{last}"
            shift = wide - margin - width(ending, "roman", 8.4)
            draw(
                page,
                [(op[0], shift, *op[2:]) if op[0] == "text" and op[3] == ending else op for op in filled],
            )
        else:
            even = (first + number) % 2 == 0
            text = fields["header left"] if even else fields["header right"]
            ends = [(margin, label, "left", "roman"), (wide - margin, text, "right", "italic")]
            if not even:
                ends = [(margin, text, "left", "italic"), (wide - margin, label, "right", "roman")]
            draw(
                page,
                [at(x, 42, words, kind, 8.4, align=align, colour=GREY) for x, words, align, kind in ends],
            )
            draw(page, [("rule", margin, 49, wide - 2 * margin, 0.5)])
        for column in flow.columns:
            if column.frame.page == number:
                draw(page, column.ops)
        if number == 0:
            draw(page, [at(wide / 2, 655, label, "roman", 8.4, align="centre", colour=GREY)])
    document.set_toc(outline)
    document.set_page_labels([{"startpage": 0, "style": "D", "firstpagenum": first}])
    written(document, "2025-06-30-openness-as-work.pdf", fields, fields["keywords"])


def make_report() -> None:
    """The single-column report: front matter in roman numbers, a table of contents, chapters on new pages."""
    import pymupdf

    report = source("cool-enough-to-sleep.txt")
    fields = report.fields
    wide, tall, left, right, top, bottom = 482.0, 680.0, 62.0, 58.0, 80.0, 604.0
    measure = wide - left - right
    body = Style(10.4, 15, indent=13)
    opening = replace(body, indent=0)
    item = replace(body, after=5)
    small = Style(8.2, 11, hang=11)
    chapter = Style(23, 28, face="bold", after=24, justified=False)
    section = Style(12.4, 16, face="bold", before=15, after=4, justified=False)
    front = 4  # cover, imprint, contents, tables and figures

    def frames() -> Iterator[Frame]:
        page = front
        while True:
            yield Frame(page, left, top, bottom, measure)
            page += 1

    flow = Flow(frames(), report.notes, small, 15)
    contents: list[tuple[int, str, int]] = []
    floats: list[tuple[str, int]] = []
    heads: dict[int, str] = {}
    chapters, body_from, after = 0, 0, "heading"
    counts = {"table": 0, "bars": 0}
    for block in report.blocks:
        if block.kind in ("front", "heading", "back"):
            if flow.waiting:
                flow.next_column()
            flow.next_column()
            page = flow.frame.page
            heads[page] = block.text
            if block.kind == "heading":
                chapters += 1
                body_from = body_from or page
                number = Style(10.4, 24, face="italic", colour=GREY, justified=False)
                flow.lines(set_paragraph(f"Chapter {chapters}", number, measure))
            entry = f"{chapters} {block.text}" if block.kind == "heading" else block.text
            contents.append((1, entry, page))
            flow.lines(set_paragraph(block.text, chapter, measure))
        elif block.kind == "subheading":
            lines = set_paragraph(block.text, section, measure)
            for line in lines:
                line.keep = True
            flow.lines(lines)
            contents.append((2, block.text, flow.frame.page))
        elif block.kind in counts:
            counts[block.kind] += 1
            make = table if block.kind == "table" else bars
            name = "Table" if block.kind == "table" else "Figure"
            flow.figure(make(block, counts[block.kind], measure, 8.8))
            floats.append(
                (f"{name} {counts[block.kind]}. {block.text}", flow.frame.page + bool(flow.waiting))
            )
        elif block.kind == "item":
            flow.lines(numbered(block.text, item, measure, 20))
        else:
            flow.lines(set_paragraph(block.text, body if after == "paragraph" else opening, measure))
        after = block.kind
    flow.finish()
    pages = flow.frame.page + 1

    def label(page: int) -> str:
        roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
        return roman[page] if page < body_from else str(page - body_from + 1)

    document = pymupdf.open()
    for number in range(pages):
        page = document.new_page(width=wide, height=tall)
        if number == 0:
            draw(page, cover(fields, wide, tall, left))
        elif number == 1:
            y = tall - 190
            ops: list[tuple[Any, ...]] = []
            for line in set_paragraph(
                fields["imprint"], Style(8.6, 12.4, justified=False, colour=GREY), measure - 90
            ):
                ops += text_ops(line, left, y)
                y += line.height
            draw(page, ops)
        elif number == 2:
            draw(page, contents_page("Contents", contents, label, left, wide - right))
        elif number == 3:
            listed = [(1, name, page) for name, page in floats]
            draw(page, contents_page("Tables and figures", listed, label, left, wide - right))
        else:
            if number not in heads:
                running = heads[max(start for start in heads if start < number)]
                even = number % 2 == 1
                text = fields["header left"] if even else running
                draw(
                    page,
                    [
                        at(
                            left if even else wide - right,
                            50,
                            text,
                            "italic",
                            8.8,
                            align="left" if even else "right",
                            colour=GREY,
                        )
                    ],
                )
            for column in flow.columns:
                if column.frame.page == number:
                    draw(page, column.ops)
        if number > 1:
            outer = left if number % 2 == 1 else wide - right
            draw(
                page,
                [
                    at(
                        outer,
                        640,
                        label(number),
                        "roman",
                        9,
                        align="left" if number % 2 == 1 else "right",
                        colour=GREY,
                    )
                ],
            )
    document.set_toc([[1, "Contents", 3], *([level, text, page + 1] for level, text, page in contents)])
    document.set_page_labels(
        [
            {"startpage": 0, "style": "r", "firstpagenum": 1},
            {"startpage": body_from, "style": "D", "firstpagenum": 1},
        ]
    )
    written(document, "2025-05-15-cool-enough-to-sleep.pdf", fields, "heat; housing; water; work")


def cover(fields: dict[str, str], wide: float, tall: float, left: float) -> list[tuple[Any, ...]]:
    ops: list[tuple[Any, ...]] = [("box", 0, 0, wide, tall, (0.955, 0.945, 0.92))]
    # One stripe a night: the airport's idea of the night, and above it the bedrooms'.
    for night, (outside, inside) in enumerate(
        [
            (23.8, 27.4),
            (23.7, 27.6),
            (23.9, 27.9),
            (23.6, 27.8),
            (23.9, 28.1),
            (24.3, 28.6),
            (24.1, 28.3),
            (23.8, 28.0),
            (23.2, 27.5),
        ]
    ):
        x = left + night * 22
        ops.append(("box", x, 600 - (inside - 20) * 22, 14, (inside - outside) * 22, (0.85, 0.54, 0.11)))
        ops.append(("box", x, 600 - (outside - 20) * 22, 14, (outside - 20) * 22, BLUE))
    y = 130.0
    for line in set_paragraph(fields["title"], Style(38, 44, face="bold", justified=False), wide - 2 * left):
        ops += text_ops(line, left, y)
        y += line.height
    y += 4
    for line in set_paragraph(
        fields["subtitle"], Style(13, 18, face="italic", justified=False), wide - 2 * left - 60
    ):
        ops += text_ops(line, left, y)
        y += line.height
    y += 22
    for name in fields["authors"].split("; "):
        ops.append(at(left, y, name, "roman", 11))
        y += 16
    ops.append(at(left, 640, f"{fields['publisher']}, {fields['place']}, May 2025", "roman", 9, colour=GREY))
    return ops


def contents_page(
    title: str, entries: list[tuple[int, str, int]], label: Any, left: float, right: float
) -> list[tuple[Any, ...]]:
    """Entries with dotted leaders and the page's label at the right edge."""
    ops: list[tuple[Any, ...]] = [at(left, 103, title, "bold", 23)]
    y = 138.0
    room = right - left - 34
    for level, text, page in entries:
        inset = 0.0 if level == 1 else 18.0
        kind = "bold" if level == 1 and title == "Contents" else "roman"
        style = Style(9.6, 12.6, face=kind, left=inset, hang=0, right=0, justified=False)
        if level == 1 and title == "Contents" and y > 138:
            y += 3.2
        lines = set_paragraph(text, style, room)
        for line in lines:
            ops += text_ops(line, left, y)
            y += line.height
        y -= lines[-1].height
        last = lines[-1].pieces[-1]
        x = left + last[0] + width(last[2], last[3], last[4]) + 6
        dot = width(" .", "roman", 9.6)
        number = label(page)
        end = right - 18
        count = int((end - x) / dot)
        if count > 0:
            ops.append(("text", end - count * dot, y, " ." * count, "roman", 9.6, GREY))
        ops.append(at(right, y, number, kind, 9.6, align="right"))
        y += 12.0 if title == "Contents" else 19
    return ops


if __name__ == "__main__":
    make_paper()
    make_report()
