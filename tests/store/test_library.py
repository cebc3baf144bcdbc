"""The library file: opened, refused, stepped."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.model.ids import DocumentId
from reviewer.model.passage import Span
from reviewer.store import schema
from reviewer.store.coders import coders, ensure_coder
from reviewer.store.documents import documents, rename_document
from reviewer.store.faults import LibraryError
from reviewer.store.library import Library
from reviewer.store.passages import passages_of
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic, topics
from tests.documents.nobody import as_nobody, open_folder


def test_a_new_library_is_marked_as_ours_and_holds_one_coder(library: Library) -> None:
    with sqlite3.connect(library.path) as raw:
        assert raw.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
        assert raw.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
    raw.close()
    assert [coder.name for coder in coders(library)] == ["Nora"]


def test_making_a_library_never_writes_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "there.reviewer"
    path.write_text("mine")

    with pytest.raises(LibraryError, match="already a file"):
        Library.create(path)

    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_making_a_library_never_replaces_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "link.reviewer"
    path.symlink_to("not plugged in")

    with pytest.raises(LibraryError, match="already a file"):
        Library.create(path)

    assert path.is_symlink()


def test_what_comes_to_stand_there_while_a_library_is_made_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "late.reviewer"
    migrate = schema.migrate

    def slowly(connection: sqlite3.Connection) -> None:
        migrate(connection)
        path.write_text("mine")

    monkeypatch.setattr(schema, "migrate", slowly)

    with pytest.raises(LibraryError, match="already a file"):
        Library.create(path)

    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_system_that_knows_no_links_takes_a_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)

    with Library.create(tmp_path / "stick.reviewer") as library:
        assert list(tmp_path.glob("*.reviewer")) == [library.path]


@pytest.mark.parametrize("name", ["n" * 232, "n" * 300, "file.txt/a", "/".join(["folder" * 20] * 5)])
def test_a_name_too_long_and_a_folder_that_is_none_are_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("mine")
    path = tmp_path / f"{name}.reviewer"

    with pytest.raises(LibraryError):
        Library.create(path)
    with pytest.raises(LibraryError, match="cannot be found"):
        Library.open(path)


def test_the_longest_name_works(tmp_path: Path) -> None:
    Library.create(tmp_path / f"{'n' * 231}.reviewer").close()
    with Library.open(tmp_path / f"{'n' * 231}.reviewer") as library:
        ensure_topic(library, "Housing")
        assert len(topics(library)) == 1


def test_a_folder_is_not_a_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is a folder"):
        Library.open(tmp_path)


def test_a_library_in_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="does not exist"):
        Library.create(tmp_path / "none" / "a.reviewer")


@pytest.mark.parametrize("content", [b"", b"words", b"SQLite format 3\x00" + b"\x00" * 100, os.urandom(5000)])
def test_a_file_that_is_no_library_is_refused_and_unchanged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.reviewer"
    path.write_bytes(content)

    with pytest.raises(LibraryError, match="library of Reviewer"):
        Library.open(path)

    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE t(a)")
    raw.commit()
    raw.close()
    before = path.read_bytes()

    with pytest.raises(LibraryError, match="not a library of Reviewer"):
        Library.open(path)

    assert path.read_bytes() == before


def test_a_library_of_a_newer_version_is_refused_with_its_version(library: Library) -> None:
    library.close()
    raw = sqlite3.connect(library.path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()

    with pytest.raises(LibraryError, match="version 99"):
        Library.open(library.path)


def test_a_missing_library_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="cannot be found"):
        Library.open(tmp_path / "none.reviewer")


def test_a_step_that_fails_changes_nothing(library: Library, document: DocumentId) -> None:
    before = library.history.entries()

    def do_two_things() -> None:
        with library.step("Two things"):
            ensure_topic(library, "Kept?")
            rename_document(library, document, "   ")

    with pytest.raises(ReviewerError, match="needs a title"):
        do_two_things()

    assert topics(library) == []
    assert library.history.entries() == before


def test_a_step_inside_another_is_part_of_it(library: Library, document: DocumentId) -> None:
    with library.step("Tag by hand"):
        topic = ensure_topic(library, "Access")
        tag_passage(library, document, Span(0, 4), topics=[topic])

    assert library.history.undo_name == "Tag by hand"
    library.history.undo()
    assert topics(library) == []
    assert passages_of(library, document) == []


def test_a_step_says_what_kinds_of_things_it_changed(library: Library, document: DocumentId) -> None:
    seen: list[Changes] = []
    library.watch(seen.append)

    tag_passage(library, document, Span(0, 4), topics=[ensure_topic(library, "Access")])

    assert [(one.step, sorted(one.kinds)) for one in seen] == [
        ("New topic “Access”", ["topic"]),
        ("Tag “Access”", ["document", "passage", "tag"]),
    ]


def test_a_step_that_changes_nothing_leaves_no_entry(library: Library, document: DocumentId) -> None:
    rename_document(library, document, "Reading room")
    names = [entry.name for entry in library.history.entries()]

    assert names == ["Import “Reading room”"]


def test_what_one_process_saved_another_reads_and_notices(library: Library, document: DocumentId) -> None:
    before = library.data_version()
    code = (
        "import sys; from pathlib import Path; from reviewer.store.library import Library;"
        "from reviewer.store.topics import ensure_topic\n"
        "with Library.open(Path(sys.argv[1])) as one: ensure_topic(one, 'From elsewhere')"
    )
    subprocess.run([sys.executable, "-c", code, str(library.path)], check=True)

    assert library.data_version() != before
    assert [topic.name for topic in topics(library)] == ["From elsewhere"]


def test_a_second_writer_waits_and_then_gets_a_sentence(library: Library) -> None:
    with Library.open(library.path) as other:
        other.execute("PRAGMA busy_timeout = 20")
        with (
            library.step("Long work"),
            pytest.raises(LibraryError, match="being written by another"),
        ):
            ensure_topic(other, "Late")
    assert topics(library) == []


def test_a_full_disk_is_one_sentence_and_keeps_what_was_saved(library: Library, document: DocumentId) -> None:
    ensure_topic(library, "Before")
    pages = library.execute("PRAGMA page_count").fetchone()[0]
    library.execute(f"PRAGMA max_page_count = {pages}")

    def go_on_for_ever() -> None:
        while True:
            ensure_topic(library, f"Topic {time.monotonic_ns()} {'long name ' * 20}")

    with pytest.raises(LibraryError, match="full"):
        go_on_for_ever()
    library.execute("PRAGMA max_page_count = 1000000")

    assert "Before" in [topic.name for topic in topics(library)]
    ensure_topic(library, "After")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_library_in_a_read_only_folder_is_refused_with_the_reason() -> None:
    with open_folder() as folder:
        folder.chmod(0o555)
        with as_nobody(), pytest.raises(LibraryError, match=r"cannot be made in .*: Permission denied"):
            Library.create(folder / "a.reviewer")
        folder.chmod(0o755)

        assert list(folder.iterdir()) == []


def test_coders_of_one_name_are_one_unless_they_came_from_elsewhere(library: Library) -> None:
    assert ensure_coder(library, " Ola  Berg ") == ensure_coder(library, "Ola Berg")
    assert ensure_coder(library, "Nora") == library.coder
    with pytest.raises(ReviewerError, match="needs a name"):
        ensure_coder(library, "  ")


def test_documents_are_listed_by_title_with_their_counts(library: Library, document: DocumentId) -> None:
    topic = ensure_topic(library, "Access")
    tag_passage(library, document, Span(0, 4), topics=[topic])

    (listed,) = documents(library)

    assert listed.metadata.title == "Reading room"
    assert listed.passages == 1
    assert listed.status == "in work"
    assert listed.colours == (topics(library)[0].colour,)
