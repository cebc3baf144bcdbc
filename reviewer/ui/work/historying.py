"""The history from the window: keeps the panel as the library has it, and goes back and forth as it asks."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reviewer.model.history import Entry
from reviewer.store.library import Library
from reviewer.ui.history.panel import HistoryPanel
from reviewer.ui.hub import Hub

SHOWN = 2_000
"""Steps that the panel lists; `reviewer history` lists all."""


class Historying(QObject):
    """The panel is made when it is first asked for, and read anew only while it is to be seen."""

    def __init__(self, hub: Hub, over: QWidget) -> None:
        super().__init__()
        self._hub = hub
        self._over = over
        self._panel: HistoryPanel | None = None
        self._pace = hub.paced(self._load)
        hub.stepped.connect(self._look_again)

    def toggle(self) -> None:
        """Opens the panel and gives it the keyboard; closes it where it has the keyboard already."""
        panel = self._panel or self._made()
        if panel.isVisible() and panel.isActiveWindow():
            panel.close()
            return
        panel.show()
        panel.raise_()
        panel.activateWindow()
        panel.take_focus()
        self._load()

    def close(self) -> None:
        """Closes the panel with the window."""
        if self._panel is not None:
            self._panel.close()

    def _made(self) -> HistoryPanel:
        panel = self._panel = HistoryPanel(self._over)
        panel.undo_wanted.connect(self._undo_to)
        panel.redo_wanted.connect(self._redo_to)
        return panel

    def _look_again(self) -> None:
        if self._panel is not None and self._panel.isVisible():
            self._pace.ask()

    def _load(self) -> None:
        self._hub.run(_read, self._show)

    def _show(self, read: tuple[list[Entry], str | None]) -> None:
        self._pace.looked()
        entries, until = read
        if self._panel is not None:
            is_whole = len(entries) <= SHOWN
            self._panel.show_history(entries[:SHOWN], forgotten_until=until, is_whole=is_whole)

    def _undo_to(self, number: int) -> None:
        self._hub.run(lambda library: library.history.undo_to(number).step, self._hub.undone.emit)

    def _redo_to(self, number: int) -> None:
        self._hub.run(lambda library: library.history.redo_to(number).step, self._hub.redone.emit)


def _read(library: Library) -> tuple[list[Entry], str | None]:
    return library.history.entries(SHOWN + 1), library.history.forgotten_until
