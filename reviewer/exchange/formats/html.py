"""A report to read, print and send: one HTML file that needs nothing beside it and runs nothing."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape
from itertools import groupby
from typing import BinaryIO

from reviewer.exchange.contrast import known, legible, mixed
from reviewer.exchange.format import About
from reviewer.model.passage import CONTEXT, Memo, Passage
from reviewer.model.query import Hit
from reviewer.model.tag import EntityTag, TopicTag
from reviewer.resources import resource

NAME = "html"
LABEL = "Report"
DESCRIPTION = (
    "A page to read, print and send: every quotation in its context, by document, with an index of topics and "
    "entities. One file; it loads nothing from anywhere."
)
SUFFIXES = (".html",)

_IN_MEMORY = 8_000_000
"""Bytes of the body that are kept in memory before they go to a temporary file."""
_LIGHT = ("#fdfcfa", 0.13)
_DARK = ("#1b1c1f", 0.24)
"""Each mode's page colour, as in report.css, and how much of a tag's colour its chip has."""


def write(hits: Iterable[Hit], out: BinaryIO, *, about: About) -> None:
    """UTF-8. The index stands before the quotations, so these wait in a temporary file until it is known."""
    index = _Index()
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
        for _, of_document in groupby(hits, key=lambda hit: hit.passage.document):
            for part in _document(of_document, index):
                body.write(part.encode())
        for part in _head(about, index):
            out.write(part.encode())
        body.seek(0)
        shutil.copyfileobj(body, out)
    out.write(_foot(about, index).encode())


@dataclass(slots=True)
class _Entry:
    """A line of the index: a topic or an entity, and the numbers of the passages that have it.

    `name` and `kind` are escaped; a topic has no kind. `style` is the class that gives it its colours.
    """

    anchor: str
    sort: tuple[str, str]
    name: str
    kind: str
    style: str
    numbers: list[int] = field(default_factory=list)


class _Index:
    """What the index and the foot need to know of the passages, gathered while they are written."""

    def __init__(self) -> None:
        self.passages = 0
        self.documents: set[str] = set()
        self.topics: dict[str, _Entry] = {}
        self.entities: dict[str, _Entry] = {}
        self.styles: dict[str, str] = {}
        self.checksum = hashlib.sha256()

    def next_passage(self, passage: Passage) -> int:
        self.passages += 1
        self.documents.add(passage.document)
        self.checksum.update(passage.quote.encode() + b"\n")
        return self.passages

    def topic(self, tag: TopicTag) -> _Entry:
        parents, slash, name = tag.path.rpartition("/")
        shown = f'<span class="parents">{escape(parents + slash)}</span>{escape(name)}'
        entry = _Entry(
            f"t{len(self.topics) + 1}", (tag.path.casefold(), ""), shown, "", self._style(tag.colour)
        )
        return self.topics.setdefault(tag.topic, entry)

    def entity(self, tag: EntityTag) -> _Entry:
        sort, kind = (tag.name.casefold(), tag.kind), escape(tag.kind)
        entry = _Entry(f"e{len(self.entities) + 1}", sort, escape(tag.name), kind, self._style(tag.colour))
        return self.entities.setdefault(tag.entity, entry)

    def _style(self, colour: str) -> str:
        return self.styles.setdefault(known(colour), f"c{len(self.styles)}")


def _document(hits: Iterator[Hit], index: _Index) -> Iterator[str]:
    first = True
    for hit in hits:
        if first:
            known_of_it = (escape(hit.source), _day(hit.published))
            line = " · ".join(filter(None, known_of_it))
            yield (
                f'<section class="document">\n<h2 dir="auto" lang="">{escape(hit.document_title)}</h2>\n'
                + (f'<p class="meta" dir="auto">{line}</p>\n' if line else "")
            )
            first = False
        yield _passage(hit.passage, index)
    yield "</section>\n"


def _passage(passage: Passage, index: _Index) -> str:
    number = index.next_passage(passage)
    before, after = _context(passage)
    page = "" if passage.page is None else f"page {passage.page + 1} · "
    return (
        f'<article class="passage" id="p{number}" data-document="{escape(passage.document)}" '
        f'data-start="{passage.start}" data-end="{passage.end}">\n'
        f'<a class="number" href="#p{number}">{number}</a>\n'
        f'<blockquote dir="auto" lang=""><span class="context">{before}</span>'
        f'<mark class="quote">{escape(passage.quote)}</mark>'
        f'<span class="context">{after}</span></blockquote>\n'
        f'<p class="chips">{"".join(_chips(passage, index, number))}</p>\n'
        f"{''.join(map(_memo, passage.memos))}"
        f'<p class="place">{page}characters {passage.start}–{passage.end}</p>\n</article>\n'
    )


def _context(passage: Passage) -> tuple[str, str]:
    """The rest of the line around the quote, escaped, with an ellipsis where the text goes on."""
    line_before = passage.prefix.rpartition("\n")[2]
    line_after = passage.suffix.partition("\n")[0]
    cut_before = len(line_before) == CONTEXT and passage.start > CONTEXT
    cut_after = len(line_after) == CONTEXT
    return ("…" if cut_before else "") + escape(line_before), escape(line_after) + ("…" if cut_after else "")


def _chips(passage: Passage, index: _Index, number: int) -> Iterator[str]:
    """Each topic, and each entity in each role, once, however many coders said it."""
    said = [
        *((index.topic(tag), "") for tag in passage.topics),
        *((index.entity(tag), "" if tag.role == "mentioned" else tag.role) for tag in passage.entities),
    ]
    for (anchor, role), entry in {(entry.anchor, role): entry for entry, role in said}.items():
        if entry.numbers[-1:] != [number]:
            entry.numbers.append(number)
        shape = "entity" if entry.kind else "topic"
        part = f' <span class="role">{escape(role)}</span>' if role else ""
        yield f'<a class="chip {shape} {entry.style}" href="#{anchor}"><bdi>{entry.name}</bdi>{part}</a>'


def _memo(memo: Memo) -> str:
    by = f' <span class="by">{escape(memo.coder)}</span>' if memo.coder else ""
    return f'<p class="memo" dir="auto" lang="">{escape(memo.text)}{by}</p>\n'


def _head(about: About, index: _Index) -> Iterator[str]:
    title = escape(about.library)
    counts = f"{_count(index.passages, 'passage')} from {_count(len(index.documents), 'document')}"
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="generator" content="Reviewer">\n<title>{title}</title>\n<style>\n'
    )
    yield resource("report/report.css").read_text("utf-8")
    yield "".join(_colours(index.styles))
    yield (
        f'</style>\n</head>\n<body>\n<header>\n<h1 dir="auto" lang="">{title}</h1>\n'
        + (f'<p class="asked" dir="auto">{escape(about.asked)}</p>\n' if about.asked else "")
        + f'<p class="meta">{counts} · <time datetime="{escape(about.made)}">{_day(about.made)}</time></p>\n</header>\n'
    )
    if index.topics or index.entities:
        yield '<nav aria-label="Index">\n'
        yield from _listed("Topics", index.topics)
        yield from _listed("Entities", index.entities)
        yield "</nav>\n"
    yield "<main>\n" if index.passages else '<main>\n<p class="nothing">Nothing answers to this.</p>\n'


def _listed(heading: str, entries: dict[str, _Entry]) -> Iterator[str]:
    if not entries:
        return
    yield f"<section>\n<h2>{heading}</h2>\n<ul>\n"
    for entry in sorted(entries.values(), key=lambda entry: entry.sort):
        numbers = " ".join(f'<a href="#p{number}">{number}</a>' for number in entry.numbers)
        yield (
            f'<li id="{entry.anchor}" class="{entry.style}"><bdi class="name">{entry.name}</bdi> '
            + (f'<span class="kind">{entry.kind}</span> · ' if entry.kind else "")
            + f'<span class="count">{_count(len(entry.numbers), "passage")}</span> '
            f'<span class="numbers">{numbers}</span></li>\n'
        )
    yield "</ul>\n</section>\n"


def _colours(styles: dict[str, str]) -> Iterator[str]:
    for before, (page, share), after in (
        ("", _LIGHT, ""),
        ("@media screen and (prefers-color-scheme: dark) {\n", _DARK, "}\n"),
    ):
        yield before
        for colour, style in styles.items():
            tint = mixed(colour, page, share=share)
            yield f".{style} {{ --dot: {legible(colour, on=page)}; --tint: {tint}; --ink: {legible(colour, on=tint)} }}\n"
        yield after


def _foot(about: About, index: _Index) -> str:
    return (
        "</main>\n<footer>\n<h2>How to check a quotation</h2>\n"
        "<p>Each quotation is the stretch of its document’s text between the two positions below it. They count "
        "characters (Unicode code points) from 0, and the second is the first one after the quotation: in Python, "
        "<code>text[start:end]</code>. <code>reviewer text LIBRARY DOCUMENT</code> prints that text, and "
        "<code>reviewer check LIBRARY</code> compares every passage with it.</p>\n"
        f"<p>SHA-256 of the {_count(index.passages, 'quotation')} in this order, each followed by a line feed: "
        f'<code class="checksum">{index.checksum.hexdigest()}</code></p>\n'
        f"<p>Made with Reviewer from “<bdi>{escape(about.library)}</bdi>”, {escape(about.made)}.</p>\n"
        "</footer>\n</body>\n</html>\n"
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _day(written: str | None) -> str:
    """`24 January 2025` from an ISO 8601 date or time, less of it from a beginning; other words, escaped, as they are."""
    text = (written or "")[:10]
    try:
        whole = date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return escape(written or "")
    return {4: f"{whole.year}", 7: f"{whole:%B} {whole.year}"}.get(
        len(text), f"{whole.day} {whole:%B} {whole.year}"
    )
