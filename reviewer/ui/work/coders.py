"""Under which name the reader tags: shown, asked for where nobody has chosen it yet, changed."""

from functools import partial

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.store.coders import rename_coder
from reviewer.store.device import person
from reviewer.store.library import Library, coder_name
from reviewer.store.settings import remember, setting
from reviewer.ui.hub import Hub
from reviewer.ui.sharing.name import NameDialog

_CHOSEN = "coder name"
"""In the window's settings: the name that the reader chose, for libraries that are made later."""
_ASKED = "name asked"
"""In the library: that its reader was asked once."""


class Coders(QObject):
    """The name belongs to the library; the one chosen last is offered to each new one."""

    name_shown = Signal(str)  # the name that counts now: in the library, or for one that is made
    doubted = Signal(str)  # the first tag was made under a name that nobody chose

    def __init__(self, hub: Hub, over: QWidget) -> None:
        super().__init__()
        self._hub = hub
        self._over = over
        self._settings = QSettings()
        self._dialog: NameDialog | None = None
        self._asks = False
        self.name = chosen_name() or person()
        hub.changed.connect(self._look_again)

    def load(self) -> None:
        """Reads the name of the library that has been opened."""
        self._hub.run(_read, self._loaded)

    def ask(self) -> None:
        """Opens the dialog with the name; one at a time."""
        if self._dialog is not None:
            return
        dialog = self._dialog = NameDialog(self.name, self._over)
        dialog.named.connect(partial(self._rename, dialog))
        dialog.finished.connect(self._closed)
        dialog.open()

    def tagged(self) -> None:
        """A passage was tagged: the first time under a name that nobody chose, that is said."""
        if self._asks:
            self._asks = False
            self._hub.run(partial(remember, key=_ASKED, value="yes"))
            self.doubted.emit(self.name)

    def _loaded(self, read: tuple[str, bool]) -> None:
        self.name, was_asked = read
        self._asks = not was_asked and chosen_name() is None and self.name == person()
        self.name_shown.emit(self.name)

    def _look_again(self, changes: Changes) -> None:
        if "coder" in changes.kinds:
            self.load()

    def _rename(self, dialog: NameDialog, name: str) -> None:
        if self._hub.path is None:
            self._named(dialog, coder_name(name))
            self.name_shown.emit(self.name)
        else:
            self._hub.run(
                partial(_rename, name=name), partial(self._named, dialog), partial(self._failed, dialog)
            )

    def _named(self, dialog: NameDialog, name: str) -> None:
        self.name, self._asks = name, False
        self._settings.setValue(_CHOSEN, name)
        if dialog is self._dialog:
            dialog.accept()

    def _failed(self, dialog: NameDialog, fault: ReviewerError) -> None:
        if dialog is self._dialog:
            dialog.show_error(fault)
        else:
            self._hub.failed.emit(fault)

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def chosen_name() -> str | None:
    """Who tags in a library that is made now; None where nobody has chosen a name: the system knows one."""
    return str(QSettings().value(_CHOSEN, "")) or None


def _read(library: Library) -> tuple[str, bool]:
    return library.coder.name, setting(library, _ASKED) is not None


def _rename(library: Library, name: str) -> str:
    rename_coder(library, library.coder.id, name)
    return library.coder.name
