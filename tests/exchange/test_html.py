"""The report: everything is in the file, nothing is loaded, every quotation is whole."""

import hashlib
import io
import re

import pytest

from reviewer.exchange.contrast import ENOUGH, contrast
from reviewer.exchange.format import About
from reviewer.exchange.formats import html
from tests.exchange.samples import TEXTS, WHEN, hits

lxml_html = pytest.importorskip("lxml.html")


def report(*, library: str = "Harbour <1>", asked: str = "Passages about Sale & Co.") -> str:
    out = io.BytesIO()
    html.write(hits(), out, about=About(library, WHEN, asked))
    return out.getvalue().decode()


REPORT = report()
PAGE = lxml_html.fromstring(REPORT.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))


def test_every_quotation_stands_at_its_positions_in_its_text() -> None:
    articles = PAGE.xpath("//article")
    quotes = [article.xpath("string(.//mark)") for article in articles]

    assert quotes == [hit.passage.quote for hit in hits()]
    for article, quote, hit in zip(articles, quotes, hits(), strict=True):
        start, end = int(article.get("data-start")), int(article.get("data-end"))
        assert TEXTS[hit.document_title][start:end] == quote


def test_the_report_loads_nothing_and_runs_nothing() -> None:
    assert not PAGE.xpath("//@src | //script | //link | //iframe | //img | //*[starts-with(name(@*), 'on')]")
    assert all(address.startswith("#") for address in PAGE.xpath("//@href"))
    assert "url(" not in REPORT
    assert "@import" not in REPORT


def test_markup_in_names_quotes_and_titles_is_text() -> None:
    assert PAGE.xpath("string(//h1)") == "Harbour <1>"
    assert PAGE.xpath("string(//title)") == "Harbour <1>"
    assert not PAGE.xpath("//blockquote//b")
    assert "<script>" in PAGE.xpath("string(//nav)")


def test_every_link_leads_somewhere_and_no_place_is_named_twice() -> None:
    places = PAGE.xpath("//@id")

    assert len(places) == len(set(places))
    assert {address[1:] for address in PAGE.xpath("//@href")} <= set(places)


def test_the_index_counts_the_passages_of_each_topic_and_leads_to_them() -> None:
    lines = {line.xpath("string(bdi)"): line for line in PAGE.xpath("//nav//li")}

    assert lines["Sale"].xpath("string(span[@class='count'])") == "3 passages"
    assert lines["Sale"].xpath("span[@class='numbers']/a/@href") == ["#p2", "#p3", "#p6"]
    assert lines["Ines Prado"].xpath("string(span[@class='kind'])") == "person"


def test_documents_are_sections_in_the_order_of_the_hits() -> None:
    assert PAGE.xpath("//main/section/h2/text()") == list(TEXTS)
    assert PAGE.xpath("string(//main/section[1]/p[@class='meta'])") == "The Harbour Post · 24 January 2025"


def test_text_that_may_run_from_right_to_left_decides_its_own_direction() -> None:
    assert all(
        element.get("dir") == "auto" for element in PAGE.xpath("//blockquote | //h1 | //main/section/h2")
    )


def test_a_colour_from_the_library_cannot_bring_rules_of_its_own() -> None:
    assert "display: none }" not in REPORT
    assert "red;" not in REPORT


def test_chips_are_legible_in_light_and_in_dark() -> None:
    rules = re.findall(r"--dot: (#\w{6}); --tint: (#\w{6}); --ink: (#\w{6})", REPORT)
    half = len(rules) // 2

    assert half >= 3
    for page, of_mode in (("#fdfcfa", rules[:half]), ("#1b1c1f", rules[half:])):
        assert f"--page: {page}" in REPORT
        assert all(
            contrast(dot, page) >= ENOUGH and contrast(ink, tint) >= ENOUGH for dot, tint, ink in of_mode
        )


def test_the_report_says_how_to_check_it_and_gives_a_checksum() -> None:
    quotes = "".join(f"{hit.passage.quote}\n" for hit in hits())

    assert PAGE.xpath("string(//code[@class='checksum'])") == hashlib.sha256(quotes.encode()).hexdigest()


def test_the_context_is_the_rest_of_the_line() -> None:
    before, after = PAGE.xpath("//article[@id='p1']//span[@class='context']")

    assert (before.text or "", after.text) == ("", " “Nobody asked the dockers,” sai…")


def test_nothing_found_is_said() -> None:
    out = io.BytesIO()
    html.write([], out, about=About("Empty", WHEN, ""))

    assert "Nothing answers to this." in out.getvalue().decode()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2025", "2025"),
        ("2025-01", "January 2025"),
        ("2025-01-24", "24 January 2025"),
        ("spring <b>", "spring &lt;b&gt;"),
    ],
)
def test_dates_are_written_as_far_as_they_are_known(written: str, shown: str) -> None:
    assert html._day(written) == shown
