"""The dialog in which readers say under which name they tag."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from reviewer.errors import ReviewerError
from reviewer.ui.sharing.parts import FaultLine, foot, heading, primary, remark, secondary


class NameDialog(QDialog):
    """Stays open until the window says how it went: `show_error`, or `accept`."""

    named = Signal(str)  # the name as typed, trimmed, not empty

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is the one that counts now."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Your name"))
        self.setMinimumWidth(440)
        self._name = QLineEdit(name)
        self._name.setAccessibleName(self.tr("Your name"))
        self._name.setMaxLength(80)
        self._name.selectAll()
        self._fault = FaultLine()
        self._keep = primary(self.tr("Keep"))
        self._keep.clicked.connect(self._say)
        cancel = secondary(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._name.textChanged.connect(self._changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(heading(self.tr("You tag as")))
        column.addWidget(self._name)
        column.addWidget(
            remark(
                self.tr(
                    "Your tags and memos carry this name in this library, and in the files that you share. "
                    "What you have tagged already gets the new name too."
                )
            )
        )
        column.addWidget(self._fault)
        column.addSpacing(8)
        column.addLayout(foot(cancel, self._keep))
        self._changed()

    def show_error(self, fault: ReviewerError) -> None:
        """Says why it cannot be the name."""
        self._fault.say(fault)

    def _changed(self) -> None:
        self._fault.hide()
        self._keep.setEnabled(bool(self._name.text().strip()))

    def _say(self) -> None:
        self.named.emit(self._name.text().strip())
