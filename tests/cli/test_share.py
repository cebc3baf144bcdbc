"""`reviewer share`, and what the other commands make of a shared file."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Run


@pytest.fixture
def tagged(run: Run, library: Path) -> Path:
    run("tag", library, "Crane sold", "--quote", "Friday", "--topic", "Sale", "--memo", "Which one?")
    run("tag", library, "Minutes", "--quote", "Item 4", "--entity", "other:Crane", "--coder", "Ben")
    return library


def rows(path: Path, question: str) -> list[Any]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(question).fetchall()


def test_a_share_says_what_left_and_by_which_fingerprint_it_is_known(
    run: Run, tagged: Path, tmp_path: Path
) -> None:
    out = tmp_path / "for Ben.reviewer"

    ended = run("share", tagged, out)

    assert ended.status == 0
    first, second = ended.out.splitlines()
    assert first.startswith("3 documents, 2 passages, 2 tags (Ana 1, Ben 1), 1 topic, 1 entity, 1 memo; ")
    assert re.fullmatch(r"Fingerprint: ([0-9A-Z]{4} ){5}[0-9A-Z]{4}", second)
    assert ended.err == f"Shared to “{out}”.\n"
    assert second.removeprefix("Fingerprint: ") in run("check", out).err
    assert second.removeprefix("Fingerprint: ") in run("merge", tagged, out, "--preview").err


def test_a_preview_makes_no_file(run: Run, tagged: Path, tmp_path: Path) -> None:
    ended = run("share", tagged, tmp_path / "out.reviewer", "--preview", "--blind")

    assert ended.status == 0
    assert ended.out.startswith("3 documents, 0 passages, 0 tags, 1 topic, 1 entity, 0 memos; about ")
    assert not (tmp_path / "out.reviewer").exists()


@pytest.mark.parametrize(
    ("filters", "counts"),
    [
        ((), (3, 2)),
        (("--document", "Minutes"), (1, 1)),
        (("--since", "2025-02"), (1, 1)),
        (("--until", "2025-01"), (1, 1)),
        (("--topic", "Sale"), (1, 1)),
        (("--coder", "Ben"), (1, 1)),
        (("--in", "text", "council"), (2, 2)),
        (("--in", "passages", "Friday"), (1, 1)),
        (("--limit", "1"), (1, 1)),
        (("--blind",), (3, 0)),
        (("--blind", "--coder", "Ben"), (3, 1)),
        (("--blind", "--document", "Crane sold", "--coder", "Ben"), (1, 0)),
    ],
)
def test_filters_choose_documents_or_passages(
    run: Run, tagged: Path, tmp_path: Path, filters: tuple[str, ...], counts: tuple[int, int]
) -> None:
    out = tmp_path / "out.reviewer"

    assert run("share", tagged, out, *filters).status == 0

    assert rows(out, "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM passage)") == [counts]
    assert run("check", out).status == 0


def test_what_stays_is_chosen_by_options(run: Run, tagged: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.reviewer"

    run("share", tagged, out, "--without-originals", "--without-memos")
    assert rows(out, "SELECT max(length(content)) FROM original") == [(0,)]
    assert rows(out, "SELECT min(length(content)) > 0 FROM text_version") == [(1,)]
    assert rows(out, "SELECT * FROM memo") == []

    run("share", tagged, out, "--quotes-only", "--overwrite")
    assert rows(out, "SELECT max(length(content)) FROM text_version") == [(0,)]
    text = run("text", out, "Crane sold")
    assert text.out.strip() == "Friday"
    assert "shared with quotes only" in text.err
    assert run("find", out, "--topic", "Sale").out.count("⟦Friday⟧") == 1


def test_nothing_is_shared_where_nothing_answers_or_a_file_is_there(
    run: Run, tagged: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.reviewer"

    nothing = run("share", tagged, out, "--since", "2030")
    assert nothing.status == 2
    assert "Nothing in the library answers" in nothing.err
    assert not out.exists()

    out.write_text("a letter")
    there = run("share", tagged, out)
    assert there.status == 2
    assert "is there already" in there.err
    assert out.read_text() == "a letter"

    itself = run("share", tagged, tagged, "--overwrite")
    assert itself.status == 2
    assert "is the library itself" in itself.err


def test_a_shared_file_is_read_by_commands_and_changed_by_none(
    run: Run, tagged: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.reviewer"
    run("share", tagged, out)
    before = out.read_bytes()

    assert len(run("documents", out, "--json").json) == 3
    assert [one["path"] for one in run("topics", out, "--json").json] == ["Sale"]
    assert len(run("find", out, "--json").json) == 2
    for words in (
        ("find", out, "council"),
        ("tag", out, "Minutes", "--quote", "Item 4", "--topic", "New"),
        ("undo", out),
        ("import", out, __file__),
    ):
        refused = run(*words)
        assert refused.status == 2, words
        assert "`reviewer merge LIBRARY out.reviewer`" in refused.err, words

    assert out.read_bytes() == before


def test_a_file_that_was_changed_on_its_way_is_told_of(run: Run, tagged: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.reviewer"
    run("share", tagged, out)
    with closing(sqlite3.connect(out, isolation_level=None)) as connection:
        connection.execute("UPDATE topic SET description = 'Eve was here'")

    checked = run("check", out)
    previewed = run("merge", tagged, out, "--preview")

    assert checked.status == 1
    assert "“topic” is not as it was shared" in checked.out
    assert "“out.reviewer” is not as it was shared" in previewed.err
