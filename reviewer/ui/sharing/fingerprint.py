"""The fingerprint of a shared file, in large letters, to be read aloud or copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from reviewer.ui.sharing.parts import secondary
from reviewer.ui.theme import font, set_surface


class FingerprintCard(QWidget):
    """Takes the fingerprint as it is written."""

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "card")
        self._words = QLabel()
        self._words.setFont(font("heading"))
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._words.setAccessibleName(self.tr("Fingerprint"))
        self._copy = secondary(self.tr("Copy"))
        self._copy.setAccessibleName(self.tr("Copy the fingerprint"))
        self._copy.clicked.connect(self._to_clipboard)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self._copy)

    def show_fingerprint(self, words: str) -> None:
        """Shows this one."""
        self._words.setText(words)
        self._copy.setText(self.tr("Copy"))

    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self._words.text())
        self._copy.setText(self.tr("Copied"))
