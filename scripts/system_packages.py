"""The system's own packages: which libraries a start needs on Linux, and how they come there."""

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from steps import must, said, say, stop

# A library as the loader knows it, and Debian's package for it. Each was found by starting on a bare machine and
# reading what was missing; libraries that one of these brings along are not named.
OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW = OFFSCREEN | {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
# What a start may need, from nothing to everything: a subcommand loads no Qt, a screenshot needs no screen.
NEEDS: Mapping[str, Mapping[str, str]] = {"nothing": {}, "offscreen": OFFSCREEN, "window": WINDOW}


def need_of(arguments: Sequence[str], *, environment: Mapping[str, str]) -> str:
    """Which of NEEDS the reviewer command has with these arguments: its subcommands are plain words, a library is
    a file name, and with neither it opens the window.
    """
    if (arguments and arguments[0].isalpha()) or {"--version", "--help"} & set(arguments):
        return "nothing"
    if any(argument.partition("=")[0] == "--screenshot" for argument in arguments):
        return "offscreen"
    platform = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform in {"offscreen", "minimal", "vnc"}:
        return "offscreen"
    seen = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return "window" if seen else "offscreen"


def missing_libraries(libraries: Mapping[str, str]) -> dict[str, str]:
    """Those of `libraries` that the system's loader does not find, with their packages."""
    import ctypes

    missing = {}
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing[library] = package
    return missing


def has_venv() -> bool:
    """Whether this Python can make a virtual environment with pip: Debian keeps that in a package of its own."""
    from importlib.util import find_spec

    return find_spec("ensurepip") is not None and find_spec("venv") is not None


def provide(need: str, *, programs: Mapping[str, str], venv: bool) -> None:
    """Sees to it that the system has what this start needs, or ends with the one line that would.

    Where we may install, we install for the window at once, whatever this start needs; where we may not, only
    what this start cannot do without stops it. `programs` must be on the path; `venv` says whether this Python must be
    able to make one.
    """
    if not sys.platform.startswith("linux"):
        return
    absent = {name: package for name, package in programs.items() if not shutil.which(name)}
    if venv and not has_venv():
        absent["python3 -m venv"] = venv_package()
    everything = absent | missing_libraries(WINDOW)
    needed = absent | {name: package for name, package in everything.items() if name in NEEDS[need]}
    if not everything:
        return
    prefix = as_root()
    if prefix is not None and shutil.which("apt-get"):
        install(list(everything.values()), prefix=prefix)
        still = [name for name in needed if name in missing_libraries(NEEDS[need])]
        if not still:
            return
        stop(f"The packages are installed, and these are missing still: {', '.join(still)}.")
    if needed:
        stop(what_to_install(everything, apt=shutil.which("apt-get") is not None))


def venv_package() -> str:
    """Debian's package that completes this Python, which may not be the one that `python3` names."""
    ours = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    default = Path("/usr/bin/python3").resolve() == ours
    return "python3-venv" if default else f"python3.{sys.version_info.minor}-venv"


def what_to_install(missing: Mapping[str, str], *, apt: bool) -> str:
    """The one line for somebody who can become root; where there is no apt, what the packages must have in them."""
    if not apt:
        return (
            f"Reviewer needs what is not on this system: {', '.join(missing)}. Install that, and start again."
        )
    packages = " ".join(sorted(set(missing.values())))
    return (
        "Reviewer needs system packages that are not here. Install them, and start again:\n"
        f"  sudo apt-get update && sudo apt-get install -y --no-install-recommends {packages}"
    )


def as_root() -> list[str] | None:
    """What to write before a command so that root runs it: nothing as root, sudo where it asks for no password,
    None where neither is so.
    """
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    return ["sudo", "-n"] if said(["sudo", "-n", "true"])[0] == 0 else None


def install(packages: Sequence[str], *, prefix: Sequence[str]) -> None:
    """Installs Debian packages, after fetching the lists of what there is: a bare machine has none, an old one
    has names of versions that are gone. What apt says is shown when it fails.
    """
    say(f"installing system packages: {' '.join(sorted(set(packages)))} …")
    apt = [
        *prefix,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]
    said([*apt, "update"])  # its failure is no fault yet: one dead source must not hide the others
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    must(command, "The system packages could not be installed; apt-get's reason stands above.")
