"""Pages stand one below the other and fit the window."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.document import Page
from reviewer.ui.reading.page_layout import SIDE, PageLayout

SIZES = st.tuples(st.floats(5, 4000), st.floats(5, 4000))


def pages(*sizes: tuple[float, float]) -> list[Page]:
    return [Page(index, 0, 0, width, height) for index, (width, height) in enumerate(sizes)]


def test_a_page_fits_the_width_and_stands_in_the_middle() -> None:
    layout = PageLayout.of(pages((500, 700)), width=588, zoom=1)

    assert layout.scale(0) == 1
    assert layout.rect(0).getRect() == (SIDE, 28, 500, 700)


def test_in_a_wide_window_pages_do_not_grow_without_end() -> None:
    assert PageLayout.of(pages((500, 700)), width=4000, zoom=1).scale(0) == 1.75


def test_a_plan_among_letters_fits_too_and_does_not_shrink_them() -> None:
    layout = PageLayout.of(pages((500, 700), (500, 700), (2384, 3370)), width=588, zoom=1)

    assert [layout.rect(index).width() for index in range(3)] == [500, 500, 500]
    assert layout.full_width == 588


def test_without_pages_there_is_nothing() -> None:
    layout = PageLayout.of([], width=500, zoom=1)

    assert layout.height == 0
    assert list(layout.between(0, 900)) == []
    assert layout.page_at(5) == 0


@given(st.lists(SIZES, min_size=1, max_size=30), st.integers(1, 3000), st.floats(0.25, 6))
def test_pages_never_overlap_and_each_is_found_at_its_height(
    sizes: list[tuple[float, float]], width: int, zoom: float
) -> None:
    layout = PageLayout.of(pages(*sizes), width=width, zoom=zoom)
    rects = [layout.rect(index) for index in range(len(sizes))]

    assert all(one.bottom() < other.top() for one, other in pairwise(rects))
    assert layout.height > rects[-1].bottom()
    for index, rect in enumerate(rects):
        assert layout.page_at(rect.top()) == index
        assert layout.page_at(rect.bottom()) == index
        assert rect.left() >= SIDE // 2
    assert list(layout.between(0, layout.height)) == list(range(len(sizes)))
