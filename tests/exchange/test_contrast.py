"""Colours that stay legible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.exchange.contrast import ENOUGH, contrast, known, legible, mixed
from reviewer.model.palette import PALETTE

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_black_on_white_is_21_and_a_colour_on_itself_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#735ed1", "#735ed1") == pytest.approx(1)


@given(colours, colours)
def test_any_colour_becomes_legible_on_any_ground(colour: str, ground: str) -> None:
    assert contrast(legible(colour, on=ground), ground) >= ENOUGH


@pytest.mark.parametrize("colour", PALETTE)
def test_a_colour_that_is_legible_already_stays_itself(colour: str) -> None:
    if contrast(colour, "#ffffff") >= ENOUGH:
        assert legible(colour, on="#ffffff") == colour


def test_half_of_each_is_between_them() -> None:
    assert mixed("#000000", "#ffffff", share=0.5) == "#808080"


@pytest.mark.parametrize("hostile", ["red;} body { display: none", "#12345", "#1234567", "", "url(x)"])
def test_what_is_no_colour_becomes_a_grey(hostile: str) -> None:
    assert known(hostile) == "#63666e"
