"""Which device writes: a copy is another one, and its moments grow whatever the clock says."""

import shutil
import time
from pathlib import Path

import pytest

from reviewer.model.ids import DocumentId
from reviewer.store import device
from reviewer.store.clock import Clock
from reviewer.store.device import place_of
from reviewer.store.library import Library
from reviewer.store.settings import setting
from reviewer.store.topics import ensure_topic

YEAR_NS = 365 * 24 * 3600 * 1_000_000_000


def a_year_ago() -> int:
    return time.time_ns() - YEAR_NS


def moments(library: Library) -> dict[str, str]:
    """The latest moment of each device."""
    return dict(library.execute("SELECT device, hlc FROM seen"))


def test_a_library_keeps_its_device_when_it_is_opened_again(library: Library) -> None:
    ensure_topic(library, "One")
    library.close()

    with Library.open(library.path) as opened:
        ensure_topic(opened, "Two")
        assert list(moments(opened)) == [setting(opened, "device")]


def test_a_copy_gets_a_device_of_its_own_with_its_first_change(library: Library) -> None:
    ensure_topic(library, "One")
    library.close()
    copy = library.path.with_name("copy.reviewer")
    shutil.copy(library.path, copy)

    with Library.open(copy) as opened:
        mine = setting(opened, "device")
        assert len(moments(opened)) == 1
        ensure_topic(opened, "Two")
        new = setting(opened, "device")
        assert new != mine
        assert set(moments(opened)) == {mine, new}
        ensure_topic(opened, "Three")
        assert len(moments(opened)) == 2
    with Library.open(copy) as again:
        ensure_topic(again, "Four")
        assert len(moments(again)) == 2
    with Library.open(library.path) as first:
        ensure_topic(first, "Five")
        assert list(moments(first)) == [mine]


def test_a_first_change_that_fails_leaves_the_next_one_to_get_the_device(library: Library) -> None:
    ensure_topic(library, "One")
    library.close()
    copy = library.path.with_name("copy.reviewer")
    shutil.copy(library.path, copy)

    with Library.open(copy) as opened:
        with pytest.raises(KeyError), opened.step("Fails"):
            raise KeyError
        ensure_topic(opened, "Two")
        assert setting(opened, "device") in moments(opened)


def test_another_machine_or_person_is_another_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.reviewer"
    places = {place_of(path, "1")}
    monkeypatch.setattr(device, "_machine", lambda: "another machine")
    places.add(place_of(path, "1"))
    monkeypatch.setattr(device, "person", lambda: "another person")
    places.add(place_of(path, "1"))
    places.add(place_of(path, "2"))

    assert len(places) == 4
    assert not any("another" in place or "reviewer" in place for place in places)


def test_a_link_to_a_library_is_the_same_place(tmp_path: Path) -> None:
    path, link = tmp_path / "a.reviewer", tmp_path / "link.reviewer"
    path.touch()
    link.symlink_to(path)

    assert place_of(path, "1") == place_of(link, "1")


def test_moments_grow_when_the_clock_is_set_back_by_a_year(
    library: Library, document: DocumentId, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_topic(library, "Before")
    before = max(moments(library).values())
    monkeypatch.setattr(library._clock, "_wall", a_year_ago)
    defaults = Clock.__init__.__kwdefaults__
    assert defaults
    monkeypatch.setitem(defaults, "wall", a_year_ago)

    ensure_topic(library, "After")
    after = max(moments(library).values())
    library.history.undo()
    undone = max(moments(library).values())
    library.close()
    with Library.open(library.path) as opened:
        ensure_topic(opened, "Later")
        later = max(moments(opened).values())

    assert before < after < undone < later
