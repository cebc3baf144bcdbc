"""Composing a text line by line, with the blocks and marks that belong to it, so that positions are right by making."""

import re
from dataclasses import dataclass, field, replace

from reviewer.model.document import Block, BlockKind, Mark, MarkKind
from reviewer.text.freezing import freeze_piece

_SPACES = re.compile("[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Composed:
    """A frozen text and its layout: blocks cover whole lines, marks lie within a line, both in the text's order."""

    text: str
    blocks: tuple[Block, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    kind: BlockKind | None
    level: int
    owner: object
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class _Open:
    kind: MarkKind
    target: str
    start: int = 0


@dataclass(slots=True)
class Composer:
    """Takes text piece by piece, as a page flows, and gives it back as lines.

    White space folds to one space, as in a browser, and vanishes at both ends of a line; a no-break space is none. A
    line without text is left out. What `verbatim` takes keeps its spaces and its empty lines.
    """

    _lines: list[_Line] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _spaced: bool = True
    """Whether the line ends in white space, or has not begun: then more white space adds nothing."""
    _kind: BlockKind | None = None
    _level: int = 0
    _owner: object = None
    _lead: str = ""
    _begun: bool = False
    """Whether any line has text: before that, U+FEFF is a byte order mark and not kept."""
    _open: list[_Open] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)

    def block(self, kind: BlockKind | None, *, level: int = 0, owner: object = None) -> None:
        """Begins a new line; it and the ones after it belong to a block of this kind, or are paragraphs (None).

        Neighbouring lines of one `owner` make one block.
        """
        self.line()
        self._kind, self._level, self._owner = kind, level, owner

    def lead(self, lead: str) -> None:
        """Puts this before the next text, on whichever line that comes; an empty one takes back what waits."""
        self._lead = lead

    def line(self) -> None:
        """Ends the line, if anything is in it. Open marks go on in the next one."""
        text = "".join(self._pieces)
        marks = [*self._marks, *(Mark(one.kind, one.start, self._length, one.target) for one in self._open)]
        self._end_with(text.rstrip(" \t"), marks)

    def write(self, text: str) -> None:
        """Adds text with its white space folded."""
        folded = _SPACES.sub(" ", freeze_piece(text))
        if self._spaced:
            folded = folded.lstrip(" ")
        if folded:
            self._add(folded)
            self._spaced = folded.endswith(" ")

    def cell(self) -> None:
        """Begins the next cell of a table's row: a tab."""
        while self._pieces and self._pieces[-1].endswith(" "):
            piece = self._pieces[-1].rstrip(" ")
            self._length -= len(self._pieces.pop()) - len(piece)
            if piece:
                self._pieces.append(piece)
        self._add("\t")
        self._spaced = True

    def verbatim(self, text: str) -> None:
        """Adds text with its spaces and line ends as they are; each line end ends a line, also an empty one."""
        first, *others = freeze_piece(text).split("\n")
        self._add(first)
        self._spaced = False
        for other in others:
            marks = [
                *self._marks,
                *(Mark(one.kind, one.start, self._length, one.target) for one in self._open),
            ]
            self._end_with("".join(self._pieces), marks, even_empty=True)
            self._add(other)
            self._spaced = False

    def mark(self, kind: MarkKind, *, target: str = "") -> None:
        """Begins a mark here; `end_mark` ends the last one begun."""
        self._open.append(_Open(kind, target, self._length))

    def end_mark(self) -> None:
        """Ends the mark that began last; without one this is a fault of ours and raises IndexError."""
        mark = self._open.pop()
        self._marks.append(Mark(mark.kind, mark.start, self._length, mark.target))

    def composed(self) -> Composed:
        """Everything so far. The composer can go on afterwards."""
        self.line()
        blocks: list[Block] = []
        marks: list[Mark] = []
        start = 0
        previous: object = None
        lines = _without_empty_edges(self._lines)
        for line in lines:
            end = start + len(line.text)
            marks += (
                Mark(mark.kind, start + mark.start, start + mark.end, mark.target) for mark in line.marks
            )
            if line.kind is None:
                previous = None
            elif line.owner is not None and line.owner is previous:
                blocks[-1] = Block(line.kind, blocks[-1].start, end, line.level)
            else:
                blocks.append(Block(line.kind, start, end, line.level))
                previous = line.owner
            start = end + 1
        marks.sort(key=lambda mark: (mark.start, -mark.end, mark.kind))
        text = "\n".join(line.text for line in lines)
        return Composed(text, tuple(blocks), tuple(dict.fromkeys(marks)))

    def _add(self, piece: str) -> None:
        if self._lead and piece:
            lead, self._lead = self._lead, ""
            self._add(lead)
            for one in self._open:
                one.start = max(one.start, self._length)
        self._pieces.append(piece)
        self._length += len(piece)

    def _end_with(self, text: str, marks: list[Mark], *, even_empty: bool = False) -> None:
        gone = 0 if self._begun else len(text) - len(text.lstrip("\ufeff"))
        text = text[gone:]
        if text.strip() or even_empty:
            inside = (_trimmed(mark, text, moved=gone) for mark in marks)
            kept = tuple(mark for mark in inside if mark)
            self._lines.append(_Line(text, self._kind, self._level, self._owner, kept))
            self._begun = self._begun or bool(text.strip())
        self._pieces.clear()
        self._marks.clear()
        self._length = 0
        self._spaced = True
        for one in self._open:
            one.start = 0


def headed(composed: Composed, heading: str) -> Composed:
    """The same with a heading of the first level before it; `heading` is one line."""
    moved = len(heading) + 1
    blocks = (replace(block, start=block.start + moved, end=block.end + moved) for block in composed.blocks)
    marks = (replace(mark, start=mark.start + moved, end=mark.end + moved) for mark in composed.marks)
    return Composed(
        f"{heading}\n{composed.text}",
        (Block("heading", 0, len(heading), 1), *blocks),
        tuple(marks),
    )


def _trimmed(mark: Mark, line: str, *, moved: int) -> Mark | None:
    """The mark without white space at its ends, as positions in its line; None where nothing is left.

    `moved` counts the characters that the line lost at its front.
    """
    start, end = max(mark.start - moved, 0), min(mark.end - moved, len(line))
    inner = line[start:end]
    start += len(inner) - len(inner.lstrip())
    end -= len(inner) - len(inner.rstrip())
    return Mark(mark.kind, start, end, mark.target) if start < end else None


def _without_empty_edges(lines: list[_Line]) -> list[_Line]:
    """The lines without those at either end, or at an edge of a verbatim block, that hold only white space."""
    kept: list[_Line] = []
    for index, line in enumerate(lines):
        if line.text.strip():
            kept.append(line)
            continue
        before = kept and kept[-1].owner is line.owner
        after = any(later.text.strip() for later in _same_owner(lines, index))
        if before and after:
            kept.append(line)
    return kept


def _same_owner(lines: list[_Line], index: int) -> list[_Line]:
    owner = lines[index].owner
    end = index + 1
    while end < len(lines) and lines[end].owner is owner:
        end += 1
    return lines[index + 1 : end]
