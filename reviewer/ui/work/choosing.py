"""Choosing files and folders to add, in the system's dialogs."""

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.documents.reading import suffixes


class Choosing(QObject):
    """Asks for files or a folder, beginning where the last ones were."""

    chosen = Signal(list)  # list[Path], never empty

    def __init__(self, over: QWidget) -> None:
        super().__init__()
        self._over = over
        self._settings = QSettings()

    def choose_files(self) -> None:
        """Asks for files of the kinds that can be read, or any."""
        patterns = " ".join(f"*{suffix}" for suffix in sorted(suffixes()))
        kinds = self.tr("Documents ({patterns});;All files (*)").format(patterns=patterns)
        names, _ = QFileDialog.getOpenFileNames(
            self._over,
            self.tr("Add documents"),
            self._folder(),
            kinds,
            options=QFileDialog.Option.HideNameFilterDetails,
        )
        self._take([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Asks for a folder; everything in it that can be read is meant."""
        name = QFileDialog.getExistingDirectory(self._over, self.tr("Add a folder"), self._folder())
        self._take([Path(name)] if name else [])

    def _take(self, paths: list[Path]) -> None:
        if paths:
            self._settings.setValue("import folder", str(paths[0].parent))
            self.chosen.emit(paths)

    def _folder(self) -> str:
        return str(self._settings.value("import folder", ""))
