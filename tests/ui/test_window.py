"""The window: there at once, furnished when it has been seen, closed at any time."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reviewer.store.documents import documents
from reviewer.store.library import Library
from reviewer.ui.search.field import SearchField
from reviewer.ui.theme import DARK, LIGHT, theme, themes
from tests.ui.conftest import Make, Open, settle_window, show_window


def test_a_window_is_furnished_once_it_has_been_seen(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    assert not window.is_furnished

    with qtbot.waitSignal(window.furnished):
        window.show()

    assert window.assembly is window.furnish()


def test_bare_surfaces_wear_the_theme_that_was_chosen(
    open_window: Open, settings: QSettings, qtbot: QtBot
) -> None:
    settings.setValue("theme", "dark")
    window = open_window()
    assert theme() is DARK

    picture = window.grab().toImage()

    assert picture.pixelColor(400, 300) == QColor(DARK.page)
    assert picture.pixelColor(10, 300) == QColor(DARK.side)
    assert not window.is_furnished


def test_the_theme_may_change_before_the_window_is_furnished(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    themes.choose("light")

    themes.choose("dark")
    show_window(window, qtbot)
    themes.choose("light")

    assert theme() is LIGHT
    assert window.grab().toImage().pixelColor(640, 795) == QColor(LIGHT.bg)


def test_a_theme_that_is_toggled_is_worn_at_the_next_start(open_window: Open, qtbot: QtBot) -> None:
    themes.choose("light")
    window = show_window(open_window(), qtbot)

    window.assembly.menus.action("theme").trigger()
    window.close()
    themes.choose("light")
    open_window()

    assert theme() is DARK


def test_a_window_that_is_closed_before_it_is_furnished_furnishes_nothing(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    window.show()
    window.grab()
    begun = window._furnishing.isActive()

    window.close()
    QCoreApplication.processEvents()

    assert begun
    assert not window.is_furnished


def test_closing_twice_is_as_good_as_once(open_window: Open, qtbot: QtBot) -> None:
    window = show_window(open_window(), qtbot)

    assert window.close()
    window.show()
    assert window.close()


def test_a_window_can_be_closed_while_its_library_is_opened(
    open_window: Open, make: Make, qtbot: QtBot
) -> None:
    window = show_window(open_window(), qtbot)
    path = make("Harbour", "The crane\n\nIt was sold.\n")

    window.open_library(path)
    window.close()

    assert sorted(one.name for one in path.parent.glob("Harbour*")) == ["Harbour.reviewer"]


def test_a_window_can_be_closed_while_the_sample_is_made(open_window: Open, qtbot: QtBot) -> None:
    window = show_window(open_window(), qtbot)

    window.assembly.libraries.open_sample()
    window.close()

    assert not window.isVisible()


def test_a_window_can_be_closed_while_files_are_read(
    open_window: Open, make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    window, path = show_window(open_window(), qtbot), make()
    window.open_library(path)
    settle_window(window, qtbot)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(50):
        (folder / f"{number}.txt").write_text(f"Text {number}\n\nIt says {number}.\n")

    with qtbot.waitSignal(window.assembly.importing.progressed):
        window.assembly.add([folder])
    window.close()

    with Library.open(path) as library:
        assert len(documents(library)) <= 50
    assert sorted(one.name for one in path.parent.glob("Harbour*")) == ["Harbour.reviewer"]


def drop(window: QWidget, *paths: Path) -> bool:
    """Drags files over a part of the window and lets them fall; whether they were welcome."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    # As most file managers do.
    data.setText("\n".join(map(str, paths)))
    entering = QDragEnterEvent(
        QPoint(600, 400),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():
        falling = QDropEvent(
            QPointF(600, 400),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(window, falling)
    return entering.isAccepted()


def test_a_library_that_is_dropped_is_opened(open_window: Open, make: Make, qtbot: QtBot) -> None:
    window, path = show_window(open_window(), qtbot), make()

    assert drop(window, path)
    settle_window(window, qtbot)

    assert window.assembly.hub.path == path
    assert window.windowTitle() == "Harbour — Reviewer"


def test_files_that_are_dropped_before_there_is_a_library_are_in_a_new_one(
    open_window: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    window = show_window(open_window(), qtbot)
    for name in ("crane", "lamps"):
        (tmp_path / f"{name}.txt").write_text(f"The {name}\n\nIt is there.\n")

    drop(window, tmp_path / "crane.txt")
    drop(window, tmp_path / "lamps.txt")
    qtbot.waitUntil(lambda: len(window.assembly.shelf.documents) == 2, timeout=20_000)

    assert [one.name for one in (tmp_path / "home" / "Documents").glob("*.reviewer")] == [
        "My library.reviewer"
    ]


def test_files_that_are_dropped_while_a_library_is_opened_go_into_it(
    open_window: Open, make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    window, path = show_window(open_window(), qtbot), make()
    (tmp_path / "crane.txt").write_text("The crane\n\nIt is there.\n")

    window.open_library(path)
    drop(window, tmp_path / "crane.txt")
    qtbot.waitUntil(lambda: len(window.assembly.shelf.documents) == 1, timeout=20_000)

    assert window.assembly.hub.path == path
    assert not (tmp_path / "home" / "Documents").exists()


def test_files_that_are_dropped_on_a_line_to_type_into_are_added_too(
    open_window: Open, make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    window, path = show_window(open_window(), qtbot), make()
    window.open_library(path)
    settle_window(window, qtbot)
    fields = [field for field in window.findChildren(QLineEdit) if field.isEnabled()]

    for number, field in enumerate(fields):
        (tmp_path / f"{number}.txt").write_text(f"Text {number}\n\nIt says {number}.\n")
        drop(field, tmp_path / f"{number}.txt")
    qtbot.waitUntil(lambda: len(window.assembly.shelf.documents) == len(fields), timeout=20_000)

    assert len(fields) >= 4
    assert not any(field.text() for field in fields)


def test_words_can_be_dropped_on_a_line_to_type_into(open_window: Open, qtbot: QtBot) -> None:
    window = show_window(open_window(), qtbot)
    field = window.findChildren(SearchField)[0]
    data = QMimeData()
    data.setText("harbour")
    entering = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    QApplication.sendEvent(field, entering)

    assert entering.isAccepted()


def test_an_address_is_not_welcome(open_window: Open, qtbot: QtBot) -> None:
    window = show_window(open_window(), qtbot)
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.html")])
    entering = QDragEnterEvent(
        QPoint(600, 400),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    QApplication.sendEvent(window, entering)

    assert not entering.isAccepted()
