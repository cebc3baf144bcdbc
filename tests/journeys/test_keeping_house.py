"""Documents and tags are renamed, removed, filtered and brought back, by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QTreeView, QWidget

from reviewer.ui.theme import DARK, tag_colour
from tests.journeys.conftest import Open
from tests.journeys.reader import Reader, saved, saved_documents

ARTICLES = {
    "Harbour": "Harbour\n\nThe quay was closed. A ferry 🚢 waited outside. Nobody saw the ferry leave.\n",
    "Market": "Market\n\nThe market moved to the quay. Fish was sold there. The ferry brought it.\n",
}


@pytest.fixture
def library(tmp_path: Path, library_of: Callable[..., Path]) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return library_of(*sorted(folder.iterdir()))


@pytest.fixture
def reader(open_window: Open, library: Path) -> Reader:
    """A reader who has tagged two sentences of the first article."""
    made = open_window(library)
    made.open("Harbour")
    made.text.setFocus()
    for words in ("#Places", "person: Ines Moss"):
        made.press("Down")
        made.type("t")
        made.enter_tag(words)
    return made


def test_a_removed_document_comes_back_with_its_passages(reader: Reader, library: Path) -> None:
    before = saved(library)
    assert len(before) == 2

    reader.see(QWidget, "Documents").setFocus()
    reader.press("Home", "Del")
    reader.until(lambda: reader.said == "Document removed")
    reader.until(lambda: reader.rows("Documents") == ["Market"])
    assert saved(library) == []
    assert reader.document == ""
    assert reader.all_seen(QWidget, "Welcome")

    reader.click_button("Undo (Ctrl+Z)")
    reader.until(lambda: reader.rows("Documents") == ["Harbour", "Market"])
    assert saved(library) == before
    reader.open("Harbour")
    reader.until(lambda: reader.painted(before[0].topics[0].colour))


def test_a_topic_is_renamed_and_removed_everywhere_and_comes_back(reader: Reader, library: Path) -> None:
    (colour,) = [tag.colour for one in saved(library) for tag in one.topics]
    reader.press("Ctrl+1")
    assert reader.current_row("Topics") == "Places"

    reader.press("F2")
    reader.until(lambda: reader.all_seen(QLineEdit, "New name of Places"))
    reader.press("Ctrl+A")
    reader.type("Orte 🗺")
    reader.press("Return")
    reader.until(lambda: reader.rows("Topics") == ["Orte 🗺"])
    assert [tag.path for one in saved(library) for tag in one.topics] == ["Orte 🗺"]
    reader.press("Ctrl+2")
    assert len(reader.cards()) == 2
    reader.press("Ctrl+1", "Del")
    reader.until(lambda: reader.said == "“Orte 🗺” removed with its tags")
    reader.until(lambda: not reader.all_seen(QTreeView, "Topics"))
    reader.until(lambda: not reader.painted(colour))
    assert [tag.path for one in saved(library) for tag in one.topics] == []

    reader.click_button("Undo (Ctrl+Z)")
    reader.until(lambda: reader.all_seen(QTreeView, "Topics"))
    reader.until(lambda: reader.rows("Topics") == ["Orte 🗺"])
    reader.until(lambda: reader.painted(colour))
    reader.press("Ctrl+Z")
    reader.until(lambda: reader.rows("Topics") == ["Places"])


def test_a_name_that_is_taken_is_refused_with_a_sentence(reader: Reader, library: Path) -> None:
    reader.text.setFocus()
    reader.press("Down")
    reader.type("t")
    reader.enter_tag("#Ships")
    reader.press("Ctrl+1", "Home")
    reader.press("F2", "Ctrl+A")
    reader.type("Ships")
    reader.press("Return")

    reader.until(lambda: "Ships" in reader.said and not reader.said.startswith("Tagged"))
    assert set(reader.rows("Topics")) == {"Places", "Ships"}
    assert len(saved(library)) == 3


def test_documents_are_filtered_by_what_is_typed(reader: Reader) -> None:
    reader.press("Ctrl+L")
    reader.type("fish")
    reader.until(lambda: reader.rows("Documents") == ["Market"])

    reader.press("Return")
    reader.until(lambda: reader.document == "Market")
    reader.press("Ctrl+L")
    reader.press("Esc")
    reader.until(lambda: reader.rows("Documents") == ["Harbour", "Market"])


def test_dark_colours_are_worn_by_the_passages_too(reader: Reader, library: Path) -> None:
    (colour,) = [tag.colour for one in saved(library) for tag in one.topics]
    assert reader.painted(colour)

    reader.press("Ctrl+Shift+D")

    reader.until(lambda: reader.painted(tag_colour(DARK, colour)))
    assert not reader.painted(colour)
    reader.press("Ctrl+Shift+D")
    reader.until(lambda: reader.painted(colour))


def test_a_row_of_the_codebook_tags_what_is_selected(reader: Reader, library: Path) -> None:
    reader.press("Ctrl+1")
    reader.text.setFocus()
    reader.press("Down")
    selected = reader.text.selection()
    assert selected

    reader.click_row("Topics", "Places")
    reader.until(lambda: reader.said == "Tagged Places")

    assert [(one.start, one.end) for one in saved(library) if one.topics][-1] == selected
    reader.click_row("Entities", "Ines Moss")
    reader.until(lambda: reader.all_seen(QTreeView, "Hits"))
    assert sum("ferry 🚢 waited" in row for row in reader.rows("Hits")) == 1
    reader.press("Esc")
    assert len(saved_documents(library)) == 2


def test_one_goes_from_passage_to_passage_by_keys(reader: Reader, library: Path) -> None:
    first, second = saved(library)
    reader.text.setFocus()
    reader.press("Home", "Esc")
    places = []
    for key in ("Ctrl+Down", "Ctrl+Down", "Ctrl+Up"):
        reader.press(key)
        reader.settle()
        places.append(reader.at_cursor(5)[1])

    assert places[1:] in (
        [second.quote[:5], first.quote[:5]],
        [first.quote[:5], second.quote[:5]],
    )
