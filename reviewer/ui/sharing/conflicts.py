"""The dialog of what is left to decide after a merge: conflicts, and topics and entities that look the same.

Nothing is decided unasked: as it opens, all is as safe as the merge left it.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.errors import ReviewerError
from reviewer.model.merge import Alike, OpenConflict
from reviewer.ui.headings import EmptyWords
from reviewer.ui.sharing.parts import FaultLine, foot, heading, number, primary, remark, secondary
from reviewer.ui.sharing.tables import Table
from reviewer.ui.sharing.words import happened, kept_value, lost_value, name_of, shortened, switching
from reviewer.ui.theme import font, set_surface

_VALUE_LINES = 4


class ConflictsDialog(QDialog):
    """Says what was decided, and is shown what is left by the window."""

    kept = Signal(int)  # the number of a conflict: it stays as it is and is off the list
    switched = Signal(int)  # the number of a conflict: the other value is to count
    unified = Signal(object)  # Alike: they are one
    parted = Signal(object)  # Alike: they are two, and are not offered again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Conflicts"))
        self.resize(760, 600)
        self._conflicts, self._pairs = _ConflictsPage(), _PairsPage()
        self._conflicts.kept.connect(self.kept)
        self._conflicts.switched.connect(self.switched)
        self._pairs.unified.connect(self.unified)
        self._pairs.parted.connect(self.parted)
        self._fault = FaultLine()
        self._stack = QStackedWidget()
        self._group = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(4)
        for at, page in enumerate((self._conflicts, self._pairs)):
            button = QPushButton()
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("quiet", True)  # noqa: FBT003 - Qt's signature
            self._group.addButton(button, at)
            tabs.addWidget(button)
            self._stack.addWidget(page)
        tabs.addStretch(1)
        self._group.idClicked.connect(self._stack.setCurrentIndex)
        close = primary(self.tr("Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(10)
        column.addLayout(tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(self._fault)
        column.addLayout(foot(close))
        self._group.button(0).setChecked(True)

    def show_open(self, conflicts: Sequence[OpenConflict], pairs: Sequence[Alike]) -> None:
        """What is left to decide."""
        self._fault.hide()
        self._conflicts.show_conflicts(conflicts)
        self._pairs.show_pairs(pairs)
        for at, (title, count) in enumerate(
            ((self.tr("Conflicts"), len(conflicts)), (self.tr("Look the same"), len(pairs)))
        ):
            self._group.button(at).setText(f"{title} ({number(count)})")
        self._group.button(1).setVisible(bool(pairs))
        if not pairs:
            self.show_page(pairs=False)

    def show_page(self, *, pairs: bool) -> None:
        """Shows the pairs that look the same, or the conflicts."""
        self._group.button(int(pairs)).setChecked(True)
        self._stack.setCurrentIndex(int(pairs))

    def show_error(self, fault: ReviewerError) -> None:
        """Says what could not be done."""
        self._fault.say(fault)


class _ConflictsPage(QWidget):
    kept = Signal(int)
    switched = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[OpenConflict] = []
        self._table = Table(
            self.tr("Conflicts"), (self.tr("What"), self.tr("Counts"), self.tr("Instead of")), words=3
        )
        self._table.limit(1, 190)
        self._table.limit(2, 190)
        self._table.currentItemChanged.connect(self._show_chosen)
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._ours = _Value(self.tr("Counts now"), self.tr("Keep it so"))
        self._theirs = _Value(self.tr("The other"), "")
        self._ours.chosen.connect(self._keep)
        self._theirs.chosen.connect(self._switch)
        self._detail = QWidget()
        values = QHBoxLayout()
        values.setSpacing(12)
        values.addWidget(self._ours, 1)
        values.addWidget(self._theirs, 1)
        below = QVBoxLayout(self._detail)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addWidget(self._said)
        below.addLayout(values)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            _card(
                self._table,
                self.tr(
                    "No conflicts are open. They come when two people change one thing at the same time."
                ),
            ),
            1,
        )
        column.addWidget(self._detail)

    def show_conflicts(self, rows: Sequence[OpenConflict]) -> None:
        """Shows these, with the keyboard on the row where it was."""
        at = max(self._table.current_row(), 0)
        self._rows = list(rows)
        self._table.show_rows(
            [(name_of(one.conflict), kept_value(one.conflict), lost_value(one.conflict)) for one in rows]
        )
        _show_filled(self._table, filled=bool(rows))
        self._table.choose_row(at)
        self._show_chosen()

    def _chosen(self) -> OpenConflict | None:
        at = self._table.current_row()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self._detail.setVisible(chosen is not None)
        if chosen is not None:
            self._said.setText(happened(chosen.conflict))
            self._ours.show_value(kept_value(chosen.conflict), self.tr("Keep it so"))
            self._theirs.show_value(
                lost_value(chosen.conflict), switching(chosen.conflict) if chosen.is_switchable else ""
            )

    def _keep(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.kept.emit(chosen.number)

    def _switch(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.switched.emit(chosen.number)


class _PairsPage(QWidget):
    unified = Signal(object)  # Alike
    parted = Signal(object)  # Alike

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Alike] = []
        columns = (self.tr("This"), self.tr("Looks like"), self.tr("Tags"), self.tr("Tags"))
        self._table = Table(self.tr("Look the same"), columns, words=2)
        self._table.limit(1, 260)
        self._table.currentItemChanged.connect(self._choice_changed)
        self._unify, self._part = secondary(self.tr("Unify")), secondary(self.tr("They are two"))
        self._unify.setToolTip(self.tr("The second becomes the first, with its tags. Undo parts them again."))
        self._unify.clicked.connect(self._say_unified)
        self._part.clicked.connect(self._say_parted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            remark(
                self.tr(
                    "Two people often make the same topic. Unified, the second becomes the first, and its tags count there."
                )
            )
        )
        column.addWidget(_card(self._table, self.tr("No topics or entities look the same.")), 1)
        column.addLayout(foot(self._part, self._unify))

    def show_pairs(self, rows: Sequence[Alike]) -> None:
        """Shows these."""
        at = max(self._table.current_row(), 0)
        self._rows = list(rows)
        self._table.show_rows(
            [(one.keep_name, one.other_name, number(one.keep_tags), number(one.other_tags)) for one in rows]
        )
        _show_filled(self._table, filled=bool(rows))
        self._table.choose_row(at)
        self._choice_changed()

    def _chosen(self) -> Alike | None:
        at = self._table.current_row()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _choice_changed(self) -> None:
        for button in (self._unify, self._part):
            button.setEnabled(self._chosen() is not None)

    def _say_unified(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.unified.emit(chosen)

    def _say_parted(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.parted.emit(chosen)


class _Value(QWidget):
    """One of two values, and the button that takes it."""

    chosen = Signal()

    def __init__(self, title: str, button: str) -> None:
        super().__init__()
        set_surface(self, "card")
        self._words = QLabel()
        self._words.setFont(font("medium"))
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAccessibleName(title)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setMinimumHeight(self._words.fontMetrics().lineSpacing() * 2)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._button = secondary(button)
        self._button.clicked.connect(self.chosen)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 10)
        column.setSpacing(6)
        column.addWidget(heading(title))
        column.addWidget(self._words, 1)
        column.addLayout(line)

    def show_value(self, words: str, button: str) -> None:
        """Shows a value; without words for its button it cannot be taken."""
        lines = words.strip().splitlines()[:_VALUE_LINES]
        self._words.setText("\n".join(shortened(line) for line in lines) or "–")
        self._words.setToolTip(words)
        self._button.setText(button)
        self._button.setVisible(bool(button))


def _card(table: Table, empty: str) -> QWidget:
    card = QWidget()
    set_surface(card, "card")
    stack = QStackedLayout(card)
    stack.setContentsMargins(8, 8, 8, 8)
    stack.addWidget(table)
    stack.addWidget(EmptyWords(empty))
    return card


def _show_filled(table: Table, *, filled: bool) -> None:
    card = table.parentWidget()
    layout = card.layout() if card is not None else None
    if isinstance(layout, QStackedLayout):
        layout.setCurrentIndex(0 if filled else 1)
