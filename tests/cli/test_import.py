"""`reviewer import`: what becomes of each path, and of the rest where one fails."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command_line import Run, count_of_documents

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two articles, one of them in a folder of its own, and a hidden file."""
    folder = tmp_path / "articles"
    (folder / "more").mkdir(parents=True)
    (folder / "crane.txt").write_text("The crane goes.\n", "utf-8")
    (folder / "more" / "ferry.md").write_text("# Ferry\n\nIt leaves at *noon* 🚢.\n", "utf-8")
    (folder / ".hidden.txt").write_text("Not for anybody.\n", "utf-8")
    return folder


def test_a_folder_is_added_with_all_below_it(run: Run, library: Path, articles: Path) -> None:
    ended = run("import", library, articles, "--json")

    assert ended.status == 0
    assert list(ended.json[0]) == "path status document title reason doubts".split()
    assert [(Path(one["path"]).name, one["status"]) for one in ended.json] == [
        ("crane.txt", "added"),
        ("ferry.md", "added"),
    ]
    assert len(run("documents", library, "--json").json) == 5


def test_what_fails_is_named_with_its_reason_and_the_rest_is_added(
    run: Run, library: Path, articles: Path
) -> None:
    (articles / "empty.txt").touch()
    ended = run("import", library, articles, articles / "missing.txt", "--json")

    failed = {Path(one["path"]).name: one for one in ended.json if one["status"] == "failed"}
    assert ended.status == 1
    assert set(failed) == {"empty.txt", "missing.txt"}
    assert all(one["reason"].endswith(".") and one["document"] is None for one in failed.values())
    assert "empty.txt" in ended.err
    assert "missing.txt" in ended.err
    assert "2 documents added, 2 not readable" in ended.err


def test_a_name_that_is_no_utf8_is_added_with_the_rest(run: Run, library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    for name in (b"caf\xe9.txt", b"page\xff.html", b"empty\xff.txt"):
        text = b"" if name.startswith(b"empty") else b"<p>The crane " + name[:3] + b" goes.</p>"
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_bytes(text)

    ended = run("import", library, folder, "--json")

    assert [(one["status"], one["title"]) for one in ended.json if one["document"]] == [
        ("added", "Caf\N{REPLACEMENT CHARACTER}"),
        ("added", "Page\N{REPLACEMENT CHARACTER}"),
    ]
    assert "holds no text" in ended.err
    assert run("check", library).status == 0


def test_nothing_added_ends_with_2(run: Run, library: Path, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()

    for path in (tmp_path / "missing.txt", tmp_path / "nothing"):
        assert run("import", library, path).status == 2


def test_an_empty_path_is_not_the_folder_one_is_in(
    run: Run, library: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(articles)

    assert run("import", library, "").status == 2
    assert len(run("documents", library, "--json").json) == 3


def test_paths_come_from_standard_input(
    run: Run, library: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = f"{articles / 'crane.txt'}\r\n\n{articles / 'more' / 'ferry.md'}".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))

    ended = run("import", library, "-", "--json")

    assert [one["status"] for one in ended.json] == ["added", "added"]


def test_people_read_what_was_added(run: Run, library: Path, articles: Path) -> None:
    ended = run("import", library, articles)
    again = run("import", library, articles)

    assert [line.split()[0] for line in ended.out.splitlines()] == ["Added", "Added"]
    assert "Ferry" in ended.out
    assert ended.err == "2 documents added, 1 other file left out.\n"
    assert again.out.count("There already") == 2
    assert again.status == 0


def test_there_is_no_bar_where_standard_error_is_no_terminal(run: Run, library: Path, articles: Path) -> None:
    assert "#" not in run("import", library, articles).err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
def test_there_is_a_bar_on_a_terminal(library: Path, articles: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    ended = subprocess.run(
        [sys.executable, "-m", "reviewer", "import", str(library), str(articles), "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    drawn = os.read(ours, 100_000).decode()
    os.close(ours)

    assert ended.returncode == 0
    assert ended.stdout.startswith(b"[\n")
    assert "100%" in drawn


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal")
def test_the_keyboard_stops_an_import_between_two_files(run: Run, library: Path, tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number:03}.txt").write_text(f"Article {number}.\n" * 200, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "reviewer", "import", str(library), *map(str, sorted(tmp_path.glob("*.txt")))],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    deadline = time.monotonic() + 60
    while count_of_documents(library) < 8 and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()

    assert process.returncode == 1
    assert "not begun" in err
    assert "Traceback" not in err
    assert len(run("documents", library, "--json").json) == 3 + out.count("Added")
    assert run("check", library).status == 0
    run("undo", library)
    assert len(run("documents", library, "--json").json) == 3
