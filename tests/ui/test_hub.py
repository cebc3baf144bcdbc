"""The hub: the only way to the library, and the one voice that says what has changed."""

import threading
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.store.backups import Backup, backups_of
from reviewer.store.library import Library
from reviewer.store.topics import ensure_topic, topics
from reviewer.ui.hub import Hub
from tests.ui.conftest import Make, OpenHub, never, settle
from tests.ui.test_lanes import in_a_thread


def names(library: Library) -> list[str]:
    return [one.path for one in topics(library)]


def ask(hub: Hub, qtbot: QtBot) -> list[str]:
    """The topics of the library that is open."""
    answers: list[list[str]] = []
    hub.run(names, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def test_without_a_library_there_is_a_sentence(hub: Hub, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hub.failed) as said:
        hub.run(names)

    assert "No library is open." in str(said.args[0])


def test_a_step_is_announced_once_and_on_the_main_thread(open_hub: OpenHub, make: Make, qtbot: QtBot) -> None:
    hub = open_hub(make())
    heard: list[tuple[Changes, str]] = []
    steps: list[tuple[str | None, str | None]] = []
    hub.changed.connect(lambda changes: heard.append((changes, threading.current_thread().name)))
    hub.stepped.connect(lambda undo, redo: steps.append((undo, redo)))

    hub.run(partial(ensure_topic, path="Harbour/Cranes"))
    settle(hub, qtbot)

    assert [(one.kinds, thread) for one, thread in heard] == [
        (frozenset({"topic"}), threading.main_thread().name)
    ]
    assert steps == [(heard[0][0].step, None)]


def test_a_change_is_announced_before_the_answer_to_what_made_it(
    open_hub: OpenHub, make: Make, qtbot: QtBot
) -> None:
    hub = open_hub(make())
    order: list[str] = []
    hub.changed.connect(lambda _: order.append("changed"))

    hub.run(partial(ensure_topic, path="Cranes"), lambda _: order.append("answered"))
    settle(hub, qtbot)

    assert order == ["changed", "answered"]


def test_reading_announces_nothing(open_hub: OpenHub, make: Make, qtbot: QtBot) -> None:
    hub = open_hub(make())

    with qtbot.assertNotEmitted(hub.changed):
        assert ask(hub, qtbot) == []


def test_undo_and_redo_tell_their_names(open_hub: OpenHub, make: Make, qtbot: QtBot) -> None:
    hub = open_hub(make())
    hub.run(partial(ensure_topic, path="Cranes"))
    settle(hub, qtbot)
    steps: list[tuple[str | None, str | None]] = []
    hub.stepped.connect(lambda undo, redo: steps.append((undo, redo)))
    said: list[str] = []
    hub.undone.connect(said.append)
    hub.redone.connect(said.append)

    hub.undo()
    settle(hub, qtbot)
    assert ask(hub, qtbot) == []
    hub.redo()
    settle(hub, qtbot)

    assert ask(hub, qtbot) == ["Cranes"]
    ((none, redo), (undo, nothing)) = steps
    assert (none, nothing) == (None, None)
    assert undo == redo is not None
    assert said == [undo, redo]


def test_what_another_program_writes_is_noticed(open_hub: OpenHub, make: Make, qtbot: QtBot) -> None:
    path = make()
    hub = open_hub(path)

    with qtbot.waitSignal(hub.changed) as said, Library.open(path) as elsewhere:
        ensure_topic(elsewhere, "From elsewhere")

    assert said.args[0].kinds >= {"document", "passage", "topic", "entity", "tag", "memo"}
    assert ask(hub, qtbot) == ["From elsewhere"]


def test_a_second_library_takes_the_place_of_the_first(open_hub: OpenHub, make: Make, qtbot: QtBot) -> None:
    first, second = make("First"), make("Second")
    hub = open_hub(first)

    open_hub(second)
    hub.run(partial(ensure_topic, path="Cranes"))
    settle(hub, qtbot)

    assert hub.path == second
    with Library.open(first) as one, Library.open(second) as other:
        assert names(one) == []
        assert names(other) == ["Cranes"]


def test_a_library_that_is_left_is_closed(open_hub: OpenHub, make: Make) -> None:
    first = make("First")
    hub = open_hub(first)
    assert first.with_name("First.reviewer-wal").exists()

    open_hub(make("Second"))

    assert not first.with_name("First.reviewer-wal").exists()
    assert not hub.is_opening


def test_a_library_that_cannot_be_opened_leaves_the_first_one_open(
    open_hub: OpenHub, make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    first = make("First")
    hub = open_hub(first)
    refused: list[ReviewerError] = []

    hub.open(tmp_path / "none.reviewer", never, refused.append)
    begun = hub.is_opening
    hub.run(partial(ensure_topic, path="Cranes"))
    settle(hub, qtbot)

    assert "none.reviewer" in str(refused[0])
    assert (begun, hub.is_opening) == (True, False)
    assert hub.path == first
    assert ask(hub, qtbot) == ["Cranes"]


def test_a_new_library_is_made_and_opened(hub: Hub, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "New.reviewer"
    opened: list[None] = []

    hub.open(path, lambda: opened.append(None), never, new=True)
    qtbot.waitUntil(lambda: bool(opened))

    assert path.is_file()
    assert hub.path == path


def test_who_opens_two_libraries_at_once_has_the_second(hub: Hub, make: Make, qtbot: QtBot) -> None:
    first, second = make("First"), make("Second")
    opened: list[str] = []
    answers: list[object] = []

    def first_opened() -> None:
        opened.append("first")
        hub.run(partial(ensure_topic, path="Only for the first"), answers.append)

    hub.open(first, first_opened, never)
    hub.open(second, lambda: opened.append("second"), never)
    qtbot.waitUntil(lambda: len(opened) == 2 and not hub.is_busy)

    assert opened == ["first", "second"]
    assert hub.path == second
    assert answers == []
    assert ask(hub, qtbot) == []


def test_what_was_asked_of_a_library_is_not_done_in_the_next(
    open_hub: OpenHub, make: Make, qtbot: QtBot
) -> None:
    hub = open_hub(make("First"))
    second = make("Second")
    answers: list[object] = []

    hub.open(second, lambda: None, never)
    hub.run(partial(ensure_topic, path="For the first"), answers.append)
    settle(hub, qtbot)

    assert answers == []
    assert ask(hub, qtbot) == []


def test_before_a_library_is_left_its_last_word_is_asked(open_hub: OpenHub, make: Make, qtbot: QtBot) -> None:
    first = make("First")
    hub = open_hub(first)
    hub.leaving.connect(partial(hub.run, partial(ensure_topic, path="Last word")))

    open_hub(make("Second"))

    assert ask(hub, qtbot) == []
    with Library.open(first) as library:
        assert names(library) == ["Last word"]


def test_another_thread_waits_for_the_library_it_began_with(
    open_hub: OpenHub, make: Make, qtbot: QtBot
) -> None:
    hub = open_hub(make("First"))
    in_library = hub.waiting()
    assert in_a_thread(partial(in_library, names)) == [[]]

    open_hub(make("Second"))
    (fault,) = in_a_thread(partial(in_library, partial(ensure_topic, path="Late")))

    assert isinstance(fault, ReviewerError)
    assert "Another library was opened" in str(fault)
    assert ask(hub, qtbot) == []


def test_what_a_verb_raises_comes_to_the_thread_that_waits(open_hub: OpenHub, make: Make) -> None:
    in_library = open_hub(make()).waiting()

    (fault,) = in_a_thread(partial(in_library, lambda library: library.history.undo()))

    assert isinstance(fault, ReviewerError)
    assert "nothing to undo" in str(fault)


def test_a_library_that_is_gone_is_said_once_and_looked_at_again_when_it_is_back(
    open_hub: OpenHub, make: Make, qtbot: QtBot
) -> None:
    path = make()
    hub = open_hub(path)
    said: list[ReviewerError] = []
    hub.failed.connect(said.append)

    def look() -> None:
        hub._look()
        settle(hub, qtbot)

    path.rename(path.with_suffix(".away"))
    look()
    look()
    assert len(said) == 1
    path.with_suffix(".away").rename(path)
    look()
    assert ask(hub, qtbot) == []
    path.rename(path.with_suffix(".away"))
    look()

    assert len(said) == 2
    path.with_suffix(".away").rename(path)


def test_closing_saves_what_was_given(make: Make, qtbot: QtBot) -> None:
    path = make()
    hub = Hub()
    opened: list[None] = []
    hub.open(path, lambda: opened.append(None), never)
    qtbot.waitUntil(lambda: bool(opened))

    for number in range(20):
        hub.run(partial(ensure_topic, path=f"Topic {number}"))
    hub.close()

    with Library.open(path) as library:
        assert len(names(library)) == 20
    assert sorted(one.name for one in path.parent.glob("Harbour*")) == ["Harbour.reviewer"]


def test_a_library_that_is_opened_again_may_still_be_written(
    open_hub: OpenHub, make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make()
    hub = open_hub(path)
    hub.open(tmp_path / "none.reviewer", never, lambda _: None)
    settle(hub, qtbot)
    open_hub(path)

    assert hub.access == "write"
    hub.run(partial(ensure_topic, path="Cranes"))
    assert ask(hub, qtbot) == ["Cranes"]
    hub.close()
    assert sorted(one.name for one in tmp_path.glob("Harbour*")) == [path.name]


def test_a_second_hub_follows_and_takes_over(open_hub: OpenHub, make: Make, qtbot: QtBot) -> None:
    path = make()
    first = Hub()
    first.open(path, lambda: None, never)
    qtbot.waitUntil(lambda: first.path == path and not first.is_busy)
    second = open_hub(path)
    said: list[ReviewerError] = []
    second.failed.connect(said.append)
    heard: list[str] = []
    second.access_changed.connect(heard.append)

    assert second.access == "follow"
    second.run(partial(ensure_topic, path="Refused"))
    settle(second, qtbot)
    assert "Another window has" in said[0].problem
    first.close()
    qtbot.waitUntil(lambda: heard == ["write"])
    second.run(partial(ensure_topic, path="Cranes"))

    assert ask(second, qtbot) == ["Cranes"]


def test_a_backup_is_made_beside_the_work_and_why_there_is_none_is_said(
    open_hub: OpenHub, make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hub = open_hub(make())
    warned: list[str] = []
    hub.warned.connect(warned.append)
    kept: list[list[Backup]] = []

    hub.run(partial(ensure_topic, path="Cranes"))
    hub.back_up_where_due()

    def has_come() -> bool:
        hub.run(backups_of, kept.append)
        return bool(kept and kept[-1])

    qtbot.waitUntil(has_come)
    assert [one.reason for one in kept[-1]] == ["while open"]

    (tmp_path / "no folder").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "no folder"))
    hub.run(partial(ensure_topic, path="Quays"))
    hub.back_up_where_due()
    qtbot.waitUntil(lambda: bool(warned))
    assert "cannot be made" in warned[0]
