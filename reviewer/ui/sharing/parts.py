"""What the dialogs of this folder have in common: headings, remarks, what went wrong, where a file goes, counts."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reviewer.errors import ReviewerError
from reviewer.ui.theme import font, set_tone


def heading(words: str) -> QLabel:
    """The name of a part of a dialog."""
    label = QLabel(words)
    label.setFont(font("label"))
    set_tone(label, "muted")
    return label


def remark(words: str = "", *, indent: int = 0) -> QLabel:
    """What is said beside, over as many lines as it needs; `indent` px from where the line begins."""
    label = QLabel(words)
    label.setFont(font("meta"))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setContentsMargins(indent, 0, 0, 0)
    set_tone(label, "muted")
    return label


def primary(words: str) -> QPushButton:
    """The button of what a dialog is for."""
    button = QPushButton(words)
    button.setProperty("primary", True)  # noqa: FBT003 - Qt's signature
    button.setDefault(True)
    return button


def secondary(words: str) -> QPushButton:
    """Any other button: Enter does not press it unless it has the keyboard."""
    button = QPushButton(words)
    button.setAutoDefault(False)
    return button


def foot(*buttons: QWidget, before: Sequence[QWidget] = ()) -> QHBoxLayout:
    """The buttons at the end of a dialog; those of `before` stand at the other side."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for one in before:
        row.addWidget(one)
    row.addStretch(1)
    for one in buttons:
        row.addWidget(one)
    return row


class FaultLine(QLabel):
    """Says what could not be done, in the dialog in which it was wanted; hidden until then."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        set_tone(self, "danger")
        self.hide()

    def say(self, fault: ReviewerError) -> None:
        """What happened, what is kept, what to do."""
        self.setText(" ".join(part for part in (fault.problem, fault.kept, fault.remedy) if part))
        self.show()


class FilePlace(QWidget):
    """Where a new file goes: a path to type or to choose. A name alone means the folder that was offered first."""

    changed = Signal(bool)  # whether there is a path

    def __init__(self, title: str, pattern: str, *, suffix: str) -> None:
        """`title` is over the dialog in which a path is chosen, `pattern` its filter; a name gets `suffix` if it lacks it."""
        super().__init__()
        self._title, self._pattern, self._suffix = title, pattern, suffix
        self._folder = Path.home()
        self._path = QLineEdit()
        self._path.setAccessibleName(self.tr("File"))
        self._path.textChanged.connect(self._path_changed)
        self._replaces = remark(self.tr("This file is there already and will be replaced."))
        self._replaces.hide()
        browse = secondary(self.tr("Choose…"))
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._path, 1)
        row.addWidget(browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._replaces)

    def offer(self, folder: str, name: str) -> None:
        """The first path."""
        self._folder = Path(folder)
        self._path.setText(str(self._folder / name))

    def path(self) -> str:
        """The path as it is typed, with its folder and ending; empty where there is none."""
        words = self._path.text().strip()
        if not words:
            return ""
        path = Path(words if words.endswith(self._suffix) else words + self._suffix)
        return str(path if path.is_absolute() else self._folder / path)

    def _path_changed(self, _words: str) -> None:
        path = self.path()
        self._replaces.setVisible(bool(path) and Path(path).is_file())
        self.changed.emit(bool(path))

    def _browse(self) -> None:
        # Whether it may be replaced is said in the dialog itself.
        path, _ = QFileDialog.getSaveFileName(
            self, self._title, self.path(), self._pattern, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if path:
            self._path.setText(path)


def number(count: int) -> str:
    """A count as it is written here."""
    return f"{count:,}"


def size(count: int) -> str:
    """So many bytes, as a person says it: `14 MB`."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def counted(count: int, one: str, more: str) -> str:
    """`1 passage`, `1,812 passages`: `one` is the whole sentence for one, `more` has `{n}`."""
    return one if count == 1 else more.format(n=number(count))


def of_documents(count: int) -> str:
    """So many documents, in words."""
    tr = QCoreApplication.translate
    return counted(count, tr("sharing", "1 document"), tr("sharing", "{n} documents"))


def of_passages(count: int) -> str:
    """So many passages, in words."""
    tr = QCoreApplication.translate
    return counted(count, tr("sharing", "1 passage"), tr("sharing", "{n} passages"))
