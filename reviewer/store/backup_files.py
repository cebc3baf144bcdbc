"""Where backups lie, how their files are named, and which of them age has made too many.

They lie in the user's own folder and not beside the library, where a cloud service would carry each of them away.
"""

import hashlib
import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from reviewer.store.copies import copy_from

Reason = Literal["asked", "while open", "closing", "merge", "older version", "restore"]
"""Why a backup was made: a person wanted one; by itself, while the window was open or when it closed; or before what
the name says."""

_NAME = re.compile(r".* (?P<at>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d) (?P<reason>[a-z ]+)\.reviewer")
_TIME = "%Y-%m-%d %H.%M.%S"
_LONGEST_STEM = 40
_NEWEST = 3
_ROOM = 4_000_000_000
"""Bytes that the backups of one library may take together; the newest three are kept even so."""
_KEPT: tuple[tuple[timedelta, str], ...] = (
    (timedelta(days=1), "%Y-%m-%d %H"),
    (timedelta(weeks=1), "%Y-%m-%d"),
    (timedelta(weeks=8), "%G-%V"),
)
"""Until which age one backup is kept for each hour, day and week."""


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup as its file tells it; `at` is UTC, to the second, `size` in bytes."""

    path: Path
    at: datetime
    reason: str
    size: int


def backup_from(
    connection: sqlite3.Connection,
    path: Path,
    identity: str,
    reason: Reason,
    *,
    goes_on: Callable[[], bool] | None = None,
) -> Path:
    """Makes a backup of the library at `path`, which calls itself `identity` and which `connection` has open.

    It lets go of those that age has made too many. See `copy_from` for `goes_on` and for what is raised.
    """
    # Copies of one library have one identity and lie in several places: what one needs no more, the other may.
    folder = folder_of(identity) / hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:8]
    with suppress(OSError):
        # Where it cannot be made, the copy says why.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    at = datetime.now(UTC).replace(microsecond=0)
    while at in {one.at for one in _files_in(folder)}:
        at += timedelta(seconds=1)
    target = folder / f"{path.stem[:_LONGEST_STEM]} {at:{_TIME}} {reason}.reviewer"
    copy_from(connection, path, target, goes_on=goes_on)
    for place in _places(identity):
        for one in too_many(_files_in(place), now=at):
            with suppress(OSError):
                one.path.unlink()
    return target


def backup_files(identity: str) -> list[BackupFile]:
    """The backups of the library that calls itself `identity`, wherever it lay; the newest first."""
    return _newest_first(one for place in _places(identity) for one in _files_in(place))


def folder_of(identity: str) -> Path:
    """Where the backups of the library lie that calls itself `identity`."""
    from platformdirs import user_data_path

    return user_data_path("reviewer", appauthor=False) / "backups" / (identity or "unnamed")


def too_many(files: Iterable[BackupFile], *, now: datetime) -> list[BackupFile]:
    """Those that need not be kept.

    Kept are the newest three, and as far as there is room the newest of each hour, day and week and of each reason.
    """
    newest_first = _newest_first(files)
    kept, slots, room = set(newest_first[:_NEWEST]), set[str](), _ROOM
    for one in newest_first:
        age = now - one.at
        periods = [one.reason, *(f"{one.at:{period}}" for limit, period in _KEPT if age <= limit)]
        if (not slots.issuperset(periods) and one.size <= room) or one in kept:
            kept.add(one)
            room -= one.size
        slots.update(periods)
    return [one for one in newest_first if one not in kept]


def _newest_first(files: Iterable[BackupFile]) -> list[BackupFile]:
    return sorted(files, key=lambda one: (one.at, one.path.name), reverse=True)


def _places(identity: str) -> list[Path]:
    try:
        return list(folder_of(identity).iterdir())
    except OSError:
        return []


def _files_in(folder: Path) -> list[BackupFile]:
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            if match := _NAME.fullmatch(path.name):
                at = datetime.strptime(match["at"], _TIME).replace(tzinfo=UTC)
                found.append(BackupFile(path, at, match["reason"], path.stat().st_size))
    return found
