"""Paragraphs to lines: the breaks are chosen for a whole paragraph at once, after Knuth and Plass, much simplified.

It does not know columns or pages.
"""

import re
from dataclasses import dataclass, field, replace

from sample_pdfs.faces import INK, width
from sample_pdfs.syllables import syllables

Piece = tuple[float, float, str, str, float]
"""x from the column's left edge, lift above the baseline, text, face, size."""

MARKUP = re.compile(r"(\*\*.+?\*\*|\*.+?\*|\^\[\d+\])")


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
    """A part of a word that stays whole; `joint` says what may follow it: a space, a hyphen, nothing.

    `lift` raises it above the baseline, as the mark of a note is.
    """

    text: str
    face: str
    size: float
    lift: float
    joint: str

    @property
    def width(self) -> float:
        """In points."""
        return width(self.text, self.face, self.size)


@dataclass
class Line:
    """What is drawn at one baseline: pieces of text by x, and the notes that hang on it."""

    pieces: list[Piece]
    height: float
    colour: tuple[float, float, float] = INK
    notes: list[int] = field(default_factory=list)
    keep: bool = False  # never the last in a column
    before: float = 0
    after: float = 0


def fragments(text: str, style: Style) -> list[Fragment]:
    """The words of a paragraph, with `*italic*`, `**bold**` and `^[3]` for the mark of a note."""
    out: list[Fragment] = []
    for marked in filter(None, MARKUP.split(text)):
        if marked.startswith("^["):
            out.append(Fragment(marked[2:-1], style.face, style.size * 0.62, style.size * 0.34, ""))
            continue
        kind, part = _unmarked(marked, style.face)
        for token in re.findall(r"\s+|\S+", part):
            if token.isspace():
                out[-1:] = [replace(last, joint=" ") for last in out[-1:]]
                continue
            parts = _parts(token) if style.justified else [token]
            out += [Fragment(syllable, kind, style.size, 0, "-") for syllable in parts[:-1]]
            out.append(Fragment(parts[-1], kind, style.size, 0, ""))
    return out


def _unmarked(marked: str, face: str) -> tuple[str, str]:
    if marked.startswith("**"):
        return "bold", marked[2:-2]
    if marked.startswith("*"):
        return ("roman" if face == "italic" else "italic"), marked[1:-1]
    return face, marked


def _parts(token: str) -> list[str]:
    """The syllables of a token, with the quotation marks and stops around it on the outer two."""
    core = token.strip("“”‘’().,;:?!—–")
    before, after = token.split(core, 1) if core else (token, "")
    parts = syllables(core)
    parts[0] = before + parts[0]
    parts[-1] += after
    return parts


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
        words: list[Piece] = []
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
    """A paragraph whose number stands in a space of its own, `room` wide.

    Behind the number less than 0.8 of the size should stay free: readers of PDFs take a wider gap for two lines.
    """
    number, _, rest = text.partition(" ")
    lines = set_paragraph(rest, replace(style, indent=room, hang=room), measure)
    lines[0].pieces.insert(0, (0.0, 0.0, number, style.face, style.size))
    return lines


def joined(pieces: list[Piece]) -> list[Piece]:
    """Syllables of one word drawn as one string, so that the file holds words."""
    out: list[Piece] = []
    for piece in pieces:
        if out and out[-1][1] == piece[1] and out[-1][3:] == piece[3:]:
            x, lift, text, kind, size = out[-1]
            out[-1] = (x, lift, text + piece[2], kind, size)
        else:
            out.append(piece)
    return out
