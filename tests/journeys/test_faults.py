"""A library that cannot be opened or written costs a sentence, and the window stays usable."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.journeys.conftest import Open
from tests.journeys.reader import Reader, saved, saved_documents


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text("The ferry\n\nThe ferry 🚢 left at nine. Nobody waved.\n", "utf-8")
    return path


def assert_usable(reader: Reader, library: Path) -> None:
    """Whatever was said: a library opens, a document is read, a passage is tagged."""
    reader.drop([library])
    reader.until(lambda: reader.window.windowTitle().startswith(library.stem))
    reader.settle()
    assert reader.rows("Documents") == ["The ferry"]
    reader.open("The ferry")
    reader.text.setFocus()
    reader.press("Down")
    reader.type("t")
    reader.enter_tag("#Ferries")
    reader.until(lambda: len(saved(library)) == 1)


NO_LIBRARIES = {
    "text.reviewer": b"This is no library at all.\n" * 100,
    "empty.reviewer": b"",
    "other.reviewer": b"SQLite format 3\0" + b"\0" * 4000,
}


@pytest.mark.parametrize("name", NO_LIBRARIES)
def test_a_file_that_is_no_library_is_named_and_the_window_goes_on(
    open_window: Open, library_of: Callable[..., Path], article: Path, name: str
) -> None:
    reader = open_window()
    odd = article.with_name(name)
    odd.write_bytes(NO_LIBRARIES[name])

    reader.drop([odd])
    reader.until(lambda: reader.said)

    assert name in reader.said
    assert reader.said.count(".") <= name.count(".") + 1
    assert reader.all_seen(QWidget, "Welcome")
    assert odd.read_bytes() == NO_LIBRARIES[name]
    assert_usable(reader, library_of(article))


def test_a_library_of_another_program_s_making_is_refused(
    open_window: Open, library_of: Callable[..., Path], article: Path
) -> None:
    evil = Path(__file__).resolve().parents[3] / "shared" / "data" / "evil-db"
    if not evil.exists():
        pytest.skip("the shared files are not there")
    reader = open_window()
    for path in sorted(evil.glob("*.db")):
        copy = article.with_name(f"{path.stem}.reviewer")
        shutil.copyfile(path, copy)
        reader.drop([copy])
        reader.settle()
    assert reader.window.isVisible()
    assert_usable(reader, library_of(article))


def test_a_library_that_vanished_is_not_offered_and_its_name_is_said(
    open_window: Open, library_of: Callable[..., Path], article: Path
) -> None:
    library = library_of(article)
    first = open_window(library)
    first.press("Ctrl+Q")
    moved = library.rename(library.with_name("Moved.reviewer"))

    reader = open_window()
    assert reader.all_seen(QWidget, "Welcome")
    assert not reader.said
    reader.window.open_library(library)
    reader.until(lambda: reader.said)

    assert "Journey.reviewer" in reader.said
    assert_usable(reader, moved)


def test_a_library_that_vanishes_while_it_is_open_is_said_and_another_opens(
    open_window: Open, library_of: Callable[..., Path], article: Path
) -> None:
    library, other = library_of(article), library_of(article, name="Other")
    reader = open_window(library)
    reader.open("The ferry")
    if sys.platform == "win32":
        pytest.skip("an open file cannot be taken away here")
    for path in library.parent.glob("Journey.reviewer*"):
        path.unlink()

    reader.until(lambda: "Journey.reviewer" in reader.said)
    reader.text.setFocus()
    reader.press("Down")
    reader.type("t")
    reader.enter_tag("#Gone")
    reader.settle()
    assert "Journey.reviewer" in reader.said

    assert_usable(reader, other)


@pytest.fixture
def read_only(library_of: Callable[..., Path], article: Path) -> Iterator[Path]:
    """A library in a folder in which nothing may be written, not even by root: who is root is nobody meanwhile."""
    if sys.platform == "win32":
        pytest.skip("folders are protected in other ways here")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = Path(shutil.copy(library_of(article), folder / "Kept.reviewer"))
        library.chmod(0o444)
        folder.chmod(0o555)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(65534)
        try:
            yield library
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o755)


def test_a_library_in_a_folder_without_permission_is_named_and_the_window_goes_on(
    open_window: Open, library_of: Callable[..., Path], article: Path, read_only: Path
) -> None:
    reader = open_window()

    reader.drop([read_only])
    reader.until(lambda: reader.said)

    assert "Kept.reviewer" in reader.said
    assert [one.name for one in read_only.parent.iterdir()] == ["Kept.reviewer"]


def test_a_first_library_that_cannot_be_made_is_said_and_files_are_not_lost_elsewhere(
    home: Path, open_window: Open, library_of: Callable[..., Path], article: Path
) -> None:
    (home / "Documents").write_text("A file where the folder should be.", "utf-8")
    reader = open_window()

    reader.drop([article])
    reader.until(lambda: reader.said)
    assert "My library.reviewer" in reader.said or "Documents" in reader.said

    empty = library_of(name="Empty")
    reader.drop([empty])
    reader.until(lambda: reader.window.windowTitle().startswith("Empty"))
    reader.settle()
    assert saved_documents(empty) == []
    reader.drop([article])
    reader.until(lambda: reader.document == "The ferry")
