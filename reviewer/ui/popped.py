"""A small card that pops up beside what it is about, and goes away when the reader turns elsewhere."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from reviewer.ui.floating import SHADOW, Floating
from reviewer.ui.place import place_beside


class PoppedCard(Floating):
    """Closes with Escape, with a press outside and when the keyboard goes elsewhere; then it deletes itself.

    Whoever had the keyboard before gets it back, unless the reader gave it to another.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner.window())
        self._window = owner.window()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.hide()
        self._before: QWidget | None = None

    def pop_up(self, beside: QRect, focus: QWidget) -> None:
        """Shows the card below (or above) that part of the screen, with the keyboard on `focus`."""
        self._before = QApplication.focusWidget()
        target = QRect(self._window.mapFromGlobal(beside.topLeft()), beside.size())
        self.adjustSize()
        self.setGeometry(place_beside(target, self.size(), self._window.rect(), margin=SHADOW))
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)
        if app := _application():
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press outside closes the card and does what it would have done without it."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            inside = self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
            if not inside and self.isVisible():
                self._before = None
                self.close()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keeps Escape from the shortcuts of the window."""
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Gives the keyboard back."""
        if app := _application():
            app.removeEventFilter(self)
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        super().closeEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Tab stays within the card."""
        fields = [
            child for child in self.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        seen = [child for child in fields if child.isVisible()]
        focused = self.focusWidget()
        if not seen:
            return False
        place = seen.index(focused) + (1 if forward else -1) if focused in seen else 0
        seen[place % len(seen)].setFocus(Qt.FocusReason.TabFocusReason)
        return True


def _application() -> QApplication | None:
    app = QApplication.instance()
    return app if isinstance(app, QApplication) else None
