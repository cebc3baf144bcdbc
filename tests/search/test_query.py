"""What was typed into the search field, as a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.coder import Coder
from reviewer.model.entity import Entity
from reviewer.model.ids import CoderId, EntityId, TopicId
from reviewer.model.query import Query
from reviewer.model.topic import Topic
from reviewer.search.query import Names, is_date, read

NAMES = Names(
    topics=(
        Topic(TopicId("1"), "Housing", "Housing", "#735ed1"),
        Topic(TopicId("2"), "Rents", "Housing/Rents", "#735ed1", passages=1),
        Topic(TopicId("3"), "Rents", "Economy/Rents", "#735ed1", passages=5),
        Topic(TopicId("4"), "Due process", "Due process", "#735ed1"),
    ),
    entities=(
        Entity(EntityId("5"), "person", "Ada Lovelace", "#735ed1", aliases=("Countess of Lovelace",)),
        Entity(EntityId("6"), "ship", "Ada", "#735ed1"),
    ),
    coders=(Coder(CoderId("7"), "Ana Ruiz"),),
)


def test_words_search_the_text() -> None:
    assert read("  night   shift ", NAMES) == Query(words="night shift", where="text")


def test_nothing_asks_for_all_passages() -> None:
    assert read(" ", NAMES) == Query(where="passages")


def test_a_topic_is_found_by_its_path_and_by_its_name_alone() -> None:
    assert read("topic:housing/rents", NAMES).topics == ("2",)
    assert read("topic:Rents", NAMES).topics == ("3",)
    assert read('topic:"due process" court', NAMES) == Query(
        words="court", where="passages", topics=(TopicId("4"),)
    )


def test_an_entity_is_found_by_its_kind_and_by_an_alias() -> None:
    assert read("ship:ada", NAMES).entities == ("6",)
    assert read("person:“Countess of Lovelace”", NAMES).entities == ("5",)
    assert read('entity:"Ada Lovelace"', NAMES).entities == ("5",)
    assert read("person:ada", NAMES) == Query(words="person:ada", where="text")


def test_coder_and_dates_are_filters() -> None:
    query = read('by:"Ana Ruiz" since:2025-01 until:2025-01-31 crane', NAMES)

    assert query == Query(words="crane", coders=(CoderId("7"),), since="2025-01", until="2025-01-31")


def test_dates_alone_do_not_change_where_a_query_looks() -> None:
    assert read("crane since:2025", NAMES).where == "text"
    assert read("crane since:2025", NAMES, where="passages").where == "passages"


@pytest.mark.parametrize(
    "typed", ["12:30", "https://example.org/a:b", "topic:", "topic:Nothing", "since:2025-13", ":x"]
)
def test_a_prefix_that_names_nothing_is_words(typed: str) -> None:
    assert read(typed, NAMES) == Query(words=typed, where="text")


@pytest.mark.parametrize("typed", ['"due process"', "“due process”", "„due process“"])
def test_a_phrase_keeps_straight_marks_whichever_were_typed(typed: str) -> None:
    assert read(f"{typed} now", NAMES).words == '"due process" now'


def test_a_half_typed_phrase_is_words() -> None:
    assert read('"due proc', NAMES).words == "due proc"


@given(st.text(alphabet='abc:"“”„* ()-^{}NEARORAND\n\t\0topic:since2025', max_size=40))
def test_whatever_is_typed_is_a_query_with_balanced_marks(typed: str) -> None:
    assert read(typed, NAMES).words.count('"') % 2 == 0


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert [is_date(text) for text in ("2024-02-29", "2025-02-29", "2025", "2025-1", "")] == [
        True,
        False,
        True,
        False,
        False,
    ]
