"""Which stretch of a text is meant."""

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.cli.place import Place, span_of
from reviewer.errors import ReviewerError
from reviewer.model.passage import Span

texts = st.text(alphabet="ab 👩🏽‍é\nא", min_size=1, max_size=30)


@given(texts, st.data())
def test_positions_are_taken_as_they_are(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    assert span_of(text, Place(start=start, end=end), title="T") == Span(start, end)


@given(texts, st.data())
def test_some_nth_place_of_any_quote_is_the_one_it_was_taken_from(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    places = [at for at in range(len(text)) if text.startswith(text[start:end], at)]

    place = Place(text[start:end], places.index(start) + 1)

    assert span_of(text, place, title="T") == Span(start, end)


def test_a_quote_with_another_shape_of_marks_and_spaces_is_found() -> None:
    text = "She said:\n“Nobody  asked.”"

    assert span_of(text, Place('"Nobody asked."'), title="T") == Span(10, len(text))


def test_line_ends_of_windows_in_a_quote_are_found() -> None:
    assert span_of("one\ntwo", Place("one\r\ntwo"), title="T") == Span(0, 7)


def test_many_candidates_are_not_all_listed() -> None:
    with pytest.raises(ReviewerError) as fault:
        span_of("a " * 100, Place("a"), title="T")

    assert "stands at 100 places" in str(fault.value)
    assert str(fault.value).endswith("… and 80 more")


@given(texts, st.integers(-3, 40), st.integers(-3, 40))
def test_positions_outside_the_text_are_refused(text: str, start: int, end: int) -> None:
    if not 0 <= start < end <= len(text):
        with pytest.raises(ReviewerError, match="Nothing was tagged"):
            span_of(text, Place(start=start, end=end), title="T")


def test_options_that_name_two_places_or_none_are_refused() -> None:
    for options in (
        {"quote": "a", "start": 1, "end": None, "nth": None},
        {"quote": None, "start": 1, "end": None, "nth": None},
        {"quote": None, "start": 1, "end": 2, "nth": 1},
        {"quote": " ", "start": None, "end": None, "nth": None},
    ):
        with pytest.raises(click.UsageError):
            Place.given(**options)
