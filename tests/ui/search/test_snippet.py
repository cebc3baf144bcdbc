"""A snippet shows what was looked for, whatever stands around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.ids import DocumentId, PassageId, TextId
from reviewer.model.passage import Passage
from reviewer.model.query import Hit
from reviewer.ui.search.snippet import LONGEST, Snippet, snippet


def hit(quote: str, *, prefix: str = "", suffix: str = "", tagged: bool = False) -> Hit:
    passage = Passage(
        id=PassageId("p" if tagged else ""),
        document=DocumentId("d"),
        text_id=TextId("t"),
        start=0,
        end=len(quote),
        quote=quote,
        prefix=prefix,
        suffix=suffix,
    )
    return Hit(passage, document_title="Title", published=None, source="")


def marked(shown: Snippet) -> list[str]:
    return [shown.text[start:end] for start, end in shown.matches]


def test_an_untagged_hit_is_marked_between_its_context() -> None:
    shown = snippet(hit("archive", prefix="in the\nold ", suffix=" of   the town"), "archive")

    assert shown.text == "…in the old archive of the town…"
    assert marked(shown) == ["archive"]


def test_at_the_edge_of_a_text_nothing_is_left_out() -> None:
    assert snippet(hit("Archive", suffix=" of"), "archive").text == "Archive of…"
    assert snippet(hit("archive", prefix="the "), "archive").text == "…the archive"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tax", ["Taxes", "tax"]),
        ("TAX", ["Taxes", "tax"]),
        ("tax*", ["Taxes", "tax"]),
        ("elan", ["Élan"]),
        ('"on tax"', ["on tax"]),
        ("income OR wages", ["income"]),
        ("tax -income", ["Taxes", "tax"]),
        ("topic:tax income", ["income"]),
        ("ax", []),
        ("", []),
        ('"', []),
    ],
)
def test_the_words_of_the_query_are_marked_in_a_tagged_quote(words: str, found: list[str]) -> None:
    assert marked(snippet(hit("Taxes on income: Élan, and on tax", tagged=True), words)) == found


def test_a_long_quote_begins_shortly_before_what_was_found() -> None:
    shown = snippet(hit("word " * 200 + "needle in it " + "word " * 200, tagged=True), "needle")

    assert marked(shown) == ["needle"]
    assert 0 < shown.matches[0][0] < 70
    assert shown.text.startswith("…word")
    assert shown.text.endswith("…")


@given(st.text(max_size=400), st.text(max_size=40), st.text(max_size=40), st.text(max_size=20), st.booleans())
def test_every_mark_lies_in_the_text(quote: str, before: str, after: str, words: str, tagged: bool) -> None:
    shown = snippet(hit(quote, prefix=before, suffix=after, tagged=tagged), words)

    assert len(shown.text) <= LONGEST + 2
    assert "\n" not in shown.text
    assert all(0 <= start <= end <= len(shown.text) for start, end in shown.matches)
    assert list(shown.matches) == sorted(shown.matches)
