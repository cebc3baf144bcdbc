"""The window's parts, put together and wired. What each part does stands in the part."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMainWindow, QMessageBox, QStackedWidget

from reviewer import __version__
from reviewer.documents.adding import AddReport
from reviewer.documents.worker import Worker
from reviewer.errors import ReviewerError
from reviewer.model.document import Document
from reviewer.model.ids import DocumentId, PassageId
from reviewer.model.passage import Passage
from reviewer.store.opening import Access, read_only_error
from reviewer.store.settings import setting
from reviewer.ui.actions import Verb
from reviewer.ui.help import show_help, show_keys
from reviewer.ui.hub import Hub
from reviewer.ui.layout import Layout, TagsColumn
from reviewer.ui.looks import Looks
from reviewer.ui.menus import Menus
from reviewer.ui.notices import Notices
from reviewer.ui.passages.cards import PassageCards
from reviewer.ui.search.results import SearchResults
from reviewer.ui.welcome.page import WelcomePage
from reviewer.ui.work.arriving import Arriving
from reviewer.ui.work.backups import Backups
from reviewer.ui.work.choosing import Choosing
from reviewer.ui.work.codebook import Codebook
from reviewer.ui.work.coders import Coders
from reviewer.ui.work.conflicts import Conflicts
from reviewer.ui.work.desk import Desk
from reviewer.ui.work.exporting import Exporting
from reviewer.ui.work.historying import Historying
from reviewer.ui.work.importing import Importing
from reviewer.ui.work.libraries import Libraries
from reviewer.ui.work.merging import Merging
from reviewer.ui.work.searching import Searching
from reviewer.ui.work.sharing import Sharing
from reviewer.ui.work.shelf import Shelf
from reviewer.ui.work.tagger import Tagger


class Assembly(QObject):
    """All parts of one window."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.window = window
        self._after_opening: list[Callable[[], None]] = []
        self._shows_first = False
        self.hub = Hub()
        self.pages_worker, self.files_worker = Worker(), Worker()
        self.desk = Desk(self.hub, self.pages_worker)
        self.codebook = Codebook(self.hub)
        self.shelf = Shelf(self.hub, self.desk)
        self.results, self.cards, self.welcome = SearchResults(), PassageCards(), WelcomePage()
        self.centre = QStackedWidget()
        self.centre.addWidget(self.welcome)
        self.centre.addWidget(self.desk.stack)
        self.column = TagsColumn(self.codebook.topics_panel, self.codebook.entities_panel, self.cards)
        self.layout = Layout(
            shelf=self.shelf.list, results=self.results, centre=self.centre, right=self.column
        )
        window.setCentralWidget(self.layout)
        self.header = self.layout.header
        self.tagger = Tagger(self.hub, self.desk, self.codebook, window)
        self.searching = Searching(self.hub, self.desk, self.codebook, self.header.search, self.results)
        self.importing = Importing(self.hub, self.files_worker)
        self.exporting = Exporting(self.hub, self.desk, self.searching, window)
        self.historying = Historying(self.hub, window)
        self.sharing = Sharing(self.hub, self.shelf, self.searching, window)
        self.merging, self.conflicts = Merging(self.hub, window), Conflicts(self.hub, window)
        self.arriving, self.backups = Arriving(self.hub, window), Backups(self.hub, window)
        self.coders = Coders(self.hub, window)
        self.libraries = Libraries(self.hub, window)
        self.choosing = Choosing(window)
        self.notices = Notices(window, self.layout.jobs, self.hub.undo)
        self.looks = Looks(window, self.layout)
        self.menus = Menus(window, self._verbs())
        self._wire_work()
        self._wire_others()
        self._wire_desk()
        self._wire_panels()
        self.looks.obey(self.menus)
        self._show_state()
        self.welcome.take_focus()

    @property
    def is_busy(self) -> bool:
        """Whether something that will be seen is still on its way: an answer of the library, a page being drawn."""
        return self.hub.is_busy or self.desk.is_opening or self.desk.is_drawing

    def open_library(self, path: Path, then: Callable[[], None] | None = None) -> None:
        """Opens a library, and does `then` when it is there."""
        self._after_opening = [then] if then else []
        self.libraries.open(path)

    def take_libraries(self, paths: list[Path]) -> None:
        """Opens the first of these libraries; where one is open already, asks what is to be done with each."""
        if self.hub.path is None:
            self.open_library(paths[0])
        else:
            self.arriving.ask([path.absolute() for path in paths])

    def add(self, paths: list[Path]) -> None:
        """Adds files and folders to the open library; makes a library first where none is open."""
        if self.hub.path is not None and self.hub.access != "write":
            self.notices.say_failure(read_only_error(self.hub.path, self.hub.access))
        elif self.hub.path is None:
            self._after_opening.append(partial(self.importing.add, paths))
            if not self.libraries.is_opening:
                self.libraries.make_first()
        else:
            self.importing.add(paths)

    def close(self) -> None:
        """Remembers the place, and ends what is under way."""
        self.looks.keep()
        self.historying.close()
        self.desk.save()
        self.desk.close()
        self.libraries.close()
        # A file that is being read is not waited for.
        self.importing.cancel()
        self.files_worker.close()
        self.importing.close()
        self.hub.close()
        self.pages_worker.close()

    def _verbs(self) -> dict[Verb, Callable[[], object]]:
        looks, codebook = self.looks, self.codebook
        return {
            "new library": self.libraries.make,
            "open library": self.libraries.choose,
            "open sample": self.libraries.open_sample,
            "import files": self.choosing.choose_files,
            "import folder": self.choosing.choose_folder,
            "export": self.exporting.ask,
            "share": self.sharing.ask,
            "merge": self.merging.choose,
            "conflicts": self.conflicts.ask,
            "backups": self.backups.ask,
            "close": self.window.close,
            "undo": self.hub.undo,
            "redo": self.hub.redo,
            "history": self.historying.toggle,
            "copy": self.desk.copy,
            "remove passage": self._want_removal,
            "name": self.coders.ask,
            "search": self.header.search.take_focus,
            "filter documents": self._filter_documents,
            "library panel": looks.toggle_library,
            "tags panel": looks.toggle_tags,
            "tags": partial(looks.show_tab, "tags", codebook.topics_panel.take_focus),
            "passages": partial(looks.show_tab, "passages", self.cards.take_focus),
            "pages": partial(self.desk.show_view, "pages"),
            "text": partial(self.desk.show_view, "text"),
            "zoom in": partial(self._zoom, 1),
            "zoom out": partial(self._zoom, -1),
            "zoom reset": partial(self._zoom, 0),
            "theme": looks.toggle_theme,
            "full screen": looks.toggle_full_screen,
            "next hit": partial(self.searching.step, 1),
            "previous hit": partial(self.searching.step, -1),
            "next passage": partial(self._step_passage, 1),
            "previous passage": partial(self._step_passage, -1),
            "next document": partial(self.shelf.step, 1),
            "previous document": partial(self.shelf.step, -1),
            "tag": self._want_tagging,
            "new topic": partial(looks.show_tab, "tags", codebook.topics_panel.start_adding),
            "new entity": partial(looks.show_tab, "tags", codebook.entities_panel.start_adding),
            "keys": partial(show_keys, self.window),
            "help": partial(show_help, self.window),
            "about": self._about,
        }

    def _wire_work(self) -> None:
        notices = self.notices
        self.hub.failed.connect(notices.say_failure)
        self.hub.broke.connect(notices.say_crash)
        self.hub.stepped.connect(self._show_steps)
        self.hub.access_changed.connect(self._show_access)
        self.hub.warned.connect(self.layout.warning.say)
        self.hub.undone.connect(notices.say_undone)
        self.hub.redone.connect(notices.say_redone)
        self.importing.began.connect(self._import_began)
        self.importing.progressed.connect(notices.say_progress)
        self.importing.ended.connect(self._import_ended)
        self.importing.broke.connect(notices.say_import_broke)
        self.layout.jobs.cancel_wanted.connect(self._cancel_import)
        self.layout.jobs.retry_wanted.connect(self._retry)
        self.libraries.opened.connect(self._library_opened)
        self.libraries.refused.connect(self._library_refused)
        self.exporting.exported.connect(notices.say_exported)
        self.tagger.tagged.connect(self._tagged)
        self.tagger.removed.connect(notices.say_done)
        self.codebook.removed.connect(notices.say_done)
        self.tagger.nothing_selected.connect(notices.say_nothing_selected)
        self.shelf.removed.connect(notices.say_documents_removed)
        self.choosing.chosen.connect(self.add)

    def _wire_others(self) -> None:
        """What comes from colleagues and goes to them, and what keeps the library safe."""
        self.merging.merged.connect(self.notices.say_merged)
        self.conflicts.counted.connect(self.looks.show_conflicts)
        self.looks.conflicts_wanted.connect(self.conflicts.ask)
        self.backups.restored.connect(self.notices.say_restored)
        self.arriving.merge_wanted.connect(self._merge)
        self.arriving.open_wanted.connect(self.open_library)
        self.tagger.tagged.connect(self.coders.tagged)
        self.coders.name_shown.connect(self._show_name)
        self.coders.doubted.connect(self._ask_for_name)
        self.layout.name.acted.connect(self.coders.ask)
        self.layout.shared.acted.connect(self._ask_about_shared)
        self.welcome.name_wanted.connect(self.coders.ask)
        self._show_name(self.coders.name)

    def _wire_desk(self) -> None:
        self.desk.opened.connect(self._document_opened)
        self.desk.passages_changed.connect(self._passages_changed)
        self.desk.passage_pressed.connect(self._passage_pressed)
        self.desk.place_changed.connect(self._show_page)
        self.desk.view_changed.connect(self.layout.bar.show_view)
        self.desk.link_wanted.connect(self._open_link)
        self.codebook.changed.connect(self._show_counts)
        self.shelf.changed.connect(self._shelf_changed)

    def _wire_panels(self) -> None:
        header = self.header
        header.library_toggled.connect(self.looks.show_library)
        header.tags_toggled.connect(self.looks.show_tags)
        header.undo_wanted.connect(self.hub.undo)
        header.redo_wanted.connect(self.hub.redo)
        header.theme_wanted.connect(self.looks.toggle_theme)
        header.export_wanted.connect(self.exporting.ask)
        self.searching.began.connect(partial(self.layout.show_results, shown=True))
        self.searching.ended.connect(partial(self.layout.show_results, shown=False))
        self.column.tagging_wanted.connect(self._want_tagging)
        self.cards.pressed.connect(self.desk.go_to_passage)
        self.cards.tag_removed.connect(self.tagger.remove_tag)
        self.cards.removed.connect(self._remove_passage)
        self.cards.memo_edited.connect(self.tagger.edit_memo)
        self.cards.tagging_wanted.connect(self.tagger.add_to)
        self.layout.bar.view_chosen.connect(self.desk.show_view)
        self.layout.bar.zoomed.connect(self._zoom)
        for page in (self.welcome, self.shelf.list):
            page.files_wanted.connect(self.choosing.choose_files)
            page.folder_wanted.connect(self.choosing.choose_folder)
        self.welcome.sample_wanted.connect(self.libraries.open_sample)
        self.welcome.library_wanted.connect(self.libraries.choose)
        self.welcome.recent_chosen.connect(self._open_recent)

    # Libraries and documents

    def _library_opened(self, path: Path) -> None:
        self.layout.warning.clear()
        self.coders.load()
        self.conflicts.load()
        self.desk.close()
        self.searching.close()
        self.shelf.load()
        self.codebook.load()
        self.header.show_library(path.stem, str(path))
        self.window.setWindowTitle(f"{path.stem} — Reviewer")
        then, self._after_opening = self._after_opening, []
        for call in then:
            call()
        if not then:
            self.hub.run(partial(setting, key="document"), self._open_where_left)
        self._show_state()

    def _library_refused(self, fault: ReviewerError) -> None:
        """What was to be done in it is forgotten: another library is not the place for it."""
        self._after_opening = []
        self.notices.say_failure(fault)

    def _open_where_left(self, identity: str | None) -> None:
        if identity:
            self.desk.open_if_there(DocumentId(identity))
            return
        # A library that was filled by the command line: what is in it is to be seen.
        self._shows_first = True
        self._shelf_changed()
        if self.window.focusWidget() is None:
            # Without a mouse one goes on from here.
            self.shelf.list.take_focus()

    def _import_began(self, paths: int) -> None:
        self._shows_first = self.desk.document is None
        self.notices.say_import_began(paths)

    def _cancel_import(self) -> None:
        self.importing.cancel()
        if self.desk.document is not None:
            # The button that was pressed goes, and reading goes on.
            self.desk.widget.setFocus()

    def _import_ended(self, report: AddReport) -> None:
        if all(one.status != "added" for one in report.outcomes):
            self._shows_first = False
        self.notices.say_import_ended(report)

    def _shelf_changed(self) -> None:
        """The first document of a library that has not been read in opens by itself."""
        documents = self.shelf.documents
        if self._shows_first and documents and self.desk.document is None and not self.desk.is_opening:
            self._shows_first = False
            self.desk.open(documents[0].id)
        if any(one.page_count for one in documents):
            # There will be pages to draw, and starting the process for them takes longer than drawing one.
            self.pages_worker.start()
        self._show_state()

    def _document_opened(self, document: Document | None) -> None:
        self.layout.bar.setVisible(document is not None and document.page_count > 0)
        self._show_state()
        if document is not None:
            self._show_page(self.desk.view.place())
            if not self.header.search.hasFocus():
                self.desk.widget.setFocus()

    def _merge(self, path: Path) -> None:
        self.merging.merge([path])

    def _ask_about_shared(self) -> None:
        if self.hub.path is not None:
            self.arriving.ask([self.hub.path])

    def _show_name(self, name: str) -> None:
        self.layout.name.clear()
        self.welcome.show_name(name)

    def _ask_for_name(self, name: str) -> None:
        self.layout.name.say(self.tr("You tag as “{name}”, as this computer calls you.").format(name=name))

    def _retry(self, paths: list[str]) -> None:
        self.add([Path(path) for path in paths])

    def _open_recent(self, path: str) -> None:
        self.open_library(Path(path))

    def _open_link(self, address: str) -> None:
        QDesktopServices.openUrl(QUrl(address))

    def _filter_documents(self) -> None:
        self.searching.close()
        self.looks.show_library(shown=True)
        self.shelf.list.focus_filter()

    # Passages

    def _tagged(self, names: str) -> None:
        self.notices.say_tagged(names)
        self.desk.widget.setFocus()

    def _passages_changed(self, passages: list[Passage]) -> None:
        self.cards.show_passages(passages, pages=self.desk.text.pages if self.desk.text else ())
        self._show_counts()

    def _passage_pressed(self, identity: PassageId) -> None:
        self.cards.set_current(identity)
        self.looks.show_tab("passages")

    def _remove_passage(self, identity: PassageId) -> None:
        self.tagger.remove_passages([identity])

    def _step_passage(self, direction: int) -> None:
        found = self.desk.step_passage(direction)
        if found:
            self.cards.set_current(found.id)

    def _want_tagging(self) -> None:
        self.desk.view.want_tagging()

    def _want_removal(self) -> None:
        self.desk.view.want_removal()

    def _zoom(self, steps: int) -> None:
        self.desk.view.zoom_by(steps)

    # State

    def _show_state(self) -> None:
        """Shows the welcome page or the document, and enables what can be done."""
        document = self.desk.document
        waits = self.desk.is_opening and self.centre.currentWidget() is self.desk.stack
        self.centre.setCurrentWidget(self.desk.stack if document or waits else self.welcome)
        if document is None:
            name = self.hub.path.stem if self.hub.path else ""
            self.welcome.show_library(name, documents=len(self.shelf.documents))
            others = [path for path in self.libraries.recent() if path != self.hub.path]
            self.welcome.show_recent([str(path) for path in others])
        is_open, is_read, has_pages = self.hub.path is not None, document is not None, self.desk.has_pages
        may_write = self.hub.access == "write"
        self.menus.enable(
            dict.fromkeys(("export", "history", "share", "conflicts"), is_open)  # type: ignore[arg-type]
            | dict.fromkeys(
                ("import folder", "new topic", "new entity", "merge", "backups"), is_open and may_write
            )
            | dict.fromkeys(("tag", "remove passage"), is_read and may_write)
            | dict.fromkeys(("copy", "next passage", "previous passage"), is_read)
            | dict.fromkeys(("pages", "text"), has_pages)
            | {"import files": may_write, "name": may_write}
        )
        self.column.enable_tagging(possible=is_read and may_write)
        self._show_counts()

    def _show_steps(self, undo: str | None, redo: str | None) -> None:
        may_write = self.hub.access == "write"
        undo, redo = (undo, redo) if may_write else (None, None)
        self.header.show_undo(undo, redo)
        self.menus.show_steps(undo, redo)
        self.looks.show_saved(may_write=may_write)

    def _show_access(self, access: Access) -> None:
        """A library that is only read says so as long as it is."""
        if access == "follow":
            words = self.tr(
                "Opened read-only: another window has it open. It takes over when that one is closed."
            )
            self.layout.standing.say(words)
        elif access == "read":
            words = self.tr(
                "Opened read-only: the file, its folder or its disk cannot be written. Copy the library to a folder of "
                "your own to work in it."
            )
            self.layout.standing.say(words)
        else:
            self.layout.standing.clear()
        self.layout.shared.clear()
        if access == "shared":
            words = self.tr("This is a file that somebody shared: it can be read, but not worked in.")
            self.layout.shared.say(words)
            self._ask_about_shared()
        self._show_state()

    def _show_counts(self) -> None:
        if self.hub.path is not None:
            book = self.codebook
            self.looks.show_counts(len(self.desk.passages), len(book.topics), len(book.entities))

    def _show_page(self, place: int) -> None:
        self.looks.show_page(self.desk.text, place)

    def _about(self) -> None:
        words = self.tr(
            "Reviewer {version}\n\nRead closely, tag what matters, find it again.\n\n"
            "Free software under the GNU Affero General Public License, version 3 or later."
        )
        QMessageBox.about(self.window, self.tr("About Reviewer"), words.format(version=__version__))
