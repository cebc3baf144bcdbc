"""From the search field to the place, and from a topic to its passages alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from tests.journeys.conftest import Open
from tests.journeys.reader import Reader, json_lines, saved

ARTICLES = {
    "Harbour": "Harbour\n\nThe quay was closed. A ferry 🚢 waited outside. Nobody saw the ferry leave.\n",
    "Market": "Market\n\nThe market moved to the quay. Fish was sold there. The ferry brought it.\n",
    "School": "School\n\nThe school has a new roof. Children cheered.\n",
}


@pytest.fixture
def library(tmp_path: Path, library_of: Callable[..., Path]) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return library_of(*sorted(folder.iterdir()))


def test_typed_words_are_found_and_gone_through(open_window: Open, library: Path) -> None:
    reader = open_window(library)
    reader.open("School")
    reader.text.setFocus()

    reader.press("Ctrl+K")
    reader.type("ferry")
    reader.until(lambda: reader.see(QLineEdit, "Search texts and passages").text() == "ferry")
    reader.until(lambda: len([row for row in hits(reader) if "ferry" in row.casefold()]) == 3)
    assert {row for row in hits(reader) if row in ARTICLES} == {"Harbour", "Market"}

    reader.press("Down", "Return")
    reader.until(lambda: reader.document in {"Harbour", "Market"})
    visited = [place(reader)]
    for _ in range(2):
        reader.press("F3")
        reader.settle()
        visited.append(place(reader))
    assert len(set(visited)) == 3
    assert [words for _, _, words in visited] == ["ferry"] * 3
    reader.press("F3")
    reader.settle()
    assert place(reader) == visited[0]
    reader.press("Shift+F3")
    reader.settle()
    assert place(reader) == visited[2]

    reader.press("Ctrl+K", "Esc")
    reader.until(lambda: reader.all_seen(QLineEdit, "Filter documents"))
    assert reader.see(QLineEdit, "Search texts and passages").text() == ""
    assert len(reader.rows("Documents")) == 3


def hits(reader: Reader) -> list[str]:
    return reader.rows("Hits")


def place(reader: Reader) -> tuple[str, int, str]:
    """Where the reading cursor is: the document, the place in it and the five letters there."""
    return reader.document, *reader.at_cursor(5)


def test_a_topic_alone_narrows_paints_list_and_export(
    tmp_path: Path, open_window: Open, library: Path
) -> None:
    reader = open_window(library)
    for title, topics in (("Harbour", ("Ships", "Places")), ("Market", ("Trade", "Ships/Ferries"))):
        reader.open(title)
        reader.text.setFocus()
        for topic in topics:
            reader.press("Down")
            reader.type("t")
            reader.enter_tag(f"#{topic}")
    passages = saved(library)
    colours = {tag.path: tag.colour for one in passages for tag in one.topics}
    assert reader.painted(colours["Trade"])
    assert reader.painted(colours["Ships/Ferries"])

    reader.press("Ctrl+1")
    choose(reader, "Ships")
    reader.press("Ctrl+Return")
    reader.until(lambda: not reader.painted(colours["Trade"]))
    assert reader.painted(colours["Ships/Ferries"])
    shown = [one.quote for one in passages if one.topics[0].path.startswith("Ships")]
    reader.until(lambda: sum(any(quote in row for quote in shown) for row in hits(reader)) == 2)
    assert not any("The market moved" in row for row in hits(reader))

    reader.export("JSON Lines", tmp_path / "ships.jsonl")
    assert sorted(one["quote"] for one in json_lines(tmp_path / "ships.jsonl")) == sorted(shown)

    choose(reader, "Ships")
    reader.press("Ctrl+Return")
    reader.until(lambda: reader.painted(colours["Trade"]))
    reader.until(lambda: len(reader.rows("Documents")) == 3)


def choose(reader: Reader, topic: str) -> None:
    """Goes to a topic's row by keys."""
    reader.press("Ctrl+1", "Home")
    for _ in range(20):
        if reader.current_row("Topics") == topic:
            return
        reader.press("Down")
    raise AssertionError(reader.rows("Topics"))
