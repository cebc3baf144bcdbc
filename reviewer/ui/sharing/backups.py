"""The dialog of backups: when each was made and why, what it holds; one can be made, or gone back to."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QStackedLayout, QVBoxLayout, QWidget

from reviewer.errors import ReviewerError
from reviewer.ui.headings import EmptyWords
from reviewer.ui.sharing.parts import FaultLine, foot, number, primary, remark, secondary, size
from reviewer.ui.sharing.tables import Table
from reviewer.ui.sharing.words import local_time, reason_of
from reviewer.ui.theme import font, set_surface


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup: its path, when it was made (UTC, ISO 8601), why, its bytes, and what it holds.

    `counts` are documents, passages and tags; None where it cannot be read.
    """

    path: str
    at: str
    reason: str
    size: int
    counts: tuple[int, int, int] | None


class BackupsDialog(QDialog):
    """Shows what it is told, and says what is wanted; it stays open meanwhile."""

    backup_wanted = Signal()
    restore_wanted = Signal(str)  # the path of a backup
    folder_wanted = Signal()

    def __init__(self, library: str, parent: QWidget | None = None) -> None:
        """`library` is its name."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Backups"))
        self.resize(760, 520)
        self._rows: list[BackupRow] = []
        title = QLabel(self.tr("Backups of “{name}”").format(name=library))
        title.setFont(font("heading"))
        title.setWordWrap(True)
        columns = ("Made", "Why", "Documents", "Passages", "Tags", "Size")
        self._table = Table(self.tr("Backups"), [self.tr(one) for one in columns], words=2, widest=1)
        self._table.currentItemChanged.connect(self._choice_changed)
        self._table.itemActivated.connect(self._want_restoring)
        self._empty = EmptyWords(
            self.tr(
                "There is no backup yet. One is made by itself when you close a library that has changed."
            )
        )
        self._where = remark()
        self._fault = FaultLine()
        self._now, self._folder = secondary(self.tr("Back up now")), secondary(self.tr("Open folder"))
        self._restore, self._close = secondary(self.tr("Restore")), primary(self.tr("Close"))
        self._restore.setToolTip(
            self.tr("The library becomes as it was then. Its state now is backed up first.")
        )
        self._connect()
        self._lay_out(title)
        self.show_backups([], folder="")

    def show_backups(self, rows: Sequence[BackupRow], *, folder: str) -> None:
        """Shows these, the newest first; `folder` is where they lie."""
        chosen = self._chosen()
        self._rows = list(rows)
        self._table.show_rows([self._written(row) for row in rows])
        self._stack.setCurrentIndex(0 if rows else 1)
        paths = [row.path for row in rows]
        at = paths.index(chosen.path) if chosen is not None and chosen.path in paths else 0
        self._table.choose_row(at)
        self._where.setText(
            self.tr(
                "Restoring backs up the state of now first, so it can be undone. They lie in {folder}."
            ).format(folder=folder)
            if folder
            else ""
        )
        self._folder.setEnabled(bool(rows))
        self._choice_changed()
        self.set_busy(busy=False)

    def show_error(self, fault: ReviewerError) -> None:
        """Says what could not be done."""
        self._fault.say(fault)
        self.set_busy(busy=False)

    def set_busy(self, *, busy: bool, words: str = "") -> None:
        """While something is under way nothing can be pressed twice; `words` say what it is."""
        self._now.setEnabled(not busy)
        self._now.setText(words if busy and words else self.tr("Back up now"))
        self._restore.setEnabled(not busy and self._may_be_restored())

    def _connect(self) -> None:
        self._now.clicked.connect(self._want_backup)
        self._restore.clicked.connect(self._want_restoring)
        self._folder.clicked.connect(self.folder_wanted)
        self._close.clicked.connect(self.accept)

    def _lay_out(self, title: QLabel) -> None:
        card = QWidget()
        set_surface(card, "card")
        self._stack = QStackedLayout(card)
        self._stack.setContentsMargins(8, 8, 8, 8)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(card, 1)
        column.addWidget(self._where)
        column.addWidget(self._fault)
        column.addLayout(foot(self._restore, self._close, before=(self._now, self._folder)))

    def _written(self, row: BackupRow) -> tuple[str, ...]:
        counts = ("–", "–", "–") if row.counts is None else tuple(number(count) for count in row.counts)
        why = reason_of(row.reason) if row.counts is not None else self.tr("Cannot be read")
        return (local_time(row.at), why, *counts, size(row.size))

    def _chosen(self) -> BackupRow | None:
        at = self._table.current_row()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _may_be_restored(self) -> bool:
        chosen = self._chosen()
        return chosen is not None and chosen.counts is not None

    def _choice_changed(self) -> None:
        self._restore.setEnabled(self._may_be_restored())

    def _want_backup(self) -> None:
        self._fault.hide()
        self.set_busy(busy=True, words=self.tr("Backing up…"))
        self.backup_wanted.emit()

    def _want_restoring(self) -> None:
        chosen = self._chosen()
        if chosen is not None and self._may_be_restored():
            self._fault.hide()
            self.set_busy(busy=True)
            self.restore_wanted.emit(chosen.path)
