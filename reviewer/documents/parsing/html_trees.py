"""HTML becomes a tree, whatever is wrong with it. Nothing in it is run or loaded."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reviewer.text.freezing import freeze

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")
_DEEPEST_OF_A_NAME = 24
_DEEPEST = 1000
"""Elements within each other that are kept when a page nests too deeply for the parser."""
# These have no end, or end where the next one begins: counting them says nothing about depth.
_UNCOUNTED = frozenset(
    (
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
        "param", "source", "tbody", "td", "th", "thead", "tr", "track", "wbr",
    ),
)  # fmt: skip


def html_tree(html: str) -> HtmlElement:
    """The whole page as a tree of lxml. An empty page is a tree without text.

    The parser gives up at 256 elements within each other and would lose all that follows. Such a page is read again
    without the tags that nest deepest; all of its text stays.
    """
    tree, gave_up = _parsed(html, huge=False)
    if gave_up:
        tree, _ = _parsed(shallow(html), huge=True)
    return tree


def shallow(html: str) -> str:
    """The same HTML without the tags of those elements that lie within too many of their own name."""
    open_now: Counter[str] = Counter()
    depth = 0

    def keep_or_drop(tag: re.Match[str]) -> str:
        nonlocal depth
        name = tag[2].lower()
        if name in _UNCOUNTED:
            return tag[0]
        if not tag[1]:
            depth += 1
            open_now[name] += 1
            return tag[0] if open_now[name] <= _DEEPEST_OF_A_NAME and depth <= _DEEPEST else " "
        if not open_now[name]:
            return " "
        kept = open_now[name] <= _DEEPEST_OF_A_NAME and depth <= _DEEPEST
        depth -= 1
        open_now[name] -= 1
        return tag[0] if kept else " "

    return _TAG.sub(keep_or_drop, html)


def _parsed(html: str, *, huge: bool) -> tuple[HtmlElement, bool]:
    from lxml import etree
    from lxml import html as lxml_html

    # Bytes, since lxml refuses a string that declares an encoding of its own.
    data = html.encode("utf-8", "replace")
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=huge, remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        tree = lxml_html.document_fromstring(b"<html><body></body></html>")
    return tree, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def html_source(html: str) -> str:
    """The same page written out again: its tags closed, its nesting within what any reader bears."""
    from lxml import etree

    source: str = etree.tostring(html_tree(html), encoding="unicode", method="html")
    return source


def line_of(element: HtmlElement) -> str:
    """All text in an element, frozen, on one line."""
    return freeze(" ".join("".join(element.itertext()).split()))


def number_items(tree: HtmlElement) -> None:
    """Writes the numbers of numbered lists into their items, for readers that forget that a list was numbered."""
    for items in tree.iter("ol"):
        number = list_number(items.get("start")) or 1
        for item in items.iterchildren("li"):
            number = list_number(item.get("value")) or number
            first = item
            # Into the paragraph that the item begins with, or the number would stand on a line of its own.
            while not (first.text or "").strip() and len(first) and first[0].tag not in {"ul", "ol"}:
                first = first[0]
            first.text = f"{number}. {(first.text or '').lstrip()}"
            number += 1


def list_number(written: str | None) -> int | None:
    """The number that a list's attribute writes; None where it writes none that a person would count to."""
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 7 else None
