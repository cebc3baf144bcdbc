"""The command line as a test calls it: in this process, with what it printed and how it ended."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reviewer.cli import main


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, which must be JSON and nothing else."""
        return json.loads(self.out)


Run = Callable[..., Ended]


def runner(capture: pytest.CaptureFixture[bytes]) -> Run:
    """A function that runs `reviewer` with the arguments it is given."""

    def run(*arguments: object) -> Ended:
        capture.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capture.readouterr()
        return Ended(status, out.decode(), err.decode())

    return run


def count_of_documents(path: Path) -> int:
    """How many documents the library holds now, asked beside whoever writes to it."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        number: int = connection.execute("SELECT count(*) FROM document WHERE deleted = 0").fetchone()[0]
    finally:
        connection.close()
    return number
