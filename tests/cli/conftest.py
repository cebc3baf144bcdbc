"""A library with three documents, and the command line run in this process as a shell would run it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reviewer.cli import main
from reviewer.model.document import Metadata, Page, Reading
from reviewer.store.documents import add_document
from reviewer.store.library import Library

CRANE = (
    "🚨 The crane goes. “Nobody asked the dockers,” said Ines Prado.\n"
    "The council answered on Friday. The council said nothing else.\n"
)
QUAY = "מנהל הנמל אמר: «אין ברירה» והלך.\nNobody answered 👩🏽‍⚖️ them.\n"
MINUTES = "Minutes of the harbour council.\nItem 4: the crane.\n"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ended]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def run(*arguments: object) -> Ended:
        capfdbinary.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ended(status, out.decode(), err.decode())

    return run


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
