"""From whom a file is: who shared it and when, whether it arrived as it was, and its fingerprint."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reviewer.model.sender import Sender
from reviewer.ui.sharing.fingerprint import FingerprintCard
from reviewer.ui.sharing.parts import remark
from reviewer.ui.sharing.words import local_time
from reviewer.ui.theme import set_tone


class SenderCard(QWidget):
    """Tells a sender, or that there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._who, self._faults = QLabel(), QLabel()
        self._who.setWordWrap(True)
        self._faults.setWordWrap(True)
        set_tone(self._faults, "danger")
        self._fingerprint = FingerprintCard()
        self._compare = remark(
            self.tr(
                "Ask by telephone whether your colleague sees the same six groups: then nobody has changed the file."
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for one in (self._who, self._faults, self._fingerprint, self._compare):
            column.addWidget(one)

    def show_sender(self, sender: Sender | None) -> None:
        """Shows this sender; None: the file was never shared."""
        for one in (self._faults, self._fingerprint, self._compare):
            one.hide()
        if sender is None:
            self._who.setText(
                self.tr("This is a whole library and not a file that was shared, so it has no fingerprint.")
            )
            return
        words = self.tr("Shared by {name}, {when}") if sender.name else self.tr("Shared {when}")
        self._who.setText(words.format(name=sender.name, when=local_time(sender.made)))
        if sender.faults:
            said = self.tr("The file is not as it was shared. Ask your colleague to share it again.")
            self._faults.setText(" ".join((said, *sender.faults)))
            self._faults.show()
            return
        self._fingerprint.show_fingerprint(sender.fingerprint)
        self._fingerprint.show()
        self._compare.show()
