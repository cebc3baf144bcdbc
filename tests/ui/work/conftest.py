"""A library in a hub, with the patience to wait for it; and a desk that is to be seen."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from reviewer.documents.worker import Worker
from reviewer.model.document import Document
from reviewer.store.documents import documents
from reviewer.ui.hub import Hub
from reviewer.ui.work.desk import Desk
from tests.ui.conftest import Make, OpenHub


class Room:
    """The library that is open, asked through the hub as the window asks it."""

    def __init__(self, hub: Hub, qtbot: QtBot, make: Make, open_hub: OpenHub) -> None:
        self.hub = hub
        self._qtbot, self._make, self._open = qtbot, make, open_hub

    def open(self, name: str, *texts: str) -> Path:
        """Makes a library with these texts, opens it, and gives back where it lies."""
        path = self._make(name, *texts)
        self._open(path)
        return path

    def ask(self, verb: Callable[..., Any], *values: object, **named: object) -> Any:
        """What a verb of the store gives back, when all that came of it has been heard."""
        answers: list[Any] = []
        self.hub.run(lambda library: verb(library, *values, **named), answers.append)
        self._qtbot.waitUntil(lambda: bool(answers) and not self.hub.is_busy)
        return answers[0]

    def settle(self) -> None:
        """Waits until the library has answered everything."""
        self._qtbot.waitUntil(lambda: not self.hub.is_busy)

    def document(self, title: str) -> Document:
        """The document of that title."""
        found: list[Document] = self.ask(documents)
        return next(one for one in found if one.metadata.title == title)


@pytest.fixture
def room(hub: Hub, qtbot: QtBot, make: Make, open_hub: OpenHub) -> Room:
    """A room without a library yet."""
    return Room(hub, qtbot, make, open_hub)


@pytest.fixture
def desk(hub: Hub, qtbot: QtBot) -> Iterator[Desk]:
    """A desk that is to be seen."""
    worker = Worker()
    one = Desk(hub, worker)
    qtbot.addWidget(one.stack)
    one.stack.resize(800, 400)
    with qtbot.waitExposed(one.stack):
        one.stack.show()
    yield one
    one.close()
    worker.close()
