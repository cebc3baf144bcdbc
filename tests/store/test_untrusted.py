"""A file that somebody sent: refused with a sentence, and not a byte of it changed."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from reviewer.store.documents import documents
from reviewer.store.faults import LibraryError
from reviewer.store.library import Library
from tests.store.conftest import add_text

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "evil-db"
HOSTILE = {
    "a trigger": "CREATE TRIGGER wipe AFTER INSERT ON topic BEGIN DELETE FROM topic_tag; END",
    "a view": "CREATE VIEW more AS SELECT * FROM document",
    "a table": "CREATE TABLE more(a)",
    "an index": "CREATE INDEX more ON topic(hex(name))",
    "a view in the place of a table": "DROP TABLE memo; CREATE VIEW memo AS SELECT * FROM document",
    "a table less": "DROP TABLE memo",
    "a table of another shape": "DROP TABLE page; CREATE TABLE page(text_id, page, start, width, height, label)",
    "a trigger with a name of the index": "CREATE TRIGGER passage_fts_data AFTER INSERT ON topic BEGIN SELECT 1; END",
    "a version of none": "PRAGMA user_version = 0",
}


def changed(path: Path, statements: str) -> None:
    """Runs SQL on the file as a stranger would."""
    raw = sqlite3.connect(path)
    raw.executescript(statements)
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("statements", HOSTILE.values(), ids=HOSTILE)
def test_what_is_built_differently_is_refused_and_unchanged(library: Library, statements: str) -> None:
    library.close()
    changed(library.path, statements)
    before = contents(library.path.parent)

    with pytest.raises(LibraryError, match=r"built differently|not a library"):
        Library.open(library.path)

    assert contents(library.path.parent) == before


@pytest.mark.skipif(not SHARED.exists(), reason="the hostile files are not there")
@pytest.mark.parametrize("name", sorted(path.stem for path in SHARED.glob("*.db")))
def test_a_hostile_file_is_refused_and_unchanged(tmp_path: Path, name: str) -> None:
    shutil.copy(SHARED / f"{name}.db", tmp_path / f"{name}.reviewer")
    if (journal := SHARED / f"{name}.db-journal").exists():
        shutil.copy(journal, tmp_path / f"{name}.reviewer-journal")
    before = contents(tmp_path)

    with pytest.raises(LibraryError):
        Library.open(tmp_path / f"{name}.reviewer")

    assert contents(tmp_path) == before


def test_a_library_that_another_program_has_tidied_up_is_still_one(library: Library) -> None:
    library.close()
    changed(library.path, "ANALYZE; VACUUM;")

    with Library.open(library.path) as opened:
        assert documents(opened) == []


def test_a_library_whose_log_is_half_in_the_file_is_whole(library: Library, tmp_path: Path) -> None:
    library.execute("PRAGMA wal_autocheckpoint = 0")
    for number in range(200):
        add_text(library, f"Text {number} says a thing of its own. " * 20)
    copy = tmp_path / "copy.reviewer"
    before = library.path.read_bytes()
    shutil.copy(f"{library.path}-wal", f"{copy}-wal")
    library.close()
    # A full disk and a power cut stop the writing after the first page, which says how long the file will be.
    copy.write_bytes(library.path.read_bytes()[:4096] + before[4096:])

    with Library.open(copy) as opened:
        assert len(documents(opened)) == 200


def test_a_hostile_library_with_a_log_is_refused_and_unchanged(library: Library) -> None:
    library.close()
    raw = sqlite3.connect(library.path)
    raw.execute("PRAGMA wal_autocheckpoint = 0")
    raw.executescript(HOSTILE["a trigger"])
    folder = library.path.parent / "sent"
    folder.mkdir()
    for path in (library.path, Path(f"{library.path}-wal")):
        shutil.copy(path, folder)
    raw.close()
    before = contents(folder)

    with pytest.raises(LibraryError, match="built differently"):
        Library.open(folder / library.path.name)

    assert {name: contents(folder)[name] for name in before} == before
