"""The page of a first start or an empty library: what can be opened, and three keys that are enough to begin."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reviewer.ui.keycap import KeyCap
from reviewer.ui.theme import font, icon, set_surface, set_tone

_WIDTH = 560
_MOST_RECENT = 5


class WelcomePage(QScrollArea):
    """Calm and central; no steps to go through. It says what is wanted, the window does it."""

    files_wanted = Signal()
    folder_wanted = Signal()
    sample_wanted = Signal()
    library_wanted = Signal()  # an existing library, to be chosen in a dialog
    recent_chosen = Signal(str)  # the path of a library
    name_wanted = Signal()  # another name to tag under

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Welcome"))
        self._title = QLabel()
        self._under = QLabel()
        self._name, self._name_row = QLabel(), QWidget()
        self._recent = QWidget()
        self._recent_rows = QVBoxLayout()
        self._recent_heading = self._heading(self.tr("Libraries"))
        self._files = self._button("file-plus", self.tr("Open files…"), primary=True)
        self._folder = self._button("folder-plus", self.tr("Open a folder…"))
        self._sample = self._button("sparkles", self.tr("Open the sample library"))
        self._lay_out()
        self.show_library("")
        self.show_recent([])

    def show_library(self, name: str, *, documents: int = 0) -> None:
        """The library that is open, and how many documents it holds; without a name none is open."""
        if not name:
            self._title.setText(self.tr("Reviewer"))
            self._under.setText(self.tr("Read closely, tag what matters, find it again."))
        elif documents:
            self._title.setText(name)
            self._under.setText(self.tr("Choose a document at the left, or add more."))
        else:
            self._title.setText(self.tr("“{name}” is empty").format(name=name))
            self._under.setText(self.tr("Add what you want to read."))

    def show_name(self, name: str) -> None:
        """Under which name the reader tags."""
        self._name.setText(self.tr("You tag as {name}").format(name=name))
        self._name_row.setVisible(bool(name))

    def show_recent(self, paths: Sequence[str]) -> None:
        """Libraries that were open before, the last one first; five are shown."""
        while (item := self._recent_rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for path in paths[:_MOST_RECENT]:
            row = _RecentRow(path, self)
            self._recent_rows.addWidget(row)
            row.show()

    def take_focus(self) -> None:
        """Gives the keyboard to what one begins with."""
        self._files.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_recent(self, path: str) -> None:
        """Says that the library at `path` is wanted."""
        self.recent_chosen.emit(path)

    def _button(self, icon_name: str, words: str, *, primary: bool = False) -> QPushButton:
        button = QPushButton(f" {words}")
        button.setAccessibleName(words)
        button.setIcon(icon(icon_name, "accent_text" if primary else "text"))
        button.setIconSize(QSize(18, 18))
        button.setProperty("primary", primary)
        return button

    def _lay_out(self) -> None:
        self._title.setFont(font("title"))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        set_tone(self._under, "muted")
        self._files.clicked.connect(self.files_wanted)
        self._folder.clicked.connect(self.folder_wanted)
        self._sample.clicked.connect(self.sample_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._files, self._folder, self._sample):
            buttons.addWidget(button)
        buttons.addStretch(1)
        drop = QLabel(self.tr("Or drop files anywhere: articles, web pages, PDFs, text, Markdown."))
        drop.setFont(font("meta"))
        drop.setWordWrap(True)
        set_tone(drop, "muted")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addSpacing(4)
        column.addWidget(self._under)
        column.addSpacing(32)
        column.addLayout(buttons)
        column.addSpacing(12)
        column.addWidget(drop)
        column.addSpacing(40)
        column.addWidget(self._heading(self.tr("Three keys to begin with")))
        column.addSpacing(12)
        for key, words in (
            ("↓", self.tr("selects the next sentence; the mouse does as well")),
            ("T", self.tr("opens the tags: type a few letters of a topic, a person, a place")),
            (self.tr("Enter"), self.tr("tags the sentence, and makes the topic if it is new")),
        ):
            column.addLayout(self._lesson(key, words))
            column.addSpacing(8)
        column.addSpacing(16)
        column.addWidget(self._name_row)
        column.addSpacing(24)
        column.addWidget(self._recent)
        column.addStretch(3)
        self._fill_recent()
        self._fill_name()
        self._centre(column)

    def _fill_name(self) -> None:
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        set_tone(self._name, "muted")
        mark = QLabel()
        mark.setPixmap(icon("user", "muted").pixmap(16, 16))
        change = QPushButton(self.tr("Change…"))
        change.setAccessibleName(self.tr("Change your name"))
        change.setProperty("quiet", True)  # noqa: FBT003 - Qt's signature
        change.clicked.connect(self.name_wanted)
        row = QHBoxLayout(self._name_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(mark)
        row.addWidget(self._name)
        row.addWidget(change)
        row.addStretch(1)
        self._name_row.hide()

    def _lesson(self, key: str, words: str) -> QHBoxLayout:
        caps = QWidget()
        caps.setFixedWidth(64)
        inside = QHBoxLayout(caps)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(KeyCap(key))
        inside.addStretch(1)
        said = QLabel(words)
        said.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(caps)
        row.addWidget(said, 1)
        return row

    def _heading(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setFont(font("label"))
        set_tone(label, "muted")
        return label

    def _fill_recent(self) -> None:
        other = QPushButton(self.tr("Open a library…"))
        other.setProperty("quiet", True)  # noqa: FBT003 - Qt's signature
        other.clicked.connect(self.library_wanted)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._recent_heading)
        line.addWidget(other, 0, Qt.AlignmentFlag.AlignTrailing)
        self._recent_rows.setSpacing(2)
        whole = QVBoxLayout(self._recent)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(line)
        whole.addLayout(self._recent_rows)

    def _centre(self, column: QVBoxLayout) -> None:
        middle = QWidget()
        middle.setLayout(column)
        middle.setMaximumWidth(_WIDTH)
        page = QWidget()
        set_surface(page, "page")
        across = QHBoxLayout(page)
        across.setContentsMargins(32, 32, 32, 32)
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        self.setWidget(page)


class _RecentRow(QPushButton):
    """A library by its name, and where it lies."""

    def __init__(self, path: str, page: WelcomePage) -> None:
        super().__init__()
        self._path, self._page = path, page
        name, folder = Path(path).stem, str(Path(path).parent)
        self.setProperty("row", True)  # noqa: FBT003 - Qt's signature
        self.setAccessibleName(self.tr("Open {name} in {folder}").format(name=name, folder=folder))
        self.setToolTip(path)
        title, place = QLabel(name), QLabel(folder)
        title.setFont(font("medium"))
        place.setFont(font("meta"))
        set_tone(place, "muted")
        mark = QLabel()
        mark.setPixmap(icon("library", "muted").pixmap(18, 18))
        for label in (title, place, mark):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(10)
        row.addWidget(mark)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(place)
        self.clicked.connect(self._open)

    def sizeHint(self) -> QSize:
        """As much as the words need."""
        return QSize(200, 40)

    def _open(self) -> None:
        self._page.open_recent(self._path)
