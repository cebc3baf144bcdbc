import os
import sys
from pathlib import Path

import pytest

from reviewer.documents.finding import find_files
from tests.documents.nobody import as_nobody, open_folder

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")


def names(folder: Path, *paths: Path) -> tuple[list[str], int]:
    found, skipped = find_files(paths or [folder])
    return [one.path.relative_to(folder).as_posix() for one in found], skipped


def made(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("words")


def test_folders_are_looked_through_in_the_order_of_names(tmp_path: Path) -> None:
    made(tmp_path, "b.txt", "a.md", "z/c.html", "m/n/d.pdf", "m/a.txt")

    assert names(tmp_path) == (["a.md", "b.txt", "m/a.txt", "m/n/d.pdf", "z/c.html"], 0)


def test_hidden_files_and_unknown_endings_are_left_out_and_counted(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", ".hidden.txt", ".git/b.txt", "c.docx", "d")

    assert names(tmp_path) == (["a.txt"], 4)


def test_a_path_that_is_given_is_always_tried(tmp_path: Path) -> None:
    made(tmp_path, "c.docx", ".hidden.txt")

    assert names(tmp_path, tmp_path / "c.docx", tmp_path / ".hidden.txt") == (["c.docx", ".hidden.txt"], 0)


def test_what_is_given_twice_is_taken_once(tmp_path: Path) -> None:
    made(tmp_path, "a/b.txt")

    assert names(tmp_path, tmp_path, tmp_path / "a", tmp_path / "a" / "b.txt") == (["a/b.txt"], 0)


@pytest.mark.parametrize("name", ["missing.txt", "", "a\0b", "n" * 300])
def test_a_path_that_leads_nowhere_is_named(tmp_path: Path, name: str) -> None:
    found, _ = find_files([tmp_path / "folder" / name])

    assert found[0].fault
    assert found[0].fault.problem.endswith(".")


@needs_links
def test_a_link_back_to_its_own_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    made(tmp_path, "a/b/c.txt")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a", target_is_directory=True)

    found, _ = find_files([tmp_path])

    assert [one.path.name for one in found] == ["c.txt", "up"]
    assert found[1].fault
    assert "a folder that it lies in" in found[1].fault.problem


@needs_links
def test_a_folder_that_two_ways_lead_to_is_taken_once(tmp_path: Path) -> None:
    made(tmp_path, "a/b.txt")
    (tmp_path / "other").symlink_to(tmp_path / "a", target_is_directory=True)

    found, _ = find_files([tmp_path])

    assert [one.path.name for one in found] == ["b.txt"]


@needs_links
def test_links_to_nothing_and_to_themselves_are_named(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to("nothing")
    (tmp_path / "self.txt").symlink_to("self.txt")

    found, _ = find_files([tmp_path])

    assert [str(one.fault) for one in found] == [
        "“gone.txt” could not be read: it is not there any more.",
        "“self.txt” could not be read: it is a link that leads back to itself.",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_what_is_neither_file_nor_folder_is_named_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    found, _ = find_files([tmp_path / "pipe.txt"])

    assert "neither a file nor a folder" in str(found[0].fault)
    assert find_files([tmp_path]) == ([], 1)


def test_folders_may_lie_deeper_in_each_other_than_functions_may_call(tmp_path: Path) -> None:
    os.chdir(tmp_path)
    try:
        for _ in range(400):
            Path("d").mkdir()
            os.chdir("d")
        Path("a.txt").write_text("words")
    finally:
        os.chdir(tmp_path.parent)

    found, _ = find_files([tmp_path])

    assert [one.path.name for one in found] == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
@pytest.mark.parametrize("mode", [0o000, 0o600])
def test_a_folder_without_permission_is_named_once_and_the_rest_is_found(mode: int) -> None:
    with open_folder() as folder:
        made(folder, "shut/a.txt", "shut/b.txt", "z.txt")
        (folder / "shut").chmod(mode)
        with as_nobody():
            found, _ = find_files([folder])
        (folder / "shut").chmod(0o755)

    assert [(one.path.name, str(one.fault)) for one in found] == [
        ("z.txt", "None"),
        ("shut", "“shut” could not be read: you are not allowed to read it."),
    ]
