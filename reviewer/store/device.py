"""Which device writes: part of every moment (see `clock`), and different in each copy of a library.

Two copies that shared one would take each other's changes for their own when they are merged. So a library remembers
where it was when it got its device, as a hash, and gets another where it finds itself elsewhere: a copied or moved
file, a disk in another machine, another person's account.
"""

import getpass
import hashlib
import os
import platform
import secrets
from pathlib import Path

_MACHINE = Path("/etc/machine-id")


def new_device() -> str:
    """Eight hexadecimal digits that nobody else has."""
    return secrets.token_hex(4)


def place_of(path: Path, identity: str) -> str:
    """A hash of where the library that calls itself `identity` lies: machine, person and path, none of them told."""
    parts = (identity, _machine(), person(), os.path.realpath(path))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def person() -> str:
    """The name under which the person is known to the system; empty where it knows none."""
    try:
        return getpass.getuser().strip()
    except (OSError, KeyError, ImportError):
        return ""


def _machine() -> str:
    try:
        return _MACHINE.read_text("ascii").strip() or platform.node()
    except (OSError, UnicodeDecodeError):
        return platform.node()
