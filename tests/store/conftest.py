"""A library in a folder of its own, and a document to put in it."""

import subprocess
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
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB of its own; skips where mounting is not allowed."""
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], capture_output=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if mounted.returncode:
        pytest.skip("mounting is not allowed")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.fixture
def document(library: Library) -> DocumentId:
    return add_text(library, TEXT)


def add_text(
    library: Library, text: str, *, title: str = "Reading room", published: str | None = None
) -> DocumentId:
    reading = Reading("text", "text/plain", "text/1", Metadata(title, published=published), text)
    return add_document(library, reading, text.encode(), file_name=f"{title}.txt").document
