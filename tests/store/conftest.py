"""A library in a folder of its own, and a document to put in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.model.document import Metadata, Reading
from reviewer.model.ids import DocumentId
from reviewer.store.documents import add_document
from reviewer.store.library import Library

TEXT = (
    "date 2025-01-24\n"
    "🚨 The council closed the reading room. “We were not asked,” said Ada Olsen.\n"
    "Two days later Ada Olsen opened it again.\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "test.reviewer", coder="Nora") as made:
        yield made


@pytest.fixture
def document(library: Library) -> DocumentId:
    return add_text(library, TEXT)


def add_text(
    library: Library, text: str, *, title: str = "Reading room", published: str | None = None
) -> DocumentId:
    reading = Reading("text", "text/plain", "text/1", Metadata(title, published=published), text)
    return add_document(library, reading, text.encode(), file_name=f"{title}.txt").document
