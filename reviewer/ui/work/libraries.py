"""Which library is open: made, chosen, remembered, and the sample."""

from contextlib import suppress
from functools import partial
from pathlib import Path

from platformdirs import user_data_path
from PySide6.QtCore import QObject, QSettings, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.errors import ReviewerError
from reviewer.exchange.sample import make_sample
from reviewer.store.library import SUFFIX
from reviewer.ui.hub import Hub
from reviewer.ui.lanes import Lane
from reviewer.ui.work.coders import chosen_name

_KEPT = 8


class Libraries(QObject):
    """Opens libraries through the hub, and keeps the list of those that were open."""

    opened = Signal(object)  # Path
    refused = Signal(object)  # ReviewerError: the library that was wanted could not be opened or made
    making_sample = Signal()

    def __init__(self, hub: Hub, over: QWidget) -> None:
        super().__init__()
        self._hub = hub
        self._over = over
        self._settings = QSettings()
        self._sample: Lane | None = None

    @property
    def is_opening(self) -> bool:
        """Whether a library is on its way."""
        return self._hub.is_opening or self._sample is not None

    def close(self) -> None:
        """Waits for the sample library where it is being made."""
        if self._sample is not None:
            self._sample.close()
            self._sample = None

    def recent(self) -> list[Path]:
        """The libraries that were open, the last one first; those that are gone are left out."""
        kept = self._settings.value("libraries", [])
        paths = [kept] if isinstance(kept, str) else list(kept) if isinstance(kept, list) else []
        return [path for path in map(Path, paths) if path.is_file()]

    def open(self, path: Path) -> None:
        """Opens the library at `path`."""
        path = path.absolute()
        self._hub.open(path, partial(self._opened, path), self._refused)

    def open_last(self) -> bool:
        """Opens the library that was open last; False where there is none."""
        recent = self.recent()
        if recent:
            self.open(recent[0])
        return bool(recent)

    def choose(self) -> None:
        """Lets the reader choose a library to open."""
        name, _ = QFileDialog.getOpenFileName(
            self._over, self.tr("Open library"), str(self._folder()), self.tr("Libraries (*.reviewer)")
        )
        if name:
            self.open(Path(name))

    def make(self) -> None:
        """Lets the reader name a new library, makes it and opens it."""
        name, _ = QFileDialog.getSaveFileName(
            self._over,
            self.tr("New library"),
            str(self._folder() / self._unused_name(self._folder())),
            self.tr("Libraries (*.reviewer)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self._make(Path(name))

    def make_first(self) -> None:
        """Makes a library among the reader's documents, for whoever opens a file before any library."""
        folder = self._folder()
        # A home can lack the folder; that it cannot be made is said of the library.
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        self._make(folder / self._unused_name(folder))

    def open_sample(self, folder: Path | None = None) -> None:
        """Opens the reader's copy of the sample library, made at the first time; in `folder` if one is given."""
        if self._sample is not None:
            return
        self.making_sample.emit()
        self._sample = Lane("sample")
        self._sample.broke.connect(self._sample_broke)
        self._sample.run(
            partial(make_sample, folder or sample_folder()), self._sample_made, self._sample_refused
        )

    def _sample_made(self, path: Path) -> None:
        self.close()
        self.open(path)

    def _sample_refused(self, fault: ReviewerError) -> None:
        self.close()
        self._refused(fault)

    def _sample_broke(self, fault: Exception) -> None:
        self.close()
        self._hub.broke.emit(fault)

    def _make(self, path: Path) -> None:
        path = path.absolute()
        path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        self._hub.open(path, partial(self._opened, path), self._refused, new=True, coder=chosen_name())

    def _opened(self, path: Path) -> None:
        if self._hub.access == "shared":
            # It is somebody else's file, and nothing to come back to.
            self.opened.emit(path)
            return
        kept = [str(path), *(str(one) for one in self.recent() if one != path)]
        self._settings.setValue("libraries", kept[:_KEPT])
        self.opened.emit(path)

    def _refused(self, fault: ReviewerError) -> None:
        self.refused.emit(fault)

    def _folder(self) -> Path:
        if self._hub.path is not None:
            return self._hub.path.parent
        return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def _unused_name(self, folder: Path) -> str:
        name = self.tr("My library")
        number = 1
        while (folder / f"{name}{SUFFIX}").exists():
            number += 1
            name = self.tr("My library {number}").format(number=number)
        return f"{name}{SUFFIX}"


def sample_folder() -> Path:
    """Where the reader's copy of the sample library lies."""
    return user_data_path("reviewer", appauthor=False)
