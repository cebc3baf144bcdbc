"""The conflicts that merges have left: which are open, and how one is settled."""

import json
from functools import partial

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.model.merge import Conflict, OpenConflict
from reviewer.store.clocks import FIELDS
from reviewer.store.ids import packed
from reviewer.store.library import Library
from reviewer.store.naming import quoted

_IS_OPEN = "(settled = 0 OR EXISTS (SELECT 1 FROM step WHERE seq = settled AND undone > 0))"
"""`settled` is 0, -1 where the merge's choice stands, or the step that took the other value."""
_NAME = (
    "coalesce((SELECT name FROM topic WHERE id = row), (SELECT name FROM entity WHERE id = row), "
    "(SELECT title FROM document WHERE id = row), (SELECT name FROM coder WHERE id = row), "
    "(SELECT substr(text, 1, 80) FROM memo WHERE id = row), (SELECT substr(quote, 1, 80) FROM passage WHERE id = row), '')"
)
_WRITTEN = frozenset(
    {
        "name",
        "colour",
        "description",
        "kind",
        "title",
        "published",
        "source",
        "url",
        "language",
        "status",
        "text",
    }
)
"""Fields whose value is what is shown of it, so that the other one can be taken."""


def open_conflicts(library: Library) -> list[OpenConflict]:
    """Those that nobody has settled, in the order in which they came."""
    rows = library.execute(
        f"SELECT n, kind, tbl, row, {_NAME}, field, kept, lost FROM merge_conflict WHERE {_IS_OPEN} ORDER BY n"
    ).fetchall()
    return [
        OpenConflict(
            number,
            Conflict(kind, table, row.hex(), name, field, json.loads(kept), json.loads(lost)),
            is_switchable=kind == "field" and field in _WRITTEN and field in FIELDS.get(table, ()),
        )
        for number, kind, table, row, name, field, kept, lost in rows
    ]


def count_conflicts(library: Library) -> int:
    """How many are open."""
    return int(library.execute(f"SELECT count(*) FROM merge_conflict WHERE {_IS_OPEN}").fetchone()[0])


def let_stand(library: Library, number: int) -> None:
    """What the merge made of a conflict stands, and nobody is asked again. It changes nothing that could be undone."""
    library.execute("UPDATE merge_conflict SET settled = -1 WHERE n = ?", (number,))


def take_other(library: Library, number: int) -> Changes:
    """Lets the other value of a conflict count. One step, whose undo opens the conflict again."""
    found = next((one for one in open_conflicts(library) if one.number == number), None)
    if found is None or not found.is_switchable:
        raise ReviewerError(
            problem="This conflict cannot be settled by taking the other value, or it is settled already.",
            kept="Nothing was changed.",
            remedy="Look at the list again.",
        )
    conflict = found.conflict
    with library.step(partial(_step_name, conflict)) as step:
        library.execute(
            f'UPDATE {conflict.what} SET "{conflict.field}" = ?, hlc = ? WHERE id = ?',
            (conflict.lost, step.moment, packed(conflict.identity)),
        )
        library.execute("UPDATE merge_conflict SET settled = ? WHERE n = ?", (step.seq, number))
    return step.changes


def _step_name(conflict: Conflict) -> str:
    return f"Take the other {conflict.field} of {conflict.what} {quoted(conflict.name)}"
