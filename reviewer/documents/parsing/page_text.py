"""The paragraphs of pages become one text: a paragraph a line, an empty line between pages. Headings, and what is missing."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reviewer.documents.parsing.furniture import furniture
from reviewer.documents.parsing.paragraphs import Paragraph, body_height
from reviewer.model.document import Block

_NUMBERED = re.compile(r"\d{1,2}(\.\d{1,2}){0,3}\s+[^\W\d_][^.!?;:]{3,70}$")


def assembled(
    laid_out: list[list[Paragraph]], heights: list[float]
) -> tuple[str, list[Block], list[tuple[int, int]]]:
    """The whole text, its headings and its furniture, and the bounds of each page in it. `heights` are the pages', points."""
    body = body_height([paragraph for page in laid_out for paragraph in page])
    passed_over = furniture(laid_out, heights, body=body)
    parts: list[str] = []
    blocks: list[Block] = []
    slices: list[tuple[int, int]] = []
    position = 0
    for page, around in zip(laid_out, passed_over, strict=True):
        if slices:
            parts.append("\n\n")
            position += 2
        start = position
        for number, paragraph in enumerate(page):
            if number:
                parts.append("\n")
                position += 1
            level = 0 if number in around else _heading_level(paragraph, body)
            if number in around:
                blocks.append(Block("furniture", position, position + len(paragraph.text)))
            elif level:
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


def doubts_about(
    failed: list[bool], empty: list[bool], *, is_mended: bool = False, is_cut: bool = False
) -> Iterator[str]:
    """Sentences about damage, the pages that failed, and those without text; each list has an entry for every page.

    Many files need to be mended and nothing of them is lost: it is said where the end is missing, of the file (`is_cut`)
    or of what its pages hold.
    """
    if is_mended and (is_cut or empty[-1]):
        yield "The file is damaged, perhaps cut off: pages at its end may be lost."
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
