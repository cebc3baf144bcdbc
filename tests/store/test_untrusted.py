"""A file that somebody sent: refused with a sentence, and not a byte of it changed."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from reviewer.store.documents import documents
from reviewer.store.faults import LibraryError
from reviewer.store.library import Library

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
