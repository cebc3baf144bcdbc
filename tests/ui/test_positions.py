"""Code points and UTF-16 positions agree, there and back, with emoji, marks and insets."""

from hypothesis import given
from hypothesis import strategies as st

from reviewer.ui.positions import InsetPositions, Positions

TEXTS = st.text(alphabet=st.sampled_from("ab é\u0301\u200d😀🧑🚨אع漢\n"), max_size=40) | st.text(
    alphabet=st.characters(exclude_categories=["Cs"]), max_size=40
)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_every_code_point_is_where_the_encoding_puts_it_and_comes_back(text: str) -> None:
    positions = Positions(text)

    for place in range(len(text) + 1):
        assert positions.to_qt(place) == utf16_length(text[:place])
        assert positions.from_qt(positions.to_qt(place)) == place


def test_between_the_halves_of_an_emoji_is_the_emojis_start() -> None:
    positions = Positions("a😀b")

    assert [positions.from_qt(place) for place in range(5)] == [0, 1, 1, 2, 3]


def test_without_astral_characters_nothing_is_looked_up() -> None:
    positions = Positions("é plain line\n")

    assert [positions.to_qt(place) for place in (0, 5, 13)] == [0, 5, 13]
    assert positions.from_qt(7) == 7


@st.composite
def shown(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(TEXTS)
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4)))
    return text, [(place, draw(st.integers(1, 9))) for place in places]


@given(shown())
def test_insets_shift_what_stands_behind_them_and_hold_no_code_point(
    case: tuple[str, list[tuple[int, int]]],
) -> None:
    text, insets = case
    positions = InsetPositions(text, insets)

    for place in range(len(text) + 1):
        plain = utf16_length(text[:place])
        assert positions.start_to_qt(place) == plain + sum(units for at, units in insets if at <= place)
        assert positions.end_to_qt(place) == plain + sum(units for at, units in insets if at < place)
        for shown_at in range(positions.end_to_qt(place), positions.start_to_qt(place) + 1):
            assert positions.from_qt(shown_at) == place
