"""HTML becomes text with blocks and marks, in the order of the page. It cleans the HTML first, and loads nothing.

How it is laid out as plain text: a block a line, without empty lines between. A heading has no `#`; an item of a
bulleted list has no bullet (the block says that it is an item), one of a numbered list has its number, since people
cite it (“3. …”); a row of a table is a line with tabs between its cells; a link and a stress are marks. A table that
only lays out a page (with blocks in its cells, or another table) is no table.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from reviewer.documents.parsing.composing import Composed, Composer
from reviewer.documents.parsing.html_trees import html_tree, list_number
from reviewer.model.document import BlockKind, MarkKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "li",
        "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
        *_HEADINGS,
    ),
)  # fmt: skip
_MARKS: dict[str, MarkKind] = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "dfn": "emphasis", "strong": "strong", "b": "strong",
}  # fmt: skip
_ALLOWED = {
    *_BLOCKS, *_MARKS, "a", "br", "span", "sub", "sup", "q", "code", "abbr", "u", "s", "del", "ins", "mark",
    "small", "kbd", "samp", "var", "time", "wbr", "ruby", "rt", "rp", "bdi", "bdo",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "li": {"value"}}
_UNSEEN = {
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "title",
    "svg",
    "math",
    "iframe",
    "object",
    "select",
    "textarea",
}
_SCHEMES = {"http", "https", "mailto"}


def lay_out(html: str, *, base: str = "") -> Composed:
    """The text of a piece of HTML, its blocks and its marks.

    `base` is the page's own address, from which relative links are understood; without it they are text only. Links
    other than http, https and mailto are text only. Scripts, styles, forms' fields and comments are left out.
    """
    import nh3

    clean = nh3.clean(
        html,
        tags=_ALLOWED,
        clean_content_tags=_UNSEEN,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    return _Walk(base=base).of(html_tree(f"<body>{clean}</body>"))


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """What lines are while an element is open. The place itself tells one element's lines from another's."""

    kind: BlockKind | None = None
    level: int = 0
    verbatim: bool = False
    in_table: bool = False
    in_row: bool = False
    lists: int = 0
    quotes: int = 0


@dataclass(slots=True)
class _Walk:
    """One way through a tree, without recursion: a page may nest as deep as it likes."""

    base: str
    composer: Composer = field(default_factory=Composer)
    places: list[_Place] = field(default_factory=lambda: [_Place()])
    numbers: list[int | None] = field(default_factory=list)
    """For each open list, the number of its next item; None in a bulleted list."""
    linked: list[bool] = field(default_factory=list)
    """For each open link, whether it is a mark: a link to nowhere is none."""

    def of(self, tree: HtmlElement) -> Composed:
        from lxml import etree

        for event, element in etree.iterwalk(tree, events=("start", "end")):
            if event == "start":
                self._start(element)
                self._text(element.text)
            else:
                self._end(element)
                if element is not tree:
                    self._text(element.tail)
        return self.composer.composed()

    def _text(self, text: str | None) -> None:
        if text and self.places[-1].verbatim:
            self.composer.verbatim(text)
        elif text:
            self.composer.write(text)

    def _start(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._start_block(element)
        elif tag == "br":
            self._break()
        elif tag == "a":
            target = self._target(element.get("href", ""))
            self.linked.append(bool(target))
            if target:
                self.composer.mark("link", target=target)
        elif tag in _MARKS:
            self.composer.mark(_MARKS[tag])

    def _end(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._end_block(tag)
        elif tag in _MARKS or (tag == "a" and self.linked.pop()):
            self.composer.end_mark()

    def _start_block(self, element: HtmlElement) -> None:
        before = self.places[-1]
        place = _place_of(element, before)
        self.places.append(place)
        if before.in_row:
            # A line would break the row.
            self.composer.write(" ")
        else:
            self.composer.block(place.kind, level=place.level, owner=place)
        match element.tag:
            case "ul":
                self.numbers.append(None)
            case "ol":
                self.numbers.append(list_number(element.get("start")) or 1)
            case "li" if self.numbers and not before.in_row:
                self._number(list_number(element.get("value")) or self.numbers[-1])
            case "td" | "th" if before.in_row and element.getprevious() is not None:
                self.composer.cell()
            case _:
                pass

    def _end_block(self, tag: str) -> None:
        self.places.pop()
        place = self.places[-1]
        if place.in_row:
            self.composer.write(" ")
            return
        if tag in {"ul", "ol"}:
            self.numbers.pop()
        elif tag == "li":
            self.composer.lead("")
        self.composer.block(place.kind, level=place.level, owner=place)

    def _number(self, number: int | None) -> None:
        if number is not None and self.numbers[-1] is not None:
            self.composer.lead(f"{number}. ")
            self.numbers[-1] = number + 1

    def _break(self) -> None:
        place = self.places[-1]
        if place.verbatim:
            self.composer.verbatim("\n")
        elif place.in_row:
            self.composer.write(" ")
        else:
            self.composer.line()

    def _target(self, address: str) -> str:
        """The whole address of a link; empty where it leads nowhere, or within the page."""
        address = address.strip()
        if not address or address.startswith("#"):
            return ""
        try:
            whole = urljoin(self.base, address)
            return whole if urlsplit(whole).scheme in _SCHEMES else ""
        except ValueError:
            return ""


def _place_of(element: HtmlElement, before: _Place) -> _Place:
    """What lines become within an element; the same place where the element only breaks the line."""
    tag = element.tag
    if before.in_row or before.verbatim:
        return before
    match tag:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            return replace(before, kind="heading", level=int(tag[1]))
        case "ul" | "ol":
            return replace(before, lists=before.lists + 1)
        case "li":
            return replace(before, kind="list item", level=max(before.lists - 1, 0))
        case "blockquote":
            return replace(before, kind="quotation", level=before.quotes, quotes=before.quotes + 1)
        case "pre":
            return replace(before, kind="preformatted", level=0, verbatim=True)
        case "caption" | "figcaption":
            return replace(before, kind="caption", level=0)
        case "table":
            return replace(before, in_table=not _only_lays_out(element))
        case "tr" if before.in_table:
            return replace(before, kind="table row", level=0, in_row=True)
        case _:
            return before


def _only_lays_out(table: HtmlElement) -> bool:
    """Whether a table holds no data but a part of the page."""
    blocks = table.iter("table", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6")
    if any(block is not table for block in blocks):
        return True
    if any(sum(child.tag in {"p", "div"} for child in cell) > 2 for cell in table.iter("td", "th")):
        return True
    return all(sum(child.tag in {"td", "th"} for child in row) < 2 for row in table.iter("tr"))
