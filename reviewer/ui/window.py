"""The main window: what belongs together is put together here; what each part does stands in the part."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QFileDialog, QLabel, QMainWindow, QMessageBox, QStackedWidget

from reviewer import __version__
from reviewer.crash import crash_report
from reviewer.documents.adding import AddReport
from reviewer.documents.worker import Worker
from reviewer.errors import ReviewerError
from reviewer.exchange.exporting import Exported
from reviewer.model.document import Document
from reviewer.model.ids import DocumentId, PassageId
from reviewer.model.passage import Passage
from reviewer.store.settings import setting
from reviewer.ui.actions import Verb
from reviewer.ui.help import show_help, show_keys
from reviewer.ui.hub import Hub
from reviewer.ui.jobs import JobReport
from reviewer.ui.layout import Layout, TagsColumn
from reviewer.ui.menus import Menus
from reviewer.ui.passages.cards import PassageCards
from reviewer.ui.search.results import SearchResults
from reviewer.ui.theme import themes
from reviewer.ui.toast import Toast
from reviewer.ui.welcome.page import WelcomePage
from reviewer.ui.work.codebook import Codebook
from reviewer.ui.work.desk import Desk
from reviewer.ui.work.exporting import Exporting
from reviewer.ui.work.importing import Importing
from reviewer.ui.work.libraries import Libraries
from reviewer.ui.work.searching import Searching
from reviewer.ui.work.shelf import Shelf
from reviewer.ui.work.tagger import Tagger

_STATUS_HEIGHT = 28
_OPEN_FILTER = "Documents (*.txt *.text *.md *.markdown *.html *.htm *.xhtml *.pdf);;All files (*)"
_LIBRARY_SUFFIX = ".reviewer"


class MainWindow(QMainWindow):
    """One window on one library. It is saved at once, so closing asks nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Reviewer")
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self._settings = QSettings()
        self._after_opening: list[Callable[[], None]] = []
        self._first_import = False
        self.hub = Hub()
        self.pages_worker = Worker()
        self.files_worker = Worker()
        self.desk = Desk(self.hub, self.pages_worker)
        self.codebook = Codebook(self.hub)
        self.shelf = Shelf(self.hub, self.desk)
        self.results = SearchResults()
        self.cards = PassageCards()
        self.welcome = WelcomePage()
        self.centre = QStackedWidget()
        self.centre.addWidget(self.welcome)
        self.centre.addWidget(self.desk.stack)
        self.column = TagsColumn(self.codebook.topics_panel, self.codebook.entities_panel, self.cards)
        self.layout_ = Layout(
            shelf=self.shelf.list, results=self.results, centre=self.centre, right=self.column
        )
        self.setCentralWidget(self.layout_)
        self.header = self.layout_.header
        self.tagger = Tagger(self.hub, self.desk, self.codebook, self)
        self.searching = Searching(self.hub, self.desk, self.codebook, self.header.search, self.results)
        self.importing = Importing(self.hub, self.files_worker)
        self.exporting = Exporting(self.hub, self.desk, self.searching, self)
        self.libraries = Libraries(self.hub, self)
        self.toast = Toast(self, above=_STATUS_HEIGHT)
        self._toast_act: Callable[[], object] = self.hub.undo
        self.menus = Menus(self, self._verbs())
        self._counts, self._saved = QLabel(), QLabel()
        self.statusBar().addWidget(self._counts)
        self.statusBar().addPermanentWidget(self._saved)
        self.statusBar().setSizeGripEnabled(False)
        self._listen()
        self._restore()
        self._show_state()

    # What is opened

    @property
    def is_busy(self) -> bool:
        """Whether something that will be seen is still on its way: an answer of the library, a page being drawn."""
        return self.hub.is_busy or self.desk.is_opening or self.desk.is_drawing

    def open_library(self, path: Path, then: Callable[[], None] | None = None) -> None:
        """Opens a library; `then` when it is there."""
        if then:
            self._after_opening.append(then)
        self.libraries.open(path)

    def add(self, paths: list[Path]) -> None:
        """Adds files and folders to the open library; makes a library first where none is open."""
        if self.hub.path is None:
            self._after_opening.append(partial(self.importing.add, paths))
            self.libraries.make_first()
        else:
            self.importing.add(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is saved already: what is left is the place that was read, and what is under way."""
        self.desk.save()
        self._settings.setValue("geometry", self.saveGeometry())
        self.layout_.keep(self._settings)
        self.importing.close()
        self.desk.close()
        self.hub.close()
        self.pages_worker.close()
        self.files_worker.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders are welcome anywhere."""
        if event.mimeData().hasUrls() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A library is opened; anything else is added."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        libraries = [path for path in paths if path.suffix == _LIBRARY_SUFFIX]
        if libraries:
            self.open_library(libraries[0])
        elif paths:
            self.add(paths)

    # Wiring

    def _verbs(self) -> dict[Verb, Callable[[], object]]:
        zoom = self._zoom
        return {
            "new library": self.libraries.make,
            "open library": self.libraries.choose,
            "open sample": self.libraries.open_sample,
            "import files": self._choose_files,
            "import folder": self._choose_folder,
            "export": self.exporting.ask,
            "close": self.close,
            "undo": self.hub.undo,
            "redo": self.hub.redo,
            "copy": self._copy,
            "remove passage": self._want_removal,
            "search": self.header.search.take_focus,
            "filter documents": self._filter_documents,
            "library panel": self._toggle_library,
            "tags panel": self._toggle_tags,
            "tags": partial(self._show_tab, "tags"),
            "passages": partial(self._show_tab, "passages"),
            "pages": partial(self.desk.show_view, "pages"),
            "text": partial(self.desk.show_view, "text"),
            "zoom in": partial(zoom, 1),
            "zoom out": partial(zoom, -1),
            "zoom reset": partial(zoom, 0),
            "theme": self._toggle_theme,
            "full screen": self._toggle_full_screen,
            "next hit": partial(self.searching.step, 1),
            "previous hit": partial(self.searching.step, -1),
            "next passage": partial(self._step_passage, 1),
            "previous passage": partial(self._step_passage, -1),
            "next document": partial(self.shelf.step, 1),
            "previous document": partial(self.shelf.step, -1),
            "tag": self._want_tagging,
            "new topic": partial(self._add_tag, self.codebook.topics_panel.start_adding),
            "new entity": partial(self._add_tag, self.codebook.entities_panel.start_adding),
            "keys": partial(show_keys, self),
            "help": partial(show_help, self),
            "about": self._about,
        }

    def _listen(self) -> None:
        self._listen_to_work()
        self._listen_to_desk()
        header = self.header
        header.library_toggled.connect(self._show_library)
        header.tags_toggled.connect(self._show_tags)
        header.undo_wanted.connect(self.hub.undo)
        header.redo_wanted.connect(self.hub.redo)
        header.theme_wanted.connect(self._toggle_theme)
        header.export_wanted.connect(self.exporting.ask)
        self.searching.began.connect(partial(self.layout_.show_results, shown=True))
        self.searching.ended.connect(partial(self.layout_.show_results, shown=False))
        self.column.tagging_wanted.connect(self.menus.action("tag").trigger)
        self.cards.pressed.connect(self.desk.go_to_passage)
        self.cards.tag_removed.connect(self.tagger.remove_tag)
        self.cards.removed.connect(self._remove_passage)
        self.cards.memo_edited.connect(self.tagger.edit_memo)
        self.cards.tagging_wanted.connect(self.tagger.add_to)
        self.layout_.bar.view_chosen.connect(self.desk.show_view)
        self.layout_.bar.zoomed.connect(self._zoom)
        for page in (self.welcome, self.shelf.list):
            page.files_wanted.connect(self._choose_files)
            page.folder_wanted.connect(self._choose_folder)
        self.welcome.sample_wanted.connect(self.libraries.open_sample)
        self.welcome.library_wanted.connect(self.libraries.choose)
        self.welcome.recent_chosen.connect(self._open_recent)

    def _listen_to_work(self) -> None:
        self.hub.failed.connect(self.toast.say_error)
        self.hub.broke.connect(self.say_crash)
        self.hub.stepped.connect(self._show_steps)
        self.importing.began.connect(self._began_import)
        self.importing.progressed.connect(self._progressed)
        self.importing.ended.connect(self._ended_import)
        self.importing.broke.connect(self.say_crash)
        self.layout_.jobs.cancel_wanted.connect(self.importing.cancel)
        self.layout_.jobs.retry_wanted.connect(self._retry)
        self.libraries.opened.connect(self._library_opened)
        self.exporting.exported.connect(self._exported)
        self.tagger.tagged.connect(self._tagged)
        self.tagger.removed.connect(self._say_undoable)
        self.tagger.nothing_selected.connect(self._nothing_selected)
        self.shelf.removed.connect(self._documents_removed)
        self.toast.acted.connect(self._act)

    def _listen_to_desk(self) -> None:
        self.desk.opened.connect(self._document_opened)
        self.desk.passages_changed.connect(self._passages_changed)
        self.desk.passage_pressed.connect(self._passage_pressed)
        self.desk.place_changed.connect(self._show_page)
        self.desk.view_changed.connect(self._view_changed)
        self.desk.link_wanted.connect(self._open_link)
        self.desk.selected.connect(self._selection_changed)
        self.desk.selection_cleared.connect(self._selection_changed)
        self.codebook.changed.connect(self._show_counts)
        self.shelf.changed.connect(self._shelf_changed)

    # Libraries and documents

    def _library_opened(self, path: Path) -> None:
        self.desk.close()
        self.searching.close()
        self.shelf.load()
        self.codebook.load()
        self.header.show_library(path.stem, str(path))
        self.welcome.show_library(path.stem)
        self.setWindowTitle(f"{path.stem} — Reviewer")
        then, self._after_opening = self._after_opening, []
        if then:
            for call in then:
                call()
        else:
            self.hub.run(partial(setting, key="document"), self._open_where_left)
        self._show_state()

    def _open_where_left(self, identity: str | None) -> None:
        if identity:
            self.desk.open(DocumentId(identity))

    def _shelf_changed(self) -> None:
        if (
            self.desk.document is None
            and not self.desk.is_opening
            and self.shelf.documents
            and self._first_import
        ):
            self._first_import = False
            self.desk.open(self.shelf.documents[0].id)
        self._show_state()

    def _document_opened(self, document: Document | None) -> None:
        self.layout_.bar.setVisible(document is not None and document.page_count > 0)
        self._show_state()
        if document is not None:
            self._show_page(self.desk.view.place())
            if self.focusWidget() is None or not self.header.search.hasFocus():
                self.desk.widget.setFocus()

    def _open_recent(self, path: str) -> None:
        self.open_library(Path(path))

    def _open_link(self, address: str) -> None:
        QDesktopServices.openUrl(QUrl(address))

    def _passages_changed(self, passages: list[Passage]) -> None:
        pages = self.desk.text.pages if self.desk.text else ()
        self.cards.show_passages(passages, pages=pages)
        self._show_counts()

    def _passage_pressed(self, identity: PassageId) -> None:
        self.cards.set_current(identity)
        self._show_tags(shown=True)
        self.column.show_tab("passages")

    def _remove_passage(self, identity: PassageId) -> None:
        self.tagger.remove_passages([identity])

    def _step_passage(self, direction: int) -> None:
        found = self.desk.step_passage(direction)
        if found:
            self.cards.set_current(found.id)

    # What is said

    def say_crash(self, fault: BaseException) -> None:
        """A mistake of ours: a report is written, and said where it lies."""
        self.toast.say_error(ReviewerError(problem=crash_report(fault)))

    def _tagged(self, names: str) -> None:
        self._say_undoable(self.tr("Tagged {names}").format(names=names))
        self.desk.widget.setFocus()

    def _say_undoable(self, words: str) -> None:
        self._toast_act = self.hub.undo
        self.toast.say(words, button=self.tr("Undo (Ctrl+Z)"))

    def _documents_removed(self, count: int) -> None:
        self._say_undoable(
            self.tr("Document removed")
            if count == 1
            else self.tr("{count} documents removed").format(count=count)
        )

    def _nothing_selected(self) -> None:
        self.toast.say(self.tr("Select something first: press ↓ for a sentence, or drag with the mouse."))

    def _exported(self, exported: Exported) -> None:
        folder = QUrl.fromLocalFile(str(exported.path.parent))
        self._toast_act = partial(QDesktopServices.openUrl, folder)
        words = self.tr("Exported {count} passages to {name}")
        self.toast.say(
            words.format(count=exported.passages, name=exported.path.name), button=self.tr("Open folder")
        )

    def _act(self) -> None:
        self._toast_act()

    # Importing

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Add documents"), self._import_folder(), self.tr(_OPEN_FILTER)
        )
        self._chosen([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Add a folder"), self._import_folder())
        self._chosen([Path(name)] if name else [])

    def _chosen(self, paths: list[Path]) -> None:
        if paths:
            self._settings.setValue("import folder", str(paths[0].parent))
            self.add(paths)

    def _import_folder(self) -> str:
        return str(self._settings.value("import folder", ""))

    def _began_import(self) -> None:
        self._first_import = self.desk.document is None
        self.layout_.jobs.start(0)

    def _progressed(self, done: int, total: int, path: str) -> None:
        self.layout_.jobs.progress(done, Path(path).name, total=total)

    def _ended_import(self, report: AddReport) -> None:
        self.layout_.jobs.finish(report_of(report))

    def _retry(self, paths: list[str]) -> None:
        self.add([Path(path) for path in paths])

    # Views

    def _filter_documents(self) -> None:
        self.searching.close()
        self._show_library(shown=True)
        self.shelf.list.focus_filter()

    def _show_library(self, shown: bool) -> None:  # noqa: FBT001  a signal says it by position
        self.layout_.show_panels(library=shown)
        self._show_panels()

    def _show_tags(self, shown: bool) -> None:  # noqa: FBT001  a signal says it by position
        self.layout_.show_panels(tags=shown)
        self._show_panels()

    def _toggle_library(self) -> None:
        self._show_library(shown=self.layout_.left.isHidden())

    def _toggle_tags(self) -> None:
        self._show_tags(shown=self.layout_.right.isHidden())

    def _show_panels(self) -> None:
        self.menus.action("library panel").setChecked(not self.layout_.left.isHidden())
        self.menus.action("tags panel").setChecked(not self.layout_.right.isHidden())

    def _show_tab(self, tab: str) -> None:
        self._show_tags(shown=True)
        if tab == "tags":
            self.column.show_tab("tags")
            self.codebook.topics_panel.take_focus()
        else:
            self.column.show_tab("passages")
            self.cards.take_focus()

    def _add_tag(self, start: Callable[[], None]) -> None:
        self._show_tags(shown=True)
        self.column.show_tab("tags")
        start()

    def _view_changed(self, view: str) -> None:
        self.layout_.bar.show_view(view)
        self._show_state()

    def _zoom(self, steps: int) -> None:
        self.desk.view.zoom_by(steps)

    def _want_tagging(self) -> None:
        self.desk.view.want_tagging()

    def _want_removal(self) -> None:
        self.desk.view.want_removal()

    def _toggle_theme(self) -> None:
        themes.toggle()
        self._settings.setValue("theme", themes.choice)

    def _toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _copy(self) -> None:
        words = self.desk.selected_text()
        if words:
            QGuiApplication.clipboard().setText(words)

    def _about(self) -> None:
        QMessageBox.about(
            self,
            self.tr("About Reviewer"),
            self.tr(
                "Reviewer {version}\n\nRead closely, tag what matters, find it again.\n\n"
                "Free software under the GNU Affero General Public License, version 3 or later."
            ).format(version=__version__),
        )

    # State

    def _show_state(self) -> None:
        """Shows the welcome page or the document, and enables what can be done."""
        document = self.desk.document
        self.centre.setCurrentWidget(self.desk.stack if document else self.welcome)
        if document is None:
            self.welcome.show_recent([str(path) for path in self.libraries.recent() if path != self.hub.path])
        is_open, paged = self.hub.path is not None, bool(document and document.page_count)
        self.menus.enable(
            {
                "export": is_open,
                "tag": document is not None,
                "remove passage": document is not None,
                "pages": paged,
                "text": paged,
                "next passage": document is not None,
                "previous passage": document is not None,
                "new topic": is_open,
                "new entity": is_open,
            }
        )
        self._selection_changed()
        self._show_counts()

    def _selection_changed(self, *_: object) -> None:
        self.column.enable_tagging(possible=self.desk.document is not None)

    def _show_steps(self, undo: str | None, redo: str | None) -> None:
        self.header.show_undo(undo, redo)
        self.menus.enable({"undo": undo is not None, "redo": redo is not None})
        for verb, words, step in (("undo", self.tr("Undo"), undo), ("redo", self.tr("Redo"), redo)):
            self.menus.action("undo" if verb == "undo" else "redo").setText(
                f"{words} {step}" if step else words
            )
        self._saved.setText(self.tr("Saved"))

    def _show_counts(self) -> None:
        if self.hub.path is None:
            self._counts.clear()
            self._saved.clear()
            return
        words = self.tr("{passages} passages · {topics} topics · {entities} entities")
        self._counts.setText(
            words.format(
                passages=len(self.desk.passages),
                topics=len(self.codebook.topics),
                entities=len(self.codebook.entities),
            )
        )

    def _show_page(self, place: int) -> None:
        text = self.desk.text
        page = text.page_at(place) if text else None
        if text and page:
            label = f" ({page.label})" if page.label and page.label != str(page.index + 1) else ""
            words = self.tr("Page {number} of {count}").format(number=page.index + 1, count=len(text.pages))
            self.layout_.bar.show_page(words + label)

    def _restore(self) -> None:
        choice = str(self._settings.value("theme", "system"))
        themes.choose("dark" if choice == "dark" else "light" if choice == "light" else "system")
        geometry = self._settings.value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        self.layout_.restore(self._settings)
        self._show_panels()


def report_of(report: AddReport) -> JobReport:
    """An import's outcomes as the import row shows them."""
    counts = dict.fromkeys(("added", "present", "cancelled"), 0)
    failed: list[tuple[str, str]] = []
    doubts: list[tuple[str, str]] = []
    for outcome in report.outcomes:
        if outcome.reason is not None:
            failed.append((outcome.path, str(outcome.reason)))
        elif outcome.status in counts:
            counts[outcome.status] += 1
        doubts += [(outcome.path, doubt) for doubt in outcome.doubts]
    return JobReport(
        added=counts["added"],
        present=counts["present"],
        failed=tuple(failed),
        cancelled=counts["cancelled"],
        doubts=tuple(doubts),
    )
