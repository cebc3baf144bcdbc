"""A library as a window holds it: one writes, the others follow, and closing leaves a backup and no lock."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.store import lock as locks
from reviewer.store.backups import backups_of
from reviewer.store.holding import HeldLibrary
from reviewer.store.library import Library
from reviewer.store.lock import ENDING
from reviewer.store.topics import ensure_topic, topics


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.reviewer"
    with Library.create(made, coder="Nora") as library:
        ensure_topic(library, "Made")
    return made


@pytest.fixture
def held(path: Path) -> Iterator[HeldLibrary]:
    """The first window on the library."""
    one = HeldLibrary.open(path)
    yield one
    one.close()


def access_of(path: Path) -> str:
    """What another window may do with the library."""
    one = HeldLibrary.open(path)
    one.close()
    return one.library.access


def test_the_second_follows_sees_what_is_written_and_takes_over(held: HeldLibrary, path: Path) -> None:
    second = HeldLibrary.open(path)
    assert (held.library.access, second.library.access) == ("write", "follow")
    assert not second.look().is_changed

    ensure_topic(held.library, "New")

    assert second.look().is_changed
    assert not second.look().is_changed
    assert not held.look().is_changed
    held.close()
    assert second.look().access == "write"
    ensure_topic(second.library, "Newer")
    second.close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_what_it_holds_already_it_may_open_once_more(held: HeldLibrary, path: Path) -> None:
    again = HeldLibrary.open(path, before=held)

    held.close()

    assert again.library.access == "write"
    assert access_of(path) == "follow"
    again.close()


def test_a_library_that_cannot_be_opened_takes_nothing_away(held: HeldLibrary, path: Path) -> None:
    gone = path.with_name("gone.reviewer")
    with pytest.raises(ReviewerError):
        HeldLibrary.open(gone, before=held)
    assert not Path(f"{gone}{ENDING}").exists()

    away = path.rename(path.with_name("away.reviewer"))
    with pytest.raises(ReviewerError):
        HeldLibrary.open(path, before=held)
    states = [held.is_gone]
    away.rename(path)
    states.append(held.is_gone)

    assert states == [True, False]
    assert access_of(path) == "follow"


def test_a_new_library_is_held_like_any_other(tmp_path: Path) -> None:
    one = HeldLibrary.open(tmp_path / "new.reviewer", new=True)

    assert one.library.access == "write"
    assert access_of(tmp_path / "new.reviewer") == "follow"
    one.close()


def test_closing_backs_up_what_was_changed_and_nothing_that_was_only_looked_at(path: Path) -> None:
    HeldLibrary.open(path).close()
    with Library.open(path) as library:
        assert backups_of(library) == []

    one = HeldLibrary.open(path)
    ensure_topic(one.library, "New")
    one.close()
    with Library.open(path) as library:
        assert [made.reason for made in backups_of(library)] == ["closing"]


def test_closing_a_library_that_is_gone_raises_nothing(path: Path) -> None:
    one = HeldLibrary.open(path)
    ensure_topic(one.library, "New")
    path.unlink()

    one.close()

    assert not Path(f"{path}{ENDING}").exists()


def test_a_place_in_danger_is_told_once(path: Path, tmp_path: Path) -> None:
    place = tmp_path / "Nextcloud" / "a.reviewer"
    place.parent.mkdir()
    path.rename(place)

    for expected in (["Nextcloud"], []):
        one = HeldLibrary.open(place)
        assert ["Nextcloud" for said in one.warnings() if "Nextcloud synchronises" in said] == expected
        one.close()


def test_a_disk_without_locks_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locks, "_lock", none)

    one = HeldLibrary.open(path)

    assert one.library.access == "write"
    assert any("knows no locks" in said for said in one.warnings())
    one.close()


def test_why_there_was_no_backup_is_told_the_next_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewer.store.backups._CLOSING_SECONDS", -1)
    one = HeldLibrary.open(path)
    ensure_topic(one.library, "New")
    one.close()
    monkeypatch.undo()

    again = HeldLibrary.open(path)

    assert any("takes long" in said for said in again.warnings())
    assert [topic.name for topic in topics(again.library)] == ["Made", "New"]
    again.close()
