"""Characters as a page prints them: out of MuPDF's raw lines, ligatures taken apart. Plain values; knows no file."""

from array import array
from collections.abc import Callable, Iterable
from typing import Any

from reviewer.documents.page_map import Printed, PrintedLine
from reviewer.documents.parsing.paragraphs import LIGATURES

Box = tuple[float, float, float, float]


def printed_lines(
    lines: list[tuple[int, Any]], shown: Callable[[Iterable[float]], Box], rotation: int
) -> Printed:
    """The characters of raw lines, each line with the number of its block, with LF behind each line.

    `shown` turns a rectangle with the page, where that is shown rotated by `rotation` degrees.
    """
    text: list[str] = []
    boxes = array("f")
    table: list[PrintedLine] = []
    for number, line in lines:
        first = len(text)
        way = way_of(line["dir"], rotation)
        for span in line["spans"]:
            for character in span["chars"]:
                letter, box = character["c"], character["bbox"]
                if rotation:
                    box = shown(box)
                if letter < "\ufb00" and len(letter) == 1:
                    text.append(letter)
                    boxes.extend(box)
                else:
                    for part, its_box in apart(letter, box, way):
                        text.append(part)
                        boxes.extend(its_box)
        table.append(PrintedLine(first, len(text), number, way))
        text.append("\n")
        boxes.extend((0, 0, 0, 0))
    return Printed("".join(text), boxes, table)


def way_of(direction: tuple[float, float], rotation: int) -> int:
    """Quarter turns clockwise from left-to-right, of a line on a page that is shown rotated by so many degrees."""
    across, down = direction
    turns = (0 if across > 0 else 2) if abs(across) >= abs(down) else (1 if down > 0 else 3)
    return (turns + rotation // 90) % 4


def apart(character: str, box: Box, way: int) -> list[tuple[str, Box]]:
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
