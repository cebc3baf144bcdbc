"""What a merge will bring: counts, per document, coder and topic; conflicts; rows that are refused. Only shown."""

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from reviewer.model.merge import MergePlan, Share
from reviewer.ui.headings import EmptyWords
from reviewer.ui.sharing.parts import number, remark
from reviewer.ui.sharing.tables import CountTable, Table
from reviewer.ui.sharing.words import happened, kept_value, lost_value, name_of, noun
from reviewer.ui.theme import set_surface


class MergePreview(QWidget):
    """Pages, one of which is seen; what a page would have nothing to show for has no button."""

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        self._buttons.addStretch(1)
        self._stack = QStackedWidget()
        set_surface(self._stack, "card")
        self._stack.setContentsMargins(8, 8, 8, 8)
        self._group.idClicked.connect(self._stack.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._buttons)
        column.addWidget(self._stack, 1)

    def show_plan(self, plan: MergePlan) -> None:
        """Shows what this merge brings; for once only."""
        counts = CountTable(self.tr("What changes"), self.tr("In your library"))
        counts.show_tallies([(noun(what), plan.tables[what]) for what in sorted(plan.tables, key=_order)])
        self._add(self.tr("All"), counts)
        for title, what, shares in (
            (self.tr("Documents"), self.tr("Tags in"), plan.documents),
            (self.tr("Coders"), self.tr("Tags by"), plan.coders),
            (self.tr("Topics"), self.tr("Tags with"), plan.topics),
        ):
            if shares:
                self._add(title, _of_shares(title, what, shares))
        if plan.conflicts:
            self._add(self._counted(self.tr("Conflicts"), len(plan.conflicts)), self._conflicts(plan))
        if plan.refused_in_all:
            self._add(self._counted(self.tr("Refused"), plan.refused_in_all), self._refused(plan))
        first = self._group.button(0)
        first.setChecked(True)

    def _add(self, title: str, page: QWidget) -> None:
        button = QPushButton(title)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("quiet", True)  # noqa: FBT003 - Qt's signature
        self._group.addButton(button, self._stack.count())
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        self._stack.addWidget(page)

    def _conflicts(self, plan: MergePlan) -> QWidget:
        table = Table(
            self.tr("Conflicts"), (self.tr("What"), self.tr("Counts"), self.tr("Instead of")), words=3
        )
        table.show_rows([(name_of(one), kept_value(one), lost_value(one)) for one in plan.conflicts])
        for at, one in enumerate(plan.conflicts):
            item = table.topLevelItem(at)
            if item is not None:
                item.setToolTip(0, happened(one))
        table.limit(1, 200)
        table.limit(2, 200)
        words = self.tr(
            "Nothing is lost: both values are kept on the list of conflicts, where you can choose the other one."
        )
        return _with_remark(table, words)

    def _refused(self, plan: MergePlan) -> QWidget:
        table = Table(self.tr("Refused"), (self.tr("Why"), self.tr("Table"), self.tr("Row")), words=3)
        table.show_rows([(one.reason, one.table, one.row) for one in plan.refused])
        table.limit(2, 160)
        words = self.tr(
            "These rows are damaged or break a rule. They are left out; everything else is merged."
        )
        more = plan.refused_in_all - len(plan.refused)
        if more:
            words += " " + self.tr("{n} more are not listed.").format(n=number(more))
        return _with_remark(table, words)

    def _counted(self, title: str, count: int) -> str:
        return f"{title} ({number(count)})"


def _order(what: str) -> int:
    order = ("document", "passage", "tag", "topic", "entity", "memo", "coder")
    return order.index(what) if what in order else len(order)


def _of_shares(title: str, what: str, shares: Sequence[Share]) -> CountTable:
    table = CountTable(title, what)
    table.show_tallies([(one.name, one.tally) for one in shares])
    return table


def _with_remark(table: QWidget, words: str) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    said = remark(words)
    said.setContentsMargins(8, 4, 8, 0)
    column.addWidget(said)
    column.addWidget(table, 1)
    return page


def nothing_new() -> EmptyWords:
    """What is shown in the place of a preview where there is nothing to merge."""
    words = EmptyWords()
    words.setText(words.tr("Everything in this file is already in your library. There is nothing to merge."))
    return words
