"""A new file for a colleague, built from what may leave. It is never a copy from which something was deleted."""

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from reviewer.errors import why_not_written
from reviewer.model.share import Choice, Shared, SharePlan
from reviewer.store import manifest, redaction, schema
from reviewer.store.clock import now
from reviewer.store.faults import LibraryError, in_words, spoken
from reviewer.store.files import aside_of, bring_to_disk, name_for_good, put_in_place
from reviewer.store.leaving import choose, plan
from reviewer.store.library import Library
from reviewer.store.untrusted import has_log


def plan_share(library: Library, choice: Choice) -> SharePlan:
    """What would leave, counted. Nothing is written."""
    with closing(_connect(":memory:")) as connection, spoken(library.path):
        _attach(connection, library.path)
        return plan(connection, choose(connection, choice))


def share(library: Library, out: Path, choice: Choice, *, overwrite: bool = False) -> Shared:
    """Makes the file `out` of what the choice lets leave, as the library was saved last; `overwrite` allows it to
    replace a file that is there, but never the library itself.

    It appears whole or not at all. A `ReviewerError` where it cannot be made.
    """
    _refuse(library, out, overwrite=overwrite)
    building, finished = aside_of(out), aside_of(out)
    try:
        # SQLite does not say why it cannot make a file.
        building.touch(exist_ok=False)
        with _spoken(library.path, out):
            counted, made = _build(library, building, finished, choice)
        bring_to_disk(finished)
        size = finished.stat().st_size
        if overwrite:
            put_in_place(finished, out)
        else:
            name_for_good(finished, out)
    except OSError as fault:
        raise _not_made(out, why_not_written(fault)) from fault
    finally:
        for aside in (building, finished):
            with suppress(OSError):
                aside.unlink(missing_ok=True)
    return Shared(out, replace(counted, bytes=size), made.fingerprint)


def _build(
    library: Library, building: Path, finished: Path, choice: Choice
) -> tuple[SharePlan, manifest.Manifest]:
    with closing(_connect(str(building))) as connection:
        schema.migrate(connection)
        indexes = _take_indexes(connection)
        _attach(connection, library.path)
        # One view of the library for everything, whoever writes to it meanwhile.
        connection.execute("BEGIN")
        leaving = choose(connection, choice)
        counted = plan(connection, leaving)
        redaction.copy(connection, leaving, sharer=library.coder)
        connection.execute("COMMIT")
        connection.execute("DETACH source")
        about = _about(library, choice)
        # Neither waits for the other: SQLite works in both without holding up Python.
        with ThreadPoolExecutor(max_workers=1) as other:
            listing = other.submit(_list, building, about)
            connection.execute("VACUUM main INTO ?", (str(finished),))
            made = _finish(finished, indexes, listing)
    return counted, made


def _take_indexes(connection: sqlite3.Connection) -> list[str]:
    """Takes the indexes from tables without rows, and gives what makes them: over all rows at once they are made faster."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND name NOT GLOB '*sqlite*'"
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    return [sql for _, sql in found]


def _finish(path: Path, indexes: list[str], listing: Future[manifest.Manifest]) -> manifest.Manifest:
    with closing(_connect(str(path))) as connection:
        connection.execute("BEGIN")
        for index in indexes:
            connection.execute(index)
        made = listing.result()
        connection.executemany("INSERT INTO manifest VALUES (?, ?)", sorted(made.entries.items()))
        connection.execute("COMMIT")
    return made


def _list(path: Path, about: Mapping[str, str]) -> manifest.Manifest:
    with closing(_connect(str(path))) as connection:
        return manifest.make(connection.execute, about)


def _about(library: Library, choice: Choice) -> dict[str, str]:
    sharer = library.coder
    return {
        "made": now(),
        "coder": sharer.id,
        "coder name": "" if redaction.is_name_of_machine(sharer.name) else sharer.name,
        # The least version that a program must know to read this: tables are held against those of their version.
        "reader": str(schema.VERSION),
        "schema": str(schema.VERSION),
        "holds": json.dumps(
            {
                "whole": choice.is_whole,
                "texts": choice.texts,
                "memos": choice.memos,
                "everyone": choice.coders is None,
            }
        ),
    }


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    # What is built here counts only when it is finished, and is brought to the disk then.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA temp_store = MEMORY")
    # What is copied has been held against them where it was written.
    connection.execute("PRAGMA ignore_check_constraints = ON")
    return connection


def _attach(connection: sqlite3.Connection, path: Path) -> None:
    place = path.absolute().as_uri()
    try:
        connection.execute("ATTACH ? AS source", (f"{place}?mode=ro",))
        connection.execute("SELECT 1 FROM source.sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        # In a folder that is read-only SQLite cannot make its files beside it; where nothing waits in one, none is needed.
        if has_log(path):
            raise
        with suppress(sqlite3.OperationalError):
            connection.execute("DETACH source")
        connection.execute("ATTACH ? AS source", (f"{place}?immutable=1",))


def _refuse(library: Library, out: Path, *, overwrite: bool) -> None:
    if not os.path.lexists(out):
        return
    if os.path.isdir(out):  # noqa: PTH112 (Path's own raises where a name is too long)
        raise LibraryError(problem=f"“{out}” is a folder.", remedy="Give the new file a name in it.")
    if os.path.exists(out) and out.samefile(library.path):  # noqa: PTH110 (as above)
        raise LibraryError(
            problem=f"“{out}” is the library itself.",
            kept="It is kept as it was.",
            remedy="Give the file for your colleague another name.",
        )
    if not overwrite:
        raise LibraryError(
            problem=f"“{out}” is there already.",
            kept="It is kept as it was.",
            remedy="Choose another name, or say that it may be replaced.",
        )


@contextmanager
def _spoken(source: Path, out: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as fault:
        code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
        if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
            raise _not_made(out, "the disk is full or does not answer") from fault
        raise (in_words(fault, source) or fault) from fault


def _not_made(out: Path, reason: str) -> LibraryError:
    return LibraryError(
        problem=f"“{out.name}” cannot be made in “{out.parent}”: {reason}.",
        kept="The library is unchanged.",
        remedy="Free some space there, or choose a folder in which you may write.",
    )
