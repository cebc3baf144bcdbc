"""The program killed in the middle of its work: what it acknowledged is there, and the library is whole."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reviewer.model.document import Metadata, Reading
from reviewer.model.query import Query
from reviewer.store.checking import check
from reviewer.store.documents import add_document, documents
from reviewer.store.fulltext import search_passages, search_texts
from reviewer.store.library import Library
from tests.command_line import Run, count_of_documents

ROOT = Path(__file__).resolve().parents[2]
TEXT = "".join(
    f"Line {number:04}: the ferry 🚢 leaves at {number % 24:02} o’clock.\n" for number in range(2000)
)

# Tags line after line, and says each one only after the step that saved it.
TAGGING = """
import sys
from pathlib import Path
from reviewer.model.passage import Span
from reviewer.store.documents import documents
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic

with Library.open(Path(sys.argv[1])) as library:
    (document,) = documents(library)
    done = document.passages
    for number in range(done, 2000):
        start = number * document.characters // 2000
        with library.step("Tag passage"):
            topic = ensure_topic(library, f"Hour/{number % 24}")
            tag_passage(library, document.id, Span(start, start + 9), topics=[topic])
        print(number, flush=True)
"""


def start(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def kill(process: "subprocess.Popen[str]") -> str:
    """Ends the process at once, as `kill -9` does, and gives what it had still said."""
    process.kill()
    out, _ = process.communicate()
    return out


def ferry_library(folder: Path) -> Path:
    path = folder / "Ferry.reviewer"
    with Library.create(path) as library:
        reading = Reading("text", "text/plain", "test/1", Metadata("Timetable"), TEXT)
        add_document(library, reading, TEXT.encode(), file_name="timetable.txt")
    return path


def test_every_acknowledged_tag_outlives_the_kill(tmp_path: Path) -> None:
    path = ferry_library(tmp_path)
    acknowledged = 0

    for wait in (1, 7, 40, 3):
        process = start("-c", TAGGING, path)
        assert process.stdout
        for _ in range(wait):
            acknowledged = int(process.stdout.readline()) + 1
        said = kill(process)
        # A line that was cut off by the kill says nothing.
        acknowledged = max(
            [acknowledged, *(int(line) + 1 for line in said.splitlines(keepends=True) if line.endswith("\n"))]
        )

        with Library.open(path) as library:
            report = check(library)
            found = search_passages(library, Query())
            assert report.problems == ()
            assert acknowledged <= len(found) == report.passages <= acknowledged + 1
            assert all(TEXT[hit.passage.start : hit.passage.end] == hit.passage.quote for hit in found)
            assert all(hit.passage.topics for hit in found)
            acknowledged = len(found)


def test_after_the_kill_undo_goes_on_from_the_last_saved_step(tmp_path: Path) -> None:
    path = ferry_library(tmp_path)
    process = start("-c", TAGGING, path)
    assert process.stdout
    process.stdout.readline()
    kill(process)

    with Library.open(path) as library:
        before = len(search_passages(library, Query()))
        library.history.undo()
        assert len(search_passages(library, Query())) == before - 1
        library.history.redo()
        assert len(search_passages(library, Query())) == before
        assert check(library).problems == ()


def test_a_tag_that_the_command_printed_outlives_the_kill(run: Run, tmp_path: Path) -> None:
    path = ferry_library(tmp_path)
    process = start(
        "-m", "reviewer", "tag", path, "Timetable", "--quote", "Line 0003", "--topic", "Early", "--json"
    )
    assert process.stdout
    assert process.stdout.readline() == "{\n"
    kill(process)

    (found,) = run("find", path, "--topic", "Early", "--json").json
    assert (found["document_title"], found["quote"]) == ("Timetable", "Line 0003")
    assert run("check", path).status == 0


@pytest.mark.parametrize("enough", [1, 40])
def test_an_import_that_is_killed_keeps_what_it_added_and_can_be_repeated(
    run: Run, tmp_path: Path, enough: int
) -> None:
    path, folder = tmp_path / "Ferry.reviewer", tmp_path / "articles"
    folder.mkdir()
    number = 300
    for each in range(number):
        (folder / f"{each:03}.txt").write_text(
            f"Article {each}\n\nFerry number {each} 🚢 sails.\n" * 20, "utf-8"
        )
    run("new", path)

    process = start("-m", "reviewer", "import", path, folder)
    deadline = time.monotonic() + 60
    while count_of_documents(path) < enough and time.monotonic() < deadline:
        time.sleep(0.01)
    kill(process)

    with Library.open(path) as library:
        kept = documents(library)
        assert check(library).problems == ()
        assert enough <= len(kept)
        # The index went with the documents: each is found by its words.
        found = search_texts(library, Query(words="ferry", where="text"))
        assert {hit.passage.document for hit in found} == {document.id for document in kept}
    again = run("import", path, folder, "--json")
    assert again.status == 0
    assert [outcome["status"] for outcome in again.json].count("present") == len(kept)
    assert count_of_documents(path) == number
    assert run("check", path).status == 0
