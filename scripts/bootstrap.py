"""Makes .venv from requirements.lock, after the system libraries that Qt needs on Linux.

It needs Python and nothing else: only the standard library, and of that only what a second start can
afford (that start must cost under 0.1 s, so slow modules are imported where they are needed).
"""

import contextlib
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import system_packages
from steps import WINDOWS, must, say, stop

ROOT = Path(__file__).resolve().parent.parent


def program(name: str, *, venv: Path | None = None) -> Path:
    """Where .venv has the program `name`."""
    folder = venv or ROOT / ".venv"
    return folder / "Scripts" / f"{name}.exe" if WINDOWS else folder / "bin" / name


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
                system_packages.provide(need, programs=programs or {}, venv=True)
                if not is_made(wanted):  # another may have made it while we waited
                    make(wanted, held=held)
        else:
            system_packages.provide(need, programs=programs or {}, venv=False)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        stop("Stopped before all was set up. The next start begins the set-up again.")
    except OSError as fault:
        stop(f"The set-up of {ROOT} stopped: {fault}. Once that is put right, start again.")
    remember_need(need)


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
    """Makes .venv from nothing. The stamp is written last, by a rename, so it is there whole or not at all.

    Each step keeps the lock's file `held` open: were this process killed, no other would begin before pip has ended.
    """
    folder = ROOT / ".venv"
    say("setting up .venv (once: about 150 MB are fetched, which may take some minutes) …")
    (folder / "made-from").unlink(missing_ok=True)
    python = getattr(sys, "_base_executable", sys.executable)
    must([python, "-m", "venv", "--clear", str(folder)], "Python could not make .venv.", held=held)
    pip = [str(program("python")), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    lock = str(ROOT / "requirements.lock")
    # Only wheels: building a source package would fetch its build tools, which no lock names.
    must(
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock],
        "The packages of requirements.lock could not be installed; pip's reason stands above.",
        held=held,
    )
    must(
        [*pip, "--no-deps", "--no-index", "--no-build-isolation", "-e", str(ROOT)],
        "The reviewer command could not be put into .venv; pip's reason stands above.",
        held=held,
    )
    half = folder / "made-from.half"
    half.write_bytes(wanted)
    half.replace(folder / "made-from")
    say("set up.")


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


def known_needs() -> Sequence[str]:
    """The needs that were once seen to be met here: loading fourteen libraries at every start would cost too much."""
    if not sys.platform.startswith("linux"):
        return list(system_packages.NEEDS)
    try:
        return (ROOT / ".venv" / "system-has").read_text("ascii").split()
    except OSError:
        return []


def remember_need(need: str) -> None:
    """Notes that `need`, and what it includes, is met on this system."""
    names = list(system_packages.NEEDS)
    known = names[: names.index(need) + 1]
    if set(known) <= set(known_needs()):
        return
    # Somebody who may only read this folder looks anew at each start, and can still start.
    with contextlib.suppress(PermissionError):
        (ROOT / ".venv" / "system-has").write_text("\n".join(known) + "\n", "ascii")
