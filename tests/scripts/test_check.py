"""The gates' own arithmetic and their order."""

import subprocess
import sys

import check


def test_coverage_is_counted_by_folder_with_statements_and_branches_alike() -> None:
    def file(covered: int, statements: int, taken: int, branches: int) -> dict[str, dict[str, int]]:
        return {
            "summary": {
                "covered_lines": covered,
                "num_statements": statements,
                "covered_branches": taken,
                "num_branches": branches,
            }
        }

    report = {
        "files": {
            "reviewer/store/tags.py": file(8, 10, 1, 2),
            "reviewer/store/topics.py": file(6, 6, 0, 2),
            "reviewer/errors.py": file(5, 5, 0, 0),
            "reviewer/ui/__init__.py": file(0, 0, 0, 0),
        }
    }

    assert check.reached(report) == {"errors": 100.0, "store": 75.0}


def test_a_folder_below_its_floor_without_a_floor_or_gone_is_named() -> None:
    measured = {"store": 89.9, "text": 100.0, "search": 50.0}
    floors = {"store": 90.0, "text": 100.0, "tagging": 80.0}

    assert check.below_floor(measured, floors=floors) == [
        "store is at 89.9 %, its floor is 90.0",
        "search has no floor (it is at 50.0 %)",
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
