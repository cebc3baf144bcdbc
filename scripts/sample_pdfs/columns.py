"""Lines, figures and notes to columns."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sample_pdfs.drawing import Op, moved, text_ops
from sample_pdfs.figures import Figure
from sample_pdfs.lines import Line, Style, set_paragraph


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
    """A frame and what is drawn in it, in reading order."""

    frame: Frame
    ops: list[Op] = field(default_factory=list)


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
        """The column that is being filled."""
        return self.columns[-1].frame

    def next_column(self) -> None:
        """Ends this column with its notes, and begins the next with the figures that wait."""
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
        """Places what waits, and the last notes."""
        if self.waiting:
            self.next_column()
        self._close()

    def floor(self) -> float:
        """How far down text may go, above the notes of this column."""
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
        """Places a figure here, or at the top of the next column if there is no room."""
        at_top = self.y == self.frame.top
        start = self.y + (0 if at_top else self.gap)
        if start + figure.height > self.floor() and not at_top:
            self.waiting.append(figure)
            return
        self.columns[-1].ops += moved(figure.ops, self.frame.x, start)
        self.y = start + figure.height + self.gap * 0.8
