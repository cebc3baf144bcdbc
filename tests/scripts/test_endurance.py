"""Reviewer is killed in the middle of its work, and nothing is lost: a short run of the script that counts it."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import endurance

SCRIPT = Path(endurance.__file__)


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed there as `kill -9` does")
def test_ten_writers_and_three_windows_lose_nothing() -> None:
    ended = subprocess.run(
        [sys.executable, SCRIPT, "--store", "10", "--window", "3"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    found = re.findall(r"(\d+) kills, ([\d,]+) acknowledged, (\d+) lost, (\d+) torn", ended.stdout)
    assert [(kills, lost, torn) for kills, _, lost, torn in found] == [("10", "0", "0"), ("3", "0", "0")]
    assert all(int(number.replace(",", "")) > 0 for _, number, _, _ in found)


def test_a_change_of_which_a_part_is_missing_counts_as_torn(tmp_path: Path) -> None:
    library = tmp_path / "a.reviewer"
    endurance.make(library)
    subprocess.run(
        [sys.executable, "-c", WRITE_THREE, str(endurance.FOLDER), str(library)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    assert endurance.look(library) == (3, 0)

    with closing(sqlite3.connect(library)) as raw:
        raw.execute("UPDATE topic_tag SET deleted = 1 WHERE topic_id = (SELECT max(id) FROM topic)")
        raw.commit()

    have, torn = endurance.look(library)
    assert have == 2
    assert torn > 0


WRITE_THREE = """
import sys
sys.path.insert(0, sys.argv[1])
import writer
from pathlib import Path

def count(number, flush):
    if number == 3:
        raise SystemExit

writer.print = count
writer.write(Path(sys.argv[2]))
"""
