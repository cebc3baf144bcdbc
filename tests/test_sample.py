"""The sample library: what it says about its documents is true of them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reviewer.documents.reading import read
from reviewer.model.document import Reading
from reviewer.model.entity import KINDS
from reviewer.model.palette import PALETTE
from reviewer.resources import resource
from reviewer.text.anchoring import find_quote

SAMPLE: dict[str, Any] = json.loads(resource("sample/sample.json").read_text("utf-8"))
DOCUMENTS = sorted(resource("sample/documents").iterdir())
PATHS = {topic["path"] for topic in SAMPLE["topics"]}
REFERENCES = {f"{entity['kind']}:{entity['name']}" for entity in SAMPLE["entities"]}


def test_there_are_articles_and_pdfs_enough_to_look_around_in() -> None:
    suffixes = [path.suffix for path in DOCUMENTS]

    assert suffixes.count(".pdf") == 2
    assert len(suffixes) - suffixes.count(".pdf") >= 8
    assert {".txt", ".md", ".html"} <= set(suffixes)


def test_every_parent_of_a_topic_comes_before_it() -> None:
    seen: set[str] = set()
    for topic in SAMPLE["topics"]:
        parent, _, _ = topic["path"].rpartition("/")
        assert not parent or parent in seen
        seen.add(topic["path"])


def test_colours_are_of_the_palette_and_kinds_are_those_that_are_offered() -> None:
    assert {thing["colour"] for thing in SAMPLE["topics"] + SAMPLE["entities"]} <= set(PALETTE)
    assert {entity["kind"] for entity in SAMPLE["entities"]} <= set(KINDS)


@pytest.mark.parametrize("tag", SAMPLE["tags"], ids=lambda tag: f"{tag['document'][:16]} {tag['quote'][:30]}")
def test_a_tag_names_topics_and_entities_that_are_listed(tag: dict[str, Any]) -> None:
    assert tag["topics"] or tag["entities"]
    assert set(tag["topics"]) <= PATHS
    assert {entity["entity"] for entity in tag["entities"]} <= REFERENCES
    assert {entity["role"] for entity in tag["entities"]} <= {"speaker", "subject", "mentioned"}


def test_every_topic_every_entity_and_every_document_is_used() -> None:
    tags = SAMPLE["tags"]

    assert {topic for tag in tags for topic in tag["topics"]} >= {path for path in PATHS if "/" in path}
    assert {entity["entity"] for tag in tags for entity in tag["entities"]} == REFERENCES
    assert {tag["document"] for tag in tags} == {path.name for path in DOCUMENTS}


def test_the_sample_holds_what_is_hard() -> None:
    quotes = [tag["quote"] for tag in SAMPLE["tags"]]
    kiln = Path(resource("sample/documents/2025-05-06-kiln.txt")).read_text("utf-8")

    assert any("\N{ZERO WIDTH JOINER}" in quote for quote in quotes)
    assert any("\u0600" <= quote[0] <= "\u06ff" for quote in quotes)
    assert any("\N{COMBINING ACUTE ACCENT}" in quote for quote in quotes)
    assert "\N{COMBINING DIAERESIS}" in kiln
    assert any(len(tag["topics"]) == 3 for tag in SAMPLE["tags"])


@cache
def reading(name: str) -> Reading:
    return read(resource(f"sample/documents/{name}").read_bytes(), file_name=name)


@pytest.mark.parametrize("tag", SAMPLE["tags"], ids=lambda tag: f"{tag['document'][:16]} {tag['quote'][:30]}")
def test_a_quote_stands_in_its_document_and_only_once(tag: dict[str, Any]) -> None:
    places = find_quote(reading(tag["document"]).text, tag["quote"])

    assert len(places) == 1 or 1 <= tag.get("nth", 0) <= len(places)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_is_read_with_its_title_and_its_date(path: Path) -> None:
    metadata = reading(path.name).metadata

    assert metadata.title
    assert metadata.title not in path.name
    assert metadata.published == path.name[:10]


def test_some_passages_overlap() -> None:
    spans: dict[str, list[tuple[int, int]]] = {}
    for tag in SAMPLE["tags"]:
        place = find_quote(reading(tag["document"]).text, tag["quote"])[tag.get("nth", 1) - 1]
        spans.setdefault(tag["document"], []).append((place.start, place.end))

    overlaps = [
        (one, other)
        for places in spans.values()
        for one in places
        for other in places
        if one < other and other[0] < one[1]
    ]

    assert overlaps


def test_the_document_that_the_sample_opens_with_is_in_it() -> None:
    assert resource(f"sample/documents/{SAMPLE['opens']}").is_file()
