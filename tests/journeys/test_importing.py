"""Files come in: the good ones are there, each bad one is named with its reason, and reading goes on meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from reviewer.store.checking import check
from reviewer.store.library import Library
from tests.command_line import count_of_documents
from tests.journeys.conftest import Open
from tests.journeys.reader import saved, saved_documents
from tests.journeys.test_command_line import ROOT

PDFS = ROOT.parent / "shared" / "data" / "pdf"
DAMAGED = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 9 0 R >>\n%%EOF\n"


@pytest.fixture
def bad_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    (folder / "deeper").mkdir(parents=True)
    (folder / "good.txt").write_text("A good article\n\nIt can be read.\n", "utf-8")
    (folder / "deeper" / "page.html").write_text(
        "<html><head><title>A page</title></head><body><article><h1>A page</h1>"
        "<p>The page is as good as the article, and longer than it, so that it is kept.</p></article></body></html>",
        "utf-8",
    )
    (folder / "damaged.pdf").write_bytes(DAMAGED)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / ".hidden.txt").write_text("Nobody asked for this.", "utf-8")
    (folder / "picture.xyz").write_bytes(b"\0\1\2")
    for number, path in enumerate(sorted(PDFS.glob("encrypted__r*")) + sorted(PDFS.glob("open-fails*"))):
        (folder / f"{number}-{path.name}").write_bytes(path.read_bytes())
    return folder


def test_the_good_files_of_a_folder_are_there_and_each_bad_one_is_named(
    open_window: Open, library_of: Callable[..., Path], bad_folder: Path
) -> None:
    library = library_of()
    reader = open_window(library)

    reader.drop([bad_folder])
    reader.until(lambda: "failed" in reader.import_row)
    reader.settle()

    assert {one.metadata.title for one in saved_documents(library)} == {"A good article", "A page"}
    bad = [
        path
        for path in bad_folder.iterdir()
        if path.suffix in {".pdf", ".md"} or path.stem in {"empty", "binary"}
    ]
    assert f"2 added, {len(bad)} failed" in reader.import_row
    reader.click_button("Details…")
    report = reader.dialog("Import report")
    lines = reader.read("Files and reasons").split("\n")
    reasons = {Path(path): why for path, why in zip(lines[0::3], lines[1::3], strict=True)}
    assert set(reasons) == set(bad)
    assert all(why.startswith(f"“{path.name}”") and why.endswith(".") for path, why in reasons.items())
    assert "Traceback" not in "".join(reasons.values())
    for path, why in reasons.items():
        assert ("password" in why) == ("encrypted" in path.name)
    (bad_folder / "empty.txt").write_text("Now there is something\n\nto be read.\n", "utf-8")
    reader.click_button("Try these again", within=report)
    reader.come_back()
    reader.until(lambda: f"1 added, {len(bad) - 1} failed" in reader.import_row)
    assert len(saved_documents(library)) == 3

    reader.press("Ctrl+Z")
    reader.until(lambda: len(reader.rows("Documents")) == 2)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(600):
        (folder / f"{number:03}.txt").write_text(
            f"Article {number:03}\n\n" + f"Ferry {number} 🚢 is late. Nobody knows why.\n\n" * 40, "utf-8"
        )
    return folder


def test_what_was_read_before_the_cancel_is_kept(
    open_window: Open, library_of: Callable[..., Path], many: Path
) -> None:
    library = library_of()
    reader = open_window(library)

    reader.drop([many])
    reader.until(lambda: count_of_documents(library) >= 5)
    reader.click_button("Cancel")
    reader.until(lambda: "left out by the cancellation" in reader.import_row)
    reader.settle()

    kept = saved_documents(library)
    assert 5 <= len(kept) < 600
    assert f"{len(kept)} added, {600 - len(kept)} left out" in reader.import_row
    reader.until(lambda: len(reader.rows("Documents")) == len(kept))
    with Library.open(library) as opened:
        assert check(opened).problems == ()


def test_one_reads_and_tags_while_files_come_in_and_undo_takes_the_tag_back_first(
    open_window: Open, library_of: Callable[..., Path], many: Path
) -> None:
    library = library_of()
    reader = open_window(library)

    reader.drop([many])
    reader.until(lambda: reader.document)
    opened = reader.document
    reader.text.setFocus()
    reader.press("Down")
    reader.type("t")
    reader.until(lambda: reader.picker_is_open)
    reader.type("Ferries")
    reader.press("Return")
    reader.until(lambda: reader.said.startswith("Tagged"))
    assert "Reading" in reader.import_row
    (passage,) = saved(library)
    assert passage.quote == "Ferry 0 🚢 is late."
    assert reader.document == opened
    reader.press("Down", "Down")
    assert reader.article.selection()
    reader.until(lambda: "600 added" in reader.import_row)
    reader.settle()
    assert reader.document == opened
    assert reader.article.selection()

    reader.press("Ctrl+Z")
    reader.until(lambda: reader.counts.startswith("0 passages"))
    assert saved(library) == []
    assert len(saved_documents(library)) == 600
    reader.press("Ctrl+Z")
    reader.until(lambda: not reader.document)
    reader.until(lambda: not saved_documents(library))


def test_closing_the_window_in_the_middle_keeps_what_was_read(
    open_window: Open, library_of: Callable[..., Path], many: Path
) -> None:
    library = library_of()
    reader = open_window(library)
    reader.drop([many])
    reader.until(lambda: count_of_documents(library) >= 5)

    reader.press("Ctrl+Q")

    assert not reader.window.isVisible()
    assert 5 <= len(saved_documents(library)) < 600
    with Library.open(library) as opened:
        assert check(opened).problems == ()


def test_files_are_chosen_in_the_dialog(
    open_window: Open, library_of: Callable[..., Path], many: Path
) -> None:
    library = library_of()
    reader = open_window(library)
    answering = QTimer(reader.window, interval=10)
    answering.timeout.connect(lambda: answer_dialog(answering, many / "007.txt"))
    answering.start()

    reader.press("Ctrl+O")

    reader.come_back()
    reader.until(lambda: reader.document == "Article 007")
    assert [one.metadata.title for one in saved_documents(library)] == ["Article 007"]


def answer_dialog(answering: QTimer, path: Path) -> None:
    """Types a path into the file dialog once it is there, and accepts it."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QFileDialog):
        answering.stop()
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText(str(path))
        dialog.accept()
