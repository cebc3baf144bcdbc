"""A quote finds its place."""

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.passage import CONTEXT, Span
from reviewer.text.anchoring import context, find_quote, trimmed

texts = st.text(max_size=80)


def test_every_exact_place_is_found_in_order() -> None:
    assert find_quote("aa 🚨 aa", "aa") == [Span(0, 2), Span(5, 7)]


def test_a_quote_is_found_through_other_white_space_and_quotation_marks() -> None:
    text = "He said “no,\nit’s over” — twice."

    assert [text[one.start : one.end] for one in find_quote(text, '"no, it\'s over" - twice')] == [
        "“no,\nit’s over” — twice"
    ]


def test_exact_places_hide_loose_ones() -> None:
    assert find_quote("a b, a  b", "a b") == [Span(0, 3)]


def test_an_empty_or_absent_quote_has_no_place() -> None:
    assert find_quote("text", "") == []
    assert find_quote("text", "  ") == []
    assert find_quote("text", "other") == []


@given(texts, st.data())
def test_what_stands_in_a_text_is_found_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if start < end:
        assert Span(start, end) in find_quote(text, text[start:end])


@given(texts, st.data())
def test_context_is_what_stands_on_each_side(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    prefix, suffix = context(text, start, end)

    assert text[:start].endswith(prefix)
    assert text[end:].startswith(suffix)
    assert len(prefix) == min(CONTEXT, start)
    assert len(suffix) == min(CONTEXT, len(text) - end)


@given(texts)
def test_a_trimmed_stretch_has_no_white_space_at_its_edges(text: str) -> None:
    start, end = trimmed(text, 0, len(text))

    assert text[start:end] == text.strip()
