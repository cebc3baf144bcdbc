"""Help: the key sheet, made from the tables that the window obeys, and the user's help page."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from reviewer.resources import resource
from reviewer.ui.actions import COMMANDS
from reviewer.ui.reading.keys import READING_KEYS
from reviewer.ui.settings.keys import KeySheet, Row
from reviewer.ui.theme import font

_KEYS_MARK = "<!-- keys -->"
_LINE_HEIGHT = 130
"""Percent of the font's own."""
_ABOVE_HEADING = 26


def key_rows() -> list[Row]:
    """Every key that does something: in a document, and in the whole window by menu."""
    tr = QCoreApplication.translate
    reading = tr("Commands", "In a document")
    rows: list[Row] = [(reading, tr("ReadingKeys", one.words), _written(one.keys)) for one in READING_KEYS]
    rows += [
        (tr("Commands", one.menu), tr("Commands", one.words).rstrip("…"), _written(one.keys))
        for one in COMMANDS
        if one.keys
    ]
    return rows


def show_keys(parent: QWidget) -> None:
    """Opens the key sheet over the window."""
    sheet = KeySheet(key_rows(), parent)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()


def show_help(parent: QWidget) -> None:
    """Opens the help page."""
    page = QTextBrowser()
    page.setFrameShape(QTextBrowser.Shape.NoFrame)
    page.setOpenExternalLinks(True)
    page.document().setDocumentMargin(32)
    page.setMarkdown(help_text())
    _space_out(page.document())
    page.setAccessibleName(QCoreApplication.translate("Commands", "Help"))
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(QCoreApplication.translate("Commands", "How to use Reviewer"))
    dialog.resize(720, 680)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(page)
    dialog.open()


def help_text() -> str:
    """The help page as Markdown, with the table of keys in its place."""
    rows = [f"| {group} | {action} | {keys.replace('|', '')} |" for group, action, keys in key_rows()]
    table = "\n".join(["| | | |", "|---|---|---|", *rows])
    return resource("help/help.md").read_text(encoding="utf-8").replace(_KEYS_MARK, table)


def _space_out(document: QTextDocument) -> None:
    """Gives headings and paragraphs the room and the sizes that Qt's Markdown leaves out."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        cursor.setPosition(block.position())
        spaced = QTextBlockFormat()
        spaced.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if cursor.currentTable() is None:
            spaced.setTopMargin(_ABOVE_HEADING if level > 1 else 0)
            spaced.setBottomMargin(4 if cursor.currentList() is not None else 10)
        cursor.mergeBlockFormat(spaced)
        if level:
            letters = QTextCharFormat()
            letters.setFont(font("title" if level == 1 else "heading"))
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.mergeCharFormat(letters)
        block = block.next()


def _written(keys: tuple[str, ...]) -> str:
    """Keys as the system writes them; single letters as on their key caps."""
    native = QKeySequence.SequenceFormat.NativeText
    return " / ".join(key if len(key) == 1 else QKeySequence(key).toString(native) for key in keys)
