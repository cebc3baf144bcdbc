"""PDFs made for tests, word by word, so that it is known what is where."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

LEFT = [f"left{number:02d} alpha beta gamma del" for number in range(30)]
RIGHT = [f"right{number:02d} omega psi chi phi upsi" for number in range(30)]


def made(*pages: Callable[[Any], object], size: tuple[float, float] = (595, 842), **metadata: str) -> bytes:
    """A PDF with a page for each function, which draws it."""
    import pymupdf

    file: Any = pymupdf.open()
    for draw in pages:
        draw(file.new_page(width=size[0], height=size[1]))
    if metadata:
        file.set_metadata(metadata)
    data: bytes = file.tobytes()
    file.close()
    return data


def repeated(draw: Callable[[Any], object], count: int) -> bytes:
    """A PDF with the same page so many times."""
    import pymupdf

    file: Any = pymupdf.open(stream=made(draw))
    for _ in range(count - 1):
        file.fullcopy_page(0)
    data: bytes = file.tobytes()
    file.close()
    return data


def lines(
    *texts: str, at: tuple[float, float] = (72, 100), size: float = 11, step: float = 13
) -> Callable[[Any], object]:
    """Draws lines of text one under the other."""

    def draw(page: Any) -> None:
        for number, text in enumerate(texts):
            page.insert_text((at[0], at[1] + number * step), text, fontsize=size)

    return draw


def all_of(*drawings: Callable[[Any], object]) -> Callable[[Any], object]:
    """Draws all of these on one page."""

    def draw(page: Any) -> None:
        for one in drawings:
            one(page)

    return draw


def two_columns(order: str, *, paragraph: int) -> Callable[[Any], object]:
    """Thirty lines in each of two columns, under a title and over a page number, in an order of writing them.

    `order`: by `columns`, across as `lines` or as `paragraphs`, or the right column first (`reversed`).
    """

    def draw(page: Any) -> None:
        page.insert_text((100, 60), "A Title Across Both Of The Columns", fontsize=18)
        for column, number in _orders(paragraph)[order]:
            y = 100 + number * 12 + number // paragraph * 8
            page.insert_text((60 + 250 * column, y), (LEFT, RIGHT)[column][number], fontsize=10)
        page.insert_text((295, 820), "17", fontsize=10)

    return draw


def _orders(paragraph: int) -> Mapping[str, Iterable[tuple[int, int]]]:
    every = range(30)
    starts = range(0, 30, paragraph)
    return {
        "columns": [(column, number) for column in (0, 1) for number in every],
        "lines": [(column, number) for number in every for column in (0, 1)],
        "paragraphs": [
            (column, number)
            for start in starts
            for column in (0, 1)
            for number in range(start, start + paragraph)
        ],
        "reversed": [(column, number) for column in (1, 0) for number in every],
    }
