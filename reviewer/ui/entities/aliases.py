"""The small window in which an entity's other names are added and removed."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reviewer.ui.floating import SHADOW
from reviewer.ui.headings import tool_button
from reviewer.ui.line import Line
from reviewer.ui.popped import PoppedCard
from reviewer.ui.theme import font, set_tone


class AliasEditor(PoppedCard):
    """Shows aliases and says which to add or remove. Escape closes it."""

    added = Signal(str)  # alias, trimmed, not empty, not there yet
    removed = Signal(str)  # alias

    def __init__(self, name: str, owner: QWidget) -> None:
        super().__init__(owner)
        title = self.tr("Other names of {name}").format(name=name)
        self.setAccessibleName(title)
        heading = QLabel(title)
        heading.setFont(font("label"))
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        set_tone(heading, "muted")
        self._field = Line()
        self._field.setPlaceholderText(self.tr("Add a name, then Enter"))
        self._field.setAccessibleName(self.tr("Another name"))
        self._field.returnPressed.connect(self._say_added)
        self._aliases: tuple[str, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(SHADOW + 12,) * 4)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addLayout(self._list)
        column.addWidget(self._field)
        self.setFixedWidth(280 + 2 * SHADOW)

    def show_aliases(self, aliases: Sequence[str]) -> None:
        """Shows these, in their order."""
        self._aliases = tuple(aliases)
        while (item := self._list.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for alias in aliases:
            row = self._row(alias)
            self._list.addWidget(row)
            # At once: the size of the card counts only what is shown.
            row.show()
        self.adjustSize()

    def show_beside(self, place: QRect) -> None:
        """Shows the editor beside that part of the screen, ready to be typed into."""
        self.pop_up(place, self._field)

    def _row(self, alias: str) -> QWidget:
        row = QWidget()
        name = QLabel(alias)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setWordWrap(True)
        remove = tool_button("x", self.tr("Remove {name}").format(name=alias), size=14)
        remove.setObjectName(alias)
        remove.clicked.connect(self._say_removed)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(name, 1)
        line.addWidget(remove)
        return row

    def _say_added(self) -> None:
        alias = self._field.text().strip()
        self._field.clear()
        if alias and alias not in self._aliases:
            self.added.emit(alias)

    def _say_removed(self) -> None:
        self.removed.emit(self.sender().objectName())
