"""The program as it is started: what stops it is one sentence, and a picture needs no display."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from reviewer.errors import ReviewerError
from reviewer.ui.app import refuse_broken_qt
from tests.ui.conftest import Make

ROOT = Path(__file__).resolve().parent.parent.parent
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
on_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems always have a display"
)


def start(
    *arguments: object, home: Path, code: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Starts the program, or a few lines around it, in a home of its own and waits for its end."""
    folders = {name: str(home / name) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR")}
    for folder in folders.values():
        Path(folder).mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    program = ["-c", code] if code else ["-m", "reviewer"]
    return subprocess.run(
        [sys.executable, *program, *map(str, arguments)],
        cwd=ROOT,
        env=kept | folders | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def no_x_server() -> str:
    """A display that is not there."""
    number = next(one for one in range(90, 900) if not Path(f"/tmp/.X11-unix/X{one}").exists())  # noqa: S108
    return f":{number}"


@on_linux
def test_without_a_display_there_is_one_sentence(tmp_path: Path) -> None:
    ended = start(home=tmp_path)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stderr.startswith("There is no display to open a window on.")
    assert "--screenshot" in ended.stderr


@on_linux
@pytest.mark.parametrize("name", ["DISPLAY", "QT_QPA_PLATFORM"])
def test_a_display_that_is_not_there_is_one_sentence_and_no_abort(tmp_path: Path, name: str) -> None:
    value = no_x_server() if name == "DISPLAY" else "nonsense"
    ended = start(home=tmp_path, **{name: value})

    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stderr.startswith("Qt cannot open a window here (")
    assert value in ended.stderr


@on_linux
@pytest.mark.parametrize("kind", ["missing", "folder", "words", "foreign", "newer"])
def test_what_is_no_library_is_refused_before_a_window_is_tried(
    tmp_path: Path, make: Make, kind: str
) -> None:
    path = tmp_path / "odd.reviewer"
    if kind == "folder":
        path.mkdir()
    elif kind == "words":
        path.write_text("words")
    elif kind != "missing":
        path = make("odd")
        with sqlite3.connect(path) as raw:
            raw.execute("PRAGMA application_id = 1" if kind == "foreign" else "PRAGMA user_version = 99")
        raw.close()

    ended = start(path, home=tmp_path)

    assert ended.returncode == 2
    assert "odd.reviewer" in ended.stderr
    assert "display" not in ended.stderr


def picture(path: Path) -> QImage:
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1280, 800)
    return image


def colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def test_a_picture_needs_no_display_and_leaves_nothing_behind(tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "window.png"

    ended = start("--screenshot", out, home=home)

    assert ended.returncode == 0, ended.stderr
    assert colours(picture(out)) > 20
    assert [one for one in home.rglob("*") if one.is_file() and "cache" not in str(one).casefold()] == []


def test_a_picture_of_the_sample_shows_it_and_leaves_no_copy_behind(tmp_path: Path) -> None:
    home, out, empty = tmp_path / "home", tmp_path / "sample.png", tmp_path / "empty.png"

    assert start("--screenshot", empty, home=home).returncode == 0
    ended = start("--sample", "--screenshot", out, home=home)

    assert ended.returncode == 0, ended.stderr
    assert picture(out) != picture(empty)
    assert colours(picture(out)) > 100
    assert list(home.rglob("*.reviewer")) == []


def test_a_picture_can_be_of_another_document_of_the_sample(tmp_path: Path) -> None:
    first, other = tmp_path / "first.png", tmp_path / "other.png"

    start("--sample", "--screenshot", first, home=tmp_path / "home")
    ended = start("--sample", "--document", "Openness as work", "--screenshot", other, home=tmp_path / "home")

    if ended.returncode:
        assert "Openness" in ended.stderr
    else:
        assert picture(first) != picture(other)


def test_a_picture_of_a_library_shows_its_document(tmp_path: Path, make: Make) -> None:
    library, out = make("Harbour", "The crane\n\nIt was sold.\n"), tmp_path / "crane.png"

    ended = start(library, "--document", "The crane", "--screenshot", out, home=tmp_path)

    assert ended.returncode == 0, ended.stderr
    assert colours(picture(out)) > 20


def test_a_document_that_is_not_in_the_library_is_a_sentence(tmp_path: Path, make: Make) -> None:
    ended = start(make(), "--document", "Nowhere", "--screenshot", tmp_path / "x.png", home=tmp_path)

    assert ended.returncode == 2
    assert "Nowhere" in ended.stderr
    assert not (tmp_path / "x.png").exists()


def test_a_picture_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    ended = start("--screenshot", tmp_path / "none" / "window.png", home=tmp_path)

    assert ended.returncode == 2
    assert "window.png” could not be written." in ended.stderr


def test_stopping_by_the_keyboard_closes_the_window(tmp_path: Path, make: Make) -> None:
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QTimer\n"
        "from reviewer.ui import app, window\n"
        "class Window(window.MainWindow):\n"
        "    def furnish(self):\n"
        "        QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "        return super().furnish()\n"
        "app.MainWindow = Window\n"
        "sys.exit(app.run(Path(sys.argv[1])))\n"
    )
    library = make()

    ended = start(library, home=tmp_path, code=code, QT_QPA_PLATFORM="offscreen")

    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    assert sorted(one.name for one in library.parent.glob("Harbour*")) == ["Harbour.reviewer"]


def test_a_window_that_cannot_be_furnished_ends_with_a_report(tmp_path: Path) -> None:
    code = (
        "import sys, types\n"
        "sys.modules['reviewer.ui.assembly'] = types.ModuleType('broken')\n"
        "from reviewer.ui.app import run\n"
        "sys.exit(run(None))\n"
    )

    ended = start(
        home=tmp_path, code=code, QT_QPA_PLATFORM="offscreen", XDG_STATE_HOME=str(tmp_path / "state")
    )

    assert ended.returncode == 2
    assert "Reviewer met a defect of its own (ImportError)." in ended.stderr
    assert "Traceback" not in ended.stderr
    assert len(list((tmp_path / "state").rglob("*.txt"))) == 1


@pytest.mark.parametrize(
    ("python", "qt", "is_broken"),
    [
        ((3, 11), (6, 12), True),
        ((3, 11), (7, 0), True),
        ((3, 11), (6, 11), False),
        ((3, 12), (6, 12), False),
        ((3, 13), (6, 12), False),
    ],
)
def test_a_qt_that_would_end_this_python_is_refused(
    python: tuple[int, int], qt: tuple[int, int], is_broken: bool
) -> None:
    if not is_broken:
        refuse_broken_qt(python=python, qt=qt)
        return

    with pytest.raises(ReviewerError, match=f"PySide6 {qt[0]}.{qt[1]} ends Python 3.11") as raised:
        refuse_broken_qt(python=python, qt=qt)
    assert raised.value.remedy
