"""Which stretch of a text is meant: by its words, or by its positions."""

from dataclasses import dataclass
from typing import Self

import click

from reviewer.cli.output import count, one_line
from reviewer.errors import ReviewerError
from reviewer.model.passage import Span

_LISTED = 20
"""Candidates that a message names."""
_AROUND = 32
"""Code points of context beside each."""
_ALIKE = 60.0
"""From 0 to 100: how much a place must look like the quote to be offered."""


@dataclass(frozen=True, slots=True)
class Place:
    """A quote, and which of its places; or, where `quote` is None, a start and an end."""

    quote: str | None = None
    nth: int | None = None
    start: int = 0
    end: int = 0

    @classmethod
    def given(cls, *, quote: str | None, nth: int | None, start: int | None, end: int | None) -> Self:
        """The place that the options name; a usage error where they name none or two."""
        if quote is not None and (start is not None or end is not None):
            raise click.UsageError("Give --quote, or --start and --end, not both.")
        if quote is not None:
            if not quote.strip():
                raise click.UsageError("The quote is empty.")
            return cls(quote, nth)
        if start is None or end is None:
            raise click.UsageError("Say which passage: --quote TEXT, or --start N and --end N.")
        if nth is not None:
            raise click.UsageError("--nth belongs to --quote.")
        return cls(start=start, end=end)


def span_of(text: str, place: Place, *, title: str) -> Span:
    """The stretch that is meant. ReviewerError, with the candidates, where there is none or more than one."""
    if place.quote is None:
        if not 0 <= place.start < place.end <= len(text):
            raise ReviewerError(
                problem=f"“{title}” has {count(len(text), 'character')}, and none of its passages is "
                f"{place.start} to {place.end}.",
                kept="Nothing was tagged.",
                remedy="Give a start from 0 and an end after it, not past the end of the text.",
            )
        return Span(place.start, place.end)
    from reviewer.text.anchoring import find_quote

    # A shell can hardly hand over anything but LF, but a script may.
    quote = place.quote.replace("\r\n", "\n").replace("\r", "\n")
    spans = find_quote(text, quote)
    if not spans:
        raise _absent(text, quote, title)
    if len(spans) == 1 and place.nth is None:
        return spans[0]
    if place.nth is None or place.nth > len(spans):
        missing = f", not at {place.nth}" if place.nth else ""
        raise ReviewerError(
            problem=f"“{one_line(quote)}” stands at {count(len(spans), 'place')} in “{title}”{missing}.",
            kept="Nothing was tagged.",
            remedy=f"Choose one with --nth, or with --start and --end:\n{_listed(text, spans)}",
        )
    return spans[place.nth - 1]


def _absent(text: str, quote: str, title: str) -> ReviewerError:
    from rapidfuzz.fuzz import partial_ratio_alignment

    near = partial_ratio_alignment(quote, text, processor=None, score_cutoff=_ALIKE)
    remedy = "`reviewer text` prints the text; copy the words from there."
    if near is not None and near.dest_start < near.dest_end:
        nearest = _listed(text, [Span(near.dest_start, near.dest_end)])
        remedy = (
            f"Copy the words from the text, or use --start and --end. The place most like them:\n{nearest}"
        )
    return ReviewerError(
        problem=f"“{one_line(quote)}” does not stand in “{title}”.", kept="Nothing was tagged.", remedy=remedy
    )


def _listed(text: str, spans: list[Span]) -> str:
    lines = [
        f"  {number}. {span.start}–{span.end}  …{one_line(text[max(0, span.start - _AROUND) : span.start])}"
        f"⟦{one_line(text[span.start : span.end])}⟧{one_line(text[span.end : span.end + _AROUND])}…"
        for number, span in enumerate(spans[:_LISTED], start=1)
    ]
    if len(spans) > _LISTED:
        lines.append(f"  … and {len(spans) - _LISTED:,} more")
    return "\n".join(lines)
