"""Finding the files to add: paths as given, and what lies in folders. It opens no file."""

import errno
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reviewer.documents.faults import UnreadableError
from reviewer.documents.reading import suffixes
from reviewer.errors import ReviewerError

_REASONS = {
    errno.ENOENT: "it is not there any more",
    errno.ENOTDIR: "it is not there any more",
    errno.EACCES: "you are not allowed to read it",
    errno.EPERM: "you are not allowed to read it",
    errno.ELOOP: "it is a link that leads back to itself",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EISDIR: "it is a folder",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A path to add. `fault` says why it cannot be, and is None where nothing is known against it."""

    path: Path
    fault: ReviewerError | None = None


_Identity = tuple[int, int]
"""What tells a folder from every other: its device and its inode."""


def find_files(paths: Iterable[Path]) -> tuple[list[Found], int]:
    """The files to add, in order, and how many files within folders were left out.

    A path that is given is always in the list. In a folder, and in the folders below it, hidden names and unknown
    endings are left out. A folder that cannot be looked into, or a link that leads back to a folder it lies in, is in
    the list with its fault. The same path, or the same folder by two ways, is taken once.
    """
    found: dict[Path, Found] = {}
    skipped = 0
    visited: set[_Identity] = set()
    for path in paths:
        for one in _at(path, visited):
            if one is None:
                skipped += 1
            else:
                found.setdefault(one.path, one)
    return list(found.values()), skipped


def why_not(path: Path, fault: OSError) -> UnreadableError:
    """The sentence for what the system said about a file or folder."""
    reason = _REASONS.get(fault.errno or 0) or f"the system says “{fault.strerror or fault}”"
    return UnreadableError(path.name or str(path), reason)


def _at(path: Path, visited: set[_Identity]) -> Iterator[Found | None]:
    """What is found at a path that was given; None for each file that is left out."""
    try:
        about = path.stat()
    except (OSError, ValueError) as fault:
        yield Found(path, _no_such(path, fault))
        return
    if stat.S_ISDIR(about.st_mode):
        yield from _below(path, (about.st_dev, about.st_ino), visited)
    elif stat.S_ISREG(about.st_mode):
        yield Found(path)
    else:
        yield Found(path, UnreadableError(path.name, "it is neither a file nor a folder"))


def _no_such(path: Path, fault: OSError | ValueError) -> ReviewerError:
    if isinstance(fault, ValueError):
        return UnreadableError(str(path), "no file can have this name")
    if fault.errno == errno.ENOENT and not path.is_symlink():
        return UnreadableError(
            path.name or str(path), "there is no such file", remedy="Check the name and the folder."
        )
    return why_not(path, fault)


def _below(top: Path, identity: _Identity, visited: set[_Identity]) -> Iterator[Found | None]:
    """What is found in a folder and below it, a folder's own files before those of its folders.

    Folders wait in a list, each with the folders that lead to it: they may lie deeper than functions may call.
    """
    waiting: list[tuple[Path, tuple[_Identity, ...]]] = [(top, (identity,))]
    while waiting:
        folder, trail = waiting.pop()
        if trail[-1] in visited:
            continue
        visited.add(trail[-1])
        try:
            paths = sorted(folder.iterdir())
        except OSError as fault:
            yield Found(folder, why_not(folder, fault))
            continue
        folders: list[tuple[Path, tuple[_Identity, ...]]] = []
        for path in paths:
            if path.name.startswith("."):
                yield None
                continue
            try:
                about = path.stat()
            except PermissionError as fault:
                # A folder that may be listed and not entered says so for each name in it: once is enough.
                yield Found(folder, why_not(folder, fault))
                break
            except OSError as fault:
                yield (
                    Found(path, why_not(path, fault))
                    if _is_wanted(path) or fault.errno == errno.ELOOP
                    else None
                )
                continue
            if not stat.S_ISDIR(about.st_mode):
                yield Found(path) if stat.S_ISREG(about.st_mode) and _is_wanted(path) else None
            elif (itself := (about.st_dev, about.st_ino)) in trail:
                yield Found(path, UnreadableError(path.name, "it is a link to a folder that it lies in"))
            else:
                folders.append((path, (*trail, itself)))
        waiting += reversed(folders)


def _is_wanted(path: Path) -> bool:
    return path.suffix.lower() in suffixes()
