"""Backups: whole, checked, kept by age, and not beside the library."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reviewer.model.ids import DocumentId
from reviewer.store.backups import Named, backup, folder_of, too_many
from reviewer.store.copies import TooSlowError, copy_library
from reviewer.store.faults import LibraryError
from reviewer.store.library import Library
from reviewer.store.topics import ensure_topic, topics

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def made(hours: float, reason: str = "closing") -> Named:
    at = NOW - timedelta(hours=hours)
    return Named(Path(f"{at:%Y-%m-%d %H.%M.%S} {reason}.reviewer"), at, reason)


def test_a_backup_holds_what_was_saved_and_lies_in_the_users_folder(
    library: Library, document: DocumentId
) -> None:
    ensure_topic(library, "Access")

    path = backup(library, "merge")

    assert path.is_relative_to(folder_of(library.identity))
    assert not path.is_relative_to(library.path.parent)
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as raw:
        assert raw.execute("SELECT name FROM topic").fetchall() == [("Access",)]
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert list(path.parent.iterdir()) == [path]


def test_a_backup_made_during_a_step_is_of_what_was_saved_before(library: Library) -> None:
    ensure_topic(library, "Before")
    with library.step("More"):
        ensure_topic(library, "During")
        path = backup(library, "asked")

    with Library.open(path) as opened:
        assert [topic.name for topic in topics(opened)] == ["Before"]


def test_two_backups_in_one_second_are_two(library: Library) -> None:
    assert backup(library, "asked") != backup(library, "asked")


def test_a_damaged_library_makes_no_backup(library: Library) -> None:
    for number in range(200):
        ensure_topic(library, f"Topic {number} {'word ' * 40}")
    library.close()
    with library.path.open("rb+") as file:
        file.seek(40 * 4096)
        file.write(b"\xff" * 4096 * 10)

    with pytest.raises(LibraryError, match="damaged"):
        copy_library(library.path, library.path.with_name("copy.reviewer"))

    assert [path.name for path in library.path.parent.iterdir()] == [library.path.name]


def test_a_copy_that_takes_too_long_leaves_nothing(library: Library, document: DocumentId) -> None:
    with pytest.raises(TooSlowError, match="too long"):
        copy_library(library.path, library.path.with_name("copy.reviewer"), seconds=-1)

    assert not list(library.path.parent.glob("*copy*"))


def test_of_old_backups_one_an_hour_a_day_and_a_week_is_kept() -> None:
    hourly = [made(hours + 0.1) for hours in range(24 * 70)]

    let_go = too_many(hourly, now=NOW)

    kept = [one for one in hourly if one not in let_go]
    ages = [(NOW - one.at) / timedelta(days=1) for one in kept]
    assert sum(age <= 1 for age in ages) == 24
    assert sum(1 < age <= 7 for age in ages) in {6, 7}
    assert sum(7 < age <= 56 for age in ages) in {7, 8}
    assert max(ages) <= 56


def test_the_newest_three_and_the_newest_of_each_reason_are_kept_however_old() -> None:
    old = [made(24 * 400 + minute / 60, "closing") for minute in range(5)]
    merge = made(24 * 500, "merge")

    assert too_many([*old, merge], now=NOW) == old[3:]
