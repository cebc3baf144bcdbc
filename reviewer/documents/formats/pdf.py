"""PDF: text in reading order, pages as pictures, and where each character is on its page. By PyMuPDF.

The text: one paragraph a line, an empty line between pages. Which lines make a paragraph, and which hyphens only broke a
word at a line's end, `reviewer.documents.paragraphs` decides, once, at import.
"""

import re
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from types import ModuleType
from typing import Any

from reviewer.documents.faults import EmptyError, EncryptedError, UnreadableError
from reviewer.documents.heartbeat import beat
from reviewer.documents.page_map import PageMap, Printed, PrintedLine
from reviewer.documents.paragraphs import (
    LIGATURES,
    Compounds,
    Paragraph,
    body_height,
    compounds,
    grouped,
    paragraphs,
)
from reviewer.documents.pdf_metadata import metadata_of
from reviewer.documents.reading_order import Piece, is_mixed
from reviewer.model.document import Block, Page, Reading
from reviewer.text.freezing import freeze

Box = tuple[float, float, float, float]

NAME = "pdf"
SUFFIXES = (".pdf",)
MEDIA_TYPES = ("application/pdf",)

_EXTRACTOR = "pdf/1 pymupdf 1.28.2"
_NUMBERED = re.compile(r"\d{1,2}(\.\d{1,2}){0,3}\s+[^\W\d_][^.!?;:]{3,70}$")
_LISTS_KEPT = 12
"""Display lists of pages kept, so that a page's tiles do not interpret it again."""


def recognises(head: bytes) -> bool:
    """Whether a file begins as a PDF does. The header may come late, behind what a mail program put before it."""
    return b"%PDF-" in head[:1024]


def read(data: bytes, *, file_name: str) -> Reading:
    """The document in a PDF. A page that cannot be read is empty and named in the doubts; the rest stays.

    Raises EncryptedError, UnreadableError where no page can be read, and EmptyError where there is no page.
    """
    with _opened(data, file_name) as file:
        sheets = _sheets(file)
        details, language = _details(file)
    if all(sheet.failed for sheet in sheets):
        raise UnreadableError(file_name, "none of its pages can be read; it is damaged")
    known = compounds("\n".join(piece.text for sheet in sheets for piece in sheet.pieces))
    laid_out = [_laid_out(sheet, known) for sheet in sheets]
    text, blocks, slices = _assembled(laid_out)
    return Reading(
        kind=NAME,
        media_type=MEDIA_TYPES[0],
        extractor=_EXTRACTOR,
        metadata=metadata_of(details, laid_out, language=language, file_name=file_name),
        text=text,
        blocks=tuple(blocks),
        pages=tuple(
            Page(index, *bounds, sheet.width, sheet.height, sheet.label)
            for index, (bounds, sheet) in enumerate(zip(slices, sheets, strict=True))
        ),
        doubts=tuple(_doubts([sheet.failed for sheet in sheets], [start == end for start, end in slices])),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What was found on one page. A page that failed has no pieces and the size of a letter."""

    pieces: list[Piece]
    width: float = 612.0
    height: float = 792.0
    label: str = ""
    failed: bool = False


def _laid_out(sheet: "_Sheet", known: Compounds) -> list[Paragraph]:
    beat()
    return paragraphs(sheet.pieces, grouped(sheet.pieces), known)


def _details(file: Any) -> tuple[dict[str, str | None], str]:
    """What the file says of itself, and its language; nothing where that is damaged."""
    try:
        return dict(file.metadata or {}), file.language or ""
    except _faults():
        return {}, ""


def prepare() -> None:
    """Loads what reading needs, where there is time for it beforehand."""
    _pymupdf()


def _pymupdf() -> ModuleType:
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(on=False)
    pymupdf.TOOLS.mupdf_display_warnings(on=False)
    return pymupdf


def _faults() -> tuple[type[Exception], ...]:
    """What PyMuPDF raises where a file is damaged."""
    return (RuntimeError, ValueError, IndexError, KeyError, _pymupdf().mupdf.FzErrorBase)


def _opened(data: bytes, file_name: str) -> Any:
    pymupdf = _pymupdf()
    try:
        file = pymupdf.open(stream=data, filetype="pdf")
        pages = file.page_count
    except _faults() as fault:
        why = "it is empty" if not data else "it is damaged beyond repair, or not a PDF"
        raise UnreadableError(file_name, why) from fault
    if file.needs_pass:
        file.close()
        raise EncryptedError(file_name)
    if not pages:
        file.close()
        raise EmptyError(file_name, why=": it has no pages")
    return file


def _sheets(file: Any) -> list[_Sheet]:
    sheets = []
    for index in range(file.page_count):
        beat()
        try:
            page = file.load_page(index)
            box = page.rect
            sheets.append(
                _Sheet(_pieces(page, _textpage(page)), float(box.width), float(box.height), _label(page))
            )
        except _faults():
            sheets.append(_Sheet([], failed=True))
    return sheets


def _label(page: Any) -> str:
    try:
        return str(page.get_label() or "")
    except _faults():
        # Labels are an ornament, and often written wrongly.
        return ""


def _textpage(page: Any) -> Any:
    import pymupdf

    # Ligatures stay whole here, because taken apart by MuPDF their boxes overlap the next letter.
    return page.get_textpage(
        flags=pymupdf.TEXT_PRESERVE_WHITESPACE
        | pymupdf.TEXT_PRESERVE_LIGATURES
        | pymupdf.TEXT_MEDIABOX_CLIP
        | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
    )


def _pieces(page: Any, textpage: Any) -> list[Piece]:
    """The page's blocks of text in the file's order; its single lines where blocks hold lines of two columns.

    On a page that is shown rotated, rectangles are turned with it if that makes its text upright.
    """
    shown = _shown(page) if page.rotation and _is_upright(page, textpage) else _as_it_is
    pieces = [
        Piece(*shown(block[:4]), freeze(block[4])) for block in textpage.extractBLOCKS() if block[6] == 0
    ]
    if not any(map(is_mixed, pieces)):
        return pieces
    return [
        Piece(*shown(line["bbox"]), freeze("".join(span["text"] for span in line["spans"])) + "\n")
        for block in textpage.extractDICT()["blocks"]
        for line in block.get("lines", ())
    ]


def _shown(page: Any) -> Callable[[Iterable[float]], Box]:
    """What turns a rectangle of the page into one of the page as it is shown. Quick where it is not rotated."""
    if not page.rotation:
        return _as_it_is
    pymupdf = _pymupdf()
    matrix = page.rotation_matrix

    def turned(box: Iterable[float]) -> Box:
        x0, y0, x1, y1 = pymupdf.Rect(*box) * matrix
        return x0, y0, x1, y1

    return turned


def _is_upright(page: Any, textpage: Any) -> bool:
    """Whether most lines run from left to right as the page is shown."""
    lines = [line for block in textpage.extractDICT()["blocks"] for line in block.get("lines", ())]
    return sum(_way(line["dir"], page.rotation) == 0 for line in lines) * 2 > len(lines)


def _as_it_is(box: Iterable[float]) -> Box:
    x0, y0, x1, y1 = box
    return x0, y0, x1, y1


def _assembled(laid_out: list[list[Paragraph]]) -> tuple[str, list[Block], list[tuple[int, int]]]:
    """The whole text, its headings, and the bounds of each page in it."""
    body = body_height([paragraph for page in laid_out for paragraph in page])
    parts: list[str] = []
    blocks: list[Block] = []
    slices: list[tuple[int, int]] = []
    position = 0
    for page in laid_out:
        if slices:
            parts.append("\n\n")
            position += 2
        start = position
        for number, paragraph in enumerate(page):
            if number:
                parts.append("\n")
                position += 1
            level = _heading_level(paragraph, body)
            if level:
                blocks.append(Block("heading", position, position + len(paragraph.text), level))
            parts.append(paragraph.text)
            position += len(paragraph.text)
        slices.append((start, position))
    return "".join(parts), blocks, slices


def _heading_level(paragraph: Paragraph, body: float) -> int:
    """1 to 3 for a short line in clearly larger print, or one that is numbered as headings are; 0 for anything else."""
    if paragraph.lines > 3 or len(paragraph.text) > 200 or sum(map(str.isalpha, paragraph.text[:20])) < 3:
        return 0
    larger = paragraph.line_height / max(body, 1.0)
    numbered = _NUMBERED.match(paragraph.text)
    if numbered and paragraph.lines == 1 and larger >= 1:
        return min(3, 1 + numbered[0].count("."))
    return 1 if larger >= 1.7 else 2 if larger >= 1.4 else 3 if larger >= 1.22 else 0


def _doubts(failed: list[bool], empty: list[bool]) -> Iterator[str]:
    bad = [index for index, is_bad in enumerate(failed) if is_bad]
    blank = [index for index, is_empty in enumerate(empty) if is_empty and not failed[index]]
    if bad:
        yield f"{_pages_named(bad)} could not be read."
    if all(empty):
        yield "It has no text: it is a scan, or made of pictures. Its pages can be looked at, but not tagged."
    elif blank:
        yield f"{_pages_named(blank)} {'has' if len(blank) == 1 else 'have'} no text: blank, scanned or a picture."


def _pages_named(indexes: list[int]) -> str:
    """`Page 3`, or `Pages 2–4, 9`, counted from 1."""
    runs = [[indexes[0], indexes[0]]]
    for before, index in pairwise(indexes):
        if index == before + 1:
            runs[-1][1] = index
        else:
            runs.append([index, index])
    named = ", ".join(f"{first + 1}" if first == last else f"{first + 1}–{last + 1}" for first, last in runs)
    return f"Page {named}" if len(indexes) == 1 else f"Pages {named}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a page in pixels: where its top left corner is on the scaled page, its size, three bytes a pixel (RGB)."""

    x: int
    y: int
    width: int
    height: int
    stride: int
    samples: memoryview
    owner: Any
    """MuPDF's picture: the samples end with it."""


class PdfFile:
    """An open PDF, from which pages are drawn. Close it when done."""

    def __init__(self, data: bytes, *, file_name: str) -> None:
        self._pymupdf = _pymupdf()
        self._file = _opened(data, file_name)
        self._lists: OrderedDict[int, Any] = OrderedDict()

    def close(self) -> None:
        """Lets go of the file and of what was kept of its pages."""
        self._lists.clear()
        self._file.close()

    def picture(self, index: int, *, scale: float, area: tuple[int, int, int, int]) -> Picture:
        """The pixels `area` (x0, y0, x1, y1) of a page drawn at `scale` pixels a point; less where the page ends."""
        drawing = self._display_list(index)
        # A hundredth of a pixel inside, or rounding outwards would add a row and a column.
        inner = (area[0] + 0.01, area[1] + 0.01, area[2] - 0.01, area[3] - 0.01)
        matrix = self._pymupdf.Matrix(scale, scale)
        clip = self._pymupdf.Rect(*(number / scale for number in inner))
        pixels = drawing.get_pixmap(matrix=matrix, clip=clip)
        return Picture(
            pixels.x, pixels.y, pixels.width, pixels.height, pixels.stride, pixels.samples_mv, pixels
        )

    def page_map(self, index: int, text: str, *, start: int) -> PageMap:
        """Where the characters of `text` are: the page's slice of the frozen text, which begins at `start` in it."""
        return PageMap.of(text, self._printed(index), start=start)

    def _display_list(self, index: int) -> Any:
        if index not in self._lists:
            self._lists[index] = self._file.load_page(index).get_displaylist()
            while len(self._lists) > _LISTS_KEPT:
                self._lists.popitem(last=False)
        self._lists.move_to_end(index)
        return self._lists[index]

    def _printed(self, index: int) -> Printed:
        """The page's characters in reading order, with LF behind each line."""
        page = self._file.load_page(index)
        textpage = _textpage(page)
        pieces = _pieces(page, textpage)
        shown = _shown(page)
        raw = textpage.extractRAWDICT()
        blocks = [block["lines"] for block in raw["blocks"] if block.get("lines")]
        if len(pieces) != len(blocks):
            blocks = [[line] for lines in blocks for line in lines]
        if len(pieces) == len(blocks):
            order = [number for group in grouped(pieces) for number in group]
        else:
            order = list(range(len(blocks)))
        return _printed([(number, line) for number in order for line in blocks[number]], shown, page.rotation)


def _printed(lines: list[tuple[int, Any]], shown: Callable[[Iterable[float]], Box], rotation: int) -> Printed:
    """Lines of a raw dictionary, each with the number of its block."""
    text: list[str] = []
    boxes = array("f")
    table: list[PrintedLine] = []
    for number, line in lines:
        first = len(text)
        way = _way(line["dir"], rotation)
        for span in line["spans"]:
            for character in span["chars"]:
                letter, box = character["c"], character["bbox"]
                if rotation:
                    box = shown(box)
                if letter < "\ufb00" and len(letter) == 1:
                    text.append(letter)
                    boxes.extend(box)
                else:
                    for part, its_box in _apart(letter, box, way):
                        text.append(part)
                        boxes.extend(its_box)
        table.append(PrintedLine(first, len(text), number, way))
        text.append("\n")
        boxes.extend((0, 0, 0, 0))
    return Printed("".join(text), boxes, table)


def _way(direction: tuple[float, float], rotation: int) -> int:
    """Quarter turns clockwise from left-to-right, of a line on a page that is shown rotated by so many degrees."""
    across, down = direction
    turns = (0 if across > 0 else 2) if abs(across) >= abs(down) else (1 if down > 0 else 3)
    return (turns + rotation // 90) % 4


def _apart(character: str, box: Box, way: int) -> list[tuple[str, Box]]:
    """A printed character as letters: a ligature's box is cut into equal parts along the line."""
    letters = LIGATURES.get(ord(character[0]), "") if len(character) == 1 else character
    if len(letters) < 2:
        return [(character, box)]
    x0, y0, x1, y1 = box
    width, height = (x1 - x0) / len(letters), (y1 - y0) / len(letters)
    ranks = range(len(letters)) if way in {0, 1} else reversed(range(len(letters)))
    if way in {1, 3}:
        boxes = [(x0, y0 + rank * height, x1, y0 + (rank + 1) * height) for rank in ranks]
    else:
        boxes = [(x0 + rank * width, y0, x0 + (rank + 1) * width, y1) for rank in ranks]
    return list(zip(letters, boxes, strict=True))
