"""A disk that takes no more: what was acknowledged is kept, the sentence says what to do, and it goes on afterwards."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.store.checking import check
from reviewer.store.faults import LibraryError, in_words
from reviewer.store.library import Library
from reviewer.store.topics import ensure_topic, topics

ROOT = Path(__file__).resolve().parents[2]
LONG = "long name " * 40

# Makes topics until the disk, here a limit on the length of files, takes no more.
LIMITED = """
import resource, sys
from pathlib import Path
from reviewer.errors import ReviewerError
from reviewer.store.library import Library
from reviewer.store.topics import ensure_topic

with Library.open(Path(sys.argv[1])) as library:
    limit = int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    for number in range(100_000):
        try:
            ensure_topic(library, f"Topic {number} " + "long name " * 40)
        except ReviewerError as fault:
            print(fault)
            sys.exit()
        print(number, flush=True)
"""


def fill(path: Path, *, leave: int = 0) -> None:
    """Takes all the room of a disk but for so many bytes."""
    with path.open("wb", buffering=0) as file:
        while True:
            try:
                if not file.write(b"\0" * 4096):
                    break
            except OSError:
                break
        file.truncate(max(0, file.tell() - leave))


def until_refused(library: Library) -> tuple[int, ReviewerError]:
    """How many topics were acknowledged before one was refused, and what was said."""
    number = 0
    while True:
        try:
            ensure_topic(library, f"Topic {number} {LONG}")
        except ReviewerError as fault:
            return number, fault
        number += 1


def undo_for_ever(library: Library) -> None:
    while True:
        library.history.undo()


def test_a_full_disk_keeps_what_was_acknowledged_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    with Library.create(small_disk / "a.reviewer", coder="Nora") as library:
        acknowledged, fault = until_refused(library)

        assert "is full" in fault.problem or "did not take" in fault.problem
        assert fault.kept == "Everything saved before is kept."
        assert "ree some space" in fault.remedy
        assert acknowledged > 0
        assert len(topics(library)) == acknowledged
        # Undo writes as well.
        with pytest.raises(LibraryError, match="Everything saved before is kept"):
            undo_for_ever(library)
        subprocess.run(["mount", "-o", "remount,size=8m", small_disk], check=True)
        ensure_topic(library, "After")

    with Library.open(library.path) as again:
        assert "After" in [topic.name for topic in topics(again)]
        assert check(again).problems == ()


def test_a_disk_that_is_full_while_the_log_is_written_into_the_file_loses_nothing(small_disk: Path) -> None:
    path = small_disk / "a.reviewer"
    with Library.create(path, coder="Nora") as library:
        library.execute("PRAGMA wal_autocheckpoint = 0")
        for number in range(100):
            ensure_topic(library, f"Topic {number} {LONG}")
        fill(small_disk / "filler")
        # The file would have to grow, and cannot; SQLite tries when it closes.
    (small_disk / "filler").unlink()

    with Library.open(path) as again:
        assert len(topics(again)) == 100
        assert check(again).problems == ()


def test_a_disk_that_fills_up_between_two_checkpoints_loses_nothing(small_disk: Path) -> None:
    path = small_disk / "a.reviewer"
    with Library.create(path, coder="Nora") as library:
        library.execute("PRAGMA wal_autocheckpoint = 20")
        fill(small_disk / "filler", leave=300_000)
        acknowledged, _ = until_refused(library)
        assert len(topics(library)) == acknowledged
        (small_disk / "filler").unlink()
        ensure_topic(library, "After")

    with Library.open(path) as again:
        assert len(topics(again)) == acknowledged + 1
        assert check(again).problems == ()


def test_a_library_cannot_be_made_on_a_full_disk_and_leaves_nothing(small_disk: Path) -> None:
    fill(small_disk / "filler", leave=20_000)

    with pytest.raises(LibraryError, match="full"):
        Library.create(small_disk / "a.reviewer")

    assert [path.name for path in small_disk.iterdir()] == ["filler"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
@pytest.mark.parametrize("room", [0, 50_000, 400_000])
def test_what_a_limit_on_files_refuses_was_not_acknowledged_and_the_rest_is_kept(
    library: Library, room: int
) -> None:
    library.close()
    limit = library.path.stat().st_size + room
    ended = subprocess.run(
        [sys.executable, "-c", LIMITED, str(library.path), str(limit)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    *acknowledged, said = ended.stdout.splitlines()

    assert "did not take the last change" in said
    assert "Everything saved before is kept." in said
    with Library.open(library.path) as again:
        assert len(topics(again)) == len(acknowledged)
        assert check(again).problems == ()
        ensure_topic(again, "After")


def raised(path: Path, cause: Callable[[Path], None]) -> sqlite3.Error:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("CREATE TABLE t(a)")
        cause(path)
        try:
            raw.execute("INSERT INTO t VALUES (1)")
        except sqlite3.Error as fault:
            return fault
    raise AssertionError


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away there")
def test_a_file_that_was_moved_away_is_said_to_be_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"

    fault = raised(path, lambda one: one.unlink())

    said = in_words(fault, path)
    assert said is not None
    assert "is not in" in said.problem
