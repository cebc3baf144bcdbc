import pytest

from reviewer.model.entity import Entity
from reviewer.model.ids import EntityId, TopicId
from reviewer.model.topic import Topic
from reviewer.tagging.offering import (
    Offer,
    Offers,
    Typed,
    clean_path,
    likely_kind,
    looks_like_a_name,
    read_typed,
)


def _topic(path: str, *, last_used: str = "") -> Topic:
    return Topic(TopicId(path), path.rpartition("/")[2], path, "#735ed1", last_used=last_used)


def _entity(name: str, kind: str = "person", *aliases: str, last_used: str = "") -> Entity:
    return Entity(EntityId(name), kind, name, "#b6770b", aliases, last_used=last_used)


TOPICS = [_topic("Climate"), _topic("Housing"), _topic("Housing/Rents", last_used="2026-11-20T10:00:00Z")]
ENTITIES = [
    _entity("Ada Lind", "person", "A. Lind", last_used="2026-11-21T10:00:00Z"),
    _entity("Ministry of Housing", "organisation", "MoH"),
]


def _known(rows: list[Offer]) -> list[str]:
    return [row.key for row in rows if not row.is_new]


def _made(rows: list[Offer]) -> list[str]:
    return [f"{row.kind}:{row.name}" if row.what == "entity" else row.path for row in rows if row.is_new]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("rents", Typed("rents")),
        ("# rents", Typed("rents", "topic")),
        ("@Ada  Lind", Typed("Ada Lind", "entity")),
        ("person: Ada", Typed("Ada", "entity", "person")),
        ("org:Bank", Typed("Bank", "entity", "organisation")),
        ("@law: Poor Law", Typed("Poor Law", "entity", "law")),
        ("note: this", Typed("note: this")),
        ("#law: courts", Typed("law: courts", "topic")),
        ("p: Ada", Typed("p: Ada")),
    ],
)
def test_what_was_typed_says_what_is_wanted(text: str, typed: Typed) -> None:
    assert read_typed(text) == typed


def test_with_nothing_typed_the_last_used_come_first() -> None:
    rows = Offers(TOPICS, ENTITIES, recent=["Climate"]).find("")

    assert _known(rows) == ["Climate", "Ada Lind", "Housing/Rents", "Housing", "Ministry of Housing"]
    assert _made(rows) == []


def test_an_entity_that_the_selected_words_name_is_on_top() -> None:
    rows = Offers(TOPICS, ENTITIES, recent=["Climate"], selected="moh").find("")

    assert rows[0].key == "Ministry of Housing"
    assert rows[0].note == "MoH"


def test_selected_words_that_look_like_a_name_are_offered_as_an_entity() -> None:
    offers = Offers(TOPICS, ENTITIES, selected="Court of Appeal")

    assert _made(offers.find("")) == ["organisation:Court of Appeal"]
    assert _made(offers.find("cou")) == ["organisation:Court of Appeal", "cou", "person:cou"]
    assert _made(offers.find("Court of Appeal"))[0] == "organisation:Court of Appeal"
    assert _made(offers.find("rent")) == ["rent", "person:rent"]


def test_what_exists_by_that_very_name_is_not_offered_again() -> None:
    offers = Offers(TOPICS, ENTITIES)

    assert _made(offers.find("housing")) == ["person:housing"]
    assert _made(offers.find("person: ada lind")) == []
    assert _made(offers.find("law: Ada Lind")) == ["law:Ada Lind"]


def test_a_name_that_only_a_slip_could_have_meant_comes_behind_the_new_one() -> None:
    rows = Offers([_topic("Cost"), _topic("Coastal towns")], []).find("Coast")

    assert [row.key or f"new {row.what}" for row in rows] == [
        "Coastal towns",
        "new topic",
        "new entity",
        "Cost",
    ]


@pytest.mark.parametrize("typed", ["mine", "press"])
def test_letters_strewn_over_an_alias_come_behind_the_new_name(typed: str) -> None:
    rows = Offers([], [_entity("Adaeze Okafor", "person", "the minister", "Professor Sandoval")]).find(typed)

    assert [row.key or f"new {row.what}" for row in rows] == ["new topic", "new entity", "Adaeze Okafor"]


def test_few_letters_strewn_over_a_name_abbreviate_it() -> None:
    assert Offers(TOPICS, []).find("hsg")[0].name == "Housing"


def test_slips_take_no_more_rows_than_are_left() -> None:
    offers = Offers([_topic("Cost"), _topic("Coastal towns"), _topic("Coasts")], [])

    assert _known(offers.find("Coast", limit=2)) == ["Coasts", "Coastal towns"]


def test_a_topic_below_another_can_be_made_beside_one_of_its_name() -> None:
    assert _made(Offers(TOPICS, []).find("# Climate / Rents")) == ["Climate/Rents"]


def test_a_prefix_keeps_topics_and_entities_apart() -> None:
    offers = Offers(TOPICS, ENTITIES)

    assert _known(offers.find("#hous")) == ["Housing", "Housing/Rents"]
    assert _known(offers.find("@hous")) == ["Ministry of Housing"]
    assert _known(offers.find("@")) == ["Ada Lind", "Ministry of Housing"]
    assert _known(offers.find("person:")) == ["Ada Lind"]


def test_an_alias_says_so_and_a_path_is_marked() -> None:
    offers = Offers(TOPICS, ENTITIES)

    (alias,) = [row for row in offers.find("@moh") if row.note]
    (path,) = [row for row in offers.find("housing/re") if not row.is_new]

    assert (alias.name, alias.note, alias.note_marks) == ("Ministry of Housing", "MoH", (0, 1, 2))
    assert "".join(path.path[place] for place in path.note_marks) == "Housing/Re"


def test_what_the_passage_has_is_marked_present() -> None:
    rows = Offers(TOPICS, ENTITIES, present=["Housing"]).find("housing")

    assert [row.key for row in rows if row.present] == ["Housing"]


def test_a_kind_of_the_library_s_own_can_be_asked_for() -> None:
    offers = Offers([], [_entity("Vasa", "ship")])

    assert offers.kinds[-1] == "ship"
    assert _made(offers.find("ship: Mary Rose")) == ["ship:Mary Rose"]


@pytest.mark.parametrize(
    "words", ["Ada Lovelace", "Bank of England", "NATO", "Área Metropolitana de Lisboa", "Act 1998"]
)
def test_names_are_recognised(words: str) -> None:
    assert looks_like_a_name(words)


@pytest.mark.parametrize(
    "words", ["", "the rent", "The rent is due", "Rents rose.", "会議", "A B C D E F G H I J"]
)
def test_other_words_are_not_taken_for_names(words: str) -> None:
    assert not looks_like_a_name(words)


def test_a_kind_is_guessed_from_the_words() -> None:
    assert [likely_kind(name) for name in ("Ada Lind", "City Council", "Reading Room Act", "River Tay")] == [
        "person",
        "organisation",
        "law",
        "place",
    ]


def test_a_path_is_cleaned() -> None:
    assert clean_path(" Housing //  Rent  control / ") == "Housing/Rent control"
    assert clean_path(" / ") == ""
