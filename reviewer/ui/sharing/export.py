"""The export dialog: which passages, in which format, into which file. It writes nothing itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.errors import ReviewerError
from reviewer.ui.radio import RadioDot
from reviewer.ui.sharing.parts import heading
from reviewer.ui.theme import font, set_tone


@dataclass(frozen=True, slots=True)
class FormatRow:
    """A format to choose: its name on the command line, what it is called here, its files' suffix, for whom it is."""

    name: str
    label: str
    suffix: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """How much would be exported."""

    passages: int
    documents: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What shall be exported where. `everything`: all passages and not only what is shown."""

    format: str
    path: str
    everything: bool


class ExportDialog(QDialog):
    """Stays open until the window says how it went: `show_error`, or `accept`."""

    export_wanted = Signal(object)  # Choice

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumWidth(520)
        self._formats: tuple[FormatRow, ...] = ()
        self._folder = Path.home()
        self._format_group, self._scope_group = QButtonGroup(self), QButtonGroup(self)
        self._format_rows = QVBoxLayout()
        self._shown = RadioDot()
        self._every = RadioDot()
        self._path = QLineEdit()
        self._replaces = QLabel(self.tr("This file is there already and will be replaced."))
        self._fault = QLabel()
        self._export = QPushButton(self.tr("Export"))
        self._connect()
        self._lay_out()

    def offer(
        self,
        formats: Sequence[FormatRow],
        *,
        shown: Scope,
        every: Scope,
        folder: str,
        name: str,
        chosen: str = "",
    ) -> None:
        """What can be chosen.

        `folder` and `name` (without a suffix) make the first path, `chosen` is the format that was taken last. Where
        nothing is shown, or everything is, only all passages can be exported.
        """
        self._formats, self._folder = tuple(formats), Path(folder)
        for number, row in enumerate(self._formats):
            self._add_format(number, row)
        names = [row.name for row in self._formats]
        first = names.index(chosen) if chosen in names else 0
        self._format_group.button(first).setChecked(True)
        self._shown.setText(self.tr("What is shown: {scope}").format(scope=self._counted(shown)))
        self._every.setText(self.tr("Everything: {scope}").format(scope=self._counted(every)))
        partly = 0 < shown.passages < every.passages
        self._shown.setVisible(partly)
        (self._shown if partly else self._every).setChecked(True)
        self._path.setText(str(self._folder / f"{name}{self._formats[first].suffix}"))
        self._export.setFocus()

    def show_error(self, fault: ReviewerError) -> None:
        """Says why it could not be exported; everything can be changed and tried again."""
        self._fault.setText(" ".join(part for part in (fault.problem, fault.kept, fault.remedy) if part))
        self._fault.show()
        self.set_busy(busy=False)

    def set_busy(self, *, busy: bool) -> None:
        """While it is written nothing can be pressed twice."""
        self._export.setEnabled(not busy)
        self._export.setText(self.tr("Exporting…") if busy else self.tr("Export"))

    def choice(self) -> Choice:
        """What is chosen now."""
        row = self._row()
        return Choice(
            row.name,
            self._path.text().strip(),
            self._every.isChecked(),
        )

    def _connect(self) -> None:
        self._format_group.idToggled.connect(self._format_chosen)
        for button in (self._shown, self._every):
            self._scope_group.addButton(button)
        self._path.textChanged.connect(self._path_changed)
        self._path.setAccessibleName(self.tr("File"))
        self._fault.setWordWrap(True)
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._fault.hide()
        set_tone(self._fault, "danger")
        set_tone(self._replaces, "muted")
        self._replaces.setFont(font("meta"))
        self._export.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
        self._export.setDefault(True)
        self._export.clicked.connect(self._want)

    def _lay_out(self) -> None:
        browse = QPushButton(self.tr("Choose…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        place = QHBoxLayout()
        place.addWidget(self._path, 1)
        place.addWidget(browse)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self._export)
        self._format_rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(heading(self.tr("Passages")))
        column.addWidget(self._shown)
        column.addWidget(self._every)
        column.addSpacing(12)
        column.addWidget(heading(self.tr("Format")))
        column.addLayout(self._format_rows)
        column.addSpacing(12)
        column.addWidget(heading(self.tr("File")))
        column.addLayout(place)
        column.addWidget(self._replaces)
        column.addWidget(self._fault)
        column.addSpacing(12)
        column.addStretch(1)
        column.addLayout(foot)

    def _add_format(self, number: int, row: FormatRow) -> None:
        button = RadioDot(row.label)
        button.setAccessibleDescription(row.description)
        self._format_group.addButton(button, number)
        whole = QVBoxLayout()
        whole.setSpacing(0)
        whole.addWidget(button)
        if row.description:
            said = QLabel(row.description)
            said.setFont(font("meta"))
            said.setWordWrap(True)
            said.setContentsMargins(30, 0, 0, 0)
            set_tone(said, "muted")
            whole.addWidget(said)
        self._format_rows.addLayout(whole)

    def _row(self) -> FormatRow:
        return self._formats[max(self._format_group.checkedId(), 0)]

    def _format_chosen(self, number: int, checked: bool) -> None:  # noqa: FBT001 - Qt's signature
        if not checked:
            return
        path = Path(self._path.text().strip())
        known = {row.suffix for row in self._formats}
        suffix = next((one for one in known if path.name.endswith(one)), "")
        if path.name and suffix:
            stem = path.name.removesuffix(suffix)
            self._path.setText(str(path.with_name(stem + self._formats[number].suffix)))

    def _path_changed(self, text: str) -> None:
        path = Path(text.strip())
        self._fault.hide()
        self._replaces.setVisible(bool(text.strip()) and path.is_file())
        self._export.setEnabled(bool(text.strip()))

    def _browse(self) -> None:
        row = self._row()
        pattern = f"{row.label} (*{row.suffix})"
        # Whether it may be replaced is said in the dialog itself.
        path, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Export to"),
            self._path.text(),
            pattern,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if path:
            self._path.setText(path if Path(path).suffix else path + row.suffix)

    def _want(self) -> None:
        choice = self.choice()
        path = Path(choice.path)
        if not path.is_absolute():
            path = self._folder / path
            self._path.setText(str(path))
            choice = self.choice()
        self._fault.hide()
        self.set_busy(busy=True)
        self.export_wanted.emit(choice)

    def _counted(self, scope: Scope) -> str:
        passages = (
            self.tr("1 passage")
            if scope.passages == 1
            else self.tr("{n} passages").format(n=f"{scope.passages:,}")
        )
        documents = (
            self.tr("1 document")
            if scope.documents == 1
            else self.tr("{n} documents").format(n=f"{scope.documents:,}")
        )
        return self.tr("{passages} of {documents}").format(passages=passages, documents=documents)
