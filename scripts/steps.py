"""A step of the set-up: what is said to the person at the terminal, and programs that must succeed."""

import os
import subprocess
import sys
from collections.abc import Sequence
from typing import NoReturn

# Here, before an older Python stumbles over the first annotation below.
if not (3, 11) <= sys.version_info[:2] < (3, 16):
    sys.exit(f"Reviewer needs Python 3.11 to 3.15; this is {sys.version.split()[0]} ({sys.executable}).")

WINDOWS = os.name == "nt"


def stop(sentence: str) -> NoReturn:
    """Ends the process with status 1 and the sentence on standard error."""
    print(sentence, file=sys.stderr)
    raise SystemExit(1)


def say(sentence: str) -> None:
    """Tells the person at the terminal, on standard error: standard output belongs to the command."""
    print(f"reviewer: {sentence}", file=sys.stderr, flush=True)


def must(command: Sequence[str], fault: str, *, held: int | None = None) -> None:
    """Runs a step of the set-up; when it fails, its own words stand above ours and the process ends."""
    status, words = said(command, held=held)
    if status:
        sys.stderr.write(words)
        stop(fault)


def said(command: Sequence[str], *, held: int | None = None) -> tuple[int, str]:
    """The exit status of a command that asks nothing, and all that it said. It keeps the file `held` open."""
    ended = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        pass_fds=() if held is None or WINDOWS else (held,),
    )
    return ended.returncode, ended.stdout.decode(errors="replace")
