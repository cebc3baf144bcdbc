"""What a start needs of the system, and what is said when it is not there."""

import itertools
import sys

import pytest

import system_packages


@pytest.mark.parametrize(
    ("arguments", "environment", "need"),
    [
        ([], {"DISPLAY": ":0"}, "window"),
        ([], {"WAYLAND_DISPLAY": "wayland-0"}, "window"),
        ([], {}, "offscreen"),
        ([], {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
        ([], {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen:fontdb=x"}, "offscreen"),
        ([], {"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, "window"),
        (["--sample"], {"DISPLAY": ":0"}, "window"),
        (["--sample", "--screenshot", "a.png"], {"DISPLAY": ":0"}, "offscreen"),
        (["--screenshot=a.png"], {}, "offscreen"),
        (["mine.reviewer"], {"DISPLAY": ":0"}, "window"),
        (["find", "mine.reviewer", "word"], {"DISPLAY": ":0"}, "nothing"),
        (["--version"], {"DISPLAY": ":0"}, "nothing"),
        (["--help"], {}, "nothing"),
    ],
)
def test_a_start_needs_no_more_than_its_arguments_ask_for(
    arguments: list[str], environment: dict[str, str], need: str
) -> None:
    assert system_packages.need_of(arguments, environment=environment) == need


def test_each_need_includes_the_one_before_it() -> None:
    sizes = [set(libraries) for libraries in system_packages.NEEDS.values()]

    assert all(smaller < larger for smaller, larger in itertools.pairwise(sizes))


def test_a_library_that_the_loader_does_not_find_is_named_with_its_package() -> None:
    wanted = {"libc.so.6": "libc6", "libnobody-has-this.so.9": "nobody9"}

    missing = system_packages.missing_libraries(wanted)

    assert missing["libnobody-has-this.so.9"] == "nobody9"
    assert sys.platform != "linux" or "libc.so.6" not in missing


def test_what_to_install_is_one_line_that_can_be_pasted() -> None:
    missing = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1", "also": "libgl1"}

    sentence = system_packages.what_to_install(missing, apt=True)

    lines = [line.strip() for line in sentence.splitlines() if "apt-get" in line]
    assert lines == [
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1",
    ]


def test_without_apt_the_libraries_themselves_are_named() -> None:
    sentence = system_packages.what_to_install({"libGL.so.1": "libgl1"}, apt=False)

    assert "libGL.so.1" in sentence
    assert "apt-get" not in sentence
