"""A library that cannot be written is read, with a sentence for whatever would change it."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reviewer.model.ids import DocumentId
from reviewer.store.backups import backup
from reviewer.store.checking import check
from reviewer.store.documents import documents
from reviewer.store.faults import LibraryError
from reviewer.store.library import Library
from reviewer.store.opening import ReadOnlyError
from reviewer.store.settings import remember, setting
from reviewer.store.topics import ensure_topic, topics
from tests.documents.nobody import as_nobody, open_folder
from tests.store.conftest import add_text
from tests.store.older import make_older

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")


@contextmanager
def shut(library: Path, *, folder: bool = True) -> Iterator[Path]:
    """The library (and what lies beside it) in a folder that may not be written, for somebody who is not root."""
    with open_folder() as place:
        for path in library.parent.glob(f"{library.name}*"):
            shutil.copy(path, place)
            (place / path.name).chmod(0o444)
        place.chmod(0o555 if folder else 0o777)
        try:
            with as_nobody():
                yield place / library.name
        finally:
            place.chmod(0o755)


@pytest.mark.parametrize("folder", [True, False], ids=["folder", "file"])
def test_a_library_that_may_not_be_written_is_read(
    library: Library, document: DocumentId, *, folder: bool
) -> None:
    ensure_topic(library, "Access")
    library.close()

    with shut(library.path, folder=folder) as path:
        before = path.read_bytes()
        with Library.open(path) as opened:
            assert opened.access == "read"
            assert [topic.name for topic in topics(opened)] == ["Access"]
            assert len(documents(opened)) == 1
            assert check(opened).problems == ()
            remember(opened, "document", "somewhere")
            assert setting(opened, "document") is None
            for change in (lambda: ensure_topic(opened, "New"), opened.history.undo):
                with pytest.raises(
                    ReadOnlyError, match=r"is read-only\. The library is unchanged, and can be read\."
                ):
                    change()
        assert path.read_bytes() == before


def test_a_library_that_is_read_alone_says_so_when_somebody_writes_it(library: Library) -> None:
    library.close()

    with shut(library.path) as path, Library.open(path) as opened:
        assert opened.data_version() == opened.data_version()
        os.seteuid(os.getuid())
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("INSERT INTO setting VALUES ('a', 'b')")
            with pytest.raises(LibraryError, match="Somebody else writes to"):
                opened.data_version()


def test_a_library_in_which_nobody_has_tagged_can_be_read_too(library: Library) -> None:
    library.close()
    with closing(sqlite3.connect(library.path)) as raw:
        raw.executescript("DELETE FROM setting WHERE key = 'coder'; DELETE FROM coder;")

    with shut(library.path) as path, Library.open(path, first_coder="Ola") as opened:
        assert opened.coder.name == "Ola"
        assert documents(opened) == []


def test_changes_in_a_log_that_cannot_be_read_are_named(library: Library) -> None:
    library.execute("PRAGMA wal_autocheckpoint = 0")
    ensure_topic(library, "In the log")

    with open_folder() as place:
        for ending in ("", "-wal"):
            shutil.copy(f"{library.path}{ending}", place / f"a.reviewer{ending}")
            (place / f"a.reviewer{ending}").chmod(0o444)
        place.chmod(0o555)
        with as_nobody(), pytest.raises(LibraryError, match=r"“a\.reviewer-wal” beside it.*Copy both files"):
            Library.open(place / "a.reviewer")
        place.chmod(0o755)


def test_an_older_library_that_cannot_be_brought_up_to_date_is_one_sentence(tmp_path: Path) -> None:
    path = make_older(tmp_path / "old.reviewer")

    with shut(path) as there, pytest.raises(LibraryError, match="made by an older Reviewer"):
        Library.open(there)


def test_a_library_on_a_disk_that_is_read_only_is_read(library: Library, tmp_path: Path) -> None:
    add_text(library, "A text.")
    library.close()
    disk = tmp_path / "disk"
    disk.mkdir()
    shutil.copy(library.path, disk)
    if subprocess.run(["mount", "--bind", disk, disk], capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", disk], check=True)
        with Library.open(disk / library.path.name) as opened:
            assert opened.access == "read"
            assert len(documents(opened)) == 1
            with pytest.raises(ReadOnlyError):
                ensure_topic(opened, "New")
            assert backup(opened, "asked").exists()
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_library_that_is_followed_shows_what_the_other_writes_and_takes_over(library: Library) -> None:
    with Library.open(library.path, access="follow") as second:
        before = second.data_version()
        ensure_topic(library, "From the first")

        assert second.data_version() != before
        assert [topic.name for topic in topics(second)] == ["From the first"]
        with pytest.raises(ReadOnlyError, match="Another window has"):
            ensure_topic(second, "From the second")
        with pytest.raises(ReadOnlyError):
            second.history.undo()

        library.close()
        second.take_over()
        ensure_topic(second, "From the second")
        assert [topic.name for topic in topics(second)] == ["From the first", "From the second"]
        assert second.coder == library.coder


def test_a_change_in_a_file_that_is_gone_is_not_acknowledged(library: Library) -> None:
    ensure_topic(library, "Before")
    moved = library.path.with_name("moved.reviewer")
    library.path.rename(moved)

    with pytest.raises(LibraryError, match=r"is not in .* any more\. What was done before is in the file"):
        ensure_topic(library, "Lost?")
    with pytest.raises(LibraryError):
        library.history.undo()

    moved.rename(library.path)
    ensure_topic(library, "After")
    assert [topic.name for topic in topics(library)] == ["After", "Before"]
