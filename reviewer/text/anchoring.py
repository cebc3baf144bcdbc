"""A quote and its place: finding the one by the other."""

from reviewer.model.passage import CONTEXT, Span
from reviewer.text.folding import loose_pattern


def find_quote(text: str, quote: str) -> list[Span]:
    """Every place of `quote` in `text`, in order: exact where there is any, else with white space, quotation marks
    and dashes of any shape. Empty for an empty quote.
    """
    if not quote:
        return []
    places = []
    at = text.find(quote)
    while at >= 0:
        places.append(Span(at, at + len(quote)))
        at = text.find(quote, at + 1)
    if places:
        return places
    pattern = loose_pattern(quote)
    return [Span(match.start(), match.end()) for match in pattern.finditer(text)] if pattern else []


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """The text just before `start` and just after `end`, `CONTEXT` code points each or as many as there are."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch `[start, end)` without the white space at its edges; (start, start) where it is all white space."""
    quote = text[start:end]
    left = len(quote) - len(quote.lstrip())
    if left == len(quote):
        return start, start
    return start + left, end - (len(quote) - len(quote.rstrip()))
