"""The key sheet: every action with its key, by group, on one page; a field narrows it."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from reviewer.text.folding import folded_text
from reviewer.ui.keycap import KeyCap
from reviewer.ui.line import Line
from reviewer.ui.theme import font, icon, set_tone

Row = tuple[str, str, str]
"""Group, what the action is called, its key as it is to be read (`Ctrl+Z`); several keys are separated by ` / `."""

_COLUMNS = 2


class KeySheet(QDialog):
    """Rows of one group stand together in the order given; groups come in the order of their first row."""

    def __init__(self, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.resize(760, 560)
        self._rows: list[tuple[QWidget, str]] = []
        self._groups: list[tuple[QWidget, list[QWidget]]] = []
        self._field = Line()
        self._field.setPlaceholderText(self.tr("Find an action or a key"))
        self._field.setAccessibleName(self.tr("Find an action or a key"))
        self._field.addAction(icon("search", "faint"), QLineEdit.ActionPosition.LeadingPosition)
        self._field.textChanged.connect(self._narrow)
        order = list(dict.fromkeys(group for group, _, _ in rows))
        grouped = sorted(rows, key=lambda row: order.index(row[0]))
        blocks = [
            self._group(name, [(action, key) for _, action, key in members])
            for name, members in groupby(grouped, key=lambda row: row[0])
        ]
        self._lay_out(blocks)

    def shown(self) -> list[str]:
        """What the actions are called that are to be seen now."""
        return [row.accessibleName() for row, _ in self._rows if not row.isHidden()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """`?` closes it as it opened it."""
        if event.text() == "?":
            self.accept()
            return
        super().keyPressEvent(event)

    def _lay_out(self, blocks: Sequence[tuple[QWidget, int]]) -> None:
        columns = [QVBoxLayout() for _ in range(_COLUMNS)]
        heights = [0] * _COLUMNS
        for block, rows in blocks:
            lowest = heights.index(min(heights))
            columns[lowest].addWidget(block)
            heights[lowest] += rows + 2
        across = QHBoxLayout()
        across.setSpacing(40)
        for column in columns:
            column.setSpacing(24)
            column.addStretch(1)
            across.addLayout(column, 1)
        page = QWidget()
        page.setLayout(across)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(page)
        scroll.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 12, 20)
        whole.setSpacing(16)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 12, 0)
        top.addWidget(self._field)
        whole.addLayout(top)
        whole.addWidget(scroll, 1)

    def _group(self, name: str, members: Sequence[tuple[str, str]]) -> tuple[QWidget, int]:
        heading = QLabel(name)
        heading.setFont(font("label"))
        set_tone(heading, "muted")
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(heading)
        rows = [self._row(action, key) for action, key in members]
        for row in rows:
            column.addWidget(row)
        self._groups.append((block, rows))
        return block, len(rows)

    def _row(self, action: str, key: str) -> QWidget:
        said = QLabel(action)
        said.setWordWrap(True)
        row = QWidget()
        row.setAccessibleName(f"{action}: {key}")
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        across.addWidget(said, 1)
        for one in key.split(" / "):
            across.addWidget(KeyCap(one), 0, Qt.AlignmentFlag.AlignTop)
        self._rows.append((row, folded_text(f"{action} {key}")))
        return row

    def _narrow(self, words: str) -> None:
        if words == "?":
            self.accept()
            return
        sought = folded_text(words).split()
        for row, text in self._rows:
            row.setVisible(all(word in text for word in sought))
        for block, rows in self._groups:
            block.setVisible(any(not row.isHidden() for row in rows))
