"""Running heads, running feet and page numbers: the same short line at the edge of page after page.

They stay in the text, whose positions are for ever; they are only told apart, so that reading can pass them over.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reviewer.documents.parsing.paragraphs import Paragraph

_EDGE = 0.13
"""How much of a page's height at its top and at its bottom is looked at."""
_OUTERMOST = 3
"""How many paragraphs from the edge on may be furniture."""
_LONGEST = 140
_REPEATED = 3
"""On how many pages a line has to stand."""
_NEAR = 4
"""How many pages on the next one of its kind may be: left and right pages may have heads of their own, and where a part begins there is none."""
_LEVEL = 6.0
"""By how many points its height on the page may differ."""
_LARGE = 1.25
"""In letters so many times as large as the text a line is a title, which slides may repeat."""
_AROUND = 200
"""A page with fewer other characters is a picture with its title, or blank: there is nothing for furniture to be around."""
_NUMBER = re.compile(r"(?<!\d)\d{1,5}(?!\d)")
_ROMAN = re.compile(r"[ivxlc]+")

_Where = tuple[int, int]
"""The indexes of a page and of a paragraph on it."""


def furniture(
    pages: Sequence[Sequence[Paragraph]], heights: Sequence[float], *, body: float
) -> list[set[int]]:
    """For each page the indexes of its paragraphs that are furniture. `heights` are the pages', `body` the text's, points."""
    found: defaultdict[str, list[tuple[_Where, float]]] = defaultdict(list)
    for index, (page, height) in enumerate(zip(pages, heights, strict=True)):
        edges = list(_at_the_edges(page, height))
        if sum(len(one.text) for number, one in enumerate(page) if number not in edges) < _AROUND:
            continue
        for number in edges:
            paragraph = page[number]
            if len(paragraph.text) <= _LONGEST and paragraph.line_height <= _LARGE * body:
                for key in _keys(paragraph.text, index):
                    found[key].append(((index, number), paragraph.y0))
    marked: list[set[int]] = [set() for _ in pages]
    for places in found.values():
        for row in _rows(places):
            for index, number in row:
                marked[index].add(number)
    return marked


def _at_the_edges(page: Sequence[Paragraph], height: float) -> Iterator[int]:
    by_top = sorted(range(len(page)), key=lambda number: page[number].y0)[:_OUTERMOST]
    yield from (number for number in by_top if page[number].y1 <= _EDGE * height)
    by_bottom = sorted(range(len(page)), key=lambda number: -page[number].y1)[:_OUTERMOST]
    yield from (number for number in by_bottom if page[number].y0 >= (1 - _EDGE) * height)


def _keys(text: str, index: int) -> Iterator[str]:
    """What a line has in common with its like on other pages: its words; and of a number, by how much it is ahead."""
    words = " ".join(text.split()).casefold()
    yield words
    if _ROMAN.fullmatch(words.strip(" -–—.[]()|")):
        yield "roman"
    counted = list(_NUMBER.finditer(words))
    for number in {counted[0], counted[-1]} if counted else ():
        yield f"{words[: number.start()]}#{words[number.end() :]} +{int(number[0]) - index}"


def _rows(places: list[tuple[_Where, float]]) -> Iterator[list[_Where]]:
    """The rows of at least three on pages that follow each other closely, at about the same height."""
    waiting = list(places)
    while waiting:
        row, others = [waiting[0]], []
        for place in waiting[1:]:
            last = row[-1]
            near = 0 < place[0][0] - last[0][0] <= _NEAR
            if near and abs(place[1] - last[1]) <= _LEVEL:
                row.append(place)
            else:
                others.append(place)
        waiting = others
        if len(row) >= _REPEATED:
            yield [where for where, _ in row]
