"""Sentences and paragraphs, and the ladder on which a selection grows and shrinks: word, sentence, paragraph, text.

A paragraph is a line of the text, and no sentence goes beyond its line. Lines are split only when they are asked for, so
that a text of many megabytes never is split whole.
"""

from collections.abc import Iterator
from functools import lru_cache

from reviewer.text.characters import whole_characters
from reviewer.text.words import Bounds, word_after, word_at


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Bounds]:
    """The lines that touch `[start, end)`, without the white space around them and without blank ones."""
    return list(_paragraphs_from(text, start, len(text) if end is None else end))


def paragraph_at(text: str, position: int) -> Bounds | None:
    """The paragraph on whose line `position` lies; None on a blank line."""
    return _trimmed(text, *_line(text, position))


def sentences(text: str, start: int = 0, end: int | None = None, *, language: str = "en") -> list[Bounds]:
    """The sentences that overlap `[start, end)`, without white space around them, none empty, in order.

    `language` is a BCP 47 tag; an unknown one is split as English is.
    """
    last = len(text) if end is None else end
    return [
        (first, behind)
        for paragraph in _paragraphs_from(text, start, last)
        for first, behind in _sentences_in(text, paragraph, language)
        if behind > start and first < last
    ]


def sentence_at(text: str, position: int, *, language: str = "en") -> Bounds | None:
    """The sentence that holds `position`; in the space between two, the next of the line; None on a blank line."""
    paragraph = paragraph_at(text, position)
    if paragraph is None:
        return None
    found = _sentences_in(text, paragraph, language)
    return next((sentence for sentence in found if sentence[1] > position), found[-1])


def sentence_after(text: str, position: int, *, language: str = "en") -> Bounds | None:
    """The first sentence that begins at or after `position`; None behind the last."""
    for paragraph in _paragraphs_from(text, position, len(text)):
        for sentence in _sentences_in(text, paragraph, language):
            if sentence[0] >= position:
                return sentence
    return None


def sentence_before(text: str, position: int, *, language: str = "en") -> Bounds | None:
    """The last sentence that ends at or before `position`; None before the first."""
    place = min(position, len(text))
    while place >= 0:
        first, last = _line(text, place)
        paragraph = _trimmed(text, first, last)
        if paragraph:
            for sentence in reversed(_sentences_in(text, paragraph, language)):
                if sentence[1] <= position:
                    return sentence
        place = first - 1
    return None


def grow(text: str, start: int, end: int, *, language: str = "en") -> Bounds:
    """The stretch widened by one rung: to whole words, sentences, paragraphs, the text. On the top it stays."""
    last = max(start, end - 1)
    for rung in ("word", "sentence", "paragraph"):
        units = [unit for place in (start, last) if (unit := _unit(text, place, rung, language))]
        if rung == "word" and not units:
            units = _word_behind(text, start, end)
        wider = (min([start, *(unit[0] for unit in units)]), max([end, *(unit[1] for unit in units)]))
        if wider != (start, end):
            return wider
    return (0, len(text))


def shrink(text: str, start: int, end: int, *, focus: int | None = None, language: str = "en") -> Bounds:
    """The stretch narrowed by one rung: to the paragraph, sentence or word at `focus`, or where it starts.

    On the lowest rung it stays.
    """
    place = start if focus is None or not start <= focus < end else focus
    for rung in ("paragraph", "sentence", "word"):
        unit = _unit(text, place, rung, language)
        if unit and start <= unit[0] and unit[1] <= end and unit != (start, end):
            return unit
    return start, end


def _unit(text: str, position: int, rung: str, language: str) -> Bounds | None:
    if rung == "paragraph":
        return paragraph_at(text, position)
    if rung == "sentence":
        return sentence_at(text, position, language=language)
    return word_at(text, position)


def _word_behind(text: str, start: int, end: int) -> list[Bounds]:
    """The next word of the line: what a quotation mark or a space before it grows to."""
    following = word_after(text, start)
    if following is None or following[0] < end or following[1] > _line(text, end)[1]:
        return []
    return [following]


def _paragraphs_from(text: str, start: int, end: int) -> Iterator[Bounds]:
    place = start
    while place <= min(end, len(text)):
        first, last = _line(text, place)
        if first >= end > start:
            break
        paragraph = _trimmed(text, first, last)
        if paragraph:
            yield paragraph
        place = last + 1


def _line(text: str, position: int) -> Bounds:
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end


def _trimmed(text: str, start: int, end: int) -> Bounds | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return whole_characters(text, start, end) if start < end else None


def _sentences_in(text: str, paragraph: Bounds, language: str) -> list[Bounds]:
    start, end = paragraph
    return [(start + first, start + last) for first, last in _split(text[start:end], language)]


@lru_cache(maxsize=32)
def _split(line: str, language: str) -> tuple[Bounds, ...]:
    """The sentences of one trimmed line, never cutting a character; at least one."""
    from sentencex import get_sentence_boundaries

    found: list[Bounds] = []
    start = 0
    for boundary in get_sentence_boundaries(language.partition("-")[0].lower() or "en", line):
        _, end = whole_characters(line, start, boundary["end_index"])
        sentence = _trimmed(line, start, end) if end > start else None
        if sentence:
            found.append(sentence)
        start = max(start, end)
    rest = _trimmed(line, start, len(line))
    return (*found, rest) if rest else tuple(found)
