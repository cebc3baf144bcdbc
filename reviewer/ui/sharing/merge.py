"""The dialog that merges a colleague's library: from whom it is, what it brings, and the button that does it.

It reads and writes nothing itself.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from reviewer.errors import ReviewerError
from reviewer.model.merge import MergePlan
from reviewer.model.sender import Sender
from reviewer.ui.sharing.parts import FaultLine, foot, primary, remark, secondary
from reviewer.ui.sharing.preview import MergePreview, nothing_new
from reviewer.ui.sharing.sender import SenderCard
from reviewer.ui.theme import font

_WIDTH, _HEIGHT = 760, 600


class MergeDialog(QDialog):
    """Stays open until the window says how it went: `show_error`, or `accept`."""

    merge_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is the file's."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Merge a colleague’s library"))
        self.setMinimumWidth(_WIDTH)
        title = QLabel(self.tr("Merge “{name}”").format(name=name))
        title.setFont(font("heading"))
        title.setWordWrap(True)
        self._sender = SenderCard()
        self._sender.hide()
        self._waiting = remark(self.tr("Reading the file…"))
        self._preview = MergePreview()
        self._nothing = nothing_new()
        self._fault = FaultLine()
        self._promise = remark(
            self.tr(
                "Nothing is changed yet. Before it is merged a backup is made, and one undo takes all of it back."
            )
        )
        self._merge = primary(self.tr("Merge"))
        self._merge.setEnabled(False)
        self._merge.clicked.connect(self._want)
        self._cancel = secondary(self.tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(self._sender)
        column.addWidget(self._waiting)
        column.addSpacing(2)
        column.addWidget(self._preview, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._fault)
        column.addWidget(self._promise)
        column.addLayout(foot(self._cancel, self._merge))
        for one in (self._preview, self._nothing, self._promise):
            one.hide()

    def show_plan(self, plan: MergePlan, sender: Sender | None) -> None:
        """What the file brings, and from whom; None: it was not shared but copied."""
        self._waiting.hide()
        self._sender.show_sender(sender)
        self._sender.show()
        if plan or plan.refused_in_all:
            self._preview.show_plan(plan)
            self._preview.show()
            self.resize(_WIDTH, _HEIGHT)
        else:
            self._nothing.show()
        if plan:
            self._promise.show()
            self._merge.setEnabled(True)
            self._merge.setFocus()
        else:
            self._cancel.setText(self.tr("Close"))
            self._cancel.setFocus()

    def show_error(self, fault: ReviewerError) -> None:
        """Says why it cannot be merged."""
        self._waiting.hide()
        self._fault.say(fault)
        self._merge.setText(self.tr("Merge"))
        self._merge.setEnabled(not self._preview.isHidden())
        self._cancel.setEnabled(True)
        if self._preview.isHidden():
            self._cancel.setText(self.tr("Close"))
            self._cancel.setFocus()

    def _want(self) -> None:
        self._fault.hide()
        self._merge.setEnabled(False)
        self._merge.setText(self.tr("Merging…"))
        self.merge_wanted.emit()
