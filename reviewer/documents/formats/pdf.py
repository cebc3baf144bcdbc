"""PDF: text in reading order, pages as pictures, and where each character is on its page. By PyMuPDF.

The text: one paragraph a line, an empty line between pages. Which lines make a paragraph, and which hyphens only broke a
word at a line's end, `reviewer.documents.parsing.paragraphs` decides, once, at import.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from reviewer.documents.faults import EmptyError, EncryptedError, UnreadableError
from reviewer.documents.heartbeat import beat
from reviewer.documents.page_map import PageMap, Printed
from reviewer.documents.parsing.page_text import assembled, doubts_about
from reviewer.documents.parsing.paragraphs import (
    Compounds,
    Paragraph,
    compounds,
    grouped,
    paragraphs,
)
from reviewer.documents.parsing.pdf_metadata import metadata_of
from reviewer.documents.parsing.printed import Box, printed_lines, way_of
from reviewer.documents.parsing.reading_order import Piece, is_mixed
from reviewer.model.document import Page, Reading
from reviewer.text.freezing import freeze

NAME = "pdf"
SUFFIXES = (".pdf",)
MEDIA_TYPES = ("application/pdf",)

_EXTRACTOR = "pdf/1 pymupdf 1.28.2"
_END, _END_WITHIN = b"%%EOF", 2048
"""What stands at a PDF's end, and within how many bytes."""
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
        is_mended = bool(file.is_repaired)
    if all(sheet.failed for sheet in sheets):
        raise UnreadableError(file_name, "none of its pages can be read; it is damaged")
    known = compounds("\n".join(piece.text for sheet in sheets for piece in sheet.pieces))
    laid_out = [_laid_out(sheet, known) for sheet in sheets]
    text, blocks, slices = assembled(laid_out, [sheet.height for sheet in sheets])
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
        doubts=tuple(
            doubts_about(
                [sheet.failed for sheet in sheets],
                [start == end for start, end in slices],
                is_mended=is_mended,
                is_cut=_END not in data[-_END_WITHIN:],
            )
        ),
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
    return sum(way_of(line["dir"], page.rotation) == 0 for line in lines) * 2 > len(lines)


def _as_it_is(box: Iterable[float]) -> Box:
    x0, y0, x1, y1 = box
    return x0, y0, x1, y1


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
        return printed_lines(
            [(number, line) for number in order for line in blocks[number]], shown, page.rotation
        )
