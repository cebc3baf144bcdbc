"""What becomes of a library file that arrives: merged, imported into a library of its own, or opened."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.errors import ReviewerError
from reviewer.exchange.arriving import make_library, sender_of
from reviewer.model.sender import Sender
from reviewer.store.library import SUFFIX, Library
from reviewer.ui.hub import Hub
from reviewer.ui.sharing.arrived import ArrivedDialog
from reviewer.ui.work.coders import chosen_name


class Arriving(QObject):
    """Asks about one file at a time. A library must be open: the reader's own, or the file itself, to be read."""

    merge_wanted = Signal(object)  # Path
    open_wanted = Signal(object)  # Path: a library to be opened, which may just have been made

    def __init__(self, hub: Hub, over: QWidget) -> None:
        super().__init__()
        self._hub = hub
        self._over = over
        self._waiting: list[Path] = []
        self._dialog: ArrivedDialog | None = None

    def ask(self, paths: list[Path]) -> None:
        """Asks what is to be done with each of these files."""
        self._waiting += paths
        if self._dialog is None:
            self._next()

    def _next(self) -> None:
        if self._waiting and self._hub.path is not None:
            path = self._waiting.pop(0)
            self._hub.run(partial(_sender, path=path), partial(self._open, path), self._refused)

    def _refused(self, fault: ReviewerError) -> None:
        self._hub.failed.emit(fault)
        self._next()

    def _open(self, path: Path, sender: Sender | None) -> None:
        if self._dialog is not None or self._hub.path is None:
            return
        is_itself = path == self._hub.path
        if is_itself and sender is None:
            # It is open already.
            self._next()
            return
        name = "" if is_itself else self._hub.path.stem
        dialog = self._dialog = ArrivedDialog(path.name, sender, open_name=name, parent=self._over)
        dialog.answered.connect(partial(self._answer, dialog, path))
        dialog.finished.connect(self._closed)
        dialog.open()

    def _answer(self, dialog: ArrivedDialog, path: Path, answer: str) -> None:
        if answer == "import":
            self._import(dialog, path)
            return
        dialog.accept()
        (self.merge_wanted if answer == "merge" else self.open_wanted).emit(path)

    def _import(self, dialog: ArrivedDialog, path: Path) -> None:
        name, _ = QFileDialog.getSaveFileName(
            dialog,
            self.tr("Import into a new library"),
            str(_unused(path)),
            self.tr("Libraries (*.reviewer)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return
        out = Path(name if name.endswith(SUFFIX) else name + SUFFIX).absolute()
        dialog.set_busy()
        self._hub.run(
            partial(_import, path=path, out=out, coder=chosen_name()),
            partial(self._imported, dialog),
            partial(self._failed, dialog),
        )

    def _imported(self, dialog: ArrivedDialog, out: Path) -> None:
        if dialog is self._dialog:
            dialog.accept()
        self.open_wanted.emit(out)

    def _failed(self, dialog: ArrivedDialog, fault: ReviewerError) -> None:
        # The reader may have closed it meanwhile.
        if dialog is self._dialog:
            dialog.show_error(fault)
        else:
            self._hub.failed.emit(fault)

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
        self._next()


def _sender(_library: Library, path: Path) -> Sender | None:
    return sender_of(path)


def _import(_library: Library, path: Path, out: Path, coder: str | None) -> Path:
    make_library(path, out, coder=coder)
    return out


def _unused(path: Path) -> Path:
    number = 2
    while (found := path.with_name(f"{path.stem} {number}{SUFFIX}")).exists():
        number += 1
    return found
