"""A reader goes back in the history and forward again, in the window and beside it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.command_line import Run
from tests.journeys.conftest import Open
from tests.journeys.reader import Reader, saved

ARTICLE = "Harbour\n\nThe quay was closed. A ferry 🚢 waited outside. Nobody saw the ferry leave.\n"


@pytest.fixture
def reader(open_window: Open, tmp_path: Path, run: Run) -> Reader:
    """A reader who has tagged three sentences, one after the other."""
    path, article = tmp_path / "Harbour.reviewer", tmp_path / "harbour.txt"
    article.write_text(ARTICLE, "utf-8")
    run("new", path, "--coder", "Nora")
    run("import", path, article)
    made = open_window(path)
    made.open("Harbour")
    made.text.setFocus()
    for words in ("#Quay", "#Ferry", "#Witness"):
        made.press("Down")
        made.type("t")
        made.enter_tag(words)
    return made


def quotes(library: Path) -> list[str]:
    return [one.topics[0].path for one in saved(library)]


def test_the_history_goes_back_to_a_step_and_forward_again(reader: Reader) -> None:
    library = reader.library
    reader.press("Ctrl+2")
    reader.press("Ctrl+H")
    panel = reader.dialog("History")
    reader.until(lambda: len(reader.rows("Steps")) == 5)
    assert reader.rows("Steps") == [
        "Tag “Witness”",
        "Tag “Ferry”",
        "Tag “Quay”",
        "Import “Harbour”",
        "The beginning",
    ]
    assert reader.current_row("Steps") == "Tag “Witness”"

    reader.press("Down", "Down", "Return")
    reader.until(lambda: reader.said == "Undone: Tag “Witness”, Tag “Ferry”")
    reader.until(lambda: len(reader.cards()) == 1)
    assert quotes(library) == ["Quay"]
    reader.click_row("Steps", "Tag “Ferry”")
    reader.until(lambda: reader.all_seen(QPushButton, "Redo up to here", within=panel))
    reader.click(reader.see(QPushButton, "Redo up to here", within=panel))
    reader.until(lambda: len(reader.cards()) == 2)
    assert quotes(library) == ["Quay", "Ferry"]

    reader.press("Ctrl+Shift+Z")
    reader.until(lambda: reader.said == "Redone: Tag “Witness”")
    assert quotes(library) == ["Quay", "Ferry", "Witness"]
    reader.press("Escape")
    reader.come_back()


def test_what_is_undone_on_the_command_line_is_followed_by_the_window(reader: Reader, run: Run) -> None:
    library = reader.library
    reader.press("Ctrl+2")
    reader.press("Ctrl+H")
    reader.dialog("History")

    assert run("undo", library, "--steps", 2).out == "Undone: Tag “Witness”, Tag “Ferry”.\n"

    reader.until(lambda: len(reader.cards()) == 1)
    listed = run("history", library, "--json").json
    assert [one["undone"] for one in listed] == [True, True, False, False]
    reader.press("Escape")
    reader.come_back()
    reader.press("Ctrl+Z")
    reader.until(lambda: reader.said == "Undone: Tag “Quay”")
    assert quotes(library) == []
