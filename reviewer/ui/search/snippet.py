"""What is shown of a hit: its words with a little text around them, and which of them were looked for. No widgets."""

import re
from dataclasses import dataclass

from reviewer.model.query import Hit
from reviewer.text.folding import words_pattern

AROUND = 56
"""Code points of text kept before the first match of a long quote."""
_REST_OF_WORD = re.compile(r"\w*")

LONGEST = 280
"""Code points of a snippet; no more fit on its two lines."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """One paragraph of text, and the stretches `[start, end)` of it that match, in code points of `text`."""

    text: str
    matches: tuple[tuple[int, int], ...] = ()


def snippet(hit: Hit, words: str) -> Snippet:
    """The snippet of a hit that was found by `words`.

    An untagged hit is what matched, between its context. A tagged passage is its quote, and in it the words match,
    whatever their case and accents, with the rest of the word (`tax` finds `Taxes`).
    """
    passage = hit.passage
    if passage.id:
        quote = one_line(passage.quote)
        return _cut(quote, _found(quote, words))
    before, quote, after = one_line(passage.prefix), one_line(passage.quote), one_line(passage.suffix)
    lead = f"…{before.lstrip()}" if before.strip() else ""
    tail = f"{after.rstrip()}…" if after.strip() else ""
    return _cut(f"{lead}{quote}{tail}", ((len(lead), len(lead) + len(quote)),))


def one_line(text: str) -> str:
    """The text with all white space as single spaces."""
    return re.sub(r"\s+", " ", text)


def _found(text: str, words: str) -> tuple[tuple[int, int], ...]:
    # What joins or forbids words in a query is not looked for: "a phrase", OR, -not, topic:name.
    phrases = re.findall(r'(?<!\S)"([^"]+)"', words)
    rest = re.sub(r'\S*"[^"]*"?', " ", words).split()
    plain = [word for word in rest if word not in {"OR", "AND", "NOT"} and word[0] != "-" and ":" not in word]
    patterns = [words_pattern(wanted, prefix=True) for wanted in (*phrases, *plain)]
    places = [match.span() for pattern in patterns if pattern for match in pattern.finditer(text)]
    found: list[tuple[int, int]] = []
    for start, reached in sorted(places):
        tail = _REST_OF_WORD.match(text, reached)
        end = tail.end() if tail else reached
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _cut(text: str, matches: tuple[tuple[int, int], ...]) -> Snippet:
    first = matches[0][0] if matches else 0
    start = 0
    if first > AROUND:
        start = text.find(" ", first - AROUND, first) + 1 or first
    end = min(len(text), start + LONGEST)
    lead = "…" if start else ""
    shift = len(lead) - start
    kept = tuple((max(a, start) + shift, min(b, end) + shift) for a, b in matches if b > start and a < end)
    return Snippet(lead + text[start:end] + ("…" if end < len(text) else ""), kept)
