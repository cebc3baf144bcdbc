"""Every command of the window: its name, its menu, its keys and its icon. What each does stands in `window`."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP

Menu = Literal["File", "Edit", "View", "Go", "Tag", "Help"]
MENUS: tuple[Menu, ...] = ("File", "Edit", "View", "Go", "Tag", "Help")

Verb = Literal[
    "new library",
    "open library",
    "open sample",
    "import files",
    "import folder",
    "export",
    "share",
    "merge",
    "conflicts",
    "backups",
    "close",
    "undo",
    "redo",
    "history",
    "copy",
    "remove passage",
    "name",
    "search",
    "filter documents",
    "library panel",
    "tags panel",
    "tags",
    "passages",
    "pages",
    "text",
    "zoom in",
    "zoom out",
    "zoom reset",
    "theme",
    "full screen",
    "next hit",
    "previous hit",
    "next passage",
    "previous passage",
    "next document",
    "previous document",
    "tag",
    "new topic",
    "new entity",
    "keys",
    "help",
    "about",
]


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `keys` are `QKeySequence` texts, the first is shown; `words` are untranslated."""

    verb: Verb
    menu: Menu
    words: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    starts_group: bool = False
    checkable: bool = False


COMMANDS: tuple[Command, ...] = (
    Command(
        "new library",
        "File",
        str(QT_TRANSLATE_NOOP("Commands", "New library…")),
        ("Ctrl+Shift+N",),
        "library",
    ),
    Command("open library", "File", str(QT_TRANSLATE_NOOP("Commands", "Open library…")), ("Ctrl+Shift+O",)),
    Command("open sample", "File", str(QT_TRANSLATE_NOOP("Commands", "Open the sample library"))),
    Command(
        "import files",
        "File",
        str(QT_TRANSLATE_NOOP("Commands", "Add documents…")),
        ("Ctrl+O",),
        "file-plus",
        starts_group=True,
    ),
    Command("import folder", "File", str(QT_TRANSLATE_NOOP("Commands", "Add a folder…")), (), "folder-plus"),
    Command(
        "export",
        "File",
        str(QT_TRANSLATE_NOOP("Commands", "Export…")),
        ("Ctrl+E",),
        "download",
        starts_group=True,
    ),
    Command(
        "share",
        "File",
        str(QT_TRANSLATE_NOOP("Commands", "Share with a colleague…")),
        ("Ctrl+Shift+S",),
        "share",
        starts_group=True,
    ),
    Command(
        "merge",
        "File",
        str(QT_TRANSLATE_NOOP("Commands", "Merge a colleague’s library…")),
        ("Ctrl+Shift+M",),
        "users",
    ),
    Command("conflicts", "File", str(QT_TRANSLATE_NOOP("Commands", "Conflicts…"))),
    Command(
        "backups",
        "File",
        str(QT_TRANSLATE_NOOP("Commands", "Backups…")),
        ("Ctrl+Shift+B",),
        starts_group=True,
    ),
    Command("close", "File", str(QT_TRANSLATE_NOOP("Commands", "Quit")), ("Ctrl+Q",), starts_group=True),
    Command("undo", "Edit", str(QT_TRANSLATE_NOOP("Commands", "Undo")), ("Ctrl+Z",), "undo-2"),
    Command("redo", "Edit", str(QT_TRANSLATE_NOOP("Commands", "Redo")), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2"),
    Command("history", "Edit", str(QT_TRANSLATE_NOOP("Commands", "History…")), ("Ctrl+H",), "clock"),
    Command("copy", "Edit", str(QT_TRANSLATE_NOOP("Commands", "Copy")), ("Ctrl+C",), starts_group=True),
    Command("remove passage", "Edit", str(QT_TRANSLATE_NOOP("Commands", "Remove the passage at the cursor"))),
    Command(
        "name",
        "Edit",
        str(QT_TRANSLATE_NOOP("Commands", "Your name…")),
        (),
        "user",
        starts_group=True,
    ),
    Command(
        "search",
        "Edit",
        str(QT_TRANSLATE_NOOP("Commands", "Search texts and passages")),
        ("Ctrl+K", "Ctrl+F"),
        "search",
        starts_group=True,
    ),
    Command(
        "filter documents",
        "Edit",
        str(QT_TRANSLATE_NOOP("Commands", "Filter documents")),
        ("Ctrl+L",),
        "filter",
    ),
    Command(
        "library panel",
        "View",
        str(QT_TRANSLATE_NOOP("Commands", "Library panel")),
        ("F9", "F7"),
        checkable=True,
    ),
    Command("tags panel", "View", str(QT_TRANSLATE_NOOP("Commands", "Tags panel")), ("F8",), checkable=True),
    Command(
        "tags",
        "View",
        str(QT_TRANSLATE_NOOP("Commands", "Topics and entities")),
        ("Ctrl+1",),
        starts_group=True,
    ),
    Command("passages", "View", str(QT_TRANSLATE_NOOP("Commands", "Passages of this document")), ("Ctrl+2",)),
    Command("pages", "View", str(QT_TRANSLATE_NOOP("Commands", "As pages")), ("Ctrl+3",), starts_group=True),
    Command("text", "View", str(QT_TRANSLATE_NOOP("Commands", "As text")), ("Ctrl+4",)),
    Command(
        "zoom in",
        "View",
        str(QT_TRANSLATE_NOOP("Commands", "Larger")),
        ("Ctrl++", "Ctrl+="),
        "zoom-in",
        starts_group=True,
    ),
    Command("zoom out", "View", str(QT_TRANSLATE_NOOP("Commands", "Smaller")), ("Ctrl+-",), "zoom-out"),
    Command("zoom reset", "View", str(QT_TRANSLATE_NOOP("Commands", "Usual size")), ("Ctrl+0",)),
    Command(
        "theme",
        "View",
        str(QT_TRANSLATE_NOOP("Commands", "Light or dark")),
        ("Ctrl+Shift+D",),
        starts_group=True,
    ),
    Command(
        "full screen", "View", str(QT_TRANSLATE_NOOP("Commands", "Full screen")), ("F11",), checkable=True
    ),
    Command("next hit", "Go", str(QT_TRANSLATE_NOOP("Commands", "Next hit")), ("F3",)),
    Command("previous hit", "Go", str(QT_TRANSLATE_NOOP("Commands", "Previous hit")), ("Shift+F3",)),
    Command(
        "next passage",
        "Go",
        str(QT_TRANSLATE_NOOP("Commands", "Next tagged passage")),
        ("Ctrl+Down",),
        starts_group=True,
    ),
    Command(
        "previous passage", "Go", str(QT_TRANSLATE_NOOP("Commands", "Previous tagged passage")), ("Ctrl+Up",)
    ),
    Command(
        "next document",
        "Go",
        str(QT_TRANSLATE_NOOP("Commands", "Next document")),
        ("Ctrl+PgDown",),
        starts_group=True,
    ),
    Command(
        "previous document", "Go", str(QT_TRANSLATE_NOOP("Commands", "Previous document")), ("Ctrl+PgUp",)
    ),
    Command("tag", "Tag", str(QT_TRANSLATE_NOOP("Commands", "Tag the selection")), ("Ctrl+T",), "tag"),
    Command(
        "new topic",
        "Tag",
        str(QT_TRANSLATE_NOOP("Commands", "New topic…")),
        ("Ctrl+Shift+T",),
        starts_group=True,
    ),
    Command("new entity", "Tag", str(QT_TRANSLATE_NOOP("Commands", "New entity…")), ("Ctrl+Shift+E",)),
    Command("keys", "Help", str(QT_TRANSLATE_NOOP("Commands", "Keys")), ("F1", "?"), "keyboard"),
    Command("help", "Help", str(QT_TRANSLATE_NOOP("Commands", "How to use Reviewer"))),
    Command("about", "Help", str(QT_TRANSLATE_NOOP("Commands", "About Reviewer")), starts_group=True),
)
