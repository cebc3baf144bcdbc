"""A document's text as a Qt document: its title above, each line in its look, and where each code point lies in it.

Qt's text is a likeness, never a source: a character that Qt gives a meaning of its own is shown as another of the same
length, and nothing reads the text back from Qt.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from reviewer.model.document import Block, Document, DocumentText, Mark
from reviewer.text.characters import character_end
from reviewer.ui.byline import written_date
from reviewer.ui.positions import InsetPositions
from reviewer.ui.reading.article_looks import INDENT, Kind, Look, block_format, char_format, font_of, look_of
from reviewer.ui.theme import theme

_LONG_LINE = 20_000
"""A line longer than this many code points is broken for the eye: Qt lays a line's block out as one."""
_BREAK_EVERY = 8_000
_HARD_WRAPPED = 120
"""A line up to this long that another follows at once is not a paragraph of its own, in a text that has blank lines."""
_TITLE_WITHIN = 3
"""A text's title is looked for in so many of its first lines."""
_GAP = 24
"""Least distance between two columns of a table, px."""

# What Qt would take for ends of its own, for an embedded picture, or could not hold. Each stands for one UTF-16 unit.
_LIKENESSES = {
    **dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), " "),
    **dict.fromkeys((0x00, 0xFDD0, 0xFDD1, 0xFFFC), "\ufffd"),
}
_UNLIKE = re.compile("[\x00\x0b-\x0d\x85\u2028\u2029\ufdd0\ufdd1\ufffc\ud800-\udfff]")

_Line = tuple[int, int, Look]
_KINDS: dict[str, Kind] = {
    "list item": "list item",
    "quotation": "quotation",
    "table row": "table row",
    "caption": "caption",
    "preformatted": "preformatted",
    "furniture": "furniture",
}


@dataclass(frozen=True, slots=True)
class Article:
    """A document ready to be shown, and how to find things in it."""

    document: QTextDocument
    positions: InsetPositions
    looks: tuple[Look, ...]
    muted_blocks: tuple[int, ...]
    """The numbers of the Qt blocks that hold the byline, what stands above the title, and furniture."""

    def look(self, block: QTextBlock) -> Look:
        """The look of one of the document's blocks."""
        return self.looks[max(0, block.userState())]

    def recolour(self) -> None:
        """Takes over the colours of the theme that is worn now; only the muted blocks have one of their own."""
        muted = QTextCharFormat()
        muted.setForeground(QColor(theme().muted))
        for number in self.muted_blocks:
            cursor = QTextCursor(self.document.findBlockByNumber(number))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(muted)


def no_article(document: QTextDocument) -> Article:
    """What stands in a view before a document is shown."""
    return Article(document, InsetPositions("", ()), (look_of("text"),), ())


def build_article(
    document: Document, text: DocumentText, *, scale: float, column: float, parent: QObject
) -> Article:
    """Everything that is shown of a document. `column` is the width of a line in px, `scale` the zoom."""
    shown = _Shown(document, text)
    qt = QTextDocument(parent)
    qt.setUndoRedoEnabled(False)
    qt.setDocumentMargin(0)
    qt.setIndentWidth(INDENT * scale)
    base = Counter(look for _, look in shown.blocks).most_common(1)[0][0]
    qt.setDefaultFont(font_of(base, scale=scale))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(INDENT * scale)
    qt.setDefaultTextOption(option)

    # Qt lays out lazily only what was complete before it was shown; a format that comes later costs seconds.
    cursor = QTextCursor(qt)
    cursor.beginEditBlock()
    cursor.setBlockFormat(block_format(base, scale=scale))
    cursor.insertText(shown.text)
    looks = _dress(qt, shown, base, scale=scale, column=column)
    positions = InsetPositions(text.text, [(place, _utf16(words)) for place, words in shown.insets])
    _stress(cursor, positions, text.marks)
    cursor.endEditBlock()
    around = (number for number, (_, look) in enumerate(shown.blocks) if look.kind == "furniture")
    article = Article(qt, positions, looks, (*shown.muted_blocks, *around))
    article.recolour()
    return article


class _Shown:
    """The text as it is handed to Qt, with what is shown beside it, and the look of every block."""

    def __init__(self, document: Document, text: DocumentText) -> None:
        lines = list(_lines(text.text, text.blocks))
        self.insets: list[tuple[int, str]] = []
        self.muted_blocks: list[int] = []
        self.from_right = _runs_from_right(document.metadata.title)
        """Whether the title runs from right to left, and so its byline stands on the right."""
        self.blocks: list[tuple[tuple[int, int], Look]] = []
        self._head(document, text.text, lines)
        for start, end, look in lines:
            self._add(text.text, start, end, look)
        self.insets.sort()
        self.text = "".join(self._pieces(_likeness(text.text)))

    def _head(self, document: Document, text: str, lines: list[_Line]) -> None:
        """Title and byline above the text; where the text begins with its title, that line is the title.

        A line or two may stand before it there, such as the date; they are muted, as the byline is.
        """
        title, date = document.metadata.title.strip(), document.metadata.published
        own = _title_line(text, lines, title)
        is_dated = own is not None and bool(date) and str(date) in text[: lines[own][0]]
        byline = _likeness(_byline(document, mirrored=self.from_right, dated=not is_dated))
        place = 0
        if own is None:
            self.blocks.append(((0, 0), look_of("title", ends_group=not byline)))
            shown = f"{_likeness(title)}\n"
        else:
            for number, (start, end, look) in enumerate(lines[: own + 1]):
                kind = "title" if number == own else "blank" if look.kind == "blank" else "kicker"
                if kind == "kicker":
                    self.muted_blocks.append(len(self.blocks))
                self.blocks.append(((start, end), look_of(kind, ends_group=kind == "title" and not byline)))
            del lines[: own + 1]
            place, shown = lines[0][0], ""
        if byline:
            self.muted_blocks.append(len(self.blocks))
            self.blocks.append(((place, place), look_of("byline")))
            shown += f"{byline}\n"
        if shown:
            self.insets.append((place, shown))

    def _add(self, text: str, start: int, end: int, look: Look) -> None:
        if end - start > _LONG_LINE:
            for place in _breaks(text, start, end):
                self.insets.append((place, "\n"))
                self.blocks.append(((start, place), look_of("tight")))
                start = place
        self.blocks.append(((start, end), look))

    def _pieces(self, text: str) -> Iterator[str]:
        start = 0
        for place, words in self.insets:
            yield text[start:place]
            yield words
            start = place
        yield text[start:]


def _lines(text: str, blocks: tuple[Block, ...]) -> Iterator[_Line]:
    """Every line of the text with its look, in order."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        bounds.append((start, start + len(line)))
        start += len(line) + 1
    owners = _owners(bounds, blocks)
    blank = [not text[start:end].strip() for start, end in bounds]
    spaced = any(is_blank and owner is None for is_blank, owner in zip(blank, owners, strict=True))
    for number, (start, end) in enumerate(bounds):
        owner = owners[number]
        last = number + 1 == len(bounds)
        following = None if last else owners[number + 1]
        if owner is not None:
            goes_on = owner.kind == "list item" and start > owner.start
            yield start, end, _look_of_block(owner, following, goes_on=goes_on)
        elif blank[number]:
            yield start, end, look_of("blank")
        elif (
            spaced
            and not last
            and not blank[number + 1]
            and following is None
            and end - start <= _HARD_WRAPPED
        ):
            yield start, end, look_of("tight")
        else:
            yield start, end, look_of("text")


def _runs_from_right(words: str) -> bool:
    strong = (unicodedata.bidirectional(character) for character in words)
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L"


def _title_line(text: str, lines: list[_Line], title: str) -> int | None:
    """Which of the first lines is the title; None where none is, or nothing follows."""
    wanted = " ".join(title.split()).casefold()
    for number, (start, end, _) in enumerate(lines[:_TITLE_WITHIN]):
        if wanted and number + 1 < len(lines) and " ".join(text[start:end].split()).casefold() == wanted:
            return number
        if end - start > _HARD_WRAPPED:
            return None
    return None


def _owners(bounds: list[tuple[int, int]], blocks: tuple[Block, ...]) -> list[Block | None]:
    owners: list[Block | None] = []
    waiting = iter(sorted(blocks, key=lambda block: block.start))
    block = next(waiting, None)
    for start, _ in bounds:
        while block is not None and block.end <= start:
            block = next(waiting, None)
        owners.append(block if block is not None and block.start <= start else None)
    return owners


def _look_of_block(block: Block, following: Block | None, *, goes_on: bool) -> Look:
    ends = following is None or following.kind != block.kind
    if block.kind == "heading":
        return look_of("heading" if block.level <= 2 else "small heading")
    indent = block.level + 1 if block.kind in {"list item", "quotation"} else 0
    return look_of(_KINDS[block.kind], indent=min(indent, 8), ends_group=ends, goes_on=goes_on)


def _breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Where a huge line is broken for the eye: behind a sentence if there is one, else behind a space, else anywhere."""
    place = start
    while end - place > _BREAK_EVERY * 3 // 2:
        low, high = place + _BREAK_EVERY // 2, place + _BREAK_EVERY
        found = max(text.rfind(mark, low, high) + len(mark) for mark in (". ", "? ", "! ", ".” ", "。"))
        if found <= low:
            found = text.rfind(" ", low, high) + 1
        place = character_end(text, found if found > low else high)
        yield place


def _byline(document: Document, *, mirrored: bool, dated: bool) -> str:
    """Who wrote it — where and when it stood: `Ida Moss, Ben Tern — Harbour Post, 24 Jan 2025`.

    Without the date where it is not to be `dated`. In a `mirrored` one each part keeps its own direction: else
    `20 May 2025` would be shown as `May 2025 20`.
    """
    data = document.metadata
    before, after = ("\u2068", "\u2069") if mirrored else ("", "")
    who, site, date = (
        f"{before}{part}{after}" if part else ""
        for part in (", ".join(data.authors), data.source, written_date(data.published) if dated else "")
    )
    where = ", ".join(part for part in (site, date) if part)
    return " — ".join(part for part in (who, where) if part)


def _likeness(text: str) -> str:
    if not _UNLIKE.search(text):
        return text
    return _UNLIKE.sub(lambda match: _LIKENESSES.get(ord(match[0]), "\ufffd"), text)


def _utf16(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def _dress(qt: QTextDocument, shown: _Shown, base: Look, *, scale: float, column: float) -> tuple[Look, ...]:
    """Gives every block that is not the usual one its format; the answer is the looks by the blocks' user state."""
    looks: dict[Look, int] = {base: 0}
    formats: dict[Look, tuple[QTextBlockFormat, QTextCharFormat | None]] = {}
    tabs = _table_tabs(shown, scale=scale, column=column)
    usual = font_of(base, scale=scale)
    block = qt.begin()
    for number, (_, look) in enumerate(shown.blocks):
        if look is not base:
            state = looks.setdefault(look, len(looks))
            if look not in formats:
                same = look.kind == "blank" or font_of(look, scale=scale) == usual
                formats[look] = (
                    block_format(look, scale=scale),
                    None if same else char_format(look, scale=scale),
                )
            space, letters = formats[look]
            if number in tabs:
                space = QTextBlockFormat(space)
                space.setTabPositions([_tab(stop) for stop in tabs[number]])
            if shown.from_right and number in shown.muted_blocks:
                space = QTextBlockFormat(space)
                space.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            _set_formats(block, space, letters)
            block.setUserState(state)
        block = block.next()
    return tuple(looks)


def _set_formats(block: QTextBlock, space: QTextBlockFormat, letters: QTextCharFormat | None) -> None:
    cursor = QTextCursor(block)
    cursor.setBlockFormat(space)
    if letters is not None:
        cursor.setBlockCharFormat(letters)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(letters)


def _tab(stop: float) -> QTextOption.Tab:
    return QTextOption.Tab(stop, QTextOption.TabType.LeftTab)


def _table_tabs(shown: _Shown, *, scale: float, column: float) -> dict[int, list[float]]:
    """Where the columns of each table begin, by the number of each of its rows."""
    tabs: dict[int, list[float]] = {}
    rows: list[int] = []
    measure = QFontMetricsF(font_of(look_of("table row"), scale=scale))
    likeness = shown.text.split("\n") if any(look.kind == "table row" for _, look in shown.blocks) else []
    for number, (_, look) in enumerate([*shown.blocks, ((0, 0), look_of("blank"))]):
        if look.kind == "table row":
            rows.append(number)
        elif rows:
            stops = _stops([likeness[row].split("\t") for row in rows[:200]], measure, column)
            tabs.update(dict.fromkeys(rows, stops))
            rows = []
    return tabs


def _stops(rows: list[list[str]], measure: QFontMetricsF, column: float) -> list[float]:
    widths = [0.0] * max(len(row) for row in rows)
    for row in rows:
        for index, cell in enumerate(row):
            widths[index] = max(widths[index], measure.horizontalAdvance(cell) + _GAP)
    squeeze = min(1.0, column / sum(widths))
    stops, place = [], 0.0
    for width in widths[:-1]:
        place += width * squeeze
        stops.append(place)
    return stops


def _stress(cursor: QTextCursor, positions: InsetPositions, marks: tuple[Mark, ...]) -> None:
    """Slants and thickens what is stressed. Links have no format: the view underlines them in the theme's colour."""
    slanted, thick = QTextCharFormat(), QTextCharFormat()
    slanted.setFontItalic(True)
    thick.setFontWeight(QFont.Weight.DemiBold)
    for mark in marks:
        if mark.kind != "link":
            cursor.setPosition(positions.start_to_qt(mark.start))
            cursor.setPosition(positions.end_to_qt(mark.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(slanted if mark.kind == "emphasis" else thick)
