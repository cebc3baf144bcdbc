"""A dialog that is shown: what is seen in it, and clicks on it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QRadioButton, QTreeWidget
from pytestqt.qtbot import QtBot


class Shown:
    """Finds by the words that a person sees."""

    def __init__(self, dialog: QDialog, qtbot: QtBot) -> None:
        self.dialog = dialog
        if dialog.parent() is None:
            # Another goes with what it lies over.
            qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()

    def button(self, words: str) -> QAbstractButton:
        """The button with these words."""
        (found,) = [
            one
            for one in self.dialog.findChildren(QAbstractButton)
            if one.isVisible() and one.text() == words and not isinstance(one, QRadioButton)
        ]
        return found

    def buttons(self) -> list[str]:
        """The words of every button that is to be seen."""
        found = self.dialog.findChildren(QAbstractButton)
        return [one.text() for one in found if one.isVisible() and not isinstance(one, QRadioButton)]

    def click(self, words: str) -> None:
        """Clicks the button with these words."""
        button = self.button(words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())

    def choose(self, words: str) -> None:
        """Clicks the choice with these words."""
        (found,) = [one for one in self.dialog.findChildren(QRadioButton) if one.text() == words]
        QTest.mouseClick(found, Qt.MouseButton.LeftButton, pos=found.rect().center())

    def words(self) -> list[str]:
        """Every label that is to be seen."""
        return [one.text() for one in self.dialog.findChildren(QLabel) if one.isVisible() and one.text()]

    def rows(self, name: str) -> list[list[str]]:
        """What a table says, row by row."""
        table = self.table(name)
        items = [table.topLevelItem(at) for at in range(table.topLevelItemCount())]
        return [[item.text(at) for at in range(table.columnCount())] for item in items if item is not None]

    def choose_row(self, name: str, at: int) -> None:
        """Puts the keyboard on a row of a table."""
        item = self.table(name).topLevelItem(at)
        assert item is not None
        self.table(name).setCurrentItem(item)

    def table(self, name: str) -> QTreeWidget:
        """The table of that name."""
        (found,) = [one for one in self.dialog.findChildren(QTreeWidget) if one.accessibleName() == name]
        return found

    def field(self, name: str) -> QLineEdit:
        """The field of that name."""
        (found,) = [one for one in self.dialog.findChildren(QLineEdit) if one.accessibleName() == name]
        return found
