"""Painted text stays readable under any tags, and stripes and segments tell them apart."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.ids import PassageId
from reviewer.ui.reading.painting import LANES, Paint, Paints, fill_of, lanes, segments
from reviewer.ui.theme import DARK, LIGHT, PALETTE, Theme, contrast, mixed, tag_colour


def paint(start: int, end: int, name: str = "p") -> Paint:
    return Paint(start, end, PALETTE[0], PassageId(name), "Ferries")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_text_stays_readable_on_any_tags(theme: Theme, count: int) -> None:
    colours = [tag_colour(theme, colour) for colour in PALETTE]

    fills = [fill_of(chosen) for chosen in combinations(colours, count)]
    lowest = min(contrast(theme.text, mixed(fill.name(), theme.page, fill.alphaF())) for fill in fills)

    assert lowest >= 4.5


def test_the_fill_of_several_tags_is_their_mean() -> None:
    one, both = fill_of(["#ff0000"]), fill_of(["#ff0000", "#0000ff"])

    assert one.name() == "#ff0000"
    assert both.redF() == pytest.approx(0.5, abs=0.01)
    assert both.blueF() == pytest.approx(0.5, abs=0.01)
    assert both.alphaF() > one.alphaF()


def test_the_earlier_stripe_is_the_inner_one_and_of_two_that_start_together_the_longer() -> None:
    assert lanes([(5, 9), (0, 6), (0, 20), (20, 30)]) == [2, 1, 0, 0]


def test_what_finds_no_lane_is_told() -> None:
    assert lanes([(0, 10)] * 8, most=6) == [0, 1, 2, 3, 4, 5, 6, 6]


STRETCHES = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1])), max_size=30
)


@given(STRETCHES)
def test_stripes_that_overlap_never_share_a_lane(stretches: list[tuple[int, int]]) -> None:
    answer = lanes(stretches)

    for (one, lane), (other, its) in combinations(zip(stretches, answer, strict=True), 2):
        if one[0] < other[1] and other[0] < one[1] and lane == its:
            assert lane == LANES


@given(STRETCHES, st.integers(0, 60), st.integers(1, 20))
def test_paints_are_found_by_place(stretches: list[tuple[int, int]], start: int, length: int) -> None:
    every = [paint(a, b, str(number)) for number, (a, b) in enumerate(stretches)]
    every.append(paint(10, 30_000, "long"))
    end = start + length

    found = Paints(every).between(start, end)

    assert {p.passage for p in found} == {p.passage for p in every if p.start < end and p.end > start}
    assert [p.start for p in found] == sorted(p.start for p in found)


@given(STRETCHES)
def test_segments_know_exactly_the_tags_over_each_place(stretches: list[tuple[int, int]]) -> None:
    every = [paint(a, b, str(number)) for number, (a, b) in enumerate(stretches)]

    found = segments(every, 10, 40)

    for place in range(10, 40):
        here = {p.passage for p in every if p.start <= place < p.end}
        assert {p.passage for s in found if s.start <= place < s.end for p in s.paints} == here
    assert all(10 <= s.start < s.end <= 40 for s in found)


def test_an_empty_paint_is_left_out() -> None:
    assert Paints([paint(3, 3)]).all == []
