"""`backup`, and what the command line says of libraries that are in danger or cannot be written."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.store.library import Library
from reviewer.store.topics import ensure_topic
from tests.command_line import Run
from tests.documents.nobody import as_nobody, open_folder


def test_backup_copies_what_was_saved_while_somebody_writes(run: Run, library: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy.reviewer"
    with Library.open(library) as window, window.step("Tag"):
        ensure_topic(window, "Not saved yet")

        ended = run("backup", library, out)

    assert ended.status == 0
    assert f"Copied to “{out}” and checked: 3 documents" in ended.out
    assert run("check", out).status == 0
    assert "Not saved yet" not in run("topics", out).out


def test_backup_into_a_folder_gets_a_name_with_the_date(run: Run, library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()

    assert run("backup", library, folder).status == 0

    (copy,) = folder.iterdir()
    assert copy.name.startswith("Harbour 20")
    assert run("check", copy).status == 0


def test_backup_never_writes_over_a_file_and_leaves_nothing(run: Run, library: Path, tmp_path: Path) -> None:
    out = tmp_path / "copies" / "copy.reviewer"
    assert "No such file" in run("backup", library, out).err
    out.parent.mkdir()
    out.write_text("mine")

    ended = run("backup", library, out)

    assert ended.status == 2
    assert "already" in ended.err
    assert out.read_text() == "mine"
    assert list(out.parent.iterdir()) == [out]


def test_backup_of_what_is_no_library_is_a_sentence(run: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as raw:
        raw.execute("CREATE TABLE t(a)")

    for name in ("other.db", "none.reviewer"):
        ended = run("backup", tmp_path / name, tmp_path / "copy.reviewer")
        assert ended.status == 2
        assert "Traceback" not in ended.err
    assert not (tmp_path / "copy.reviewer").exists()


def test_new_warns_of_a_folder_that_is_synchronised(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()

    warned = run("new", tmp_path / "Dropbox" / "Thesis.reviewer")
    quiet = run("new", tmp_path / "Thesis.reviewer")

    assert warned.status == quiet.status == 0
    assert "Warning: “Thesis.reviewer” lies in a folder that Dropbox synchronises." in warned.err
    assert quiet.err == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_library_that_may_not_be_written_is_read_and_changes_are_one_sentence(
    run: Run, library: Path
) -> None:
    with open_folder() as folder:
        path = folder / library.name
        shutil.copy(library, path)
        folder.chmod(0o555)
        with as_nobody():
            read = [
                run(*command) for command in (("documents", path), ("find", path, "Friday"), ("check", path))
            ]
            written = [
                run("tag", path, "Crane sold", "--quote", "Friday", "--topic", "T"),
                run("undo", path),
            ]
        folder.chmod(0o755)

        assert [ended.status for ended in read] == [0, 0, 0]
        assert read[0].out.count("\n") == 3
        assert {ended.status for ended in written} == {2}
        for ended in written:
            assert "is read-only. The library is unchanged" in ended.err
        assert {one.name for one in folder.iterdir()} == {path.name}
