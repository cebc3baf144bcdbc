"""An older library is brought up to date in a copy: whatever happens, it is the old one or the new one, whole."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.store import migrating, schema
from reviewer.store.backup_files import folder_of
from reviewer.store.documents import documents
from reviewer.store.faults import LibraryError
from reviewer.store.files import identity_of
from reviewer.store.library import Library
from reviewer.store.topics import ensure_topic, topics
from tests.store.older import TOPICS, make_older

ROOT = Path(__file__).resolve().parents[2]
OPEN = (
    "import sys; from pathlib import Path; from reviewer.store.library import Library\n"
    "print('began', flush=True)\n"
    "Library.open(Path(sys.argv[1])).close()"
)


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("SELECT count(*) FROM topic").fetchone() == (TOPICS,)
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_an_older_library_opens_with_everything_in_it(tmp_path: Path, version: int) -> None:
    path = make_older(tmp_path / "old.reviewer", version)

    with Library.open(path) as library:
        assert len(topics(library)) == TOPICS
        assert [document.passages for document in documents(library)] == [TOPICS]
        ensure_topic(library, "New")

    assert list(tmp_path.iterdir()) == [path]


def test_the_old_one_is_kept_as_a_backup(tmp_path: Path) -> None:
    path = make_older(tmp_path / "old.reviewer")

    with Library.open(path) as library:
        (kept,) = folder_of(library.identity).glob("*/*")

    assert kept.name.endswith(" older version.reviewer")
    assert version_of(kept) == 1


def test_what_lies_in_the_log_comes_along(tmp_path: Path) -> None:
    path = make_older(tmp_path / "old.reviewer")
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA wal_autocheckpoint = 0")
    raw.execute("UPDATE topic SET name = 'In the log' WHERE name = 'Topic 7'")
    copy = tmp_path / "copy.reviewer"
    for ending in ("", "-wal"):
        Path(f"{copy}{ending}").write_bytes(Path(f"{path}{ending}").read_bytes())
    raw.close()

    with Library.open(copy) as library:
        assert "In the log" in [topic.name for topic in topics(library)]


def test_a_library_that_another_program_has_open_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_older(tmp_path / "old.reviewer")
    monkeypatch.setattr(migrating, "_BUSY_MILLISECONDS", 20)
    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT count(*) FROM topic").fetchone()

        with pytest.raises(LibraryError, match="while another window or program has it open"):
            Library.open(path)

    assert version_of(path) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_copy_that_would_lose_something_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_older(tmp_path / "old.reviewer")
    migrate = schema.migrate

    def badly(connection: sqlite3.Connection) -> None:
        migrate(connection)
        connection.execute("DELETE FROM topic_tag")

    monkeypatch.setattr(schema, "migrate", badly)

    with pytest.raises(LibraryError, match="would lose something"):
        Library.open(path)

    assert version_of(path) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_two_processes_that_open_it_at_once_both_get_the_new_one(tmp_path: Path) -> None:
    path = make_older(tmp_path / "old.reviewer")
    both = [start(path) for _ in range(2)]

    assert [process.wait() for process in both] == [0, 0]
    for process in both:
        process.communicate()
    assert version_of(path) == schema.VERSION
    assert list(tmp_path.iterdir()) == [path]


def test_killed_at_any_moment_it_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    chance = random.Random(20261124)  # noqa: S311
    found = set()
    for number in range(12):
        path = make_older(tmp_path / f"{number}.reviewer")
        process = start(path)
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.random() * 0.25)
        process.kill()
        process.communicate()
        found.add(version_of(path))

        with Library.open(path) as library:
            assert len(topics(library)) == TOPICS
        assert version_of(path) == schema.VERSION
        assert [one.name for one in tmp_path.glob(f"*{number}.reviewer*")] == [path.name]

    assert found <= {1, schema.VERSION}


def test_a_file_that_is_up_to_date_is_not_replaced(library: Library) -> None:
    library.close()
    before = identity_of(library.path)

    migrating.bring_up_to_date(library.path)

    assert identity_of(library.path) == before


def start(path: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", OPEN, str(path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
