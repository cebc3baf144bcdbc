"""An entity as it is written on the command line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.cli.entity_words import EntityWords, entity_words
from reviewer.errors import ReviewerError
from reviewer.model.tag import ROLES, Role


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("person:Ada Lovelace", EntityWords("person", "Ada Lovelace")),
        ("person:Ada Lovelace=speaker", EntityWords("person", "Ada Lovelace", "speaker")),
        ("Person: Ada = Subject ", EntityWords("person", "Ada", "subject")),
        ("ship:HMS Ada", EntityWords("ship", "HMS Ada")),
        ("law:Act 5:3", EntityWords("law", "Act 5:3")),
        ("work:E=mc2", EntityWords("work", "E=mc2")),
        ("work:x=speaker=mentioned", EntityWords("work", "x=speaker")),
    ],
)
def test_kind_name_and_role(written: str, meant: EntityWords) -> None:
    assert entity_words(written) == meant


def test_a_role_that_is_none_is_a_part_of_the_name_and_a_doubt() -> None:
    meant = entity_words("person:Ada=speeker")

    assert (meant.name, meant.role) == ("Ada=speeker", "mentioned")
    assert "“speeker” is no role" in meant.doubt


@pytest.mark.parametrize("written", ["", "Ada", ":Ada", "person:", "person: =speaker"])
def test_without_a_kind_or_a_name_it_is_refused(written: str) -> None:
    with pytest.raises(ReviewerError, match="kind:Name"):
        entity_words(written)


@given(st.text(alphabet="ab:= é", min_size=1).map(str.strip).filter(bool), st.sampled_from(ROLES))
def test_any_name_comes_back_when_its_role_is_written(name: str, role: Role) -> None:
    meant = entity_words(f"person:{name}={role}")

    assert (meant.kind, meant.name, meant.role) == ("person", name, role)
