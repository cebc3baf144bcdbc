"""A reader at the window: presses keys, drags, clicks and drops as a person does, and sees what is to be seen.

Widgets are found by what they are called, and waited for; nothing sleeps.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QKeyCombination, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QInputMethodEvent,
    QKeySequence,
    QTextCursor,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QRadioButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewer.model.document import Document
from reviewer.model.passage import Passage
from reviewer.model.query import Query
from reviewer.store.checking import check
from reviewer.store.documents import documents, text_of
from reviewer.store.fulltext import search_passages
from reviewer.store.library import Library
from reviewer.ui.passages.list import CardList
from reviewer.ui.reading.article import ArticleView
from reviewer.ui.reading.pages import PageView
from reviewer.ui.tagging.picker import TagPicker
from reviewer.ui.toast import Toast
from reviewer.ui.window import MainWindow
from tests.ui.reading.articles import drag_over

W = TypeVar("W", bound=QWidget)
LONGEST_MS = 30_000
"""Milliseconds until what is waited for counts as never coming."""


class Reader:
    """One person at one window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    # Waiting

    def until(self, holds: Callable[[], object]) -> None:
        """Goes on when `holds` does."""
        self._qtbot.waitUntil(lambda: bool(holds()), timeout=LONGEST_MS)

    def settle(self) -> None:
        """Waits until the library has answered everything and what is seen is drawn."""
        QApplication.processEvents()
        self.until(lambda: not self.window.assembly.is_busy)

    # Seeing

    def see(self, kind: type[W], name: str = "", *, within: QWidget | None = None) -> W:
        """The one widget of a kind that is to be seen under a name."""
        found = self.all_seen(kind, name, within=within)
        assert len(found) == 1, f"{len(found)} of {kind.__name__} “{name}” are to be seen"
        return found[0]

    def all_seen(self, kind: type[W], name: str = "", *, within: QWidget | None = None) -> list[W]:
        """Every widget of a kind that is to be seen under a name."""
        return [
            one
            for one in (within or self.window).findChildren(kind)
            if one.isVisible() and (not name or name in _names(one))
        ]

    @property
    def text(self) -> ArticleView | PageView:
        """The document, in the view in which it is read."""
        views: list[ArticleView | PageView] = []
        views += self.all_seen(ArticleView)
        views += self.all_seen(PageView)
        (view,) = views
        return view

    @property
    def article(self) -> ArticleView:
        """The document as text."""
        return self.see(ArticleView)

    @property
    def library(self) -> Path:
        """The library that is open."""
        path = self.window.assembly.hub.path
        assert path is not None
        return path

    @property
    def document(self) -> str:
        """The title of the document that is open; empty where none is."""
        one = self.window.assembly.desk.document
        return one.metadata.title if one else ""

    def at_cursor(self, count: int) -> tuple[int, str]:
        """Where the reading cursor of the article is, as Qt counts, and the so many letters behind it."""
        cursor = self.article.textCursor()
        place = cursor.position()
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor, count)
        return place, cursor.selectedText()

    @property
    def said(self) -> str:
        """What the toast says; empty where there is none."""
        return self.window.findChildren(Toast)[0].words

    @property
    def toast(self) -> Toast:
        """The toast, to be seen."""
        return self.see(Toast)

    @property
    def counts(self) -> str:
        """What the status bar says."""
        return self._words(self.window.statusBar())

    @property
    def import_row(self) -> str:
        """What the row of the import says; empty where there is none."""
        rows = self.all_seen(QWidget, "Import")
        return self._words(rows[0]) if rows else ""

    def _words(self, widget: QWidget) -> str:
        return " ".join(label.text() for label in self.all_seen(QLabel, within=widget) if label.text())

    @property
    def picker(self) -> TagPicker:
        """The tag picker, open."""
        return self.see(TagPicker)

    @property
    def picker_is_open(self) -> bool:
        """Whether the picker is to be seen."""
        return bool(self.all_seen(TagPicker))

    def rows(self, name: str) -> list[str]:
        """What a list or tree says, row by row, with the rows below each."""
        view = self.see(QAbstractItemView, name)
        model = view.model()

        def below(parent: Any) -> list[str]:
            found: list[str] = []
            for row in range(model.rowCount(parent)):
                index = model.index(row, 0, parent)
                found += [str(index.data()), *below(index)]
            return found

        return below(view.rootIndex())

    def current_row(self, name: str) -> str:
        """The row of a list or tree that the keyboard is on; empty where it is on none."""
        index = self.see(QAbstractItemView, name).currentIndex()
        return str(index.data()) if index.isValid() else ""

    def cards(self) -> list[str]:
        """The quotes on the cards; the tab of the passages must be open."""
        model = self.see(CardList).model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def painted(self, colour: str) -> int:
        """How many pixels of the document have just this colour: a tag's stripes are of it."""
        image = self.text.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        wanted = QColor(colour)
        pixel = bytes((wanted.blue(), wanted.green(), wanted.red(), 255))
        data = bytes(image.constBits())
        return sum(data[at : at + 4] == pixel for at in range(0, len(data), 4))

    # Doing

    def press(self, *keys: str) -> None:
        """Presses keys, written as `Ctrl+Shift+Z`, on whatever has the keyboard."""
        for written in keys:
            # The binding's types do not know that a sequence has places.
            combination: QKeyCombination = QKeySequence(written)[0]  # type: ignore[index]
            QTest.keyClick(self.keyboard(), combination.key(), combination.keyboardModifiers())

    def type(self, words: str) -> None:
        """Types words; letters that no key has come as an input method gives them."""
        for letter in words:
            if letter.isascii():
                QTest.keyClicks(self.keyboard(), letter)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(letter)
                QApplication.sendEvent(self.keyboard(), composed)

    def keyboard(self) -> QWidget:
        """What has the keyboard: a widget, or the window itself where none of its widgets has."""
        self.until(QApplication.activeWindow)
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Clicks a widget, in its middle or at a point of it."""
        QTest.mouseClick(
            widget,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            at or widget.rect().center(),
        )

    def click_button(self, name: str, *, within: QWidget | None = None) -> None:
        """Clicks the button of that name."""
        self.until(lambda: self.all_seen(QAbstractButton, name, within=within))
        self.click(self.see(QAbstractButton, name, within=within))

    def click_row(self, name: str, words: str) -> None:
        """Clicks the row with these words in a list or tree, and nowhere else."""
        view = self.see(QAbstractItemView, name)
        self.click(view.viewport(), self.row_rect(name, words).center())

    def row_rect(self, name: str, words: str) -> QRect:
        """Where the row with these words is, in the viewport of its list or tree."""
        view = self.see(QAbstractItemView, name)
        model = view.model()
        waiting = [model.index(row, 0) for row in range(model.rowCount())]
        while waiting:
            index = waiting.pop()
            if str(index.data()) == words:
                view.scrollTo(index)
                return view.visualRect(index)
            waiting += [model.index(row, 0, index) for row in range(model.rowCount(index))]
        raise AssertionError(f"“{name}” has no row “{words}”, but {self.rows(name)}")

    def drop(self, paths: Sequence[Path]) -> None:
        """Drops files onto the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        centre = self.window.rect().center()
        over = self.window.childAt(centre) or self.window
        place = QPointF(over.mapFrom(self.window, centre))
        copy, left, plain = (
            Qt.DropAction.CopyAction,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        # Qt hands the drop to whoever took what was dragged over it.
        entered = QDragEnterEvent(place.toPoint(), copy, data, left, plain)
        QApplication.sendEvent(over, entered)
        assert entered.isAccepted()
        dropped = QDropEvent(place, copy, data, left, plain)
        QApplication.sendEvent(over, dropped)
        assert dropped.isAccepted()

    def drag(self, start: int, end: int) -> None:
        """Selects a stretch of the article with the mouse, and closes the picker that comes with it."""
        self.article.go_to(start, flash=False)
        self.settle()
        drag_over(self.article, start, end)
        self.until(lambda: self.picker_is_open)

    def enter_tag(self, words: str, *keys: str) -> None:
        """Types into the open picker, presses keys, and Enter; then the passage is tagged and the text has the keyboard."""
        self.until(lambda: self.picker_is_open)
        self.type(words)
        self.press(*keys, "Return")
        self.until(lambda: not self.picker_is_open)
        self.settle()

    def open(self, title: str) -> None:
        """Opens a document from the list."""
        self.click_row("Documents", title)
        self.until(lambda: self.document == title)
        self.settle()

    def export(self, label: str, path: Path, *, everything: bool = False) -> None:
        """Exports what the dialog offers at first, or everything, into a file in the format of that label."""
        self.press("Ctrl+E")
        dialog = self.dialog("Export")
        self.click(self._choice(dialog, label))
        if everything:
            self.click(self._choice(dialog, "Everything"))
        field = self.see(QWidget, "File", within=dialog)
        field.setFocus()
        self.press("Ctrl+A")
        self.type(str(path))
        self.click_button("Export", within=dialog)
        self.come_back()
        self.settle()
        assert path.is_file()

    def come_back(self) -> None:
        """Waits until the dialogs are closed; then gives the window the keyboard, as a window manager does."""
        self.until(lambda: not self.dialogs())
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def _choice(self, dialog: QDialog, words: str) -> QRadioButton:
        (found,) = [one for one in self.all_seen(QRadioButton, within=dialog) if one.text().startswith(words)]
        return found

    def dialog(self, title: str) -> QDialog:
        """The open dialog of that title."""
        self.until(lambda: [one for one in self.dialogs() if one.windowTitle() == title])
        (found,) = [one for one in self.dialogs() if one.windowTitle() == title]
        self.until(found.isActiveWindow)
        return found

    def dialogs(self) -> list[QDialog]:
        """The dialogs that are open."""
        return self.all_seen(QDialog)

    def read(self, name: str) -> str:
        """The words in a field that is read only."""
        return self.see(QTextEdit, name).toPlainText()


def _names(widget: QWidget) -> set[str]:
    names = {widget.accessibleName(), widget.objectName()}
    if isinstance(widget, QAbstractButton):
        names.add(widget.text().replace("&", "").strip())
    return names


def saved(path: Path) -> list[Passage]:
    """The passages that the file has, in reading order; it must be whole."""
    with Library.open(path) as library:
        assert check(library).problems == ()
        return [hit.passage for hit in search_passages(library, Query())]


def saved_documents(path: Path) -> list[Document]:
    """The documents that the file has."""
    with Library.open(path) as library:
        return documents(library)


def in_the_database(path: Path) -> list[tuple[int, int, str]]:
    """Where the passages are and what they say, and that it is what the text says there; asked without any code of ours."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    rows = connection.execute(
        'SELECT p.start, p."end", p.quote, t.content FROM passage p JOIN text_version t ON t.id = p.text_id '
        'WHERE p.deleted = 0 ORDER BY p.start, p."end"'
    ).fetchall()
    connection.close()
    for start, end, quote, content in rows:
        assert content[start:end] == quote
    return [(start, end, quote) for start, end, quote, _ in rows]


def full_text(path: Path, title: str) -> str:
    """The text of a document in the file."""
    with Library.open(path) as library:
        (one,) = [one for one in documents(library) if one.metadata.title == title]
        return text_of(library, one.id).text


def json_lines(path: Path) -> list[Any]:
    """What stands in a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]
