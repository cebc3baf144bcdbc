"""From an empty home to exported passages: what a person does on the first evening."""

import csv
from pathlib import Path
from typing import Any

from lxml import html as lxml_html
from PySide6.QtWidgets import QScrollArea

from reviewer.exchange.table import unguarded
from reviewer.model.passage import Passage
from tests.journeys.conftest import Open
from tests.journeys.reader import Reader, in_the_database, json_lines, saved, saved_documents

FERRY = (
    "The last ferry\n\n"
    "The last ferry left at nine. 🚢 Nobody had told the harbour master.\n"
    "=She waited until the lamps went out.\n"
)
LAMPS = "# Lamps on the quay\n\nThe council has ordered forty lamps. They are to burn all night.\n"


def files(folder: Path) -> list[Path]:
    folder.mkdir()
    ferry, lamps = folder / "ferry.txt", folder / "lamps.md"
    ferry.write_text(FERRY, "utf-8")
    lamps.write_text(LAMPS, "utf-8")
    return [ferry, lamps]


def test_from_an_empty_home_to_three_exports(home: Path, tmp_path: Path, open_window: Open) -> None:
    reader = open_window()
    assert reader.all_seen(QScrollArea, "Welcome")

    reader.drop(files(tmp_path / "articles"))
    reader.until(lambda: reader.document)
    reader.settle()

    library = home / "Documents" / "My library.reviewer"
    reader.until(lambda: len(reader.rows("Documents")) == 2)
    assert {one.metadata.title for one in saved_documents(library)} == set(reader.rows("Documents"))
    reader.until(lambda: reader.import_row == "2 added")
    reader.open("The last ferry")
    reader.text.setFocus()

    reader.press("Down")
    reader.type("t")
    reader.enter_tag("Harbour/Ferries")

    assert reader.said == "Tagged Harbour/Ferries"
    (passage,) = saved(library)
    assert passage.quote == "The last ferry left at nine."
    colour = passage.topics[0].colour
    reader.until(lambda: reader.painted(colour))
    assert reader.counts.startswith("1 passage · 2 topics · 0 entities")
    reader.press("Ctrl+2")
    assert reader.cards() == ["The last ferry left at nine."]

    reader.press("Ctrl+Z")
    reader.until(lambda: reader.counts.startswith("0 passages"))
    reader.until(lambda: reader.said == "Undone: Tag “Harbour/Ferries”")
    assert saved(library) == []
    reader.until(lambda: not reader.painted(colour))
    reader.press("Ctrl+Shift+Z")
    reader.until(lambda: reader.counts.startswith("1 passage "))
    reader.until(lambda: reader.painted(colour))
    assert saved(library) == [passage]

    reader.text.setFocus()
    reader.press("Down")
    reader.type("t")
    reader.enter_tag("person: Ines Moss", "Alt+Down")
    reader.open("Lamps on the quay")
    reader.press("p")
    reader.type("t")
    reader.enter_tag("Lamps")

    expected = saved(library)
    assert [one.quote for one in expected if one.entities] == ["🚢 Nobody had told the harbour master."]
    assert len(in_the_database(library)) == 3

    check_csv(reader, tmp_path / "all.csv", expected)
    check_jsonl(reader, tmp_path / "all.jsonl", expected)
    check_html(reader, tmp_path / "all.html", expected)


def test_the_sample_library_is_opened_read_and_exported(tmp_path: Path, open_window: Open) -> None:
    reader = open_window()

    reader.click_button("Open the sample library")
    reader.until(lambda: len(reader.rows("Documents")) >= 8)
    reader.settle()
    assert reader.rows("Topics")
    assert reader.rows("Entities")
    seen = []
    for title in reader.rows("Documents"):
        reader.open(title)
        seen.append(reader.counts.split(" ·")[0])
    assert any(not words.startswith("0 ") for words in seen)

    check_jsonl(reader, tmp_path / "sample.jsonl", saved(reader.library))


def test_a_window_closed_while_the_sample_is_made_leaves_nothing_behind(open_window: Open) -> None:
    reader = open_window()

    reader.click_button("Open the sample library")
    reader.window.close()

    assert not reader.window.isVisible()


def test_files_dropped_one_after_the_other_come_into_one_first_library(
    home: Path, tmp_path: Path, open_window: Open
) -> None:
    reader = open_window()

    for path in files(tmp_path / "articles"):
        reader.drop([path])

    reader.until(lambda: len(reader.rows("Documents")) == 2)
    assert [one.name for one in (home / "Documents").glob("*.reviewer")] == ["My library.reviewer"]


def check_csv(reader: Reader, path: Path, expected: list[Passage]) -> None:
    reader.export("CSV for spreadsheets", path, everything=True)

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [unguarded(row["quote"]) for row in rows] == [one.quote for one in expected]
    assert [(int(row["start"]), int(row["end"])) for row in rows] == [
        (one.start, one.end) for one in expected
    ]


def check_jsonl(reader: Reader, path: Path, expected: list[Passage]) -> None:
    reader.export("JSON Lines", path, everything=True)

    forms = json_lines(path)
    assert [form["quote"] for form in forms] == [one.quote for one in expected]
    assert [form["start"] for form in forms] == [one.start for one in expected]
    topics = [[tag["path"] for tag in form["topics"]] for form in forms]
    assert topics == [[tag.path for tag in one.topics] for one in expected]
    entities = [[(tag["name"], tag["role"]) for tag in form["entities"]] for form in forms]
    assert entities == [[(tag.name, tag.role) for tag in one.entities] for one in expected]


def check_html(reader: Reader, path: Path, expected: list[Passage]) -> None:
    reader.export("Report", path, everything=True)

    page: Any = lxml_html.fromstring(path.read_bytes(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    assert sorted(one.xpath("string(.//mark)") for one in page.xpath("//article")) == sorted(
        one.quote for one in expected
    )
