"""The application: checks that a window can be shown, shows it, and runs until it is closed."""

import os
import re
import signal
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QEventLoop, QSettings, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from reviewer import __version__
from reviewer.errors import ReviewerError
from reviewer.model.ids import DocumentId, PassageId
from reviewer.resources import resource
from reviewer.ui.themes import themes
from reviewer.ui.window import MainWindow

_SETTLE_SECONDS = 10.0
"""How long a picture of the window waits for what is still being drawn."""
_QUIET_SECONDS = 0.4


def run(
    library: Path | None,
    *,
    document: str | None = None,
    passage: str | None = None,
    sample: bool = False,
    screenshot: Path | None = None,
) -> int:
    """Opens the window, at a document or passage if one is named, and gives back the exit status when it is closed.

    `sample` opens a copy of the sample library. `screenshot` draws the window without a screen, writes it as PNG and
    ends. What stops it from opening is a ReviewerError: no display, a Qt that cannot run here, a library that cannot
    be opened.
    """
    _refuse_broken_qt()
    if screenshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _refuse_without_display()
    app = application()
    with tempfile.TemporaryDirectory() as aside:
        if screenshot is not None:
            # A picture does not depend on how the window was left, nor on what was done with the sample.
            QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, aside)
            if sample:
                from reviewer.exchange.sample import make_sample

                library, sample = make_sample(Path(aside)), False
        place = _place(library, document, passage) if library else None
        window = MainWindow()
        window.furnished.connect(partial(_open, window, library, place, sample=sample))
        window.show()
        if screenshot is not None:
            return _picture(app, window, screenshot)
        # Python handles a signal only when it gets to run.
        signal.signal(signal.SIGINT, lambda *_: window.close())
        ticking = QTimer()
        ticking.timeout.connect(lambda: None)
        ticking.start(250)
        sys.excepthook = lambda _, fault, __: window.assembly.notices.say_crash(fault)
        return app.exec()


def application() -> QApplication:
    """The one application, dressed; made if it is not there yet."""
    there = QCoreApplication.instance()
    if isinstance(there, QApplication):
        return there
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(["reviewer"])
    app.setApplicationName("Reviewer")
    app.setOrganizationName("Reviewer")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("io.github.reviewer.Reviewer")
    app.setWindowIcon(QIcon(str(resource("icons/reviewer.svg"))))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    themes.begin(app)
    return app


def _place(
    path: Path, document: str | None, passage: str | None
) -> tuple[DocumentId, tuple[int, int] | None] | None:
    """The document and the stretch to open at; None where none was named."""
    if document is None and passage is None:
        return None
    from reviewer.store.documents import find_document
    from reviewer.store.library import Library
    from reviewer.store.passages import passage as one_passage

    with Library.open(path) as library:
        if passage is not None:
            found = one_passage(library, PassageId(passage))
            return found.document, (found.start, found.end)
        if document is not None:
            return find_document(library, document).id, None
    return None


def _open(
    window: MainWindow,
    library: Path | None,
    place: tuple[DocumentId, tuple[int, int] | None] | None,
    *,
    sample: bool,
) -> None:
    if library is not None:
        window.open_library(library, partial(_go, window, place) if place else None)
    elif sample:
        window.assembly.libraries.open_sample()
    else:
        window.assembly.libraries.open_last()


def _go(window: MainWindow, place: tuple[DocumentId, tuple[int, int] | None]) -> None:
    window.assembly.desk.open(*place)


def _picture(app: QApplication, window: MainWindow, out: Path) -> int:
    _settle(app, window)
    saved = window.grab().save(str(out), "PNG")
    window.close()
    if not saved:
        raise ReviewerError(
            problem=f"The picture “{out}” could not be written.",
            remedy="Choose a folder in which you may write.",
        )
    return 0


def _settle(app: QApplication, window: MainWindow) -> None:
    """Waits until the library has answered and the pages that are to be seen are drawn."""
    end = time.monotonic() + _SETTLE_SECONDS
    quiet_since = time.monotonic()
    while time.monotonic() < end and time.monotonic() - quiet_since < _QUIET_SECONDS:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if window.assembly.is_busy:
            quiet_since = time.monotonic()
        time.sleep(0.01)


def _refuse_broken_qt() -> None:
    if sys.version_info < (3, 12) and PySide6.__version_info__ >= (6, 12):
        raise ReviewerError(
            problem=f"PySide6 {PySide6.__version__} ends Python {sys.version_info[0]}.{sys.version_info[1]} by a fault.",
            remedy="Install PySide6-Essentials below 6.12, or use Python 3.12 or newer.",
        )


def _refuse_without_display() -> None:
    """Qt ends the process where it finds no display, so it is looked for before."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "xcb") not in {
        "xcb",
        "wayland",
    }:
        return
    display = os.environ.get("DISPLAY", "")
    # A display of this machine has a socket; one of another machine cannot be looked at from here.
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    is_there = bool(display) and (local is None or _answers(int(local[1])))
    if not is_there and not os.environ.get("WAYLAND_DISPLAY"):
        raise ReviewerError(
            problem="There is no display to open a window on.",
            remedy="Start Reviewer in a desktop session, use its commands (reviewer --help), "
            "or draw the window into a file with --screenshot FILE.png.",
        )


def _answers(number: int) -> bool:
    import socket

    # X servers listen on a path, and on Linux on an abstract name too.
    for address in (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}"):  # noqa: S108  where X puts it
        with socket.socket(socket.AF_UNIX) as ear:
            try:
                ear.connect(address)
            except OSError:
                continue
            return True
    return False
