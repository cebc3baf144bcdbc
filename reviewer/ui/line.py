"""A line to type into. Words may be dropped on it; files are for the window under it, which adds them."""

from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QLineEdit


class Line(QLineEdit):
    """A line edit that takes no files, which Qt would insert as their addresses."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """What is no word is left to whatever is under the line."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)
