"""Backups: whole, checked, kept by age, and not beside the library."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from reviewer.model.changes import Changes
from reviewer.model.ids import DocumentId
from reviewer.model.passage import Span
from reviewer.model.query import Query
from reviewer.store.backup_files import BackupFile, Reason, folder_of, too_many
from reviewer.store.backups import (
    backup,
    backup_fault,
    backup_if_due,
    backup_on_closing,
    backups_of,
    restore,
    state_of,
)
from reviewer.store.checking import check
from reviewer.store.copies import Counts, StoppedError, copy_from, copy_library, opened_to_read
from reviewer.store.faults import LibraryError
from reviewer.store.fulltext import search_passages
from reviewer.store.library import Library
from reviewer.store.settings import remember, setting
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic, topics
from tests.store.conftest import add_text
from tests.store.older import TOPICS, make_older

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def made(hours: float, reason: str = "closing", size: int = 1000) -> BackupFile:
    at = NOW - timedelta(hours=hours)
    return BackupFile(Path(f"{at:%Y-%m-%d %H.%M.%S} {reason}.reviewer"), at, reason, size)


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


def test_a_copy_that_is_not_to_go_on_leaves_nothing(
    library: Library, document: DocumentId, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backup(library, "asked")
    monkeypatch.setattr("reviewer.store.copies._PAGES", 10)
    monkeypatch.setattr("reviewer.store.copies._INSTRUCTIONS", 10)
    pages = library.execute("PRAGMA page_count").fetchone()[0]

    for pieces in (0, 1, pages // 10 + 2):
        answers = iter([True] * pieces + [False] * 1000)
        with opened_to_read(library.path) as connection, pytest.raises(StoppedError, match="takes long"):
            copy_from(
                connection, library.path, before.with_name("copy.reviewer"), goes_on=partial(next, answers)
            )

    assert list(before.parent.iterdir()) == [before]


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


def test_backups_take_only_so_much_room_but_three_are_kept() -> None:
    daily = [made(24 * days + 0.1, size=3_000_000_000) for days in range(6)]

    assert too_many(daily, now=NOW) == daily[3:]


def test_backups_are_listed_with_what_is_in_them(library: Library, document: DocumentId) -> None:
    first = backup(library, "closing")
    topic = ensure_topic(library, "Access")
    tag_passage(library, document, Span(0, 4), topics=[topic])
    second = backup(library, "merge")
    broken = backup(library, "asked")
    broken.write_bytes(b"no database")

    listed = backups_of(library)

    assert [(one.path, one.reason, one.counts) for one in listed] == [
        (broken, "asked", None),
        (second, "merge", Counts(1, 1, 1)),
        (first, "closing", Counts(1, 0, 0)),
    ]
    assert listed[1].size == second.stat().st_size
    assert listed[1].at > "2026-01-01T00:00:00Z"


def test_backups_are_listed_where_the_library_was_moved(library: Library, tmp_path: Path) -> None:
    made = backup(library, "asked")
    library.close()
    moved = tmp_path / "elsewhere.reviewer"
    library.path.rename(moved)

    with Library.open(moved) as opened:
        assert [one.path for one in backups_of(opened)] == [made]


def test_going_back_to_a_backup_can_be_undone_by_going_back_to_the_one_before(
    library: Library, document: DocumentId
) -> None:
    ensure_topic(library, "First")
    made = backup(library, "asked")
    ensure_topic(library, "Second")
    heard: list[Changes] = []
    library.watch(heard.append)

    before = restore(library, made)

    assert [topic.name for topic in topics(library)] == ["First"]
    assert library.history.undo_name == "New topic “First”"
    assert heard[0].kinds >= {"document", "topic", "tag"}
    assert check(library).problems == ()
    restore(library, before)
    assert [topic.name for topic in topics(library)] == ["First", "Second"]
    library.history.undo()
    assert [topic.name for topic in topics(library)] == ["First"]


def test_after_going_back_everything_works_and_it_is_another_device(
    library: Library, document: DocumentId
) -> None:
    made = backup(library, "asked")
    ensure_topic(library, "Lost")
    device = setting(library, "device")

    restore(library, made)
    tag_passage(library, document, Span(0, 4), topics=[ensure_topic(library, "Found again")])

    assert setting(library, "device") != device
    assert len(search_passages(library, Query(words="date"))) == 1
    library.history.undo(2)
    assert topics(library) == []
    library.close()
    with Library.open(library.path) as opened:
        assert check(opened).problems == ()


def test_who_reads_the_library_sees_that_it_went_back(library: Library) -> None:
    made = backup(library, "asked")
    ensure_topic(library, "Lost")

    with Library.open(library.path, access="follow") as second:
        before = second.data_version()
        assert len(topics(second)) == 1
        restore(library, made)

        assert second.data_version() != before
        assert topics(second) == []


def test_while_another_program_writes_one_does_not_go_back(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup(library, "asked")
    ensure_topic(library, "Kept")
    monkeypatch.setattr("reviewer.store.library._BUSY_SECONDS", 0.05)
    library.execute("PRAGMA busy_timeout = 20")

    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="being written by another"):
            restore(library, made)

    assert [topic.name for topic in topics(library)] == ["Kept"]


def test_a_backup_of_another_library_is_refused(library: Library, tmp_path: Path) -> None:
    ensure_topic(library, "Kept")
    with Library.create(tmp_path / "other.reviewer") as other:
        made = backup(other, "asked")

    with pytest.raises(LibraryError, match="another library"):
        restore(library, made)
    with pytest.raises(LibraryError, match="cannot be found"):
        restore(library, tmp_path / "gone.reviewer")

    assert [topic.name for topic in topics(library)] == ["Kept"]
    assert not list(made.parent.parent.glob("*/.*"))


def test_one_goes_back_to_a_backup_of_an_older_version(tmp_path: Path) -> None:
    path = make_older(tmp_path / "old.reviewer")

    with Library.open(path) as library:
        (old,) = backups_of(library)
        assert (old.reason, old.counts) == ("older version", Counts(1, TOPICS, TOPICS))
        ensure_topic(library, "New")
        restore(library, old.path)
        assert len(topics(library)) == TOPICS


def test_closing_makes_a_backup_only_where_something_has_changed(library: Library) -> None:
    backup_on_closing(library, since="")
    assert backups_of(library) == []

    ensure_topic(library, "One")
    backup_on_closing(library, since=state_of(library))
    assert backups_of(library) == []
    backup_on_closing(library, since="")
    backup_on_closing(library, since="")
    remember(library, "document", "what the window remembers is no change")
    backup_on_closing(library, since="")
    assert [one.reason for one in backups_of(library)] == ["closing"]

    library.history.undo()
    backup_on_closing(library, since="")
    assert [one.reason for one in backups_of(library)] == ["closing", "closing"]


def test_while_the_window_is_open_there_is_one_an_hour_and_of_a_large_library_one_a_day(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def due(reason: Reason) -> bool:
        return backup_if_due(library.path, library.identity, since="", reason=reason) is not None

    ensure_topic(library, "One")
    assert due("while open")
    ensure_topic(library, "Two")
    assert not due("while open")
    monkeypatch.setattr("reviewer.store.backups._LARGE", 0)
    assert not due("closing")
    (newest,) = backups_of(library)
    age(newest.path, timedelta(hours=2))
    assert not due("closing")
    monkeypatch.undo()
    assert due("while open")


def test_closing_says_next_time_why_there_was_no_backup(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_topic(library, "One")
    monkeypatch.setattr("reviewer.store.backups._CLOSING_SECONDS", -1)

    backup_on_closing(library, since="")

    assert "takes long" in backup_fault(library)
    monkeypatch.undo()
    backup_on_closing(library, since="")
    assert backup_fault(library) == ""
    assert len(backups_of(library)) == 1


def test_a_full_disk_makes_no_backup_and_says_where_room_is_needed(
    library: Library, monkeypatch: pytest.MonkeyPatch, small_disk: Path
) -> None:
    add_text(library, "word " * 1_000_000)

    with pytest.raises(LibraryError, match="no room for a copy"):
        copy_library(library.path, small_disk / "copy.reviewer")

    assert list(small_disk.iterdir()) == []


def age(path: Path, by: timedelta) -> None:
    """Makes a backup that much older."""
    at = re.search(r"\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d", path.name)
    assert at
    older = datetime.strptime(at[0], "%Y-%m-%d %H.%M.%S").replace(tzinfo=UTC) - by
    path.rename(path.with_name(path.name.replace(at[0], f"{older:%Y-%m-%d %H.%M.%S}")))
