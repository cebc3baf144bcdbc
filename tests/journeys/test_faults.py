"""A library that cannot be opened or written costs a sentence, and the window stays usable."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.journeys.conftest import Open, as_nobody
from tests.journeys.reader import Reader, saved, saved_documents


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text("The ferry\n\nThe ferry 🚢 left at nine. Nobody waved.\n", "utf-8")
    return path


def assert_usable(reader: Reader, library: Path) -> None:
    """Whatever was said: a library opens, a document is read, a passage is tagged."""
    reader.window.open_library(library)
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


def test_a_library_in_a_folder_without_permission_is_read_and_the_window_says_so(
    open_window: Open, library_of: Callable[..., Path], article: Path, in_the_open: Path
) -> None:
    library = library_of(article)
    kept = Path(shutil.copy(library, in_the_open / "Kept.reviewer"))
    kept.chmod(0o444)
    in_the_open.chmod(0o555)
    reader = open_window()

    with as_nobody():
        reader.drop([kept])
        reader.until(lambda: reader.window.assembly.hub.path == kept)
        reader.settle()

    standing = reader.window.assembly.layout.standing
    assert standing.words.startswith("Opened read-only")
    assert [one.name for one in in_the_open.iterdir()] == ["Kept.reviewer"]
    assert_usable(reader, library)
    assert standing.words == ""


def test_a_folder_without_permission_is_named_and_the_files_beside_it_are_imported(
    open_window: Open, library_of: Callable[..., Path], article: Path, in_the_open: Path
) -> None:
    library = Path(shutil.move(library_of(article), in_the_open / "Open.reviewer"))
    locked, closed = in_the_open / "inbox" / "locked", in_the_open / "inbox" / "closed.txt"
    locked.mkdir(parents=True)
    (locked / "inside.txt").write_text("Inside\n\nNobody reads this.\n", "utf-8")
    closed.write_text("Closed\n\nNobody reads this either.\n", "utf-8")
    (in_the_open / "inbox" / "quay.txt").write_text("The quay\n\nIt was empty.\n", "utf-8")
    closed.chmod(0o000)
    locked.chmod(0o000)
    reader = open_window(library)
    # The process that reads files is started while it may be.
    first = in_the_open / "inbox" / "lamps.txt"
    first.write_text("Lamps\n\nForty of them.\n", "utf-8")
    reader.drop([first])
    reader.until(lambda: reader.import_row == "1 added")
    first.unlink()

    with as_nobody():
        reader.drop([in_the_open / "inbox"])
        reader.until(lambda: reader.import_row.startswith("1 added, 2 failed"))
    locked.chmod(0o755)

    assert {one.metadata.title for one in saved_documents(library)} == {
        "The ferry",
        "The quay",
        "Lamps",
    }
    reader.click_button("Details…")
    report = reader.dialog("Import report")
    said = reader.read("Files and reasons")
    assert "closed.txt" in said
    assert "locked" in said
    report.accept()
    reader.come_back()


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
