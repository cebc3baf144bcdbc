"""Finding words as a reader means them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.folding import folded_text, loose_pattern, words_pattern


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("cafe", "Le CAFÉ. Cafe\u0301!", ["CAFÉ", "Cafe\u0301"]),
        ("café", "cafe", ["cafe"]),
        ("zoë miller", "Zoe\u0308, Miller", ["Zoe\u0308, Miller"]),
        ("art", "party art, artful", ["art"]),
        ("u.s.", "the U.S. army, us", ["U.S"]),
        ("数据", "分析数据库", ["数据"]),
        ("عمان", "في عُمان", ["عُمان"]),
        ("naïve", "🚨naive👍🏽", ["naive"]),
        ("שיר", "שִׁיר חדש", ["שִׁיר"]),
        ("שִׁיר", "שיר חדש", ["שיר"]),
        ("كِتابٌ", "هذا كتاب", ["كتاب"]),
        ("كتاب", "هذا كتـــاب", ["كتـــاب"]),
        ("काम", "काम किम कामना", ["काम"]),
        ("कि", "किया कि", ["कि"]),
        ("fussball", "Fußball, FUSSBALL, FUẞBALL", ["Fußball", "FUSSBALL", "FUẞBALL"]),
        ("Fußball", "Der Fussball", ["Fussball"]),
        ("finance", "ﬁnance and finance", ["ﬁnance", "finance"]),
        ("office", "oﬃce oﬀice ofﬁce office", ["oﬃce", "oﬀice", "ofﬁce", "office"]),
        ("oﬃce", "office", ["office"]),
        ("off", "oﬃce", []),
        ("سلام", "سﻼم سلام", ["سﻼم", "سلام"]),
        ("บ้าน", "อยู่ที่บ้านแล้ว", ["บ้าน"]),
    ],
)
def test_words_are_found_without_regard_to_case_and_accents(words: str, text: str, found: list[str]) -> None:
    pattern = words_pattern(words)

    assert pattern is not None
    assert [match[0] for match in pattern.finditer(text)] == found


def test_the_beginning_of_a_word_is_found_only_when_asked() -> None:
    whole, beginning = words_pattern("hous"), words_pattern("hous", prefix=True)

    assert whole is not None
    assert beginning is not None
    assert whole.search("Housing") is None
    assert beginning.search("Housing") is not None


def test_a_beginning_may_end_within_a_ligature() -> None:
    beginning = words_pattern("off", prefix=True)

    assert beginning is not None
    assert [match[0] for match in beginning.finditer("The oﬃce is off")] == ["oﬃ", "off"]


def test_a_long_row_of_letters_that_ligatures_stand_for_is_found_quickly() -> None:
    pattern = words_pattern("s" * 200)

    assert pattern is not None
    assert pattern.search("s" * 200)
    assert len(pattern.pattern) < 200_000


@pytest.mark.parametrize("words", ["", "  ", "…!?", "🚨"])
def test_without_a_word_there_is_nothing_to_find(words: str) -> None:
    assert words_pattern(words) is None


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Lo", "Nd")), min_size=1, max_size=12))
def test_every_word_finds_itself(word: str) -> None:
    pattern = words_pattern(word)

    assert pattern is not None
    assert pattern.search(f" {word} ") is not None


@given(st.text(min_size=1, max_size=40))
def test_a_loose_quote_finds_itself_with_other_white_space(quote: str) -> None:
    pattern = loose_pattern(quote)

    assert (pattern is None) == (not quote.split())
    if pattern is not None:
        assert pattern.search("\n\t ".join(quote.split())) is not None


def test_names_are_compared_without_case_accents_and_spacing() -> None:
    assert folded_text(" ADAEZE  Ökafor\u00a0") == folded_text("adaeze okafor")
