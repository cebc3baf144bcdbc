"""Which theme is worn now: the system's or the reader's choice."""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStyleHints
from PySide6.QtWidgets import QApplication

from reviewer.ui.dress import palette, stylesheet
from reviewer.ui.fonts import font, load_fonts
from reviewer.ui.tokens import DARK, LIGHT, Theme

Choice = Literal["light", "dark", "system"]


class Themes(QObject):
    """The theme that is worn now, and the choice it comes from.

    A widget that paints with a theme's colours asks `current` each time it paints. Changing the theme repaints every
    widget; `changed` is for those that keep something made from the colours.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.current: Theme = LIGHT
        self.choice: Choice = "system"
        # Kept, because the hints of a chained call are gone when the next line asks them.
        self._hints: QStyleHints | None = None

    def dress(self, app: QApplication) -> None:
        """Gives the application its style, fonts and colours, and follows the system from now on."""
        self.begin(app)
        self.load()

    def begin(self, app: QApplication) -> None:
        """What bare surfaces need of `dress`: the style and the palette. Once a start."""
        app.setStyle("Fusion")
        if self._hints is None:
            self._hints = app.styleHints()
            self._hints.colorSchemeChanged.connect(self._follow)
        self.current = self._wanted()
        app.setPalette(palette(self.current))

    def load(self) -> None:
        """The rest of `dress`: fonts and the style sheet."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            load_fonts()
            app.setFont(font("ui"))
            self._wear(app)

    def choose(self, choice: Choice) -> None:
        """Takes the reader's choice; `system` follows the system, and is light where the system does not say."""
        self.choice = choice
        self._follow()

    def toggle(self) -> None:
        """Chooses the other of light and dark."""
        self.choose("light" if self.current is DARK else "dark")

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is self.current:
            return
        self.current = wanted
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._wear(app)
        self.changed.emit()

    def _wanted(self) -> Theme:
        if self.choice == "system":
            dark = self._hints is not None and self._hints.colorScheme() == Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self.choice == "dark" else LIGHT

    def _wear(self, app: QApplication) -> None:
        # The palette first: a new style sheet polishes every widget, and takes the palette it finds.
        app.setPalette(palette(self.current))
        app.setStyleSheet(stylesheet(self.current))


themes = Themes()
"""The application's one."""


def theme() -> Theme:
    """The theme that is worn now."""
    return themes.current
