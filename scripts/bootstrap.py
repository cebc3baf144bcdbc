"""Makes .venv from requirements.lock, after the system libraries that Qt needs on Linux.

It needs Python and nothing else: only the standard library, and of that only what a second start can
afford (that start must cost under 0.1 s, so slow modules are imported where they are needed).
"""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

# Here, before an older Python stumbles over the first annotation below.
if not (3, 11) <= sys.version_info[:2] < (3, 16):
    sys.exit(f"Reviewer needs Python 3.11 to 3.15; this is {sys.version.split()[0]} ({sys.executable}).")

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = os.name == "nt"

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


def program(name: str, *, venv: Path | None = None) -> Path:
    """Where .venv has the program `name`."""
    folder = venv or ROOT / ".venv"
    return folder / "Scripts" / f"{name}.exe" if WINDOWS else folder / "bin" / name


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


def prepare(*, need: str, programs: Mapping[str, str] | None = None) -> None:
    """Leaves a .venv that is exactly what requirements.lock says, on a system where `need` can be loaded.

    `programs` are those that must be on the path besides, with Debian's package for each. When all is there it
    reads three small files and returns. Several at a time wait for each other; one that was killed half-way has
    left no stamp, so the next makes it anew. Ends the process with one sentence when it cannot go on.
    """
    wanted = stamp()
    if is_made(wanted) and need in known_needs() and all(map(shutil.which, programs or ())):
        return
    try:
        if not is_made(wanted):
            with one_at_a_time() as held:
                packages_for_this_start(need, programs=programs or {})
                if not is_made(wanted):  # another may have made it while we waited
                    make(wanted, held=held)
        else:
            packages_for_this_start(need, programs=programs or {})
    except KeyboardInterrupt:
        print(file=sys.stderr)
        stop("Stopped before all was set up. The next start begins the set-up again.")
    except OSError as fault:
        stop(f"The set-up of {ROOT} stopped: {fault}. Once that is put right, start again.")
    remember_need(need)


def stop(sentence: str) -> NoReturn:
    """Ends the process with status 1 and the sentence on standard error."""
    print(sentence, file=sys.stderr)
    raise SystemExit(1)


def say(sentence: str) -> None:
    """Tells the person at the terminal, on standard error: standard output belongs to the command."""
    print(f"reviewer: {sentence}", file=sys.stderr, flush=True)


# --- the virtual environment


def stamp(root: Path = ROOT) -> bytes:
    """What a .venv is made from, in full: the lock, the packaging half of pyproject.toml, which Python, which folder
    (scripts in .venv name it). Comparing it is cheaper than hashing it.
    """
    project = (root / "pyproject.toml").read_bytes().partition(b"\n[tool.ruff]")[0]
    where = f"{sys.implementation.cache_tag} {root}\n".encode()
    return where + project + (root / "requirements.lock").read_bytes()


def is_made(wanted: bytes, *, venv: Path | None = None) -> bool:
    """Whether .venv was finished from exactly `wanted`, and its Python has not gone away since."""
    folder = venv or ROOT / ".venv"
    try:
        return (folder / "made-from").read_bytes() == wanted and program("python", venv=folder).exists()
    except OSError:
        return False


def make(wanted: bytes, *, held: int) -> None:
    """Makes .venv from nothing. The stamp is written last, by a rename, so it is there whole or not at all."""
    folder = ROOT / ".venv"
    say("setting up .venv (once: about 150 MB are fetched, which may take some minutes) …")
    with contextlib.suppress(FileNotFoundError):
        (folder / "made-from").unlink()
    # The child keeps the lock's file open too: were this process killed, no other would start before pip has ended.
    keep: dict[str, Sequence[int]] = {} if WINDOWS else {"pass_fds": (held,)}
    python = getattr(sys, "_base_executable", sys.executable)
    run([python, "-m", "venv", "--clear", str(folder)], "Python could not make .venv.", keep=keep)
    pip = [str(program("python")), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    lock = str(ROOT / "requirements.lock")
    # Only wheels: building a source package would fetch its build tools, which no lock names.
    run(
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock],
        "The packages of requirements.lock could not be installed. Nothing else was changed; start again to go on.",
        keep=keep,
    )
    run(
        [*pip, "--no-deps", "--no-index", "--no-build-isolation", "-e", str(ROOT)],
        "The reviewer command could not be put into .venv.",
        keep=keep,
    )
    half = folder / "made-from.half"
    half.write_bytes(wanted)
    half.replace(folder / "made-from")
    say("set up.")


def run(command: Sequence[str], fault: str, *, keep: Mapping[str, Sequence[int]]) -> None:
    """Runs a step of the set-up; when it fails, its own words stand above ours and the process ends."""
    if subprocess.run(command, check=False, stdout=sys.stderr, **keep).returncode:  # type: ignore[call-overload]
        stop(f"{fault} (The command was: {' '.join(command)})")


@contextlib.contextmanager
def one_at_a_time() -> Iterator[int]:
    """Waits until no other process sets this folder up, and gives the open file that says so.

    The system drops the lock when the last process that has the file open ends, however it ends.
    """
    with (ROOT / ".venv.lock").open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt
            import time

            while True:
                with contextlib.suppress(OSError):
                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                time.sleep(0.2)
        else:
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("another set-up is at work here; waiting for it …")
                fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


# --- the system's own packages


def known_needs() -> Sequence[str]:
    """The needs that were once seen to be met here: loading fourteen libraries at every start would cost too much."""
    if not sys.platform.startswith("linux"):
        return list(NEEDS)
    try:
        return (ROOT / ".venv" / "system-has").read_text("ascii").split()
    except OSError:
        return []


def remember_need(need: str) -> None:
    """Notes that `need`, and what it includes, is met on this system."""
    names = list(NEEDS)
    known = names[: names.index(need) + 1]
    if set(known) <= set(known_needs()):
        return
    # Somebody who may only read this folder looks anew at each start, and can still start.
    with contextlib.suppress(PermissionError):
        (ROOT / ".venv" / "system-has").write_text("\n".join(known) + "\n", "ascii")


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


def packages_for_this_start(need: str, *, programs: Mapping[str, str]) -> None:
    """Sees to it that the system has what this start needs, or ends with the one line that would.

    Where we may install, we install for the window at once, whatever this start needs; where we may not, only
    what this start cannot do without stops it.
    """
    if not sys.platform.startswith("linux"):
        return
    absent = {name: package for name, package in programs.items() if not shutil.which(name)}
    if not has_venv() and not is_made(stamp()):
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
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # A failure of the first is no fault yet: one dead source must not hide the others.
    said([*apt, "update"])
    status, words = said([*apt, "install", "-y", "--no-install-recommends", *packages])
    if status:
        sys.stderr.write(words)
        stop("The system packages could not be installed; apt-get's reason stands above.")


def said(command: Sequence[str]) -> tuple[int, str]:
    """The exit status of a command that asks nothing, and all that it said."""
    ended = subprocess.run(
        command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return ended.returncode, ended.stdout.decode(errors="replace")
