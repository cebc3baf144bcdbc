"""The menu bar, made from the table of commands."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from reviewer.ui.actions import COMMANDS, MENUS, Command, Menu, Verb
from reviewer.ui.theme import icon, themes

_TITLES: dict[Menu, str] = {
    "File": "&File",
    "Edit": "&Edit",
    "View": "&View",
    "Go": "&Go",
    "Tag": "&Tag",
    "Help": "&Help",
}


class Menus(QObject):
    """The window's menus and the actions in them, by verb. It goes with the window."""

    def __init__(self, window: QMainWindow, verbs: Mapping[Verb, Callable[[], object]]) -> None:
        super().__init__(window)
        self._bar = window.menuBar()
        self._actions: dict[Verb, QAction] = {}
        menus = {name: self._menu(name) for name in MENUS}
        for command in COMMANDS:
            action = self._action(window, command, verbs[command.verb])
            if command.starts_group:
                menus[command.menu].addSeparator()
            menus[command.menu].addAction(action)
        self.show_steps(None, None)
        themes.changed.connect(self._dress)

    def action(self, verb: Verb) -> QAction:
        """The action of a verb."""
        return self._actions[verb]

    def enable(self, verbs: Mapping[Verb, bool]) -> None:
        """Says which commands can be done now."""
        for verb, possible in verbs.items():
            self._actions[verb].setEnabled(possible)

    def show_steps(self, undo: str | None, redo: str | None) -> None:
        """The names of what undo and redo would do; None: there is nothing."""
        for action, words, step in (
            (self._actions["undo"], QCoreApplication.translate("Commands", "Undo"), undo),
            (self._actions["redo"], QCoreApplication.translate("Commands", "Redo"), redo),
        ):
            # An ampersand of the step's own would be taken for the mark of a key.
            action.setText(f"{words} {step}".replace("&", "&&") if step else words)
            action.setEnabled(step is not None)

    def _menu(self, name: Menu) -> QMenu:
        return self._bar.addMenu(QCoreApplication.translate("Commands", _TITLES[name]))

    def _action(self, window: QMainWindow, command: Command, verb: Callable[[], object]) -> QAction:
        action = QAction(QCoreApplication.translate("Commands", command.words), window)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setCheckable(command.checkable)
        action.setObjectName(command.verb)
        if command.icon:
            action.setIcon(icon(command.icon))
        # The verb takes nothing, and the signal would say whether the action is checked.
        action.triggered.connect(_Without(verb))
        self._actions[command.verb] = action
        return action

    def _dress(self) -> None:
        for command in COMMANDS:
            if command.icon:
                self._actions[command.verb].setIcon(icon(command.icon))


class _Without:
    """Calls a verb without what the signal says."""

    def __init__(self, verb: Callable[[], object]) -> None:
        self._verb = verb

    def __call__(self, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  Qt's signature
        self._verb()
