import pytest

from reviewer.documents.parsing.html_metadata import html_metadata
from reviewer.documents.parsing.html_trees import html_tree
from reviewer.model.document import Metadata


def of(page: str) -> Metadata:
    return html_metadata(html_tree(page), head=page[:4096])


def test_json_ld_comes_first() -> None:
    said = of(
        """<html lang="de"><head><title>Other - Site</title><meta name="author" content="Someone Else">
        <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "The Site"}, {"@type": ["NewsArticle"],
        "headline": "It&amp;#8217;s the pier", "author": {"@type": "Person", "name": "Ines Varga"},
        "datePublished": "2025-03-14T23:30:00-05:00", "mainEntityOfPage": {"@id": "https://e.example/pier"}}]}</script>"""
    )

    assert said == Metadata(
        "It’s the pier", ("Ines Varga",), "2025-03-14", "The Site", "https://e.example/pier", "de"
    )


@pytest.mark.parametrize(
    "broken", ["{", "[" * 100_000, '{"@type": 3, "author": [[[]]]}', "null", '"text"', ""]
)
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    assert (
        of(f'<title>The pier</title><script type="application/ld+json">{broken}</script>').title == "The pier"
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>The pier is closed | Post</title>", "The pier is closed"),
        ("<title>The pier is closed - Post</title><h1>The pier is closed</h1>", "The pier is closed"),
        ('<title>Post: The pier</title><meta property="og:site_name" content="Post">', "The pier"),
        ('<meta property="og:title" content="The pier"><title>x</title>', "The pier"),
        ('<meta name="DC.title" content="The pier">', "The pier"),
        ('<meta property="dcterms:title" content="The pier">', "The pier"),
        ("<h1>Only a heading</h1>", "Only a heading"),
        ("<title>Evolve: shared history</title>", "Evolve: shared history"),
        ("<title> </title>", ""),
        ("<p>nothing</p>", ""),
    ],
)
def test_the_title_is_the_articles_and_not_the_sites(head: str, title: str) -> None:
    assert of(head).title == title


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ('<meta name="author" content="By Ines Varga and Tom Okonjo">', ("Ines Varga", "Tom Okonjo")),
        ('<meta name="citation_author" content="Varga, I."><meta name="citation_author" content="Okonjo">', ("Varga", "I", "Okonjo")),
        ('<meta property="article:author" content="https://social.example/ines">', ()),
        ('<p class="byline">By <a rel="author">Ines Varga</a></p>', ("Ines Varga",)),
        ('<span itemprop="author"><span itemprop="name">Ines Varga</span></span>', ("Ines Varga",)),
        ('<p class="byline">Posted 3 minutes ago</p>', ()),
        ('<meta property="og:site_name" content="Post"><meta name="author" content="Post">', ()),
    ],
)  # fmt: skip
def test_authors_are_names(head: str, authors: tuple[str, ...]) -> None:
    assert of(head).authors == authors


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta property="article:published_time" content="2025-03-14T08:00:00Z">', "2025-03-14"),
        ('<time itemprop="datePublished" datetime="2025-03-14">Friday</time>', "2025-03-14"),
        ('<time datetime="2025-03-14T08:00">Friday</time>', "2025-03-14"),
        ('<time datetime="2025-03-14">a</time><time datetime="2025-03-15">b</time>', None),
        ('<meta name="date" content="soon">', None),
        ("<p>14 March 2025</p>", None),
        ('<time itemprop="datePublished" content="2025-03-14T03:00:00-0800">3 AM</time>', "2025-03-14"),
        ('<span class="storyDate">Posted: Fri 6:45 PM, Mar 14, 2025</span>', "2025-03-14"),
        ('<i class="date">14 March 2025</i><i class="date">15 March 2025</i>', None),
        ('<link rel="canonical" href="https://e.example/2025/03/14/pier.html">', "2025-03-14"),
        (
            (
                '<link rel="canonical" href="https://e.example/2025/03/14/pier.html">'
                '<meta property="article:published_time" content="2025-03-15T02:00:00Z">'
            ),
            "2025-03-14",
        ),
        (
            (
                '<link rel="canonical" href="https://e.example/2025/03/14/pier.html">'
                '<meta property="article:published_time" content="2025-03-20">'
            ),
            "2025-03-20",
        ),
    ],
)
def test_the_date_is_one_that_is_stated(head: str, date: str | None) -> None:
    assert of(head).published == date


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://e.example/a">', "https://e.example/a"),
        ('<base href="https://e.example/b/"><link rel="canonical" href="a">', "https://e.example/b/a"),
        ("<!-- saved from url=(0022)https://e.example/saved --><html>", "https://e.example/saved"),
        (
            "<!--\n Page saved with SingleFile \n url: https://e.example/single \n--><html>",
            "https://e.example/single",
        ),
        ('<link rel="canonical" href="javascript:x"><link rel="canonical" href="http://[">', ""),
    ],
)
def test_the_address_is_whole_or_none(head: str, url: str) -> None:
    assert of(head).url == url


def test_the_site_is_at_least_its_host() -> None:
    assert of('<link rel="canonical" href="https://www.e.example/a">').source == "e.example"


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ('<html lang="en_GB">', "en-GB"),
        ('<meta property="og:locale" content="pt_BR">', "pt-BR"),
        ('<html lang="???">', ""),
    ],
)
def test_the_language_is_a_tag(page: str, language: str) -> None:
    assert of(page).language == language
