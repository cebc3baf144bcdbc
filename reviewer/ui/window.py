"""The main window: there at once with bare surfaces, furnished with its parts as soon as it has been seen.

Importing and building the parts takes longer than Qt takes to show a window, and nobody waits well before nothing.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from reviewer.ui.themes import theme, themes

if TYPE_CHECKING:
    from reviewer.ui.assembly import Assembly

_BARE_BAR, _BARE_LEFT, _BARE_RIGHT, _BARE_FOOT = 80, 290, 270, 22
"""Where the bare surfaces end, px: what will stand there ends there too."""
_LIBRARY_SUFFIX = ".reviewer"


class MainWindow(QMainWindow):
    """One window on one library. It is saved at once, so closing asks nothing."""

    furnished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Reviewer")
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self._settings = QSettings()
        self._assembly: Assembly | None = None
        self._furnishing = QTimer(self, singleShot=True, interval=0)
        self._furnishing.timeout.connect(self.furnish)
        choice = str(self._settings.value("theme", "system"))
        themes.choose("dark" if choice == "dark" else "light" if choice == "light" else "system")
        geometry = self._settings.value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)

    @property
    def assembly(self) -> "Assembly":
        """The window's parts; furnishes it where that has not happened yet."""
        return self.furnish()

    @property
    def is_furnished(self) -> bool:
        """Whether the parts are there."""
        return self._assembly is not None

    def furnish(self) -> "Assembly":
        """Builds the parts and puts them in; a second time changes nothing."""
        if self._assembly is None:
            from reviewer.ui.assembly import Assembly

            themes.load()
            self._assembly = Assembly(self)
            self.furnished.emit()
        return self._assembly

    def open_library(self, path: Path, then: Callable[[], None] | None = None) -> None:
        """Opens a library, and does `then` when it is there."""
        self.assembly.open_library(path, then)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bare surfaces until there is more to see."""
        super().paintEvent(event)
        if self._assembly is None:
            painter = QPainter(self)
            tokens, width, height = theme(), self.width(), self.height()
            painter.fillRect(self.rect(), QColor(tokens.page))
            for x, y, wide, high, colour in (
                (0, 0, _BARE_LEFT, height, tokens.side),
                (width - _BARE_RIGHT, 0, _BARE_RIGHT, height, tokens.side),
                (0, 0, width, _BARE_BAR, tokens.bg),
                (0, height - _BARE_FOOT, width, _BARE_FOOT, tokens.bg),
                (0, _BARE_BAR, width, 1, tokens.line),
            ):
                painter.fillRect(x, y, wide, high, QColor(colour))
            painter.end()
            self._furnishing.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved already: what is left is the place that was read, and what is under way."""
        self._furnishing.stop()
        self._settings.setValue("geometry", self.saveGeometry())
        if self._assembly is not None:
            self._assembly.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders are welcome anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A library is opened, or asked about where one is open; anything else is added."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        libraries = [path for path in paths if path.suffix == _LIBRARY_SUFFIX]
        if libraries:
            self.assembly.take_libraries(libraries)
        elif paths:
            self.assembly.add(paths)
