"""What holds for the project as a whole: its lock, its licence, its version, its folders, its Qt."""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import reviewer

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

# One package of the lock: its name, its version, its marker, and the hashes below it.
ENTRY = re.compile(
    r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def named(dependency: str) -> str:
    """The name in a requirement, as the lock writes it."""
    return re.split(r"[<>=!~;\[ ]", dependency, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


def test_every_package_of_the_lock_has_hashes() -> None:
    entries = ENTRY.findall(LOCK)

    without_comments = [line for line in LOCK.splitlines() if line and not line.lstrip().startswith("#")]
    hashes = sum(entry[3].count("--hash") for entry in entries)
    assert len(entries) + hashes == len(without_comments)


def test_the_lock_names_no_index_and_no_folder_of_any_machine() -> None:
    assert not re.search(r"https?:|file:|--index|--extra-index|--find-links|^/", LOCK, re.MULTILINE)


def test_every_dependency_is_in_the_lock() -> None:
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    wanted += [name for group in PROJECT["dependency-groups"].values() for name in group]

    assert {named(dependency) for dependency in wanted} <= {entry[0] for entry in ENTRY.findall(LOCK)}


@pytest.mark.parametrize("package", ["pyside6-essentials", "shiboken6"])
def test_qt_stays_below_6_12_on_python_3_11_and_only_there(package: str) -> None:
    locked = {entry[2]: entry[1] for entry in ENTRY.findall(LOCK) if entry[0] == package}

    assert set(locked) == {"python_full_version < '3.12'", "python_full_version >= '3.12'"}
    assert locked["python_full_version < '3.12'"].startswith("6.11.")
    assert locked["python_full_version >= '3.12'"].startswith("6.12.")


@pytest.mark.parametrize(
    ("package", "version"), [("pymupdf", "1.28.2"), ("sqlite-utils", "4.2.1"), ("trafilatura", "2.3.1")]
)
def test_the_packages_that_stored_texts_depend_on_are_pinned(package: str, version: str) -> None:
    assert (package, version) in {entry[:2] for entry in ENTRY.findall(LOCK)}


def test_the_licence_is_the_whole_agpl_3() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")

    assert text.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE\n                       Version 3")
    assert all(re.search(rf"^  {number}\. [A-Z]", text, re.MULTILINE) for number in range(18))
    assert "END OF TERMS AND CONDITIONS" in text
    assert PROJECT["project"]["license"] == "AGPL-3.0-or-later"


def test_the_version_is_the_same_in_the_package_and_in_pyproject() -> None:
    assert reviewer.__version__ == PROJECT["project"]["version"]


def test_the_changelog_has_a_place_for_what_is_not_released_yet() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_top_level_folder_has_its_place_in_the_import_rule_and_in_the_map() -> None:
    layers = next(c for c in PROJECT["tool"]["importlinter"]["contracts"] if c["type"] == "layers")["layers"]
    placed = set(re.findall(r"\w+", " ".join(layers)))
    folders = {path.parent.name for path in (ROOT / "reviewer").glob("*/__init__.py")}

    assert folders <= placed
    assert all(f"- `{folder}`:" in (reviewer.__doc__ or "") for folder in folders)


def test_fifty_thousand_calls_into_qt_lose_no_reference_to_none() -> None:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QImage, QPainter, Qt

    image = QImage(4, 4, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)

    for _ in range(50_000):
        painter.fillRect(QRect(0, 0, 1, 1), Qt.GlobalColor.red)
    painter.end()

    assert sys.getrefcount(None) > before - 1_000
