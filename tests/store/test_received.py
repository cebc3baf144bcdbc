"""A library that somebody sent: refused with a sentence, or read without its bad rows; never changed, never obeyed."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.store import received as reading
from reviewer.store.checking import check
from reviewer.store.documents import documents
from reviewer.store.faults import LibraryError
from reviewer.store.library import Library
from reviewer.store.merging import together
from reviewer.store.received import received
from reviewer.store.topics import topics
from tests.store.hostile import BACK_TO_THE_SECOND, HARMLESS, REFUSED, ROWS, harmless, spoiled
from tests.store.merging.replicas import canonical

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "evil-db"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    folder = tmp_path / "sent"
    folder.mkdir()
    return harmless(folder / "sent.reviewer")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "mine.reviewer", coder="Nora") as made:
        yield made


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def assert_refused(library: Library, sent: Path) -> None:
    """In one sentence with a remedy; nothing came, and nothing was changed."""
    before, files = canonical(library), contents(sent.parent)

    for merge in (together.preview, together.merge):
        with pytest.raises(ReviewerError) as refusal:
            merge(library, sent)
        assert sent.name in refusal.value.problem
        assert refusal.value.problem.endswith(".")
        assert refusal.value.remedy

    assert (canonical(library), contents(sent.parent)) == (before, files)
    assert library.history.entries() == []


def test_a_harmless_library_comes_whole_and_stays_as_it_is(library: Library, sent: Path) -> None:
    files = contents(sent.parent)

    plan = together.merge(library, sent)

    assert plan.refused == ()
    assert [one.path for one in topics(library)] == ["Access", "Access/Rooms"]
    assert contents(sent.parent) == files


@pytest.mark.parametrize("attack", REFUSED.values(), ids=REFUSED)
def test_what_is_built_otherwise_or_damaged_is_refused_in_one_sentence(
    library: Library, sent: Path, attack: object
) -> None:
    assert callable(attack)
    assert_refused(library, spoiled(sent, attack))


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_breaks_a_rule_is_refused_and_the_others_come(
    library: Library, sent: Path, name: str
) -> None:
    attack, table, reason = ROWS[name]
    files = contents(spoiled(sent, attack).parent)

    plan = together.merge(library, sent)

    assert (table, reason) in {(one.table, one.reason) for one in plan.refused}
    assert plan.refused_in_all >= len(plan.refused)
    assert contents(sent.parent) == files
    assert check(library).problems == ()
    assert all(moment < "02" for _, moment in library.execute("SELECT device, hlc FROM seen"))
    library.history.undo()
    assert not any(rows for table, rows in canonical(library).items() if table not in {"coder", "seen"})


@pytest.mark.parametrize("attack", HARMLESS.values(), ids=HARMLESS)
def test_what_is_not_believed_does_no_harm(library: Library, sent: Path, attack: object) -> None:
    assert callable(attack)
    files = contents(spoiled(sent, attack).parent)

    together.merge(library, sent)

    assert len(topics(library)) == 2
    assert len(documents(library)) == 1
    assert check(library).problems == ()
    assert contents(sent.parent) == files


@pytest.mark.parametrize("where", [0.3, 0.6, 0.9])
def test_a_damaged_page_is_noticed(library: Library, sent: Path, where: float) -> None:
    raw = bytearray(sent.read_bytes())
    at = int(len(raw) * where) // 4096 * 4096
    raw[at : at + 4096] = b"\xa5" * 4096
    sent.write_bytes(raw)

    with pytest.raises(ReviewerError, match="damaged"):
        together.merge(library, sent)

    assert not documents(library)


@pytest.mark.parametrize("content", [b"", b"not a library", b"SQLite format 3\0" + bytes(5000)])
def test_what_is_no_library_is_refused(library: Library, sent: Path, content: bytes) -> None:
    sent.write_bytes(content)

    assert_refused(library, sent)


def test_a_file_that_is_cut_off_is_refused(library: Library, sent: Path) -> None:
    sent.write_bytes(sent.read_bytes()[:-9000])

    assert_refused(library, sent)


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_what_lies_beside_a_file_is_not_obeyed(library: Library, sent: Path, ending: str) -> None:
    Path(f"{sent}{ending}").write_bytes(b"a page of somebody else's" * 400)

    assert_refused(library, sent)


def test_a_library_that_is_open_elsewhere_is_refused_with_the_way_to_hand_it_over(
    library: Library, sent: Path
) -> None:
    with Library.open(sent) as theirs:
        theirs.execute("CREATE TEMP TABLE t(a)")
        theirs.history.undo()
        with pytest.raises(LibraryError, match=r"open in another window.*Close the library where it is open"):
            together.merge(library, sent)

    together.merge(library, sent)


def test_a_file_or_folder_that_is_not_there_is_said(library: Library, tmp_path: Path) -> None:
    for path in (tmp_path / "none.reviewer", tmp_path):
        with pytest.raises(LibraryError, match="cannot be found"):
            together.merge(library, path)


def test_reading_that_takes_too_long_is_ended(
    library: Library, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_SECONDS", -1)
    monkeypatch.setattr(reading, "_SECONDS_A_MEGABYTE", 0)
    monkeypatch.setattr(reading, "_BETWEEN_LOOKS", 1)

    assert_refused(library, sent)


def test_a_received_library_is_read_and_nothing_else(sent: Path) -> None:
    with received(sent) as one:
        for statement in (
            "SELECT * FROM sqlite_schema",
            "SELECT value FROM setting",
            "SELECT hex(name) FROM topic",
            "SELECT load_extension('x')",
            "DELETE FROM topic",
            "ATTACH ':memory:' AS more",
            "PRAGMA user_version",
        ):
            with pytest.raises(sqlite3.DatabaseError, match=r"not authorized|prohibited"):
                one.value(statement)


def test_only_the_first_refused_rows_are_named_and_all_are_counted(library: Library, sent: Path) -> None:
    connection = sqlite3.connect(sent)
    connection.executemany(
        "INSERT INTO seen VALUES (?, ?)", [(f"{number:08x}", "never") for number in range(3000)]
    )
    connection.commit()
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()

    plan = together.merge(library, sent)

    assert plan.refused_in_all == 3000
    assert len(plan.refused) == 100


def test_an_older_library_is_read_in_a_copy(library: Library, sent: Path) -> None:
    files = contents(spoiled(sent, BACK_TO_THE_SECOND).parent)

    together.merge(library, sent)

    assert len(documents(library)) == 1
    assert contents(sent.parent) == files


@pytest.mark.skipif(not SHARED.exists(), reason="the hostile files are not there")
@pytest.mark.parametrize("name", sorted(path.stem for path in SHARED.glob("*.db")))
def test_hostile_files_of_another_making_are_refused(library: Library, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "evil"
    folder.mkdir()
    for path in SHARED.glob(f"{name}.db*"):
        shutil.copyfile(path, folder / path.name.replace(".db", ".reviewer"))

    assert_refused(library, folder / f"{name}.reviewer")
