"""`reviewer merge`."""

import shutil
import sqlite3
from pathlib import Path
from typing import get_args

import pytest

from reviewer.cli.commands.merge import in_words
from reviewer.model.merge import Conflict, ConflictKind
from tests.command_line import Run


@pytest.fixture
def sent(run: Run, library: Path, tmp_path: Path) -> Path:
    """What Ben sends back: a tag of his own in the same library, and a topic renamed."""
    run("tag", library, "Crane sold", "--quote", "Friday", "--topic", "Sale")
    out = tmp_path / "from Ben.reviewer"
    shutil.copy(library, out)
    run(
        "tag",
        out,
        "Crane sold",
        "--quote",
        "the dockers",
        "--topic",
        "People",
        "--coder",
        "Ben",
        "--memo",
        "Who?",
    )
    return out


def test_a_preview_prints_what_would_come_and_changes_nothing(run: Run, library: Path, sent: Path) -> None:
    before = library.read_bytes()

    ended = run("merge", library, sent, "--preview")

    assert ended.status == 0
    lines = ended.out.splitlines()
    assert [line.split() for line in lines if line.startswith("tags")] == [["tags", "1", "0", "0", "1"]]
    assert lines[lines.index("Tags by coder:") + 1].split() == ["Ben", "1", "added", "0", "removed"]
    assert "Tags by document:" in lines
    assert "Tags by topic:" in lines
    assert (
        ended.err == "Preview of “from Ben.reviewer”: 5 would be added, 0 changed, 0 removed, 7 the same.\n"
    )
    assert library.read_bytes() == before


def test_what_came_is_told_with_the_backup_and_undone_by_one_undo(
    run: Run, library: Path, sent: Path
) -> None:
    ended = run("merge", library, sent)

    assert ended.status == 0
    first, second = ended.err.splitlines()
    assert first == "Merged “from Ben.reviewer”: 5 added, 0 changed, 0 removed, 7 the same."
    assert second.startswith("The library as it was before is in “")
    assert Path(second.partition("“")[2].removesuffix("”.")).exists()
    assert "People" in run("topics", library).out
    assert run("undo", library).out == "Undone: Merge “from Ben”.\n"
    assert "People" not in run("topics", library).out


def test_merging_again_says_that_nothing_is_new(run: Run, library: Path, sent: Path) -> None:
    run("merge", library, sent)

    ended = run("merge", library, sent)

    assert ended.status == 0
    assert "it holds nothing that is not here already" in ended.err
    assert "as it was before" not in ended.err


def test_json_has_every_figure_and_each_conflict_as_a_sentence(
    run: Run, library: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.reviewer"
    run("new", other)
    paper = tmp_path / "crane.txt"
    paper.write_text("Another text of the crane.\n")
    run("import", other, paper)
    run("tag", other, "Crane", "--quote", "crane", "--topic", "Sale")
    run("tag", library, "Crane sold", "--quote", "Friday", "--topic", "sale")

    ended = run("merge", library, other, "--json")

    (one,) = ended.json
    assert (ended.status, one["status"], one["reason"]) == (0, "changed", None)
    assert one["tables"]["tag"] == {"added": 1, "changed": 0, "removed": 0, "same": 0}
    assert [conflict["kind"] for conflict in one["conflicts"]] == ["topic name"]
    assert one["conflicts"][0]["sentence"].startswith("two are called topic “sale”; both are kept (")
    assert one["refused"] == []
    assert Path(one["backup"]).exists()


def test_a_file_that_is_refused_costs_no_other(run: Run, library: Path, sent: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.reviewer"
    broken.write_bytes(sent.read_bytes()[:20_000])

    ended = run("merge", library, broken, sent, "--json")

    assert ended.status == 1
    assert [one["status"] for one in ended.json] == ["failed", "changed"]
    assert "“broken.reviewer” is damaged" in ended.err
    assert "“broken.reviewer” is damaged" in ended.json[0]["reason"]
    assert "People" in run("topics", library).out


def test_where_nothing_could_be_merged_nothing_was_done(run: Run, library: Path, tmp_path: Path) -> None:
    for arguments in ((tmp_path / "none.reviewer",), (library,), (tmp_path / "none.reviewer", "--preview")):
        ended = run("merge", library, *arguments)

        assert (ended.status, ended.out) == (2, "")
        assert ended.err.count("\n") == 1
        assert "Traceback" not in ended.err


def test_conflicts_are_sentences_and_many_are_cut(run: Run, library: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.reviewer"
    run("new", other)
    paper = tmp_path / "crane.txt"
    paper.write_text("Another text of the crane.\n")
    run("import", other, paper)
    topics = [option for number in range(25) for option in ("--topic", f"T{number}")]
    run("tag", other, "Crane", "--quote", "crane", *topics)
    run("tag", library, "Crane sold", "--quote", "Friday", *topics)

    lines = run("merge", library, other, "--preview").out.splitlines()

    told = [line for line in lines if line.startswith("Look at: ")]
    assert len(told) == 20
    assert all(line.startswith("Look at: two are called topic “T") and line.endswith(").") for line in told)
    assert lines[-1] == "  … and 5 more; --json lists them all."


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("field", "the name of topic “Quay” was changed by two people: “Quay” holds, “Pier” does not."),
        ("topic name", "two are called topic “Quay”; both are kept (Quay, Pier)."),
        ("entity name", "two are called topic “Quay”; both are kept (Quay, Pier)."),
        ("coder name", "two coders are called “Quay”; both are kept (Quay, Pier)."),
        ("kept", "topic “Quay” was deleted by one and is used by another; it is kept."),
        ("removed document", "“Quay” has been removed, and Pier stay out of sight with it."),
        ("circle", "topic “Quay” would be Pier, and that topic below it or one with it; it stands Quay."),
        ("text", "“Quay” was read in two ways: the text of Quay is shown; that of Pier is kept too."),
        ("version", "“Quay” came and may be another version of “Quay”; both are kept."),
    ],
)
def test_every_kind_of_conflict_is_a_sentence(kind: ConflictKind, sentence: str) -> None:
    assert in_words(Conflict(kind, "topic", "0" * 32, "Quay", "name", "Quay", "Pier")) == sentence


def test_every_kind_of_conflict_has_its_case() -> None:
    for kind in get_args(ConflictKind):
        assert in_words(Conflict(kind, "topic", "0" * 32, "Quay", "name", "Quay", "Pier")).endswith(".")


def test_rows_that_broke_the_rules_are_named(run: Run, library: Path, sent: Path) -> None:
    raw = sqlite3.connect(sent)
    raw.execute("UPDATE memo SET created = 'yesterday'")
    raw.commit()
    raw.close()

    ended = run("merge", library, sent, "--preview")

    assert "Refused: memo " in ended.err
    assert "1 row of “from Ben.reviewer” broke the rules and did not come." in ended.err
