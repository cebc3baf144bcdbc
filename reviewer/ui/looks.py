"""How the window looks: which panels and which of their tabs are shown, the theme, the counts, the page."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton

from reviewer.model.document import DocumentText
from reviewer.ui.layout import Layout
from reviewer.ui.menus import Menus
from reviewer.ui.theme import font, themes


class Looks(QObject):
    """Shows and hides; it changes nothing in a library."""

    conflicts_wanted = Signal()  # the entry in the status bar was pressed

    def __init__(self, window: QMainWindow, layout: Layout) -> None:
        super().__init__()
        self._window = window
        self._layout = layout
        self._settings = QSettings()
        self._menus: Menus | None = None
        self._counts, self._saved = QLabel(), QLabel()
        for label in (self._counts, self._saved):
            label.setFont(font("meta"))
            label.setContentsMargins(12, 0, 12, 0)
        bar = window.statusBar()
        self._conflicts = QPushButton()
        self._conflicts.setProperty("entry", True)  # noqa: FBT003  Qt's signature
        self._conflicts.setFont(font("meta"))
        self._conflicts.hide()
        self._conflicts.clicked.connect(self.conflicts_wanted)
        bar.addWidget(self._counts)
        bar.addPermanentWidget(self._conflicts)
        bar.addPermanentWidget(self._saved)
        bar.setSizeGripEnabled(False)

    def obey(self, menus: Menus) -> None:
        """Keeps the menus' check marks with the panels from now on."""
        self._menus = menus
        self._layout.restore(self._settings)
        self._check()

    def keep(self) -> None:
        """Remembers the panels for the next start."""
        self._layout.keep(self._settings)

    def show_library(self, shown: bool) -> None:  # noqa: FBT001  a signal says it by position
        """Shows or hides the left panel."""
        self._layout.show_panels(library=shown)
        self._check()

    def show_tags(self, shown: bool) -> None:  # noqa: FBT001  a signal says it by position
        """Shows or hides the right panel."""
        self._layout.show_panels(tags=shown)
        self._check()

    def toggle_library(self) -> None:
        """Shows the left panel, or hides it."""
        self.show_library(self._layout.left.isHidden())

    def toggle_tags(self) -> None:
        """Shows the right panel, or hides it."""
        self.show_tags(self._layout.right.isHidden())

    def show_tab(self, tab: str, then: Callable[[], object] | None = None) -> None:
        """Shows the codebook (`tags`) or the passages at the right, and gives the keyboard on by `then`."""
        self.show_tags(shown=True)
        self._layout.right.show_tab("tags" if tab == "tags" else "passages")
        if then:
            then()

    def toggle_theme(self) -> None:
        """Light becomes dark, and the other way round; remembered."""
        themes.toggle()
        self._settings.setValue("theme", themes.choice)

    def toggle_full_screen(self) -> None:
        """The whole screen, or a window again."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def show_counts(self, passages: int, topics: int, entities: int) -> None:
        """How much there is: passages of the open document, topics and entities of the library."""
        counted = (
            (passages, self.tr("1 passage"), self.tr("{count} passages")),
            (topics, self.tr("1 topic"), self.tr("{count} topics")),
            (entities, self.tr("1 entity"), self.tr("{count} entities")),
        )
        parts = (one if count == 1 else more.format(count=count) for count, one, more in counted)
        self._counts.setText(" · ".join(parts))

    def show_conflicts(self, count: int) -> None:
        """How many conflicts a merge has left that nobody has settled; none: no entry."""
        self._conflicts.setText(self.tr("Conflicts ({n})").format(n=f"{count:,}"))
        self._conflicts.setVisible(count > 0)

    def show_saved(self, *, may_write: bool = True) -> None:
        """All that was done is in the file; or nothing can be done here."""
        self._saved.setText(self.tr("Saved") if may_write else self.tr("Read-only"))

    def show_page(self, text: DocumentText | None, place: int) -> None:
        """Which page is read, with what is printed on it where that is another number."""
        page = text.page_at(place) if text else None
        if text is None or page is None:
            return
        label = f" ({page.label})" if page.label and page.label != str(page.index + 1) else ""
        words = self.tr("Page {number} of {count}").format(number=page.index + 1, count=len(text.pages))
        self._layout.bar.show_page(words + label)

    def _check(self) -> None:
        if self._menus is not None:
            self._menus.action("library panel").setChecked(not self._layout.left.isHidden())
            self._menus.action("tags panel").setChecked(not self._layout.right.isHidden())
