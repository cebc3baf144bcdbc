import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.tagging.matching import NEVER, Candidate, Closeness, Match, Names, same_name


def _names(*names: str) -> Names:
    return Names(Candidate(name, (name,)) for name in names)


def _keys(found: list[Match]) -> list[str]:
    return [match.candidate.key for match in found]


def _marked(match: Match) -> str:
    name = match.candidate.names[match.name]
    return "".join(name[place] for place in match.places)


def test_the_closer_match_comes_first() -> None:
    names = _names("Shop rents", "Parenting", "Rent control", "Rent", "Refer north", "Rnet")

    found = names.find("rent")

    assert _keys(found) == ["Rent", "Rent control", "Shop rents", "Parenting", "Refer north", "Rnet"]
    assert [match.closeness for match in found] == [
        Closeness.EXACT,
        Closeness.PREFIX,
        Closeness.WORD,
        Closeness.WITHIN,
        Closeness.SCATTERED,
        Closeness.TYPO,
    ]


def test_initials_find_a_name_and_are_what_is_marked() -> None:
    found = _names("Help desk", "Ship", "Housing policy").find("HP")

    assert found[0].candidate.key == "Housing policy"
    assert found[0].closeness is Closeness.INITIALS
    assert _marked(found[0]) == "Hp"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ecole", "École publique"),
        ("ÉCOLE", "Ecole publique"),
        ("strasse", "Straße"),
        ("zizek", "Žižek"),
        ("مدرسه", "مدرسه"),
        ("会議", "市の会議"),
    ],
)
def test_case_and_diacritics_do_not_matter(typed: str, name: str) -> None:
    assert _keys(_names("Other", name).find(typed)) == [name]


def test_marks_lie_on_the_letters_as_they_are_shown() -> None:
    (match,) = _names("👩‍🔬 Café Straße").find("strasse")

    assert _marked(match) == "Straße"


def test_letters_that_lie_together_by_chance_find_nothing() -> None:
    assert _names("Power and voice of consent", "Register of tenancies").find("rent") == []


def test_words_may_be_begun_in_their_order() -> None:
    (match,) = _names("Policy of housing", "Housing and land policy").find("hous pol")

    assert match.candidate.key == "Housing and land policy"
    assert _marked(match) == "Houspol"


def test_a_path_is_found_by_its_parts() -> None:
    names = Names([Candidate("rents", ("Rents", "Housing/Rents")), Candidate("house", ("Housing",))])

    (match,) = names.find("hous/re")

    assert match.candidate.key == "rents"
    assert match.name == 1
    assert _marked(match) == "HousRe"


def test_an_alias_finds_its_entity_after_names_that_fit_as_well() -> None:
    names = Names([Candidate("mp", ("Member of Parliament", "Ada")), Candidate("ada", ("Ada Lind",))])

    assert _keys(names.find("ada l")) == ["ada"]
    assert _keys(names.find("ad")) == ["ada", "mp"]


def test_what_was_used_last_breaks_a_tie() -> None:
    names = Names(
        [
            Candidate("a", ("Rent A",), NEVER),
            Candidate("b", ("Rent B",), 1),
            Candidate("c", ("Rent C",), 0),
        ]
    )

    assert _keys(names.find("rent")) == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Houisng", "Housing policy"), ("immigratoin", "Immigration"), ("Hosuing polcy", "Housing policy")],
)
def test_a_typo_still_finds_the_name(typed: str, name: str) -> None:
    assert _keys(_names("Transport", name).find(typed)) == [name]


def test_another_number_is_not_taken_for_a_typo() -> None:
    names = _names("Article 5", "Budget 2024", "Session 1/2")

    assert _keys(names.find("Article 6")) == []
    assert _keys(names.find("Budget 2025")) == []
    assert _keys(names.find("Artcile 5")) == ["Article 5"]


def test_a_short_word_is_not_taken_for_a_typo() -> None:
    assert _names("Tax", "Law").find("cat") == []


def test_nothing_typed_finds_nothing() -> None:
    assert _names("Rent").find("  ") == []


def test_a_sign_alone_finds_names_that_have_it() -> None:
    assert _keys(_names("Plain", "C++").find("+")) == ["C++"]


def test_a_limit_keeps_the_best() -> None:
    assert _keys(_names("Old rent", "Rent", "Rents").find("rent", limit=2)) == ["Rent", "Rents"]


def test_names_are_the_same_without_case_but_not_without_diacritics() -> None:
    assert same_name(" Rent  control", "rent Control ")
    assert same_name("Cafe\u0301", "Café")
    assert not same_name("Cafe", "Café")


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=8))
def test_places_are_within_the_name_and_ascend(name: str, typed: str) -> None:
    for match in _names(name).find(typed):
        assert list(match.places) == sorted(set(match.places))
        assert all(0 <= place < len(name) for place in match.places)


@given(st.text(min_size=1, max_size=30).filter(lambda name: bool(name.strip())))
def test_every_name_is_found_by_itself(name: str) -> None:
    clean = " ".join(name.split())
    found = _names(clean).find(clean)

    assert not found or found[0].closeness is Closeness.EXACT


def test_five_thousand_names_are_searched() -> None:
    names = Names(Candidate(str(n), (f"Topic {n}", f"Group {n % 70}/Topic {n}")) for n in range(5_000))

    assert names.find("topic 4999")[0].candidate.key == "4999"
