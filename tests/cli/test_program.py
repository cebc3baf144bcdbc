"""The program around the commands: the help, what is no command, what goes wrong, what is never loaded."""

import os
import pkgutil
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest

import reviewer
from reviewer.cli import commands, program
from reviewer.exchange.exporting import formats
from reviewer.store import opening
from tests.cli.conftest import CRANE
from tests.command_line import Run

ROOT = Path(reviewer.__file__).parents[1]
NAMES = [name for names in program.SECTIONS.values() for name in names]


def shell(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "reviewer", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def test_the_help_lists_every_command_once_and_none_that_does_not_work(run: Run) -> None:
    ended = run("--help")

    lines = re.findall(r"^  (\S+)  ", ended.out, re.MULTILINE)
    assert ended.status == 0
    assert all(lines.count(name) == 1 for name in NAMES)
    assert not {"agreement", "recheck"} & set(lines)
    assert all(
        option in ended.out for option in ("--sample", "--screenshot", "--version", "--document", "--passage")
    )


def test_every_module_of_the_folder_is_a_command() -> None:
    modules = {found.name.rstrip("_") for found in pkgutil.iter_modules(commands.__path__)}

    assert modules == {*NAMES, "window"}


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself(run: Run, name: str) -> None:
    ended = run(name, "--help")

    assert ended.status == 0
    assert ended.out.startswith(f"Usage: reviewer {name} ")
    assert "LIBRARY" in ended.out


def test_every_export_format_is_in_the_help(run: Run) -> None:
    listed = run("export", "--list").out
    explained = " ".join(run("export", "--help").out.split())

    for form in formats():
        assert f"{form.name} " in listed
        assert form.description in listed
        assert f"{form.name} ({form.label})" in explained


def test_a_name_that_is_no_command_is_none() -> None:
    context = click.Context(program.program)

    assert program.program.get_command(context, "agreement") is None


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"reviewer {reviewer.__version__}\n"


def test_what_is_neither_command_nor_library_is_answered_with_what_may_be_meant(run: Run) -> None:
    for given, said in (
        ("fnid", "Did you mean “find”?"),
        ("zzz", "--help"),
        ("a.reviewer", "reviewer new a.reviewer"),
    ):
        ended = run(given)
        assert ended.status == 2
        assert said in ended.err


@pytest.mark.parametrize("name", [name for name in NAMES if name != "new"])
def test_a_library_that_is_missing_or_none_is_a_sentence(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "none.reviewer").write_text("Not a library at all, only some words in a file.")
    (tmp_path / "a.txt").write_text("Words.")
    rest = {
        "import": (tmp_path / "a.txt",),
        "text": ("D",),
        "tag": ("D", "--quote", "Q", "--topic", "T"),
        "untag": ("T",),
        "export": (tmp_path / "out.csv", "--format", "csv"),
    }.get(name, ())

    for path in (tmp_path / "missing.reviewer", tmp_path / "none.reviewer", tmp_path):
        ended = run(name, path, *rest)
        assert ended.status == 2
        assert ended.out == ""
        assert ended.err.endswith(".\n")
        assert "Traceback" not in ended.err
        assert "defect" not in ended.err
    assert not (tmp_path / "out.csv").exists()
    assert not (tmp_path / "missing.reviewer").exists()


def test_a_newer_library_is_named_and_left_alone(run: Run, library: Path) -> None:
    connection = sqlite3.connect(library)
    connection.execute("PRAGMA user_version = 99")
    connection.close()

    ended = run("documents", library)

    assert ended.status == 2
    assert "newer Reviewer" in ended.err


def test_a_library_that_another_program_writes_is_a_sentence(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_BUSY_MILLISECONDS", 20)
    other = sqlite3.connect(library, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    ended = run("tag", library, "Crane sold", "--quote", "Friday", "--topic", "T")
    other.close()

    assert ended.status == 2
    assert "another program" in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("tag",),
        ("find", "a", "--limit", "0"),
        ("find", "a", "--limit", "9" * 20),
        ("undo", "a", "--steps", "x"),
        ("--nonsense",),
    ],
)
def test_wrong_usage_ends_with_2_and_a_line_of_usage(run: Run, arguments: tuple[str, ...]) -> None:
    ended = run(*arguments)

    assert ended.status == 2
    assert "Usage: reviewer" in ended.err


def test_a_defect_of_ours_leaves_a_report_and_no_traceback(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("wrong by design")

    monkeypatch.setattr("reviewer.store.checking.check", broken)
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: tmp_path / "state")
    ended = run("check", library)

    (report,) = (tmp_path / "state" / "crashes").iterdir()
    assert ended.status == 2
    assert len(ended.err.splitlines()) == 1
    assert str(report) in ended.err
    assert "RuntimeError" in report.read_text("utf-8")


def test_stopping_by_the_keyboard_is_a_sentence(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reviewer.store.checking.check", stopped)
    ended = run("check", library)

    assert ended.status == 2
    assert ended.err == "Stopped. Everything that was saved before is kept.\n"


def test_the_text_comes_as_it_is_whatever_the_locale(library: Path) -> None:
    ended = shell("text", library, "Crane sold", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, CRANE.encode(), b"")


def test_a_title_in_another_script_is_printed_whatever_the_locale(library: Path) -> None:
    ended = shell("documents", library, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    assert "רציף הדגים" in ended.stdout.decode()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
@pytest.mark.parametrize("arguments", [("text", "Crane sold"), ("find", "--json")])
def test_a_reader_that_has_had_enough_is_no_fault(library: Path, arguments: tuple[str, ...]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    name, *rest = arguments
    ended = subprocess.run(
        [sys.executable, "-m", "reviewer", name, str(library), *rest],
        cwd=ROOT,
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(theirs)

    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="the shell of POSIX closes streams")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "2>/dev/full"])
@pytest.mark.parametrize("arguments", [("check",), ("documents",), ("text", "Minutes"), ("topics", "--json")])
def test_a_closed_stream_changes_nothing(library: Path, arguments: tuple[str, ...], closed: str) -> None:
    name, *rest = arguments
    ended = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "-", sys.executable, "-m", "reviewer", name, library, *rest],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )

    assert ended.returncode == 0
    assert b"defect" not in ended.stderr
    assert b"Traceback" not in ended.stderr


def test_standard_input_that_is_closed_names_no_path(library: Path) -> None:
    ended = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "-", sys.executable, "-m", "reviewer", "import", library, "-"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (2, b"0 documents added.\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")  # noqa: PTH110
@pytest.mark.parametrize(
    "arguments", [("documents", "LIBRARY"), ("text", "LIBRARY", "Minutes"), ("--help",), ("--version",)]
)
def test_a_result_for_which_there_is_no_room_is_a_sentence(library: Path, arguments: tuple[str, ...]) -> None:
    given = [str(library) if each == "LIBRARY" else each for each in arguments]
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        ended = subprocess.run(
            [sys.executable, "-m", "reviewer", *given],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert ended.returncode == 2
    assert ended.stderr.decode().startswith("The result could not be written: ")
    assert ended.stderr.count(b"\n") == 1


def test_no_command_loads_qt_or_a_parser_that_it_does_not_need(library: Path, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text("One more article.\n", "utf-8")
    copy = shutil.copy(library, tmp_path / "copy.reviewer")
    calls: list[list[object]] = [
        ["new", tmp_path / "new.reviewer"],
        ["documents", copy],
        ["text", copy, "Crane sold"],
        ["tag", copy, "Crane sold", "--quote", "Friday", "--topic", "T"],
        ["topics", copy],
        ["entities", copy],
        ["untag", copy, "nonsense"],
        ["find", copy, "crane"],
        ["export", copy, tmp_path / "out.html", "--format", "html"],
        ["undo", copy],
        ["redo", copy],
        ["history", copy],
        ["check", copy],
        ["share", copy, tmp_path / "shared.reviewer"],
        ["merge", copy, library],
        ["backup", copy, tmp_path / "backup.reviewer"],
        ["--help"],
        ["--version"],
        ["import", copy, tmp_path / "more.txt"],
    ]
    program_text = (
        "import sys\n"
        "from reviewer.cli import main\n"
        "if __name__ == '__main__':\n"
        f"    for call in {[list(map(str, call)) for call in calls]!r}:\n"
        "        if main(call) != (2 if 'nonsense' in call else 0): sys.exit(f'{call} failed')\n"
        "        loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "        wrong = loaded & {'PySide6', 'shiboken6', 'trafilatura', 'pymupdf'}\n"
        "        if wrong: sys.exit(f'{call} loaded {wrong}')\n"
    )
    script = tmp_path / "calls.py"
    script.write_text(program_text, "utf-8")

    ended = subprocess.run(
        [sys.executable, str(script)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr.decode()


def test_every_call_above_covers_every_command() -> None:
    source = Path(__file__).read_text("utf-8")

    assert all(f'["{name}", ' in source for name in NAMES)


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What the window was opened with, in the place of a window."""
    calls: list[tuple[object, ...]] = []

    class App(ModuleType):
        def run(
            self,
            library: Path | None,
            *,
            document: str | None,
            passage: str | None,
            sample: bool,
            screenshot: Path | None,
        ) -> int:
            calls.append((library, document, passage, sample, screenshot))
            return 0

    monkeypatch.setitem(sys.modules, "reviewer.ui.app", App("reviewer.ui.app"))
    return calls


def test_without_a_command_the_window_opens_where_it_is_told(
    run: Run, library: Path, window: list[tuple[object, ...]]
) -> None:
    assert run().status == 0
    assert run(library).status == 0
    assert run(library, "--document", "D").status == 0
    assert run("--passage", "P", library).status == 0
    assert run("--sample", "--screenshot", "a.png").status == 0

    assert window == [
        (None, None, None, False, None),
        (library, None, None, False, None),
        (library, "D", None, False, None),
        (library, None, "P", False, None),
        (None, None, None, True, Path("a.png")),
    ]


def test_the_window_refuses_what_cannot_be_meant(
    run: Run, library: Path, window: list[tuple[object, ...]]
) -> None:
    for arguments in (
        (library, "--sample"),
        (library, "--document", "D", "--passage", "P"),
        ("--document", "D"),
        (library, "x"),
    ):
        assert run(*arguments).status == 2
    assert window == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("text", "\udcff"),
        ("find", "caf\udcff"),
        ("find", "--topic", "\udcff"),
        ("tag", "Minutes", "--quote", "Item \udcff", "--topic", "a"),
        ("tag", "Minutes", "--quote", "Item", "--topic", "\udcff"),
        ("tag", "Minutes", "--quote", "Item", "--entity", "person:\udcff"),
        ("tag", "Minutes", "--quote", "Item", "--memo", "\udcff"),
        ("tag", "Minutes", "--quote", "Item", "--topic", "a", "--coder", "\udcff"),
        ("untag", "\udcff"),
        ("export", "\udcff.csv", "--format", "\udcff"),
    ],
)
def test_what_is_no_character_is_a_sentence(run: Run, library: Path, arguments: tuple[str, ...]) -> None:
    ended = run(arguments[0], library, *arguments[1:])

    assert "defect" not in ended.err
    assert ended.status == (0 if ended.err.startswith("Nothing was found") else 2)
    assert run("find", library, "--json").json == []
