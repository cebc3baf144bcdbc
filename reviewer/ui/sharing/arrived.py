"""What a file that somebody shared is asked about: merged into the library that is open, or a library of its own."""

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.errors import ReviewerError
from reviewer.model.sender import Sender
from reviewer.ui.sharing.parts import FaultLine, foot, primary, remark, secondary
from reviewer.ui.sharing.sender import SenderCard
from reviewer.ui.theme import font

Answer = Literal["merge", "import", "open"]


class ArrivedDialog(QDialog):
    """Says what is to be done with a file. `open_name` is the library that is open; empty: none is.

    A file that was shared is never worked in. One without a sender may be a library of the reader's own, which can be
    opened as it is.
    """

    answered = Signal(str)  # Answer

    def __init__(
        self, name: str, sender: Sender | None, *, open_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A library"))
        self.setMinimumWidth(560)
        title = QLabel(name)
        title.setFont(font("heading"))
        title.setWordWrap(True)
        card = SenderCard()
        card.show_sender(sender)
        self._fault = FaultLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(title)
        if sender is not None:
            column.addWidget(card)
        column.addSpacing(4)
        self._buttons: list[QPushButton] = []
        if open_name:
            words = self.tr("Merge into “{name}”…").format(name=open_name)
            said = self.tr("A preview comes first, and one undo takes it back.")
            self._add(column, "merge", words, said)
        if sender is not None:
            said = self.tr("The file itself stays as it came; you work in a library of your own.")
            self._add(column, "import", self.tr("Import into a new library…"), said)
        else:
            self._add(
                column, "open", self.tr("Open it"), self.tr("In the place of the library that is open.")
            )
        cancel = secondary(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        column.addWidget(self._fault)
        column.addStretch(1)
        column.addLayout(foot(cancel))
        self._buttons[0].setFocus()

    def show_error(self, fault: ReviewerError) -> None:
        """Says what could not be done; something else can be chosen."""
        self._fault.say(fault)
        for button in self._buttons:
            button.setEnabled(True)

    def set_busy(self) -> None:
        """While it is done nothing can be pressed twice."""
        self._fault.hide()
        for button in self._buttons:
            button.setEnabled(False)

    def _add(self, column: QVBoxLayout, answer: Answer, words: str, said: str) -> None:
        first = not self._buttons
        button = primary(words.replace("&", "&&")) if first else secondary(words.replace("&", "&&"))
        button.setAccessibleName(words)
        button.setAccessibleDescription(said)
        button.setObjectName(answer)
        button.clicked.connect(self._say)
        self._buttons.append(button)
        column.addWidget(button)
        column.addWidget(remark(said))

    def _say(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self.answered.emit(pressed.objectName())
