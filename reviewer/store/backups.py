"""Backups: whole copies of a library, in the user's own folder, and the way back to one of them.

They do not lie beside the library, where a cloud service would carry each of them away.
"""

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reviewer.store.copies import copy_from, opened_to_read

if TYPE_CHECKING:
    from reviewer.store.library import Library

Reason = Literal["asked", "closing", "merge", "older version", "restore"]
"""Why a backup was made: a person wanted one, the window closed, or what the name says was about to happen."""

_NAME = re.compile(r"(?P<stem>.*) (?P<at>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d) (?P<reason>[a-z ]+)\.reviewer")
_TIME = "%Y-%m-%d %H.%M.%S"
_LONGEST_STEM = 40
_NEWEST = 3
_KEPT: tuple[tuple[timedelta, str], ...] = (
    (timedelta(days=1), "%Y-%m-%d %H"),
    (timedelta(weeks=1), "%Y-%m-%d"),
    (timedelta(weeks=8), "%G-%V"),
)
"""Until which age one backup is kept for each hour, day and week."""


@dataclass(frozen=True, slots=True)
class Named:
    """A backup as its file name tells it; `at` is UTC, to the second."""

    path: Path
    at: datetime
    reason: str


def backup(library: "Library", reason: Reason) -> Path:
    """Makes a backup of the library as it was last saved, and lets go of those that age has made too many.

    It is checked and on the disk when this returns. A step under way is not in it. ReviewerError where none can be made.
    """
    return backup_file(library.path, library.identity, reason)


def backup_file(path: Path, identity: str, reason: Reason, *, seconds: float | None = None) -> Path:
    """A backup of the library at `path`, which calls itself `identity`; see `copy_library` for `seconds`."""
    with opened_to_read(path) as connection:
        return backup_from(connection, path, identity, reason, seconds=seconds)


def backup_from(
    connection: sqlite3.Connection, path: Path, identity: str, reason: Reason, *, seconds: float | None = None
) -> Path:
    """`backup_file` for a library that `connection` has open already, outside a transaction."""
    # Copies of one library have one identity and lie in several places: what one needs no more, the other may.
    folder = folder_of(identity) / hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:8]
    with suppress(OSError):
        # Where it cannot be made, the copy says why.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    at = datetime.now(UTC).replace(microsecond=0)
    while (target := _target(folder, path.stem, at, reason)).exists():
        at += timedelta(seconds=1)
    copy_from(connection, path, target, seconds=seconds)
    _let_go(folder.parent, at)
    return target


def folder_of(identity: str) -> Path:
    """Where the backups of the library lie that calls itself `identity`."""
    from platformdirs import user_data_path

    return user_data_path("reviewer", appauthor=False) / "backups" / identity


def too_many(backups: Iterable[Named], *, now: datetime) -> list[Named]:
    """Those that need not be kept: kept are the newest three, the newest of each hour, day and week, and of each reason."""
    newest_first = sorted(backups, key=lambda one: (one.at, one.path.name), reverse=True)
    kept, slots = set(newest_first[:_NEWEST]), set[str]()
    for one in newest_first:
        age = now - one.at
        periods = [one.reason, *(f"{one.at:{period}}" for limit, period in _KEPT if age <= limit)]
        if not slots.issuperset(periods):
            kept.add(one)
        slots.update(periods)
    return [one for one in newest_first if one not in kept]


def _named(folder: Path) -> list[Named]:
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            if match := _NAME.fullmatch(path.name):
                at = datetime.strptime(match["at"], _TIME).replace(tzinfo=UTC)
                found.append(Named(path, at, match["reason"]))
    return found


def _let_go(folder: Path, now: datetime) -> None:
    with suppress(OSError):
        for place in folder.iterdir():
            for one in too_many(_named(place), now=now):
                one.path.unlink()


def _target(folder: Path, stem: str, at: datetime, reason: Reason) -> Path:
    return folder / f"{stem[:_LONGEST_STEM]} {at:{_TIME}} {reason}.reviewer"
