"""Bringing in what colleagues sent, file by file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.exchange.merging import merge_files, preview_files
from reviewer.model.document import Metadata, Reading
from reviewer.model.passage import Span
from reviewer.model.query import Query
from reviewer.store.documents import add_document
from reviewer.store.fulltext import search_passages
from reviewer.store.library import Library
from reviewer.store.tags import tag_passage
from reviewer.store.topics import ensure_topic

TEXT = "The ferry was late. Nobody said why. The quay was full."


def tagged(path: Path, coder: str, span: Span, topic: str) -> Path:
    """A library of one text with one tag, closed."""
    with Library.create(path, coder=coder) as library:
        reading = Reading("text", "text/plain", "text/1", Metadata("Ferry"), TEXT)
        document = add_document(library, reading, TEXT.encode(), file_name="ferry.txt").document
        tag_passage(library, document, span, topics=[ensure_topic(library, topic)])
    return path


def quotes(library: Library) -> set[str]:
    return {hit.passage.quote for hit in search_passages(library, Query())}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tagged(tmp_path / "ana.reviewer", "Ana", Span(0, 19), "Delay")) as opened:
        yield opened


def test_each_file_is_a_step_of_its_own_with_one_backup_before_the_first(
    library: Library, tmp_path: Path
) -> None:
    ben = tagged(tmp_path / "ben.reviewer", "Ben", Span(20, 36), "Silence")
    eva = tagged(tmp_path / "eva.reviewer", "Eva", Span(37, 55), "Crowd")

    merged = list(merge_files(library, [ben, eva]))

    assert [one.reason for one in merged] == [None, None]
    assert len({one.backup for one in merged}) == 1
    assert quotes(library) == {"The ferry was late.", "Nobody said why.", "The quay was full."}
    library.history.undo()
    assert quotes(library) == {"The ferry was late.", "Nobody said why."}
    library.history.undo()
    assert quotes(library) == {"The ferry was late."}


def test_a_file_that_is_refused_costs_no_other(library: Library, tmp_path: Path) -> None:
    bad = tmp_path / "bad.reviewer"
    bad.write_bytes(b"no library at all")
    ben = tagged(tmp_path / "ben.reviewer", "Ben", Span(20, 36), "Silence")

    refused, merged = merge_files(library, [bad, ben])

    assert refused.plan is None
    assert "bad.reviewer" in str(refused.reason)
    assert merged.reason is None
    assert "Nobody said why." in quotes(library)


def test_a_preview_says_what_would_come_and_changes_nothing(library: Library, tmp_path: Path) -> None:
    ben = tagged(tmp_path / "ben.reviewer", "Ben", Span(20, 36), "Silence")
    bad = tmp_path / "bad.reviewer"
    bad.write_bytes(b"")
    before, steps = quotes(library), library.history.entries(None)

    seen, refused = preview_files(library, [ben, bad])

    assert seen.plan is not None
    assert seen.backup is None
    assert refused.reason is not None
    assert quotes(library) == before
    assert library.history.entries(None) == steps
