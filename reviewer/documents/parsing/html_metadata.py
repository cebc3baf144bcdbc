"""What a page says about itself: title, authors, date, site, language, address. Stated facts only; nothing is guessed.

In the order in which publishers are careful: JSON-LD (schema.org), meta elements (Open Graph, Highwire, Dublin Core),
then what stands on the page (its heading, its byline, a `time` element that is marked as the date).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from reviewer.documents.parsing.dates import date_within, is_next_day
from reviewer.documents.parsing.html_trees import line_of
from reviewer.documents.parsing.leading_lines import split_names
from reviewer.model.document import Metadata
from reviewer.text.freezing import freeze

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = (
    "dc.title",
    "dcterms.title",
    "og:title",
    "citation_title",
    "parsely-title",
    "twitter:title",
    "headline",
)
_AUTHORS = (
    "citation_author", "dc.creator", "dcterms.creator", "author", "article:author", "article:author_name",
    "parsely-author", "sailthru.author", "byl", "byline", "dc.contributor.author",
)  # fmt: skip
_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "citation_publication_date",
    "citation_online_date", "citation_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dc.date.created",
    "dcterms.date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "date",
    "article.published", "published-date", "originalpublicationdate", "cxenseparse:recs:publishtime", "bt:pubdate", "pdate",
)  # fmt: skip
_SITES = (
    "og:site_name",
    "citation_journal_title",
    "citation_publisher",
    "dc.publisher",
    "application-name",
    "al:android:app_name",
)
_LANGUAGES = ("language", "content-language", "dc.language", "og:locale")
_DUBLIN_CORE = re.compile(r"^dc(terms)?m?[:.]")
_ARTICLE = re.compile(
    r"(?:Article|Posting|Report|Review|Recipe|Book|Chapter|Thesis|Legislation|CreativeWork)$"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_SEPARATOR = re.compile(r"\s+[|–—\-\\/>»•·:~]{1,2}\s+|\s*[|»]\s*|:\s+")
_BYLINE_START = re.compile(
    r"^\s*(?:(?:written|posted|story|words|text|reporting)\s+)?(?:by|von|par|por)\b[\s:]+", re.IGNORECASE
)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@\S+\.\w|\d{4}|\b(?:updated|published|posted|minutes?|read|share|comments?|follow|subscribe|ago)\b|[<>{}\[\]]",
    re.IGNORECASE,
)
_DATE_IN_ADDRESS = re.compile(r"(?<=/)(?:19|20)\d{2}/\d{2}/\d{2}(?=/)")
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->|^\s*url:\s*(https?://\S+)\s*$", re.IGNORECASE | re.MULTILINE
)


def html_metadata(tree: HtmlElement, *, head: str = "") -> Metadata:
    """What a page states; the title is empty where it has none.

    `head` is the beginning of its source, in which browsers note the address that a saved page came from.
    """
    said = _Said.of(tree)
    url = _url(tree, said, head)
    site = _first(_names(one.get("publisher")) for one in said.articles) or _first(said.named(*_SITES))
    site = site or _first(said.linked_names("WebSite"))
    title = _title(tree, said, site)
    authors = tuple(name for name in _authors(tree, said) if name.casefold() != site.casefold())
    return Metadata(
        title=title,
        authors=authors,
        published=_published(tree, said, url),
        source=site or (urlsplit(url).hostname or "").removeprefix("www."),
        url=url,
        language=_language(tree, said),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """What stands in a page's JSON-LD and in its meta elements."""

    articles: tuple[dict[str, object], ...]
    things: tuple[dict[str, object], ...]
    metas: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: HtmlElement) -> _Said:
        things = tuple(_json_things(tree))
        metas: dict[str, list[str]] = {}
        for meta in tree.iter("meta"):
            content = " ".join(meta.get("content", "").split())
            if not content:
                continue
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                for name in meta.get(attribute, "").lower().split():
                    metas.setdefault(_DUBLIN_CORE.sub(r"dc\1.", name), []).append(content)
        return cls(tuple(one for one in things if _is_article(one)), things, metas)

    def named(self, *names: str) -> Iterator[str]:
        """What the meta elements of these names say, in the order of the names."""
        for name in names:
            yield from self.metas.get(name, ())

    def linked_names(self, kind: str) -> Iterator[str]:
        for thing in self.things:
            if kind in _types(thing):
                yield from _names(thing.get("name"))


def _json_things(tree: HtmlElement) -> Iterator[dict[str, object]]:
    for script in tree.iter("script"):
        if script.get("type", "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        source = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        try:
            waiting = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting += thing
            elif isinstance(thing, dict):
                yield thing
                waiting += [
                    thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing
                ]


def _types(thing: dict[str, object]) -> tuple[str, ...]:
    kinds = thing.get("@type")
    return tuple(
        kind.rsplit("/", 1)[-1]
        for kind in (kinds if isinstance(kinds, list) else [kinds])
        if isinstance(kind, str)
    )


def _is_article(thing: dict[str, object]) -> bool:
    return any(_ARTICLE.search(kind) for kind in _types(thing))


def _names(value: object) -> tuple[str, ...]:
    """The names in a value of JSON-LD: a text, a thing with a name, or a list of either."""
    if isinstance(value, str):
        return (_plain(value),) if value.strip() else ()
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return tuple(name for one in value for name in _names(one))
    return ()


def _plain(text: str) -> str:
    """The text on one line, with entities as characters: many pages escape twice."""
    from html import unescape

    return freeze(" ".join(unescape(unescape(text)).split()))


def _first(values: Iterable[object]) -> str:
    for value in values:
        text = value if isinstance(value, str) else next(iter(value), "") if isinstance(value, tuple) else ""
        if text:
            return _plain(text)
    return ""


def _title(tree: HtmlElement, said: _Said, site: str) -> str:
    """The title as the page shows it, where a heading of it is what the page states; otherwise as it is stated."""
    headings = [
        text for level in ("h1", "h2") for one in tree.iter(level) if (text := line_of(one)) and text != site
    ]
    elements = [text for title in tree.iter("title") if (text := line_of(title))][:1]
    stated = [
        *(name for one in said.articles for name in (_names(one.get("headline")) or _names(one.get("name")))),
        *map(_plain, said.named(*_TITLES)),
        *map(_plain, elements),
    ]
    stated = [one for one in stated if one.casefold() != site.casefold()]
    shown = (heading for one in stated for heading in headings if _is_title(heading, one))
    if found := next(shown, None):
        return found
    return _without_site(stated[0], site) if stated else next(iter(headings), "")


def _is_title(heading: str, stated: str) -> bool:
    """Whether the heading is the stated title, or all of it but what stands beyond a separator."""
    if heading == stated:
        return True
    if len(heading) < 5 or len(heading) * 2 < len(stated) or heading not in stated:
        return False
    before, _, after = stated.partition(heading)
    return bool(_SEPARATOR.search(f"{before} {after}" if before else f" {after}"))


def _without_site(title: str, site: str) -> str:
    """The title without the name of the site that stands before or after a separator."""
    parts = [(found.start(), found.end()) for found in _SEPARATOR.finditer(title)]
    if not parts:
        return title
    start, end = parts[-1]
    tail, (first_start, first_end) = title[end:], parts[0]
    if site and tail.casefold() == site.casefold():
        return title[:start]
    if site and title[:first_start].casefold() == site.casefold():
        return title[first_end:]
    by_bar = "|" in title[start:end] or title[start:end].strip() in {"-", "–", "—", "»", "·", "•"}
    if by_bar and len(title[:start].split()) > 3 and len(tail.split()) <= 4:
        return title[:start]
    return title


def _authors(tree: HtmlElement, said: _Said) -> tuple[str, ...]:
    stated = [
        name for one in said.articles for name in _names(one.get("author")) or _names(one.get("creator"))
    ]
    for names in (stated, list(said.named(*_AUTHORS)), list(_bylines(tree))):
        authors = [author for name in names for author in _split(name)]
        if authors:
            return tuple(dict.fromkeys(authors))
    return ()


def _split(written: str) -> Iterator[str]:
    plain = _BYLINE_START.sub("", _plain(written))
    if "://" in plain:
        return
    for name in split_names(plain):
        if not _NOT_A_NAME.search(name) and any(letter.isalpha() for letter in name) and len(name) <= 60:
            yield name


def _bylines(tree: HtmlElement) -> Iterator[str]:
    for path in (
        "//*[@itemprop='author']//*[@itemprop='name']",
        "//*[@itemprop='author']",
        "//a[@rel='author']",
        "//*[contains(concat(' ', @class, ' '), ' author-name ') or contains(concat(' ', @class, ' '), ' byline-name ')]",
        "//*[contains(concat(' ', @class, ' '), ' byline ') or contains(concat(' ', @class, ' '), ' author ')]",
        "//*[contains(@class, 'byline') or contains(@class, 'author') or contains(@id, 'byline')]",
    ):
        found = [text for element in tree.xpath(path) if 2 < len(text := line_of(element)) < 100]
        if found:
            yield from found[:1] if "class" in path else found[:4]
            return


def _published(tree: HtmlElement, said: _Said, url: str) -> str | None:
    """The date that the page's data states; else the only one that stands in a place for dates, or in its address.

    Data are often in UTC, by which an evening's article is of the next day: the address has the publisher's own date.
    """
    in_address = set(_dates(_DATE_IN_ADDRESS.findall(url)))
    stated = [
        *(
            text
            for one in said.articles
            for key in ("datePublished", "dateCreated")
            for text in _names(one.get(key))
        ),
        *(text for one in said.things for text in _names(one.get("datePublished"))),
        *said.named(*_DATES),
    ]
    for element in tree.xpath(
        "//*[@itemprop='datePublished'] | //time[@pubdate] | //*[contains(@class, 'published')]"
    ):
        stated += (element.get(name, "") for name in ("datetime", "content", "title"))
        stated.append(line_of(element))
    if date := next(_dates(stated), None):
        return next((own for own in in_address if is_next_day(own, date) or is_next_day(date, own)), date)
    in_place = tree.xpath(
        "//time | //*[contains(translate(@class, 'DT', 'dt'), 'date') or contains(@class, 'time')]"
    )
    for dates in (
        set(_dates(element.get("datetime", "") for element in tree.xpath("//time[@datetime]"))),
        set(_dates(element.get("title", "") or line_of(element) for element in in_place)),
        in_address,
    ):
        if len(dates) == 1:
            return dates.pop()
    return None


def _dates(written: Iterable[str]) -> Iterator[str]:
    return (date for one in written if 3 < len(one) < 60 and (date := date_within(one)))


def _language(tree: HtmlElement, said: _Said) -> str:
    root = tree.getroottree().getroot()
    candidates = [
        root.get("lang", "")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
        or root.get("xml:lang", ""),
        *(name for one in said.articles for name in _names(one.get("inLanguage"))),
        *said.named(*_LANGUAGES),
    ]
    found = next((one.strip() for one in candidates if _LANGUAGE.fullmatch(one.strip())), "")
    return found.replace("_", "-")


def _url(tree: HtmlElement, said: _Said, head: str) -> str:
    bases = [element.get("href", "") for element in tree.iter("base")]
    saved = [one or other for one, other in _SAVED_FROM.findall(head)]
    stated = [
        *(link.get("href", "") for link in tree.iter("link") if link.get("rel", "").lower() == "canonical"),
        *said.named("og:url"),
        *saved,
        *(
            url
            for one in said.articles
            for key in ("url", "mainEntityOfPage", "@id")
            for url in _addresses(one.get(key))
        ),
    ]
    for address in stated:
        whole = _joined([*bases, *saved], address)
        if whole:
            return whole
    return ""


def _addresses(value: object) -> tuple[str, ...]:
    return (
        _addresses(value.get("@id"))
        if isinstance(value, dict)
        else (value,)
        if isinstance(value, str)
        else ()
    )


def _joined(bases: list[str], address: str) -> str:
    for base in ["", *bases]:
        try:
            whole = urljoin(base, address.strip())
            if urlsplit(whole).scheme in {"http", "https"} and urlsplit(whole).hostname:
                return whole
        except ValueError:
            continue
    return ""
