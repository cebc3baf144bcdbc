"""Libraries: which was open last, what a new one is called, and the sample, made once."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reviewer.errors import ReviewerError
from reviewer.model.share import Choice
from reviewer.store.library import Library
from reviewer.store.sharing import share
from reviewer.ui.hub import Hub
from reviewer.ui.work.libraries import Libraries, sample_folder
from tests.ui.conftest import Make, never


@pytest.fixture
def libraries(hub: Hub, settings: QSettings, qtbot: QtBot) -> Iterator[Libraries]:
    window = QWidget()
    qtbot.addWidget(window)
    one = Libraries(hub, window)
    yield one
    one.close()


@pytest.fixture
def opened(libraries: Libraries) -> list[Path]:
    """What was opened, in order."""
    paths: list[Path] = []
    libraries.opened.connect(paths.append)
    return paths


def answer(path: Path | None) -> None:
    """Answers the file dialog that opens next: with a path, or by giving up."""

    def do() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        (field,) = dialog.findChildren(QLineEdit, "fileNameEdit")

        if path is None:
            dialog.reject()
        else:
            field.setText(str(path))
            dialog.accept()

    QTimer.singleShot(0, do)


def test_the_libraries_that_were_open_are_kept_the_last_one_first(
    libraries: Libraries, opened: list[Path], make: Make, qtbot: QtBot
) -> None:
    paths = [make(f"Library {number}") for number in range(10)]

    for path in paths:
        libraries.open(path)
    qtbot.waitUntil(lambda: opened == paths)
    assert libraries.recent() == paths[:1:-1]
    libraries.open(paths[5])
    qtbot.waitUntil(lambda: len(opened) == 11)

    assert libraries.recent() == [paths[5], *(path for path in paths[:1:-1] if path != paths[5])]


def test_a_library_that_is_gone_is_left_out(
    libraries: Libraries, opened: list[Path], make: Make, qtbot: QtBot
) -> None:
    first, second = make("First"), make("Second")
    for path in (first, second):
        libraries.open(path)
    qtbot.waitUntil(lambda: opened == [first, second])

    first.unlink()

    assert libraries.recent() == [second]


def test_the_last_library_is_opened_again(
    libraries: Libraries, opened: list[Path], make: Make, hub: Hub, qtbot: QtBot
) -> None:
    assert not libraries.open_last()
    path = make()
    libraries.open(path)
    qtbot.waitUntil(lambda: opened == [path])

    other = Libraries(hub, QWidget())
    assert other.open_last()
    qtbot.waitUntil(lambda: not hub.is_opening)

    assert hub.path == path


def test_a_path_that_depends_on_where_one_is_becomes_whole(
    libraries: Libraries, opened: list[Path], make: Make, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = make()
    monkeypatch.chdir(path.parent)

    libraries.open(Path(path.name))
    qtbot.waitUntil(lambda: bool(opened))

    assert opened == [path]
    assert libraries.recent() == [path]


def test_what_cannot_be_opened_is_refused_with_a_sentence_and_not_remembered(
    libraries: Libraries, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "odd.reviewer").write_text("words")

    with qtbot.waitSignal(libraries.refused) as said:
        libraries.open(tmp_path / "odd.reviewer")
        assert libraries.is_opening

    assert isinstance(said.args[0], ReviewerError)
    assert libraries.recent() == []
    assert not libraries.is_opening


def test_a_first_library_is_made_among_the_documents_beside_what_is_there(
    libraries: Libraries, opened: list[Path], qtbot: QtBot
) -> None:
    folder = Path(os.environ["HOME"]) / "Documents"

    libraries.make_first()
    qtbot.waitUntil(lambda: len(opened) == 1)
    libraries.make_first()
    libraries.make_first()
    qtbot.waitUntil(lambda: len(opened) == 2 and not libraries.is_opening)

    assert opened == [folder / "My library.reviewer", folder / "My library 2.reviewer"]


def test_where_no_first_library_can_be_made_there_is_a_sentence(
    libraries: Libraries, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("HOME", str(tmp_path / "file"))

    with qtbot.waitSignal(libraries.refused) as said:
        libraries.make_first()

    assert "My library.reviewer" in str(said.args[0]) or "Documents" in str(said.args[0])


def test_a_new_library_gets_the_name_that_was_typed_and_our_ending(
    libraries: Libraries, opened: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    answer(tmp_path / "Harbour")
    libraries.make()
    qtbot.waitUntil(lambda: bool(opened))

    assert opened == [tmp_path / "Harbour.reviewer"]


def test_a_new_library_never_takes_the_place_of_a_file(
    libraries: Libraries, make: Make, qtbot: QtBot
) -> None:
    path = make()
    before = path.read_bytes()

    with qtbot.waitSignal(libraries.refused):
        answer(path)
        libraries.make()

    assert path.read_bytes() == before


def test_who_gives_up_choosing_changes_nothing(libraries: Libraries, hub: Hub) -> None:
    libraries.opened.connect(never)

    answer(None)
    libraries.choose()
    answer(None)
    libraries.make()

    assert not libraries.is_opening
    assert hub.path is None


def test_a_library_is_chosen_among_those_beside_the_open_one(
    libraries: Libraries, opened: list[Path], make: Make, qtbot: QtBot
) -> None:
    first, second = make("First"), make("Second")
    libraries.open(first)
    qtbot.waitUntil(lambda: opened == [first])

    answer(Path("Second.reviewer"))
    libraries.choose()
    qtbot.waitUntil(lambda: len(opened) == 2)

    assert opened == [first, second]


def test_the_sample_is_made_once_however_often_it_is_asked_for(
    libraries: Libraries, opened: list[Path], qtbot: QtBot
) -> None:
    libraries.open_sample()
    libraries.open_sample()
    assert libraries.is_opening
    qtbot.waitUntil(lambda: bool(opened) and not libraries.is_opening)
    libraries.open_sample()
    qtbot.waitUntil(lambda: len(opened) == 2)

    assert opened[0] == opened[1]
    assert opened[0].parent == sample_folder()
    assert [one.name for one in sample_folder().glob("*.reviewer")] == [opened[0].name]


def test_a_sample_that_cannot_be_made_is_refused_and_can_be_asked_for_again(
    libraries: Libraries, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("")

    for _ in range(2):
        with qtbot.waitSignal(libraries.refused) as said:
            libraries.open_sample(tmp_path / "file")
        assert "The sample library cannot be made" in str(said.args[0])
        assert not libraries.is_opening


def test_closing_while_the_sample_is_made_leaves_a_whole_one_or_none(
    libraries: Libraries, opened: list[Path], tmp_path: Path
) -> None:
    libraries.open_sample(tmp_path / "sample")

    libraries.close()

    assert [one.suffix for one in (tmp_path / "sample").iterdir()] == [".reviewer"]
    assert not any(one.name.startswith(".") for one in (tmp_path / "sample").iterdir())
    assert opened == []


def test_in_a_new_library_tags_who_has_chosen_a_name(
    libraries: Libraries, opened: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    QSettings().setValue("coder name", "Nora")

    answer(tmp_path / "New")
    libraries.make()
    qtbot.waitUntil(lambda: opened == [tmp_path / "New.reviewer"])

    with Library.open(tmp_path / "New.reviewer", access="follow") as library:
        assert library.coder.name == "Nora"


def test_a_file_that_somebody_shared_is_no_library_to_come_back_to(
    libraries: Libraries, opened: list[Path], make: Make, qtbot: QtBot
) -> None:
    mine = make("Mine")
    sent = mine.with_name("sent.reviewer")
    with Library.open(mine) as library:
        share(library, sent, Choice())

    for path in (mine, sent):
        libraries.open(path)
    qtbot.waitUntil(lambda: opened == [mine, sent])

    assert libraries.recent() == [mine]
