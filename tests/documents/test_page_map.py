"""From characters to places on a page and back."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from reviewer.documents.page_map import PageMap, Printed, PrintedLine


def printed(*lines: tuple[str, float, float, int], way: int = 0, backwards: bool = False) -> Printed:
    """Lines of text, each with its corner and its block; every character is 10 wide and 12 high."""
    text, boxes, table = "", array("f"), []
    for line, x, y, block in lines:
        table.append(PrintedLine(len(text), len(text) + len(line), block, way))
        for number in range(len(line)):
            place = len(line) - 1 - number if backwards or way in {2, 3} else number
            if way in {1, 3}:
                boxes.extend((x, y + 10 * place, x + 12, y + 10 * place + 10))
            else:
                boxes.extend((x + 10 * place, y, x + 10 * place + 10, y + 12))
        text += line + "\n"
        boxes.extend((0, 0, 0, 0))
    return Printed(text, boxes, table)


COLUMNS = printed(
    ("left one", 0, 0, 0),
    ("short", 0, 14, 0),
    ("left three", 0, 28, 0),
    ("right one", 150, 0, 1),
    ("right two", 150, 14, 1),
)
TEXT = "left one short left three right one right two"


def test_a_stretch_has_a_rectangle_for_each_line_that_it_touches() -> None:
    places = PageMap.of(TEXT, COLUMNS, start=100)

    assert places.rects(105, 112) == [(50, 0, 80, 12), (0, 14, 30, 26)]
    assert places.rects(0, 100) == []
    assert places.rects(100 + len(TEXT), 900) == []
    assert len(places.rects(0, 900)) == 5


def test_the_caret_stays_in_the_column_under_the_pointer() -> None:
    places = PageMap.of(TEXT, COLUMNS, start=0)

    beside_short = places.hit(95, 20)

    assert beside_short == TEXT.index("short") + len("short")
    assert places.hit(156, 20) == TEXT.index("right two") + 1
    assert places.hit(-40, 34) == TEXT.index("left three")


def test_a_caret_is_before_or_behind_the_character_by_its_nearer_half() -> None:
    places = PageMap.of("abc", printed(("abc", 0, 0, 0)), start=0)

    assert [places.hit(x, 5) for x in (1, 9, 11, 19, 29, 500)] == [0, 1, 1, 2, 3, 3]


def test_text_from_right_to_left_begins_at_its_right_edge() -> None:
    places = PageMap.of("אבג", printed(("אבג", 0, 0, 0), backwards=True), start=0)

    assert [places.hit(x, 5) for x in (29, 21, 11, 1)] == [0, 1, 2, 3]
    assert places.rects(0, 1) == [(20, 0, 30, 12)]


def test_text_that_runs_down_or_up_is_hit_along_its_line() -> None:
    down = PageMap.of("abc", printed(("abc", 0, 0, 0), way=1), start=0)
    up = PageMap.of("abc", printed(("abc", 0, 0, 0), way=3), start=0)

    assert [down.hit(5, y) for y in (1, 11, 29)] == [0, 1, 3]
    assert [up.hit(5, y) for y in (29, 21, 1)] == [0, 1, 3]
    assert down.rects(1, 2) == [(0, 10, 12, 20)]


def test_only_what_is_under_the_pointer_is_a_character() -> None:
    places = PageMap.of(TEXT, COLUMNS, start=0)

    assert places.at(3, 3) == 0
    assert places.at(120, 3) is None
    assert places.at(3, 300) is None


def test_rectangles_of_neighbouring_lines_meet_and_do_not_overlap() -> None:
    places = PageMap.of("one two", printed(("one", 0, 0, 0), ("two", 0, 10, 0)), start=0)

    assert places.rects(0, 7) == [(0, 0, 30, 11), (0, 11, 30, 22)]


def test_a_page_without_text_is_hit_nowhere() -> None:
    places = PageMap.of("", Printed("", array("f"), []), start=7)

    assert places.hit(5, 5) is None
    assert places.at(5, 5) is None
    assert places.line_of(7) is None
    assert places.rects(0, 10) == []
    assert places.box(7) is None


def test_a_character_that_is_not_on_the_page_has_no_rectangle() -> None:
    places = PageMap.of("abc xyz", printed(("abc", 0, 0, 0)), start=0)

    assert places.box(5) is None
    assert places.rects(4, 7) == []
    line = places.line_of(5)
    assert line is not None
    assert (line.start, line.end) == (0, 3)


@given(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)))
def test_where_a_stretch_begins_and_ends_is_where_the_mouse_finds_it(start: int, length: int) -> None:
    places = PageMap.of(TEXT, COLUMNS, start=0)
    rects = places.rects(start, start + length)

    if rects:
        first, last = rects[0], rects[-1]
        begin = places.hit(first[0] + 0.5, (first[1] + first[3]) / 2)
        end = places.hit(last[2] - 0.5, (last[1] + last[3]) / 2)
        assert begin is not None
        assert end is not None
        assert TEXT[begin:end].split() == TEXT[start : start + length].split()


def test_a_hyphen_that_only_the_lines_end_called_for_is_covered_with_its_word() -> None:
    places = PageMap.of("information", printed(("infor-", 0, 0, 0), ("mation", 0, 14, 0)), start=0)

    assert places.rects(0, 11) == [(0, 0, 60, 12), (0, 14, 60, 26)]
    assert places.rects(2, 5) == [(20, 0, 60, 12)]
    assert places.rects(0, 4) == [(0, 0, 40, 12)]
