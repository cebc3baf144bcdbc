"""Merging a received library into ours: one transaction, one step, or for a preview none."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewer.model.changes import Changes
from reviewer.model.merge import Conflict, MergePlan
from reviewer.store.clock import now
from reviewer.store.faults import LibraryError
from reviewer.store.ids import packed
from reviewer.store.library import Library
from reviewer.store.merging import contents, counting, indexing, joining, noticing, noting, rules, staging
from reviewer.store.merging.remembering import digest_of, known_rows, remember
from reviewer.store.merging.tables import KINDS
from reviewer.store.naming import quoted
from reviewer.store.received import Received, received


def preview(library: Library, other: Path) -> MergePlan:
    """What merging the library at `other` would change; nothing is changed. Raises as `merge` does."""
    return _merged(library, other, is_kept=False)


def merge(library: Library, other: Path) -> MergePlan:
    """Merges the library at `other`; what it changed. One step of the history takes all of it back.

    A file that changes nothing makes no step. ReviewerError where the file is no library, damaged, or this very one.
    """
    return _merged(library, other, is_kept=True)


def _merged(library: Library, other: Path, *, is_kept: bool) -> MergePlan:
    if other.exists() and other.samefile(library.path):
        raise LibraryError(
            problem=f"“{other.name}” is this library itself.", remedy="Name the file that somebody sent."
        )
    name = f"Merge {quoted(other.stem)}"
    with (
        library.beside() as connection,
        received(other) as came,
        _transaction(connection, is_kept=is_kept),
    ):
        digest = digest_of(other)
        if (known := known_rows(connection, digest)) is not None:
            return MergePlan(other, known)
        plan = _join(connection, library, came, name, path=other, is_preview=not is_kept)
        if is_kept and not plan.refused:
            remember(connection, digest, plan.tables)
    if is_kept and plan:
        library.announce(Changes(name, KINDS))
    return plan


@contextmanager
def _transaction(connection: sqlite3.Connection, *, is_kept: bool) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT" if is_kept else "ROLLBACK")
    except BaseException:
        # A full disk has ended the transaction already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _join(
    connection: sqlite3.Connection,
    library: Library,
    came: Received,
    name: str,
    *,
    path: Path,
    is_preview: bool,
) -> MergePlan:
    staging.make_tables(connection)
    staging.stage(connection, came)
    before = indexing.Marks.of(connection)
    step = _begin(connection, library, name)
    noting.watch(connection, last_passage=before.passage)
    noting.note_whole(connection, step)
    aside = set(connection.execute("SELECT tbl, row, field FROM set_aside").fetchall())
    joining.restore_set_aside(connection)
    shares = counting.shares(connection) if is_preview else {}
    contents.copy_contents(connection, came, step)
    rivals, arrived = joining.join_rows(connection, came, step)
    contents.fill_passages(connection)
    overruled = [one for one in rules.apply_rules(connection) if (one.table, one.row, one.field) not in aside]
    found = noticing.conflicts(connection, rivals, overruled, before)
    plan = MergePlan(
        path=path,
        tables=counting.tallies(connection, arrived),
        documents=counting.named(connection, "document", shares.get("document", ())),
        coders=counting.named(connection, "coder", shares.get("coder", ())),
        topics=counting.named(connection, "topic", shares.get("topic", ())),
        conflicts=tuple(found),
        refused=tuple(came.refused),
        refused_in_all=came.refused_in_all,
    )
    if not is_preview:
        _finish(connection, step, before, plan)
    return plan


def _begin(connection: sqlite3.Connection, library: Library, name: str) -> int:
    # No row here carries a moment of this step: what came has its own.
    last = connection.execute("SELECT coalesce(max(hlc), '') FROM seen").fetchone()[0]
    cursor = connection.execute(
        "INSERT INTO step(position, name, at, coder_id, hlc, kind) VALUES (0, ?, ?, ?, ?, 'merge')",
        (name, now(), packed(library.coder.id), last),
    )
    connection.execute("UPDATE step SET position = seq WHERE seq = ?", (cursor.lastrowid,))
    return int(cursor.lastrowid or 0)


def _finish(connection: sqlite3.Connection, step: int, before: indexing.Marks, plan: MergePlan) -> None:
    noting.note_changes(connection, step)
    indexing.index_merged(connection, before)
    _keep_conflicts(connection, step, plan.conflicts)
    if noting.is_empty(connection, step):
        connection.execute("DELETE FROM merge_note WHERE step = ?", (step,))
        connection.execute("DELETE FROM step WHERE seq = ?", (step,))
    else:
        # What was undone cannot be done again on top of what came. References do not act on this connection.
        for table in ("change", "merge_note"):
            connection.execute(f"DELETE FROM {table} WHERE step IN (SELECT seq FROM step WHERE undone > 0)")
        connection.execute("DELETE FROM step WHERE undone > 0")


def _keep_conflicts(connection: sqlite3.Connection, step: int, conflicts: tuple[Conflict, ...]) -> None:
    connection.executemany(
        "INSERT INTO merge_conflict(step, kind, tbl, row, field, kept, lost) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                step,
                one.kind,
                one.what,
                packed(one.identity),
                one.field,
                json.dumps(one.kept),
                json.dumps(one.lost),
            )
            for one in conflicts
        ],
    )
