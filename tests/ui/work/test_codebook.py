"""The codebook: topics and entities as the library has them, and what is filtered by."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from reviewer.model.entity import Entity
from reviewer.model.passage import Span
from reviewer.model.topic import Topic
from reviewer.store.entities import entities
from reviewer.store.tags import tag_passage
from reviewer.store.topics import delete_topic, ensure_topic, topics
from reviewer.ui.work.codebook import Codebook
from tests.ui.work.conftest import Room

ON, OFF = True, False


@pytest.fixture
def codebook(room: Room, qtbot: QtBot) -> Codebook:
    """The codebook of a library with a few topics and an entity."""
    one = Codebook(room.hub)
    for panel in (one.topics_panel, one.entities_panel):
        qtbot.addWidget(panel)
    room.open("Harbour", "The crane\n\nIt was sold.\n")
    for path in ("Harbour/Cranes", "Harbour/Quays", "Light"):
        room.ask(ensure_topic, path)
    one.entities_panel.added.emit("person", "Ines Moss")
    room.settle()
    return one


@pytest.fixture
def topic(codebook: Codebook) -> Callable[[str], Topic]:
    return lambda path: next(one for one in codebook.topics if one.path == path)


def paths(codebook: Codebook) -> list[str]:
    return [one.path for one in codebook.topics]


def test_it_is_what_the_library_has(codebook: Codebook, room: Room) -> None:
    assert paths(codebook) == ["Harbour", "Harbour/Cranes", "Harbour/Quays", "Light"]
    assert codebook.topics == room.ask(topics)
    assert codebook.entities == room.ask(entities)
    assert codebook.everything() == [*codebook.topics, *codebook.entities]


def test_the_panels_make_rename_recolour_move_and_remove_topics(
    codebook: Codebook, room: Room, topic: Callable[[str], Topic]
) -> None:
    panel = codebook.topics_panel

    panel.added.emit("Ships/Ferries")
    room.settle()
    panel.renamed.emit(topic("Ships").id, "Boats")
    room.settle()
    panel.colour_chosen.emit(topic("Boats").id, "#852a0f")
    panel.moved.emit(topic("Boats").id, topic("Harbour").id)
    panel.removed.emit(topic("Light").id)
    room.settle()

    assert paths(codebook) == [
        "Harbour",
        "Harbour/Boats",
        "Harbour/Boats/Ferries",
        "Harbour/Cranes",
        "Harbour/Quays",
    ]
    assert topic("Harbour/Boats").colour == "#852a0f"
    panel.moved.emit(topic("Harbour/Boats").id, "")
    room.settle()
    assert paths(codebook)[0] == "Boats"


def test_the_panels_make_rename_and_remove_entities_and_their_aliases(codebook: Codebook, room: Room) -> None:
    panel = codebook.entities_panel

    def ines() -> Entity:
        (one,) = codebook.entities
        return one

    panel.renamed.emit(ines().id, "Ines Prado")
    panel.alias_added.emit(ines().id, "Moss")
    panel.kind_chosen.emit(ines().id, "organisation")
    panel.colour_chosen.emit(ines().id, "#852a0f")
    room.settle()
    assert (ines().kind, ines().name, ines().colour) == ("organisation", "Ines Prado", "#852a0f")
    assert "Moss" in ines().aliases
    panel.alias_removed.emit(ines().id, "Moss")
    room.settle()
    assert "Moss" not in ines().aliases

    panel.removed.emit(ines().id)
    room.settle()

    assert codebook.entities == []


def test_a_name_that_is_refused_is_said_and_the_row_has_its_own_again(
    codebook: Codebook, room: Room, topic: Callable[[str], Topic], qtbot: QtBot
) -> None:
    with qtbot.waitSignals([room.hub.failed, codebook.changed]):
        codebook.topics_panel.renamed.emit(topic("Harbour/Cranes").id, "Quays")

    assert "Harbour/Cranes" in paths(codebook)


def test_who_clicks_a_row_has_chosen_what_it_stands_for(
    codebook: Codebook, topic: Callable[[str], Topic], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(codebook.chosen) as said:
        codebook.topics_panel.chosen.emit(topic("Light").id)
    assert said.args == [topic("Light")]

    with qtbot.waitSignal(codebook.chosen) as said:
        codebook.entities_panel.chosen.emit(codebook.entities[0].id)
    assert said.args == [codebook.entities[0]]


def test_filters_are_turned_on_and_off_each_by_itself(
    codebook: Codebook, topic: Callable[[str], Topic]
) -> None:
    harbour, ines = topic("Harbour"), codebook.entities[0]

    codebook.topics_panel.filter_toggled.emit(harbour.id, ON)
    codebook.entities_panel.filter_toggled.emit(ines.id, ON)
    assert codebook.filter_topics() == (harbour.id,)
    assert codebook.filter_entities() == (ines.id,)
    assert codebook.filter_names() == ["Harbour", "Ines Moss"]
    codebook.topics_panel.filter_toggled.emit(harbour.id, OFF)

    assert codebook.filters == [ines.id]
    codebook.clear_filters()
    assert codebook.filters == []


def test_a_topic_is_filtered_by_with_all_below_it(codebook: Codebook, topic: Callable[[str], Topic]) -> None:
    codebook.filter_by(topic("Harbour").id)

    below = {topic(path).id for path in ("Harbour", "Harbour/Cranes", "Harbour/Quays")}
    assert set(codebook.filter_tags()) == below


def test_a_topic_that_is_put_below_a_filter_is_within_it_at_once(
    codebook: Codebook, room: Room, topic: Callable[[str], Topic], qtbot: QtBot
) -> None:
    codebook.filter_by(topic("Harbour").id)

    with qtbot.waitSignal(codebook.filtered):
        room.ask(ensure_topic, "Harbour/Ferries")

    assert topic("Harbour/Ferries").id in codebook.filter_tags()
    with qtbot.assertNotEmitted(codebook.filtered):
        room.ask(ensure_topic, "Light/Lamps")


def test_a_filter_goes_with_its_topic(
    codebook: Codebook, room: Room, topic: Callable[[str], Topic], qtbot: QtBot
) -> None:
    codebook.filter_by(topic("Light").id)

    with qtbot.waitSignal(codebook.filtered):
        room.ask(delete_topic, topic("Light").id)

    assert codebook.filters == []


def test_what_was_used_last_comes_first(
    codebook: Codebook, room: Room, topic: Callable[[str], Topic]
) -> None:
    crane = room.document("The crane")

    for path in ("Light", "Harbour/Quays"):
        room.ask(tag_passage, crane.id, Span(0, 9), topics=[topic(path).id])

    assert codebook.recent()[:2] == [topic("Harbour/Quays").id, topic("Light").id]
    assert topic("Harbour/Cranes").id not in codebook.recent()


def test_no_filter_is_no_news(codebook: Codebook, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(codebook.filtered):
        codebook.clear_filters()
