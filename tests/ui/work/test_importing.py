"""Importing: in a thread of its own, into the library it was asked for, and never in the way of closing."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewer.documents.adding import AddReport
from reviewer.documents.reading import read
from reviewer.documents.worker import Worker
from reviewer.model.document import Reading
from reviewer.store.documents import documents
from reviewer.store.library import Library
from reviewer.ui.work.importing import Importing
from tests.ui.work.conftest import Room


class SlowReader:
    """Reads at once what it may, and waits at a file called `slow` until it is let go on."""

    def __init__(self) -> None:
        self.waits = threading.Event()
        self.may_go_on = threading.Event()

    def read(self, path: Path) -> tuple[Reading, bytes]:
        if "slow" in path.name:
            self.waits.set()
            self.may_go_on.wait()
        if "defect" in path.name:
            raise ZeroDivisionError
        data = path.read_bytes()
        return read(data, file_name=path.name), data


@pytest.fixture
def reader() -> SlowReader:
    return SlowReader()


@pytest.fixture
def importing(room: Room, reader: SlowReader) -> Iterator[Importing]:
    one = Importing(room.hub, reader)
    yield one
    reader.may_go_on.set()
    one.close()


@pytest.fixture
def ended(importing: Importing) -> list[AddReport]:
    """The reports, in order."""
    reports: list[AddReport] = []
    importing.ended.connect(reports.append)
    return reports


def files(folder: Path, *names: str) -> list[Path]:
    paths = [folder / f"{name}.txt" for name in names]
    for path in paths:
        path.write_text(f"{path.stem}\n\nIt is about {path.stem}.\n", "utf-8")
    return paths


def titles(path: Path) -> list[str]:
    with Library.open(path) as library:
        return [one.metadata.title for one in documents(library)]


def statuses(report: AddReport) -> list[str]:
    return [one.status for one in report.outcomes]


def test_files_are_added_and_told_in_order(
    importing: Importing, ended: list[AddReport], room: Room, tmp_path: Path, qtbot: QtBot
) -> None:
    path = room.open("Harbour")
    told: list[object] = []
    importing.began.connect(told.append)
    importing.progressed.connect(lambda done, total, _: told.append((done, total)))

    importing.add(files(tmp_path, "crane", "lamps"))
    qtbot.waitUntil(lambda: bool(ended))

    assert statuses(ended[0]) == ["added", "added"]
    assert told[:2] == [2, (0, 2)]
    assert titles(path) == ["crane", "lamps"]


def test_the_worker_of_the_window_reads_them(room: Room, tmp_path: Path, qtbot: QtBot) -> None:
    path = room.open("Harbour")
    with Worker() as worker:
        importing = Importing(room.hub, worker)
        with qtbot.waitSignal(importing.ended, timeout=20_000):
            importing.add(files(tmp_path, "crane"))
        importing.close()

    assert titles(path) == ["crane"]


def test_nothing_to_add_is_nothing_to_tell(importing: Importing, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(importing.began):
        importing.add([])


def test_what_is_dropped_meanwhile_is_added_afterwards(
    importing: Importing,
    ended: list[AddReport],
    reader: SlowReader,
    room: Room,
    qtbot: QtBot,
) -> None:
    path = room.open("Harbour")

    importing.add(files(path.parent, "slow"))
    reader.waits.wait()
    importing.add(files(path.parent, "lamps"))
    reader.may_go_on.set()
    qtbot.waitUntil(lambda: len(ended) == 2)

    assert [statuses(one) for one in ended] == [["added"], ["added"]]
    assert titles(path) == ["lamps", "slow"]


def test_cancelling_keeps_what_was_added_and_drops_what_waits(
    importing: Importing,
    ended: list[AddReport],
    reader: SlowReader,
    room: Room,
    qtbot: QtBot,
) -> None:
    path = room.open("Harbour")
    importing.add(files(path.parent, "crane", "slow", "lamps"))
    reader.waits.wait()
    importing.add(files(path.parent, "later"))

    importing.cancel()
    reader.may_go_on.set()
    qtbot.waitUntil(lambda: bool(ended))

    assert statuses(ended[0]) == ["added", "added", "cancelled"]
    assert titles(path) == ["crane", "slow"]
    importing.add(files(path.parent, "last"))
    qtbot.waitUntil(lambda: len(ended) == 2)
    assert titles(path) == ["crane", "last", "slow"]


def test_the_rest_of_an_import_never_goes_into_another_library(
    importing: Importing,
    ended: list[AddReport],
    reader: SlowReader,
    room: Room,
    qtbot: QtBot,
) -> None:
    first = room.open("First")
    importing.add(files(first.parent, "crane", "slow", "lamps"))
    reader.waits.wait()
    importing.add(files(first.parent, "later"))

    second = room.open("Second")
    reader.may_go_on.set()
    qtbot.waitUntil(lambda: len(ended) == 2)

    assert [statuses(one) for one in ended] == [["added", "cancelled", "cancelled"], ["cancelled"]]
    assert "Another library was opened" in str(ended[0].stopped)
    assert titles(first) == ["crane"]
    assert titles(second) == []


def test_a_mistake_of_ours_ends_the_import_and_not_the_next_one(
    importing: Importing, ended: list[AddReport], room: Room, tmp_path: Path, qtbot: QtBot
) -> None:
    path = room.open("Harbour")

    with qtbot.waitSignal(importing.broke) as said:
        importing.add(files(tmp_path, "defect"))
    importing.add(files(tmp_path, "lamps"))
    qtbot.waitUntil(lambda: bool(ended))

    assert isinstance(said.args[0], ZeroDivisionError)
    assert titles(path) == ["lamps"]


def test_closing_waits_for_the_file_that_is_being_read(
    importing: Importing, reader: SlowReader, room: Room, tmp_path: Path
) -> None:
    path = room.open("Harbour")
    importing.add(files(tmp_path, "slow", "lamps"))
    reader.waits.wait()

    importing.cancel()
    reader.may_go_on.set()
    importing.close()

    assert "import" not in [one.name for one in threading.enumerate()]
    assert titles(path) == ["slow"]
