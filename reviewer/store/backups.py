"""Backups of a library: made when something changed, listed, and gone back to."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.store.backup_files import BackupFile, Reason, backup_files, backup_from, folder_of
from reviewer.store.copies import Counts, copy_library, counts_of, opened_to_read
from reviewer.store.faults import LibraryError, spoken
from reviewer.store.files import aside_of, remove
from reviewer.store.library import Library
from reviewer.store.migrating import migrated_copy
from reviewer.store.settings import remember, setting
from reviewer.store.untrusted import examine

_CLOSING_SECONDS = 5.0
"""For which closing a window waits for its backup."""
_LARGE = 200_000_000
"""Bytes. A larger library is backed up once a day and not once an hour."""
_FAULT = "backup fault"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that can be gone back to. `at` is UTC, ISO 8601; `size` in bytes; `counts` None: it cannot be read."""

    path: Path
    at: str
    reason: str
    size: int
    counts: Counts | None


def backup(library: Library, reason: Reason) -> Path:
    """Makes a backup of the library as it was last saved, and lets go of those that age has made too many.

    It is checked and on the disk when this returns. A step under way is not in it. ReviewerError where none can be made.
    """
    with opened_to_read(library.path) as connection:
        return backup_from(connection, library.path, library.identity, reason)


def copy_to(path: Path, out: Path) -> tuple[Path, Counts]:
    """Copies the library at `path`, while whoever has it open goes on, to a new file: `out`, or one in that folder.

    Gives the file and what is in it.
    """
    examine(path)
    at = datetime.now(UTC).astimezone()
    target = out / f"{path.stem} {at:%Y-%m-%d %H.%M.%S}{path.suffix}" if out.is_dir() else out
    copy_library(path, target)
    with opened_to_read(target) as connection:
        return target, counts_of(connection)


def backups_of(library: Library) -> list[Backup]:
    """The backups of the library, wherever it lay when they were made; the newest first."""
    return [
        Backup(one.path, f"{one.at:%Y-%m-%dT%H:%M:%SZ}", one.reason, one.size, _counts(one.path))
        for one in backup_files(library.identity)
    ]


def restore(library: Library, path: Path) -> Path:
    """Makes the library what it was when the backup at `path` was made, its history included, all at once.

    Gives the backup that was made of it just before: going back to that one undoes this. ReviewerError, and the library
    unchanged, where `path` is no backup of it.
    """
    examine(path)
    before = backup(library, "restore")
    aside = aside_of(before)
    try:
        with opened_to_read(path) as connection:
            migrated_copy(connection, path, aside)
        with spoken(aside), closing(sqlite3.connect(aside, isolation_level=None)) as source:
            found = source.execute("SELECT value FROM setting WHERE key = 'library'").fetchone()
            if found is None or found[0] != library.identity:
                raise LibraryError(
                    problem=f"“{path.name}” is a backup of another library.",
                    kept="The library is unchanged.",
                    remedy="Choose a backup of this one, or open that file as a library of its own.",
                )
            library.become(source)
    finally:
        remove(aside)
    return before


def state_of(library: Library) -> str:
    """Differs wherever somebody has changed something; empty where nobody ever has."""
    with opened_to_read(library.path) as connection:
        return _state(connection)


def backup_if_due(
    path: Path, identity: str, *, since: str, reason: Reason, goes_on: Callable[[], bool] | None = None
) -> Path | None:
    """Makes a backup of the library at `path` where it has changed since the last one and that is not too young.

    Where there is none, it must have changed since its state was `since`: what was only looked at needs none. For a
    thread of its own: it opens the library for itself. None: none was due. `StoppedError` where `goes_on`, which is
    asked between two pieces, says no.
    """
    newest = next(iter(backup_files(identity)), None)
    with opened_to_read(path) as connection:
        if _state(connection) == (since if newest is None else _state_in(newest)):
            return None
        if newest is not None and datetime.now(UTC) - newest.at < _wait(connection, reason):
            return None
        return backup_from(connection, path, identity, reason, goes_on=goes_on)


def backup_on_closing(library: Library, *, since: str) -> None:
    """The last thing before a window closes: a backup where something has changed, which takes seconds at the most.

    See `backup_if_due` for `since`. Why there is none is remembered, for the next time the library is opened: see `backup_fault`.
    """
    if library.access != "write":
        return
    end = time.monotonic() + _CLOSING_SECONDS
    fault = ""
    # A file that has vanished has nothing to back up; what keeps a backup from being made (a full disk) may keep its
    # reason from being remembered.
    with suppress(ReviewerError):
        identity, said_before = library.identity, backup_fault(library)
        try:
            backup_if_due(
                library.path, identity, since=since, reason="closing", goes_on=lambda: time.monotonic() < end
            )
        except ReviewerError as said:
            fault = str(said)
        if fault != said_before:
            remember(library, _FAULT, fault)


def backup_fault(library: Library) -> str:
    """Why there was no backup when the library was closed last, in a sentence; empty where there is nothing to say."""
    return setting(library, _FAULT) or ""


def where_backups_lie(library: Library) -> Path:
    """The folder of the library's backups; it may not be there yet."""
    return folder_of(library.identity)


def _wait(connection: sqlite3.Connection, reason: Reason) -> timedelta:
    """How old the newest backup must be before the next is made by itself."""
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    if pages * size > _LARGE:
        return timedelta(days=1)
    return timedelta(0) if reason == "closing" else timedelta(hours=1)


def _state(connection: sqlite3.Connection) -> str:
    row = connection.execute(
        "SELECT group_concat(hlc) FROM (SELECT hlc FROM seen ORDER BY device)"
    ).fetchone()
    return str(row[0] or "")


def _state_in(one: BackupFile) -> str | None:
    # An older library has no such table; what cannot be read backs nothing up.
    with suppress(ReviewerError, sqlite3.Error), opened_to_read(one.path) as connection:
        return _state(connection)
    return None


def _counts(path: Path) -> Counts | None:
    with suppress(ReviewerError, sqlite3.Error), opened_to_read(path) as connection:
        return counts_of(connection)
    return None
