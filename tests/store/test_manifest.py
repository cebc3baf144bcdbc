"""What a shared file says of itself: that it is told apart from every other, and how."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.model.ids import DocumentId
from reviewer.model.passage import Span
from reviewer.model.share import Choice
from reviewer.store import manifest
from reviewer.store.checking import check
from reviewer.store.library import Library
from reviewer.store.sharing import share
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic


@pytest.fixture
def shared(library: Library, document: DocumentId, tmp_path: Path) -> Path:
    tag_passage(library, document, Span(16, 20), topics=[ensure_topic(library, "Access")], memo="Look.")
    return share(library, tmp_path / "shared.reviewer", Choice()).path


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_file_that_is_as_it_was_shared_says_so_with_its_fingerprint(shared: Path) -> None:
    made = manifest.manifest_of(shared)
    assert made is not None

    with Library.open(shared) as opened:
        report = check(opened)

    assert report.problems == ()
    assert (
        report.notes[-1]
        == f"Shared by Nora on {made.made[:10]}, and as it was then. Fingerprint: {made.fingerprint}."
    )


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE topic SET name = 'Excess'", "topic"),
        ("UPDATE topic_tag SET deleted = 1", "topic_tag"),
        ("DELETE FROM memo", "memo"),
        ("UPDATE document SET published = '2020'", "document"),
        ("UPDATE original SET content = x''", "original"),
        ("UPDATE field_clock SET hlc = replace(hlc, '0', '1')", "field_clock"),
    ],
)
def test_every_change_of_a_row_is_found_in_its_table(shared: Path, statement: str, table: str) -> None:
    change(shared, statement)

    with Library.open(shared) as opened:
        problems = check(opened).problems

    assert any(problem.startswith(f"“{table}” is not as it was shared") for problem in problems)
    assert any("Ask for it once more" in problem for problem in problems)


def test_a_list_that_was_changed_itself_is_found(shared: Path) -> None:
    change(shared, "UPDATE manifest SET value = 'Eve' WHERE name = 'coder name'")

    with Library.open(shared) as opened:
        assert "The list of what was shared has been changed." in check(opened).problems


def test_a_file_that_was_worked_in_since_is_no_fault(shared: Path) -> None:
    change(
        shared,
        "INSERT INTO step(position, name, at, coder_id, hlc) VALUES (1, 'Rename', '', x'', '')",
        "UPDATE topic SET name = 'Excess'",
    )

    with Library.open(shared) as opened:
        report = check(opened)

    assert report.problems == ()
    assert "worked in since" in report.notes[-1]


def test_an_original_that_was_changed_is_found(shared: Path) -> None:
    change(shared, "UPDATE original SET content = CAST('x' || substr(content, 2) AS BLOB)")

    with Library.open(shared) as opened:
        (problem,) = check(opened).problems

    assert problem.startswith("The original ")


def test_a_list_written_by_somebody_else_is_read_in_bounds(shared: Path) -> None:
    change(
        shared,
        "UPDATE manifest SET value = '' WHERE name = 'root'",
        "UPDATE manifest SET value = hex(zeroblob(100000)) WHERE name = 'table topic'",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
        "INSERT INTO manifest SELECT 'x' || i, '' FROM n",
    )

    made = manifest.manifest_of(shared)

    assert made is not None
    assert len(made.entries) <= 100
    assert max(map(len, made.entries.values())) <= 2000


def test_a_library_is_not_a_shared_file(library: Library) -> None:
    assert manifest.manifest_of(library.path) is None
    assert check(library).notes == ()


def test_the_bytes_that_are_hashed_are_those_that_are_described(library: Library) -> None:
    topic = ensure_topic(library, "Łódź/It's")
    rows = library.execute(
        "SELECT id, parent_id, name, colour, description, merged_into, created, hlc, deleted FROM topic ORDER BY id"
    ).fetchall()

    coded = b"".join(
        (value if isinstance(value, bytes) else b"" if value is None else str(value).encode()) + b"\0"
        for row in rows
        for value in row
    )

    made = manifest.make(library.execute, {})

    assert topic
    assert made.entries["table topic"] == f"2 {hashlib.sha256(coded).hexdigest()}"


def test_identities_with_zero_bytes_are_hashed_whole() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        first = connection.execute("SELECT CAST(x'0001' || x'00' || x'0200' AS BLOB)").fetchone()[0]

    assert first == b"\x00\x01\x00\x02\x00"


@pytest.mark.parametrize("root", ["0" * 64, "f" * 64, "0123456789abcdef" * 4])
def test_a_fingerprint_is_six_groups_of_four_that_can_be_read_aloud(root: str) -> None:
    groups = manifest.fingerprint(root).split(" ")

    assert [len(group) for group in groups] == [4] * 6
    assert set("".join(groups)) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_fingerprints_differ_where_roots_do() -> None:
    roots = [f"{number:064x}" for number in (0, 1 << 136, 1 << 255)]

    assert len({manifest.fingerprint(root) for root in roots}) == 3
    assert manifest.fingerprint("no hash") == manifest.fingerprint("")
