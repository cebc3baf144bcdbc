"""The files that come with the program are found, and they are what the window needs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import reviewer.resources
from reviewer.resources import resource

ICONS = sorted(resource("icons").glob("*.svg"))


def test_a_checkout_finds_the_folder_beside_the_package() -> None:
    assert resource("") == Path(reviewer.resources.__file__).resolve().parent.parent / "resources"
    assert resource("fonts/Inter-Regular.woff2").is_file()
    assert resource("icons").is_dir()


def test_an_installed_package_finds_the_folder_inside_it(tmp_path: Path) -> None:
    package = tmp_path / "reviewer"
    package.mkdir()
    (package / "__init__.py").touch()
    shutil.copy(reviewer.resources.__file__, package)
    (package / "resources" / "help").mkdir(parents=True)
    (package / "resources" / "help" / "help.md").write_text("inside", "utf-8")
    question = "from reviewer.resources import resource; print(resource('help/help.md').read_text('utf-8'))"

    answer = subprocess.run(
        [sys.executable, "-c", question],
        check=True,
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        text=True,
    )

    assert answer.stdout == "inside\n"


@pytest.mark.parametrize("name", ["../pyproject.toml", "icons/../../LICENSE", "/etc/hosts"])
def test_a_name_cannot_lead_out_of_the_folder(name: str) -> None:
    with pytest.raises(ValueError, match="is not below"):
        resource(name)


def test_a_name_that_is_not_there_is_said_at_once() -> None:
    with pytest.raises(FileNotFoundError, match="unicorn"):
        resource("icons/unicorn.svg")


@pytest.mark.parametrize("icon", ICONS, ids=lambda path: path.stem)
def test_every_icon_is_a_drawing_on_a_square(icon: Path) -> None:
    root = ET.parse(icon).getroot()  # noqa: S314 - the file is ours
    _, _, width, height = root.attrib["viewBox"].split()

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert width == height


@pytest.mark.parametrize(
    "icon", [path for path in ICONS if path.stem != "reviewer"], ids=lambda path: path.stem
)
def test_every_icon_but_the_programs_own_takes_the_colour_of_the_text(icon: Path) -> None:
    root = ET.parse(icon).getroot()  # noqa: S314 - the file is ours

    assert root.attrib["stroke"] == "currentColor"
    assert root.attrib["fill"] == "none"


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_what_others_made_has_its_licence_beside_it(folder: str) -> None:
    licences = list(resource(folder).glob("*OFL.txt")) + list(resource(folder).glob("LICENSE-*.txt"))

    assert licences
    assert all(path.stat().st_size > 1000 for path in licences)


FONTS_IN_QT = """
from pathlib import Path
import sys
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QRawFont

app = QGuiApplication([])
for path in sorted(Path(sys.argv[1]).glob("*.[ow]*f*")):
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        sys.exit(f"{path} was refused")
for family, weights in (("Inter", (400, 500, 600, 700)), ("Source Serif 4", (400, 600, 700))):
    for weight in weights:
        font = QFont(family)
        font.setWeight(QFont.Weight(weight))
        raw = QRawFont.fromFont(font)
        print(raw.familyName(), raw.weight())
"""


def test_qt_sees_both_families_in_every_weight_the_window_uses() -> None:
    # In a process of its own, because application fonts stay for a process's life.
    answer = subprocess.run(
        [sys.executable, "-c", FONTS_IN_QT, str(resource("fonts"))],
        check=True,
        capture_output=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        text=True,
    )

    assert answer.stdout.splitlines() == [
        *(f"Inter {weight}" for weight in (400, 500, 600, 700)),
        *(f"Source Serif 4 {weight}" for weight in (400, 600, 700)),
    ]
