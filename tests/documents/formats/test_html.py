import socket
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.documents.faults import EmptyError, UnreadableError
from reviewer.documents.formats import html
from reviewer.errors import ReviewerError
from reviewer.model.document import Metadata
from tests.documents.laid_out import assert_laid_out

SAMPLE = Path(__file__).parents[2] / "samples" / "documents" / "council.html"


def test_an_article_becomes_text_with_its_headline_first() -> None:
    reading = html.read(SAMPLE.read_bytes(), file_name="council.html")

    assert_laid_out(reading)
    assert reading.metadata == Metadata(
        title="Council sells the old ferry landing",
        authors=("Ines Varga", "Tom Okonjo"),
        published="2025-03-14",
        source="The Harbour Post",
        url="https://harbour-post.example/2025/03/landing.html",
        language="en-GB",
    )
    lines = reading.text.split("\n")
    assert lines[0] == "Council sells the old ferry landing"
    assert "3. The ticket hall from 1911 may not be torn down by its new owner." in lines
    assert "2019\t41,200" in lines
    assert "🚢" in reading.text
    kinds = {block.kind for block in reading.blocks}
    assert kinds == {"heading", "list item", "quotation", "table row"}
    assert reading.doubts == ()


def test_nothing_of_what_surrounds_the_article_is_in_it() -> None:
    text = html.read(SAMPLE.read_bytes(), file_name="council.html").text

    for foreign in ("Weather", "Ten soups", "Cookies", "written by a script", "tracker", "teal"):
        assert foreign not in text


def test_only_links_that_lead_somewhere_are_marks() -> None:
    reading = html.read(SAMPLE.read_bytes(), file_name="council.html")

    links = {
        (reading.text[mark.start : mark.end], mark.target) for mark in reading.marks if mark.kind == "link"
    }
    assert links == {("last year’s audit", "https://harbour-post.example/2024/11/audit.html")}


def test_reading_a_page_makes_no_connection(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    attempts: list[object] = []

    def refuse(*arguments: object, **_: object) -> NoReturn:
        attempts.append(arguments)
        raise OSError("no network here")

    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)

    html.read(SAMPLE.read_bytes(), file_name="council.html")
    html.read(b"https://tracker.example/page", file_name="address.html")
    html.read(b"<p>https://tracker.example/page</p>", file_name="address.html")

    assert attempts == []
    assert capfd.readouterr() == ("", "")


def test_a_page_without_an_article_is_taken_whole_and_doubted() -> None:
    page = (
        "<html><body><div>"
        + "".join(f"<div><a href='/{n}'>Entry {n}</a></div>" for n in range(200))
        + "</div></body></html>"
    )

    reading = html.read(page.encode(), file_name="list.html")

    assert "Entry 0\nEntry 1\n" in reading.text
    assert reading.text.endswith("Entry 199")
    assert any("whole page" in doubt for doubt in reading.doubts)
    assert reading.metadata.title == "List"


def test_a_likely_date_is_a_doubt_and_not_the_published_date() -> None:
    words = "<p>" + "The pier was closed again this week, and nobody knows why. " * 20 + "</p>"
    dates = "<div class='date'>14 March 2025</div><div class='date'>12 March 2025</div>"
    page = f"<html><head><title>The pier</title></head><body><article>{dates}{words}</article></body></html>"

    reading = html.read(page.encode(), file_name="pier.html")

    assert reading.metadata.published is None
    assert any("2025-03-1" in doubt for doubt in reading.doubts)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', "iso-8859-2"),
        ('<?xml version="1.0" encoding="iso-8859-1"?>', "latin-1"),
        ("", "utf-16"),
        ("", "utf-8"),
        ('<meta charset="iso-8859-1">', "utf-8"),
    ],
)
def test_the_encoding_is_the_marked_the_strict_or_the_declared_one(head: str, encoding: str) -> None:
    page = f"{head}<html><head><title>Größe</title></head><body><p>Größe und Öl, élan.</p></body></html>"
    page = page if encoding != "iso-8859-2" else page.replace("élan", "éĺ")

    reading = html.read(page.encode(encoding), file_name="a.html")

    assert reading.metadata.title == "Größe"
    assert "Größe und Öl" in reading.text
    assert not [doubt for doubt in reading.doubts if "guessed" in doubt]


@pytest.mark.parametrize(("tag", "size"), [("div", 10_000_000), ("table><tr><td", 500_000), ("b", 1_000_000)])
def test_megabytes_of_nested_elements_are_read(tag: str, size: int) -> None:
    deep = f"<{tag}>" * (size // (len(tag) + 2))

    reading = html.read(f"<html><body><p>before</p>{deep}within<p>after".encode(), file_name="bomb.html")

    assert reading.text.split() == ["before", "within", "after"]


def test_a_page_with_more_tags_than_an_article_has_is_taken_whole() -> None:
    page = "<html><body><p>before</p>" + "<br>" * 250_000 + "<p>after</p></body></html>"

    reading = html.read(page.encode(), file_name="long.html")

    assert reading.text == "before\nafter"
    assert any("whole page" in doubt for doubt in reading.doubts)


@pytest.mark.parametrize(
    "page", [b"<html></html>", b"<html><body><img src=x></body></html>", b" \n ", b"<!-- -->"]
)
def test_a_page_without_text_is_named_as_empty(page: bytes) -> None:
    with pytest.raises(EmptyError, match=r"“a.html” holds no text\."):
        html.read(page, file_name="a.html")


def test_a_page_that_a_script_fills_says_so() -> None:
    with pytest.raises(EmptyError, match="fetch their text only in a browser"):
        html.read(b"<html><body><div id=app></div><script>fill()</script></body></html>", file_name="a.html")


def test_a_picture_called_html_is_named() -> None:
    with pytest.raises(UnreadableError, match="looks like a PNG picture"):
        html.read(b"\x89PNG\r\n\x1a\n" + bytes(100), file_name="a.html")


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<article>", "<h1>", "</h1>", "<title>", "</title>", "<script>", "</script>", "<table>", "<tr>",
             "<td>", "<a href='http://e.example'>", "</a>", "<meta name=author content='A B'>", "<svg>", "<!--", "-->", "<![CDATA[",
             "]]>", "words and more words, ", "🚨 ", "\x00", "\ufeff", "&#xfeff;", "&#x2028;", "<br>", "<div>", "<pre>\n", "<time datetime=2025-01-01>"],
        ),
        max_size=60,
    ).map("".join),
)  # fmt: skip
def test_any_soup_of_tags_is_read_or_named(soup: str) -> None:
    try:
        reading = html.read(soup.encode(), file_name="soup.html")
    except ReviewerError:
        return
    assert_laid_out(reading)
