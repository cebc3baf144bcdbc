"""The library that the store is measured with is one that the store could have made."""

from pathlib import Path

from benchmarks import _filling as filling
from reviewer.store.checking import check
from reviewer.store.library import Library


def test_what_is_inserted_is_what_the_store_writes(tmp_path: Path) -> None:
    assert filling.differences(tmp_path) == []


def test_the_library_is_whole_and_as_large_as_it_says(tmp_path: Path) -> None:
    path = tmp_path / "ten.reviewer"

    filling.lay_out(path, 10)
    filling.tag(path, each=4, seed=1, history=True)

    with Library.open(path) as library:
        report = check(library)
    assert (report.documents, report.passages, report.tags, report.problems) == (10, 40, 80, ())


def test_a_colleague_is_somebody_else_with_the_same_documents(tmp_path: Path) -> None:
    ana, ben = tmp_path / "Ana.reviewer", tmp_path / "Ben.reviewer"
    filling.lay_out(ana, 2)

    filling.hand_over(ana, ben, coder="Ben")
    filling.tag(ben, each=2, seed=2)

    with Library.open(ana) as hers, Library.open(ben) as his:
        assert (hers.coder.name, his.coder.name) == ("Ana", "Ben")
        documents = "SELECT id FROM document ORDER BY id"
        assert hers.execute(documents).fetchall() == his.execute(documents).fetchall()
        assert his.execute("SELECT DISTINCT coder_id FROM passage").fetchall() == [
            (bytes.fromhex(his.coder.id),)
        ]
