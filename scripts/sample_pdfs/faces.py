"""The faces and colours of the sample PDFs, and how wide words are in them. Lengths are PostScript points."""

from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parent.parent.parent / "resources" / "fonts"
FACES = {
    "roman": "SourceSerif4-Regular.otf",
    "italic": "SourceSerif4-It.otf",
    "bold": "SourceSerif4-Semibold.otf",
}
INK = (0.11, 0.11, 0.13)
GREY = (0.42, 0.43, 0.46)
BLUE = (0.21, 0.34, 0.72)
PALE = (0.80, 0.84, 0.93)


@cache
def face(name: str) -> Any:
    """The PyMuPDF font of one of `FACES`, loaded once."""
    import pymupdf

    return pymupdf.Font(fontfile=str(FONTS / FACES[name]))


def width(text: str, name: str, size: float) -> float:
    """The width in points of a text in one of `FACES`."""
    return float(face(name).text_length(text, size))
