"""What the window says: what was done, with its undo; what could not be done; how an import went."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from reviewer.crash import crash_report
from reviewer.documents.adding import AddReport
from reviewer.errors import ReviewerError
from reviewer.exchange.exporting import Exported
from reviewer.model.merge import MergePlan, Tally
from reviewer.ui.jobs import JobReport, JobRow
from reviewer.ui.toast import Toast

_STATUS_HEIGHT = 28


class Notices(QObject):
    """The toast and the import row, told what happened."""

    def __init__(self, over: QWidget, jobs: JobRow, undo: Callable[[], None]) -> None:
        super().__init__()
        self.toast = Toast(over, above=_STATUS_HEIGHT)
        self.toast.acted.connect(self._act)
        self._jobs = jobs
        self._undo = undo
        self._answer: Callable[[], object] = undo

    def say_failure(self, fault: ReviewerError) -> None:
        """Something could not be done."""
        self.toast.say_error(fault)

    def say_crash(self, fault: BaseException) -> None:
        """A mistake of ours: a report is written, and said where it lies."""
        self.toast.say_error(ReviewerError(problem=crash_report(fault)))

    def say_done(self, words: str) -> None:
        """Something was done that can be undone."""
        self._answer = self._undo
        self.toast.say(words, button=self.tr("Undo (Ctrl+Z)"))

    def say_tagged(self, names: str) -> None:
        """A passage was tagged with these."""
        self.say_done(self.tr("Tagged {names}").format(names=names))

    def say_undone(self, step: str) -> None:
        """A step was taken back: what it was may be in another document."""
        self.toast.say(self.tr("Undone: {step}").format(step=step))

    def say_redone(self, step: str) -> None:
        """A step was done again."""
        self.toast.say(self.tr("Redone: {step}").format(step=step))

    def say_documents_removed(self, count: int) -> None:
        """So many documents were removed from the library."""
        one, more = self.tr("Document removed"), self.tr("{count} documents removed").format(count=count)
        self.say_done(one if count == 1 else more)

    def say_nothing_selected(self) -> None:
        """There is nothing to tag."""
        self.toast.say(self.tr("Select something first: press ↓ for a sentence, or drag with the mouse."))

    def say_exported(self, exported: Exported) -> None:
        """A file was written; its folder can be opened."""
        folder = QUrl.fromLocalFile(str(exported.path.parent))
        self._answer = partial(QDesktopServices.openUrl, folder)
        one, more = self.tr("Exported 1 passage to {name}"), self.tr("Exported {count} passages to {name}")
        words = one if exported.passages == 1 else more
        self.toast.say(
            words.format(count=exported.passages, name=exported.path.name), button=self.tr("Open folder")
        )

    def say_merged(self, plan: MergePlan) -> None:
        """A colleague's library was merged."""
        tags = plan.tables.get("tag", Tally())
        counted = [
            (self.tr("{n} tags added"), tags.added),
            (self.tr("{n} removed"), tags.removed),
            (self.tr("{n} to look at"), len(plan.conflicts)),
        ]
        said = ", ".join(words.format(n=f"{count:,}") for words, count in counted if count)
        merged = self.tr("Merged “{name}”").format(name=plan.path.stem)
        self.say_done(f"{merged}: {said}" if said else merged)

    def say_restored(self, when: str, undo: Callable[[], object]) -> None:
        """The library is again as it was in a backup; `undo` makes it what it was before."""
        self._answer = undo
        self.toast.say(self.tr("Restored the backup of {when}").format(when=when), button=self.tr("Undo"))

    def say_import_began(self, _paths: int) -> None:
        """Files are being looked for."""
        self._jobs.start(0)

    def say_progress(self, done: int, total: int, path: str) -> None:
        """So many files are through, and that one is being read."""
        self._jobs.progress(done, Path(path).name, total=total)

    def say_import_ended(self, report: AddReport) -> None:
        """The import is over; what stopped it, if something did, is said as well."""
        self._jobs.finish(report_of(report))
        if report.stopped is not None:
            self.say_failure(report.stopped)

    def say_import_broke(self, fault: BaseException) -> None:
        """A mistake of ours has ended the import."""
        self._jobs.close_row()
        self.say_crash(fault)

    def _act(self) -> None:
        self._answer()


def report_of(report: AddReport) -> JobReport:
    """An import's outcomes as the import row shows them."""
    failed = [(one.path, str(one.reason)) for one in report.outcomes if one.reason is not None]
    doubts = [(one.path, doubt) for one in report.outcomes for doubt in one.doubts]
    counts = dict.fromkeys(("added", "present", "cancelled", "failed"), 0)
    for one in report.outcomes:
        counts[one.status] += 1
    return JobReport(
        added=counts["added"],
        present=counts["present"],
        failed=tuple(failed),
        cancelled=counts["cancelled"],
        skipped=report.skipped,
        doubts=tuple(doubts),
    )
