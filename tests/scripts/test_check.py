"""The gates' own arithmetic and their order."""

import subprocess
import sys
from pathlib import Path

import pytest
from coverage import CoverageData

import check


def test_a_folder_reaches_what_its_own_tests_and_imports_run_and_no_more(tmp_path: Path) -> None:
    store = tmp_path / "reviewer" / "store"
    store.mkdir(parents=True)
    (store / "__init__.py").touch()
    module = store / "tags.py"
    module.write_text("def sign(x):\n    if x:\n        return 1\n    return 0\n")
    data = CoverageData(str(tmp_path / "measured"))
    for context, arcs in {
        "": [(-1, 1), (1, -1)],
        "tests/store/test_tags.py::test_of_one|run": [(-1, 2), (2, 3), (3, -1)],
        "tests/journeys/test_reading.py::test_of_none|run": [(-1, 2), (2, 4), (4, -1)],
    }.items():
        data.set_context(context)
        data.add_arcs({str(module): arcs})
    data.write()

    shares = check.reached(tmp_path / "reviewer", data=tmp_path / "measured")

    lines_and_branches, reached = 4 + 2, 3 + 1
    assert shares == {"store": pytest.approx(100 * reached / lines_and_branches)}


def test_a_folder_below_its_floor_without_a_floor_or_gone_is_named() -> None:
    measured = {"store": 89.9, "text": 100.0, "search": 50.0}
    floors = {"store": 90.0, "text": 100.0, "tagging": 80.0}

    assert check.below_floor(measured, floors=floors) == [
        "search has no floor (it is at 50.0 %)",
        "store is at 89.9 %, its floor is 90.0",
        "tagging has a floor and no code",
    ]


def test_the_whole_suite_is_the_last_that_runs() -> None:
    assert check.ORDER[-2:] == ("tests", "coverage")


def test_a_gate_that_does_not_exist_is_named_beside_those_that_do() -> None:
    ended = subprocess.run(
        [sys.executable, str(check.ROOT / "scripts" / "check.py"), "beauty"],
        check=False,
        capture_output=True,
        text=True,
    )

    assert ended.returncode == 2
    assert "beauty" in ended.stderr
    assert "dead-code" in ended.stderr
