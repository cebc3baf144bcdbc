"""A library with three documents, and the command line run in this process as a shell would run it."""

from pathlib import Path

import pytest

from reviewer.model.document import Metadata, Page, Reading
from reviewer.store.documents import add_document
from reviewer.store.library import Library
from tests.command_line import Run, runner

CRANE = (
    "🚨 The crane goes. “Nobody asked the dockers,” said Ines Prado.\n"
    "The council answered on Friday. The council said nothing else.\n"
)
QUAY = "מנהל הנמל אמר: «אין ברירה» והלך.\nNobody answered 👩🏽‍⚖️ them.\n"
MINUTES = "Minutes of the harbour council.\nItem 4: the crane.\n"


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    return runner(capfdbinary)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "Harbour.reviewer"
    with Library.create(path, coder="Ana") as library:
        for title, text, published, pages in (
            ("Crane sold", CRANE, "2025-01-24", ()),
            ("רציף הדגים", QUAY, None, ()),
            ("Minutes", MINUTES, "2025-02", (Page(0, 0, 32, 600, 800), Page(1, 32, len(MINUTES), 600, 800))),
        ):
            reading = Reading(
                "text",
                "text/plain",
                "test/1",
                Metadata(title, published=published, source="Post"),
                text,
                pages=pages,
            )
            add_document(library, reading, text.encode(), file_name=f"{title}.txt")
    return path
