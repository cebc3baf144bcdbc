"""Files that appear whole or not at all: built aside, brought to the disk, and then named.

A library that is open is never touched here: to close any handle on it drops the locks that SQLite holds on it.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from reviewer.store.faults import LibraryError


def aside_of(path: Path) -> Path:
    """A new name in the folder of `path`, for what will get that name once it is whole."""
    return path.with_name(f".{secrets.token_hex(8)}.part")


def bring_to_disk(path: Path) -> None:
    """Waits until a power cut can take nothing away from the file any more."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def name_for_good(aside: Path, path: Path) -> None:
    """Gives a finished file its name. What has come to stand there meanwhile is never written over."""
    try:
        os.link(aside, path)
    except FileExistsError:
        raise there_already(path) from None
    except OSError:
        # A stick or a share that knows one name a file.
        aside.rename(path)
    else:
        aside.unlink()
    _bring_names_to_disk(path.parent)


def put_in_place(aside: Path, path: Path) -> None:
    """Puts a finished file in the place of the one at `path`, at once: whoever looks finds the old one or the new."""
    aside.replace(path)
    _bring_names_to_disk(path.parent)


def remove(aside: Path) -> None:
    """Removes a file that is not needed any more, where it is still there, and what SQLite may have left beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            aside.with_name(aside.name + ending).unlink(missing_ok=True)


def identity_of(path: Path) -> tuple[int, int] | None:
    """Which file stands at a path, whatever its content; None where there is none."""
    try:
        there = path.stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino


def there_already(path: Path) -> LibraryError:
    """What is said where a file would have to be written over."""
    return LibraryError(
        problem=f"There is already a file “{path.name or path}” in “{path.parent}”.",
        kept="It was not changed.",
        remedy="Choose another name, or open that library.",
    )


def _bring_names_to_disk(folder: Path) -> None:
    # Windows has no handle on a folder, and some network file systems refuse.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
