import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from reviewer.documents.adding import AddReport, add_files
from reviewer.documents.reading import read
from reviewer.errors import ReviewerError
from reviewer.model.document import Reading
from reviewer.store.checking import check
from reviewer.store.documents import documents, original_of, text_of
from reviewer.store.faults import LibraryError
from reviewer.store.library import Library
from reviewer.store.topics import ensure_topic, topics
from tests.documents.nobody import as_nobody, open_folder

T = TypeVar("T")
SAMPLES = Path(__file__).parents[1] / "samples" / "documents"


class InProcess:
    """Reads files here, as the worker does in its process."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, path: Path) -> tuple[Reading, bytes]:
        self.asked.append(path.name)
        data = path.read_bytes()
        return read(data, file_name=path.name), data


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "test.reviewer") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def added(library: Library, *paths: Path, **options: object) -> AddReport:
    return add_files(lambda verb: verb(library), paths, worker=InProcess(), **options)  # type: ignore[arg-type]


def states(report: AddReport) -> list[tuple[str, str]]:
    return [(Path(outcome.path).name, outcome.status) for outcome in report.outcomes]


def test_the_samples_become_documents(library: Library) -> None:
    report = added(library, SAMPLES)

    assert states(report) == [("council.html", "added"), ("minutes.md", "added"), ("note.txt", "added")]
    assert [one.metadata.title for one in documents(library)] == [
        "Council sells the old ferry landing",
        "Minutes of the landing committee",
        "The pier was closed before the vote",
    ]
    for outcome in report.outcomes:
        assert outcome.document
        assert original_of(library, outcome.document) == Path(outcome.path).read_bytes()
        text = text_of(library, outcome.document)
        reading = read(Path(outcome.path).read_bytes(), file_name=Path(outcome.path).name)
        assert (text.text, text.blocks, text.marks) == (reading.text, reading.blocks, reading.marks)
    assert check(library).problems == ()


def test_what_cannot_be_read_is_named_and_the_rest_is_added(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_text("First words.")
    (folder / "b.txt").write_bytes(b"\x7fELF" + bytes(100))
    (folder / "c.txt").write_bytes(b"")
    (folder / "d.pdf").write_bytes(b"%PDF-1.7 and no more")
    (folder / "e.txt").write_text("Last words.")

    report = added(library, folder, folder / "missing.txt")

    assert states(report) == [
        ("a.txt", "added"),
        ("b.txt", "failed"),
        ("c.txt", "failed"),
        ("d.pdf", "failed"),
        ("e.txt", "added"),
        ("missing.txt", "failed"),
    ]
    for outcome in report.outcomes:
        if outcome.status == "failed":
            assert outcome.reason
            assert Path(outcome.path).name in outcome.reason.problem
            assert outcome.title == Path(outcome.path).name
    assert len(documents(library)) == 2


def test_the_same_content_is_present_and_not_read_again(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_text("The same words.")
    (folder / "b.txt").write_text("The same words.")
    worker = InProcess()

    report = add_files(lambda verb: verb(library), [folder], worker=worker)
    again = add_files(lambda verb: verb(library), [folder], worker=worker)

    assert states(report) == [("a.txt", "added"), ("b.txt", "present")]
    assert states(again) == [("a.txt", "present"), ("b.txt", "present")]
    assert worker.asked == ["a.txt"]
    assert len({outcome.document for outcome in (*report.outcomes, *again.outcomes)}) == 1
    assert {outcome.title for outcome in (*report.outcomes, *again.outcomes)} == {"A"}


def test_one_undo_takes_back_all_of_one_call_and_redo_brings_it_again(library: Library, folder: Path) -> None:
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"Words of {name}.")
    (folder / "first.md").write_text("Before.")
    added(library, folder / "first.md")
    added(library, folder)
    assert len(documents(library)) == 4

    library.history.undo()

    assert [one.file_name for one in documents(library)] == ["first.md"]
    library.history.redo()
    assert len(documents(library)) == 4


def test_a_file_that_was_taken_back_can_be_added_again(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_text("Words.")
    added(library, folder)
    library.history.undo()

    assert states(added(library, folder)) == [("a.txt", "added")]
    assert len(documents(library)) == 1


def test_progress_counts_to_the_end(library: Library, folder: Path) -> None:
    for name in "ab":
        (folder / f"{name}.txt").write_text(f"Words of {name}.")
    told: list[tuple[int, int, str]] = []

    added(library, folder, progress=lambda *one: told.append(one))

    assert told == [(0, 2, str(folder / "a.txt")), (1, 2, str(folder / "b.txt")), (2, 2, "")]


def test_cancelling_keeps_what_is_done(library: Library, folder: Path) -> None:
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"Words of {name}.")

    report = added(library, folder, cancelled=lambda: len(documents(library)) == 1)

    assert states(report) == [("a.txt", "added"), ("b.txt", "cancelled"), ("c.txt", "cancelled")]
    assert [one.file_name for one in documents(library)] == ["a.txt"]
    assert report.stopped is None


def test_a_library_that_cannot_go_on_stops_with_its_sentence(library: Library, folder: Path) -> None:
    for name in "abc":
        (folder / f"{name}.txt").write_text("Words. " * 50_000 + name)
    pages = library.execute("PRAGMA page_count").fetchone()[0]
    library.execute(f"PRAGMA max_page_count = {pages + 300}")

    report = added(library, folder)

    assert states(report) == [("a.txt", "added"), ("b.txt", "cancelled"), ("c.txt", "cancelled")]
    assert isinstance(report.stopped, LibraryError)
    assert "full" in report.stopped.problem
    assert len(documents(library)) == 1
    assert check(library).problems == ()


def test_a_file_that_vanishes_before_it_is_read_is_named(library: Library, folder: Path) -> None:
    for name in "ab":
        (folder / f"{name}.txt").write_text(f"Words of {name}.")

    report = added(library, folder, progress=lambda *_: (folder / "b.txt").unlink(missing_ok=True))

    assert states(report) == [("a.txt", "added"), ("b.txt", "failed")]
    assert str(report.outcomes[1].reason) == "“b.txt” could not be read: it is not there any more."


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_a_file_without_permission_is_named(library: Library) -> None:
    with open_folder() as folder:
        (folder / "a.txt").write_text("Words.")
        (folder / "b.txt").write_text("Other words.")
        added(library, folder / "b.txt")
        (folder / "a.txt").chmod(0o000)
        with as_nobody():
            report = added(library, folder)

    assert states(report) == [("a.txt", "failed"), ("b.txt", "present")]
    assert str(report.outcomes[0].reason) == "“a.txt” could not be read: you are not allowed to read it."


def test_what_a_folder_held_besides_is_counted(library: Library, folder: Path) -> None:
    for name in ("a.txt", ".hidden.txt", "b.docx"):
        (folder / name).write_text("Words.")

    assert added(library, folder).skipped == 2


def test_doubts_come_with_the_outcome(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_bytes("Министр сказал, что закон будет принят. ".encode("cp1251") * 20)

    assert any("guessed" in doubt for doubt in added(library, folder).outcomes[0].doubts)


def test_the_library_is_touched_on_its_own_thread_only(tmp_path: Path, folder: Path) -> None:
    for name in "ab":
        (folder / f"{name}.txt").write_text(f"Words of {name}.")
    with ThreadPoolExecutor(max_workers=1) as lane:
        library = lane.submit(Library.create, tmp_path / "other.reviewer").result()
        threads: set[str] = set()

        def in_library(verb: Callable[[Library], T]) -> T:
            def work() -> T:
                threads.add(threading.current_thread().name)
                return verb(library)

            return lane.submit(work).result()

        report = add_files(in_library, [folder], worker=InProcess())
        lane.submit(library.close).result()

    assert states(report) == [("a.txt", "added"), ("b.txt", "added")]
    assert len(threads) == 1
    assert threading.current_thread().name not in threads


def test_a_mistake_of_ours_comes_through(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_text("Words.")

    class Broken:
        def read(self, path: Path) -> tuple[Reading, bytes]:
            raise ZeroDivisionError(path)

    with pytest.raises(ZeroDivisionError):
        add_files(lambda verb: verb(library), [folder], worker=Broken())


def test_a_fault_of_the_reader_is_the_files_and_not_the_librarys(library: Library, folder: Path) -> None:
    for name in "ab":
        (folder / f"{name}.txt").write_text(f"Words of {name}.")

    class Choosy(InProcess):
        def read(self, path: Path) -> tuple[Reading, bytes]:
            if path.name == "a.txt":
                raise ReviewerError(problem="“a.txt” made its reader hang.")
            return super().read(path)

    report = add_files(lambda verb: verb(library), [folder], worker=Choosy())

    assert states(report) == [("a.txt", "failed"), ("b.txt", "added")]
    assert report.stopped is None


def test_a_library_is_no_document_and_keeps_its_locks_when_it_is_named(library: Library) -> None:
    ensure_topic(library, "Before")
    code = (
        "import sqlite3, sys; one = sqlite3.connect(sys.argv[1]); one.execute('SELECT * FROM topic').fetchall(); "
        "one.close()"
    )

    report = added(library, library.path, Path(f"{library.path}-wal"))
    # Whoever closes a library last takes its log away; that somebody has it open is told by those locks alone.
    subprocess.run([sys.executable, "-c", code, str(library.path)], check=True)
    ensure_topic(library, "After")

    assert [outcome.status for outcome in report.outcomes] == ["failed", "failed"]
    assert "it is a library and no document" in str(report.outcomes[0].reason)
    with Library.open(library.path) as beside:
        assert [topic.name for topic in topics(beside)] == ["After", "Before"]
