"""The row at the bottom that shows an import: which file is read, how long it will take, and how it ended."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QGuiApplication,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui.headings import tool_button
from reviewer.ui.theme import font, icon, set_surface, set_tone

_SHOWN_MS = 8_000
"""Milliseconds for which an end without a fault is shown."""
_SURE_AFTER_S = 2.0
"""Seconds before which nothing is said about the time that is left."""
_NAME_WIDTH = 420


@dataclass(frozen=True, slots=True)
class JobReport:
    """How an import ended. `failed` and `doubts` are pairs of a file's path and a sentence; the rest are counts."""

    added: int = 0
    present: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    cancelled: int = 0
    skipped: int = 0
    doubts: tuple[tuple[str, str], ...] = ()

    @property
    def summary(self) -> str:
        """In one line: `338 added, 1 already here, 1 failed`."""
        said = [
            (self.added, _tr("{count} added")),
            (self.present, _tr("{count} already here")),
            (len(self.failed), _tr("{count} failed")),
            (self.cancelled, _tr("{count} left out by the cancellation")),
            (self.skipped, _tr("{count} of other kinds skipped")),
        ]
        parts = [words.format(count=count) for count, words in said if count]
        return ", ".join(parts) if parts else _tr("Nothing was added")


class JobRow(QWidget):
    """Hidden until `start`. It knows nothing of files: it is told counts, names and sentences."""

    cancel_wanted = Signal()
    retry_wanted = Signal(list)  # list[str]: paths of the files that failed
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "side")
        self.setAccessibleName(self.tr("Import"))
        self._total = 0
        self._began = 0.0
        self._report = JobReport()
        self._sign = QLabel()
        self._words = QLabel()
        self._bar = QProgressBar()
        self._left = QLabel()
        self._cancel = QPushButton(self.tr("Cancel"))
        self._details = QPushButton(self.tr("Details…"))
        self._close = tool_button("x", self.tr("Close"), size=16)
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.setInterval(_SHOWN_MS)
        self._time.timeout.connect(self.close_row)
        self._lay_out()
        self.hide()

    def start(self, total: int) -> None:
        """An import of `total` files begins; 0: they are still being looked for."""
        self._time.stop()
        self._began = time.monotonic()
        self._cancel.setEnabled(True)
        self._show_parts(running=True)
        self.progress(0, "", total=total)
        self.show()

    def progress(self, done: int, name: str, *, total: int | None = None) -> None:
        """`done` files are through, and the one called `name` is being read."""
        self._total = self._total if total is None else total
        self._bar.setRange(0, self._total)
        self._bar.setValue(done)
        if not self._total:
            self._say(self.tr("Looking for files…"))
        else:
            number = min(done + 1, self._total)
            short = QFontMetrics(font("ui")).elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
            words = (
                self.tr("Reading {number} of {total}: {name}")
                if name
                else self.tr("Reading {number} of {total}")
            )
            self._say(words.format(number=number, total=self._total, name=short))
        self._left.setText(time_left(done, self._total, time.monotonic() - self._began))

    def finish(self, report: JobReport) -> None:
        """The import has ended. Without a fault the row goes by itself after a while."""
        self._report = report
        self._show_parts(running=False)
        bad = bool(report.failed)
        self._sign.setPixmap(
            icon("triangle-alert" if bad else "circle-check", "danger" if bad else "accent").pixmap(18, 18)
        )
        self._say(report.summary)
        self._left.clear()
        self._details.setVisible(bool(report.failed or report.doubts))
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, report.summary))
        if not report.failed and not report.doubts:
            self._time.start()

    def close_row(self) -> None:
        """Takes the row away; a second time changes nothing."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def details(self) -> "ReportDialog":
        """The dialog with every file that failed or was doubtful, not yet shown; it goes when it is closed."""
        dialog = ReportDialog(self._report, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.retry_wanted.connect(self.retry_wanted)
        return dialog

    def _lay_out(self) -> None:
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(200)
        self._bar.setAccessibleName(self.tr("How much is read"))
        self._left.setFont(font("meta"))
        set_tone(self._left, "muted")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._cancel.setToolTip(self.tr("Stops after this file; what is read stays"))
        self._cancel.clicked.connect(self._give_up)
        self._details.clicked.connect(self._open_details)
        self._close.clicked.connect(self.close_row)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 12, 5)
        row.setSpacing(12)
        # The words come last, or the bar would move with each name.
        row.addWidget(self._sign)
        row.addWidget(self._bar)
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self._left)
        row.addWidget(self._details)
        row.addWidget(self._cancel)
        row.addWidget(self._close)

    def _show_parts(self, *, running: bool) -> None:
        while_running: tuple[QWidget, ...] = (self._bar, self._left, self._cancel)
        at_the_end: tuple[QWidget, ...] = (self._sign, self._details, self._close)
        for widget in while_running:
            widget.setVisible(running)
        for widget in at_the_end:
            widget.setVisible(not running)

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._words.setAccessibleName(words)

    def _give_up(self) -> None:
        self._cancel.setEnabled(False)
        self._say(self.tr("Stopping after this file…"))
        self.cancel_wanted.emit()

    def _open_details(self) -> None:
        self.details().open()


class ReportDialog(QDialog):
    """Each file that could not be read, and why; and what was not sure of those that could."""

    retry_wanted = Signal(list)  # list[str]: paths

    def __init__(self, report: JobReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle(self.tr("Import report"))
        self.resize(600, 420)
        head = QLabel(report.summary)
        head.setFont(font("heading"))
        head.setWordWrap(True)
        self._text = QTextEdit()
        self._text.setReadOnly(True)
        self._text.setProperty("surface", "field")
        self._text.setAccessibleName(self.tr("Files and reasons"))
        self._fill()
        copy = QPushButton(self.tr("Copy"))
        copy.setIcon(icon("copy", "text"))
        copy.clicked.connect(self._copy)
        retry = QPushButton(self.tr("Try these again"))
        retry.setVisible(bool(report.failed))
        retry.clicked.connect(self._retry)
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(copy)
        foot.addWidget(retry)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(head)
        column.addWidget(self._text, 1)
        column.addLayout(foot)

    def as_text(self) -> str:
        """The report as plain lines, to be sent to somebody."""
        pairs = (*self._report.failed, *self._report.doubts)
        return "\n".join([self._report.summary, *(f"{path}: {why}" for path, why in pairs)]) + "\n"

    def _fill(self) -> None:
        cursor = QTextCursor(self._text.document())
        plain, strong = cursor.charFormat(), cursor.charFormat()
        strong.setFontWeight(font("medium").weight())
        for path, why in (*self._report.failed, *self._report.doubts):
            if cursor.position():
                cursor.insertBlock()
                cursor.insertBlock()
            cursor.insertText(path, strong)
            cursor.insertBlock()
            cursor.insertText(why, plain)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())

    def _retry(self) -> None:
        self.accept()
        self.retry_wanted.emit([path for path, _ in self._report.failed])


def time_left(done: int, total: int, elapsed_s: float) -> str:
    """How long the rest will take if it goes on like this; empty while nobody can tell."""
    if not done or done >= total or elapsed_s < _SURE_AFTER_S:
        return ""
    seconds = elapsed_s / done * (total - done)
    if seconds < 50:
        return _tr("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 90:
        return (
            _tr("about 1 minute left")
            if minutes == 1
            else _tr("about {count} minutes left").format(count=minutes)
        )
    return _tr("about {count} hours left").format(count=round(minutes / 60))


def _tr(words: str) -> str:
    return QCoreApplication.translate("jobs", words)
