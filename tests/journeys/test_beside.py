"""Somebody else writes to the library while the window is open."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.conftest import Open
from tests.journeys.reader import saved
from tests.journeys.test_command_line import ROOT


@pytest.fixture
def library(tmp_path: Path, library_of: Callable[..., Path]) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text("The ferry\n\nThe ferry 🚢 left at nine. Nobody waved.\n", "utf-8")
    return library_of(path)


def reviewer(*arguments: object) -> None:
    """The command line in a process of its own."""
    subprocess.run(
        [sys.executable, "-m", "reviewer", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def test_a_tag_by_the_command_line_appears_in_the_window(
    tmp_path: Path, open_window: Open, library: Path
) -> None:
    reader = open_window(library)
    reader.open("The ferry")
    reader.press("Ctrl+2")

    reviewer("tag", library, "The ferry", "--quote", "Nobody waved.", "--topic", "Farewells")

    reader.until(lambda: reader.cards() == ["Nobody waved."])
    (passage,) = saved(library)
    reader.until(lambda: reader.painted(passage.topics[0].colour))
    reader.press("Ctrl+1")
    reader.until(lambda: reader.rows("Topics") == ["Farewells"])

    other = tmp_path / "quay.txt"
    other.write_text("The quay\n\nIt was empty.\n", "utf-8")
    reviewer("import", library, other)
    reader.until(lambda: set(reader.rows("Documents")) == {"The ferry", "The quay"})


def test_what_one_window_does_a_second_one_shows(open_window: Open, library: Path) -> None:
    one = open_window(library)
    one.open("The ferry")
    two = open_window(library)
    two.until(lambda: two.document == "The ferry")

    one.window.activateWindow()
    one.until(one.window.isActiveWindow)
    one.text.setFocus()
    one.press("Down")
    one.type("t")
    one.enter_tag("#Ferries")
    two.until(lambda: two.counts.startswith("1 passage · 1 topic"))

    one.text.setFocus()
    one.press("Ctrl+Z")
    two.until(lambda: two.counts.startswith("0 passages"))
    assert saved(library) == []
