"""The application: checks that a window can be shown, shows it, and runs until it is closed."""

import os
import signal
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QMessageLogContext,
    QSettings,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from reviewer import __version__
from reviewer.crash import crash_report
from reviewer.errors import ReviewerError
from reviewer.model.ids import DocumentId, PassageId
from reviewer.resources import resource
from reviewer.store.untrusted import examine
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
    ends. A Qt that cannot run here, and a library that is none, are a ReviewerError before there is a window. Without
    a display Qt ends the process; then with a sentence and the status 2.
    """
    refuse_broken_qt(python=sys.version_info[:2], qt=PySide6.__version_info__[:2])
    if library is not None:
        _refuse_other_files(library)
    if screenshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application()
    with tempfile.TemporaryDirectory() as aside:
        if screenshot is not None:
            # A picture does not depend on how the window was left, nor on what was done with the sample.
            QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, aside)
            qInstallMessageHandler(_without_complaints)
        if sample and (screenshot is not None or document is not None or passage is not None):
            library, sample = _sample(Path(aside) if screenshot is not None else None), False
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
        sys.excepthook = partial(_say_crash, window)
        return app.exec()


def _without_complaints(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    """What Qt says, but for what drawing without a screen cannot do."""
    if not words.startswith("This plugin does not support"):
        print(words, file=sys.stderr)  # noqa: T201  as Qt does


def application() -> QApplication:
    """The one application, dressed; made if it is not there yet."""
    there = QCoreApplication.instance()
    if isinstance(there, QApplication):
        return there
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    before = qInstallMessageHandler(_Beginning())
    app = QApplication(["reviewer"])
    qInstallMessageHandler(before)
    app.setApplicationName("Reviewer")
    app.setOrganizationName("Reviewer")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("io.github.reviewer.Reviewer")
    app.setWindowIcon(QIcon(str(resource("icons/reviewer.svg"))))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    themes.begin(app)
    return app


def refuse_broken_qt(*, python: tuple[int, int], qt: tuple[int, int]) -> None:
    """ReviewerError where this Qt would end this Python: from 6.12 on it takes references to None from one below 3.12."""
    if python < (3, 12) and qt >= (6, 12):
        raise ReviewerError(
            problem=f"PySide6 {qt[0]}.{qt[1]} ends Python {python[0]}.{python[1]} by a fault.",
            remedy="Install PySide6-Essentials below 6.12, or use Python 3.12 or newer.",
        )


def _refuse_other_files(path: Path) -> None:
    """ReviewerError where there is no library at `path`. Opening it is left until the window is there."""
    if os.path.isfile(path):  # noqa: PTH113  Path's own raises where a folder may not be entered
        examine(path)
    else:
        from reviewer.store.library import Library

        Library.open(path).close()


class _Beginning:
    """Hears what Qt says while it begins. Where Qt can show no window it aborts; this ends the process before."""

    def __init__(self) -> None:
        self._said: list[str] = []

    def __call__(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind != QtMsgType.QtFatalMsg:
            self._said.append(" ".join(message.split()).rstrip("."))
            return
        is_bare = sys.platform.startswith("linux") and not any(
            os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        )
        fault = ReviewerError(
            problem="There is no display to open a window on."
            if is_bare
            else f"Qt cannot open a window here ({(self._said or [message])[0]}).",
            remedy="Start Reviewer in a desktop session, use its commands (reviewer --help), "
            "or draw the window into a file with --screenshot FILE.png.",
        )
        sys.stderr.write(f"{fault}\n")
        sys.stderr.flush()
        os._exit(2)


def _say_crash(
    window: MainWindow, _: type[BaseException], fault: BaseException, __: TracebackType | None
) -> None:
    """A mistake of ours on the main thread. A window that cannot be furnished is given up."""
    if window.is_furnished:
        window.assembly.notices.say_crash(fault)
    else:
        sys.stderr.write(f"{crash_report(fault)}\n")
        QApplication.exit(2)


def _sample(folder: Path | None) -> Path:
    from reviewer.exchange.sample import make_sample
    from reviewer.ui.work.libraries import sample_folder

    return make_sample(folder or sample_folder())


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
    # Written later, they would bring back the folder that is gone by then.
    QSettings().sync()
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
        began = time.monotonic()
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        # What took long, as furnishing does on a slow machine, is not seen before the next turn.
        if window.assembly.is_busy or time.monotonic() - began > _QUIET_SECONDS / 4:
            quiet_since = time.monotonic()
        time.sleep(0.01)
