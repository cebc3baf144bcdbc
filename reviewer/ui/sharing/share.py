"""The dialog that makes a file for a colleague: what leaves, into which file; then the words by which it is recognised.

It counts and writes nothing itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from reviewer.errors import ReviewerError
from reviewer.model.share import Shared, SharePlan, Texts
from reviewer.ui.radio import RadioDot
from reviewer.ui.sharing.fingerprint import FingerprintCard
from reviewer.ui.sharing.parts import (
    FaultLine,
    FilePlace,
    foot,
    heading,
    number,
    of_documents,
    of_passages,
    primary,
    remark,
    secondary,
    size,
)
from reviewer.ui.theme import font, set_surface, set_tone

_PAUSE_MS = 120
"""Milliseconds after a choice until it is counted anew: keys go through several."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Something that can be shared: what the window calls it, and what the reader does."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to leave, as it was chosen. `tags` is `all`, `mine` or `none`."""

    scope: str
    texts: Texts
    tags: str
    memos: bool


class ShareDialog(QDialog):
    """Says `counting_wanted` whenever the choice changes, and is told the counts by `show_plan`.

    Stays open until the window says how it went: `show_error`, or `show_shared`.
    """

    counting_wanted = Signal(object)  # Wanted
    share_wanted = Signal(object, str)  # Wanted, the path of the file
    folder_wanted = Signal(str)  # the path of the file that was made

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Share with a colleague"))
        self.setMinimumWidth(760)
        self._groups: dict[str, QButtonGroup] = {}
        self._keys: dict[str, list[str]] = {}
        self._scopes, self._texts = QVBoxLayout(), QVBoxLayout()
        self._tags, self._memos = QVBoxLayout(), QVBoxLayout()
        self._place = FilePlace(self.tr("Share to"), self.tr("Libraries (*.reviewer)"), suffix=".reviewer")
        self._fault = FaultLine()
        self._share = primary(self.tr("Share"))
        self._plan = _PlanCard()
        self._done = _DoneCard()
        self._made = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._want_counting)
        self._pages = QStackedLayout(self)
        self._lay_out()

    def offer(self, scopes: Sequence[Scope], *, coder: str, folder: str, name: str) -> None:
        """What can be shared, the first at first; the reader's own name; `folder` and `name` make the first path."""
        self._add_choices("scope", self._scopes, [(one.key, one.words, "") for one in scopes])
        self._add_choices(
            "texts",
            self._texts,
            [
                (
                    "originals",
                    self.tr("With the original files"),
                    self.tr("PDFs and web pages as they came."),
                ),
                ("text", self.tr("Text only"), self.tr("Small; pages cannot be shown.")),
                (
                    "quotes",
                    self.tr("Quotes only"),
                    self.tr("What was tagged, and nothing else of the documents."),
                ),
            ],
        )
        mine = self.tr("Only mine ({name})").format(name=coder)
        self._add_choices(
            "tags",
            self._tags,
            [
                ("all", self.tr("Everyone’s"), ""),
                ("mine", mine, ""),
                (
                    "none",
                    self.tr("Hidden"),
                    self.tr("For blind coding: documents and codebook leave."),
                ),
            ],
        )
        self._add_choices(
            "memos", self._memos, [("all", self.tr("With memos"), ""), ("none", self.tr("None"), "")]
        )
        self._place.offer(folder, name)
        self._share.setFocus()
        self._want_counting()

    def wanted(self) -> Wanted:
        """What is chosen now."""
        chosen = {what: self._keys[what][max(group.checkedId(), 0)] for what, group in self._groups.items()}
        texts = chosen["texts"]
        return Wanted(
            chosen["scope"],
            "quotes" if texts == "quotes" else "text" if texts == "text" else "originals",
            chosen["tags"],
            chosen["memos"] == "all",
        )

    def show_plan(self, wanted: Wanted, plan: SharePlan) -> None:
        """What would leave by this choice; an answer to an earlier one is passed over."""
        if wanted == self.wanted():
            self._plan.show_plan(plan)

    def show_shared(self, shared: Shared) -> None:
        """The file is there: its fingerprint, and what to do with it."""
        self._made = str(shared.path)
        self._done.show_shared(shared)
        self._pages.setCurrentIndex(1)

    def show_error(self, fault: ReviewerError) -> None:
        """Says why there is no file; everything can be changed and tried again."""
        self._fault.say(fault)
        self.set_busy(busy=False)
        self.adjustSize()

    def set_busy(self, *, busy: bool) -> None:
        """While it is written nothing can be pressed twice."""
        self._share.setEnabled(not busy)
        self._share.setText(self.tr("Sharing…") if busy else self.tr("Share"))

    def _lay_out(self) -> None:
        self._place.changed.connect(self._path_changed)
        self._share.clicked.connect(self._want_sharing)
        cancel = secondary(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        left = QVBoxLayout()
        left.setSpacing(6)
        for title, rows in (
            (self.tr("What"), self._scopes),
            (self.tr("Documents"), self._texts),
            (self.tr("Tags"), self._tags),
            (self.tr("Memos"), self._memos),
        ):
            left.addWidget(heading(title))
            rows.setSpacing(3)
            left.addLayout(rows)
            left.addSpacing(10)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(heading(self.tr("What leaves")))
        right.addWidget(self._plan)
        right.addWidget(
            remark(
                self.tr(
                    "Never in the file: the history, what was deleted, folders of this computer, "
                    "the name under which you are known to it."
                )
            )
        )
        right.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(32)
        across.addLayout(left, 5)
        across.addLayout(right, 4)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addLayout(across, 1)
        column.addWidget(heading(self.tr("File")))
        column.addWidget(self._place)
        column.addWidget(self._fault)
        column.addSpacing(8)
        column.addLayout(foot(cancel, self._share))
        self._pages.addWidget(page)
        self._pages.addWidget(self._made_page())

    def _made_page(self) -> QWidget:
        folder, close = secondary(self.tr("Open folder")), primary(self.tr("Done"))
        folder.clicked.connect(self._want_folder)
        close.clicked.connect(self.accept)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 20, 24, 20)
        column.addWidget(self._done)
        column.addStretch(1)
        column.addLayout(foot(folder, close))
        return page

    def _add_choices(self, what: str, rows: QVBoxLayout, choices: Sequence[tuple[str, str, str]]) -> None:
        group = self._groups[what] = QButtonGroup(self)
        self._keys[what] = [key for key, _, _ in choices]
        for at, (_, words, said) in enumerate(choices):
            button = RadioDot(words.replace("&", "&&"))
            button.setAccessibleName(words)
            button.setAccessibleDescription(said)
            group.addButton(button, at)
            rows.addWidget(button)
            if said:
                rows.addWidget(remark(said, indent=30))
        first: QAbstractButton = group.button(0)
        first.setChecked(True)
        group.idToggled.connect(self._chosen)

    def _chosen(self, _at: int, checked: bool) -> None:  # noqa: FBT001 - Qt's signature
        if checked:
            self._fault.hide()
            self._pause.start()

    def _path_changed(self, there: bool) -> None:  # noqa: FBT001 - a signal says it by position
        self._fault.hide()
        self._share.setEnabled(there)

    def _want_counting(self) -> None:
        self.counting_wanted.emit(self.wanted())

    def _want_sharing(self) -> None:
        self._fault.hide()
        self.set_busy(busy=True)
        self.share_wanted.emit(self.wanted(), self._place.path())

    def _want_folder(self) -> None:
        self.folder_wanted.emit(self._made)


class _PlanCard(QWidget):
    """What leaves, as numbers."""

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "card")
        self._numbers = [QLabel("…") for _ in range(6)]
        self._who, self._size = remark(), remark()
        self._size.setContentsMargins(0, 6, 0, 0)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        names = (
            self.tr("documents"),
            self.tr("passages"),
            self.tr("tags"),
            self.tr("topics"),
            self.tr("entities"),
            self.tr("memos"),
        )
        for row, (label, name) in enumerate(zip(self._numbers, names, strict=True)):
            label.setFont(font("medium"))
            label.setAccessibleName(name)
            # Below the line that tells whose the tags are.
            at = row if row < 3 else row + 1
            said = QLabel(name)
            set_tone(said, "muted")
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTrailing)
            grid.addWidget(said, at, 1)
        grid.addWidget(self._who, 3, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._size, len(names) + 1, 0, 1, 2)

    def show_plan(self, plan: SharePlan) -> None:
        """These numbers."""
        tags = sum(count for _, count in plan.tags)
        values = (plan.documents, plan.passages, tags, plan.topics, plan.entities, plan.memos)
        for label, value in zip(self._numbers, values, strict=True):
            label.setText(number(value))
        self._size.setText(self.tr("A file of about {size}").format(size=size(plan.bytes)))
        self._who.setText(", ".join(f"{name} {number(count)}" for name, count in plan.tags))
        self._who.setVisible(bool(plan.tags))


class _DoneCard(QWidget):
    """A file that was made: its name, what it holds, its fingerprint."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._holds, self._where = QLabel(), QLabel(), remark()
        self._name.setFont(font("heading"))
        self._name.setWordWrap(True)
        for label in (self._name, self._holds):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._fingerprint = FingerprintCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._name)
        column.addWidget(self._holds)
        column.addWidget(self._where)
        column.addSpacing(20)
        column.addWidget(heading(self.tr("Fingerprint")))
        column.addWidget(self._fingerprint)
        column.addWidget(
            remark(
                self.tr(
                    "Send the file, then read the fingerprint to your colleague by telephone. Reviewer shows it when "
                    "the file is opened or merged: if all six groups are the same, the file arrived as you made it."
                )
            )
        )

    def show_shared(self, shared: Shared) -> None:
        """This file."""
        self._name.setText(self.tr("“{name}” is ready").format(name=shared.path.name))
        parts = (
            of_documents(shared.plan.documents),
            of_passages(shared.plan.passages),
            size(shared.plan.bytes),
        )
        self._holds.setText(" · ".join(parts))
        self._where.setText(str(shared.path.parent))
        self._fingerprint.show_fingerprint(shared.fingerprint)
