"""What merges have left to decide: conflicts that are open, and topics and entities that look the same."""

import json
from functools import partial

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.model.ids import EntityId, TopicId
from reviewer.model.merge import Alike, Conflict, OpenConflict
from reviewer.store.clocks import FIELDS
from reviewer.store.ids import packed
from reviewer.store.library import Library
from reviewer.store.naming import quoted
from reviewer.store.settings import remember
from reviewer.store.unifying import alike_entities, alike_topics, unify_entities, unify_topics

_APART = "two "
"""What the settings begin with that say which two are not one."""
_IS_OPEN = "(settled = 0 OR EXISTS (SELECT 1 FROM step WHERE seq = settled AND undone > 0))"
"""`settled` is 0, -1 where the merge's choice stands, or the step that took the other value."""
_NAME = (
    "coalesce((SELECT name FROM topic WHERE id = row), (SELECT name FROM entity WHERE id = row), "
    "(SELECT title FROM document WHERE id = row), (SELECT name FROM coder WHERE id = row), "
    "(SELECT substr(text, 1, 80) FROM memo WHERE id = row), (SELECT substr(quote, 1, 80) FROM passage WHERE id = row), '')"
)
_UNIFIABLE = {"topic name", "entity name"}
"""Conflicts of two that could be one."""
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
            is_switchable=kind in _UNIFIABLE
            or (kind == "field" and field in _WRITTEN and field in FIELDS.get(table, ())),
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
    """Lets the other value of a conflict count; of two of one name, the first stand for both.

    One step, whose undo opens the conflict again.
    """
    found = next((one for one in open_conflicts(library) if one.number == number), None)
    if found is None or not found.is_switchable:
        raise ReviewerError(
            problem="This conflict cannot be settled by taking the other value, or it is settled already.",
            kept="Nothing was changed.",
            remedy="Look at the list again.",
        )
    conflict = found.conflict
    with library.step(partial(_step_name, conflict)) as step:
        if conflict.kind in _UNIFIABLE:
            _unify(library, conflict.what, conflict.kept, conflict.lost)
        else:
            library.execute(
                f'UPDATE {conflict.what} SET "{conflict.field}" = ?, hlc = ? WHERE id = ?',
                (conflict.lost, step.moment, packed(conflict.identity)),
            )
        library.execute("UPDATE merge_conflict SET settled = ? WHERE n = ?", (step.seq, number))
    return step.changes


def pairs_alike(library: Library) -> list[Alike]:
    """Topics, then entities, that look the same and that nobody has said to be two."""
    apart = {
        key
        for (key,) in library.execute("SELECT key FROM setting WHERE key GLOB ?", (f"{_APART}*",)).fetchall()
    }
    found = [
        Alike("topic", one.keep.id, one.other.id, one.keep.path, one.other.path, one.keep.own, one.other.own)
        for one in alike_topics(library)
    ]
    found += [
        Alike(
            *("entity", one.keep.id, one.other.id, one.keep.name, one.other.name),
            one.keep.passages,
            one.other.passages,
        )
        for one in alike_entities(library)
    ]
    return [one for one in found if _apart(one) not in apart]


def unify(library: Library, pair: Alike) -> Changes:
    """Lets the first of a pair stand for both. One step; a conflict about their names is settled with it."""
    with library.step(f"Unify {quoted(pair.keep_name)} and {quoted(pair.other_name)}") as step:
        _unify(library, pair.what, pair.keep, pair.other)
        _settle_pair(library, pair, step.seq)
    return step.changes


def keep_apart(library: Library, pair: Alike) -> None:
    """The two of a pair are two, and are not offered again. It changes nothing that could be undone."""
    remember(library, _apart(pair), "yes")
    _settle_pair(library, pair, -1)


def _settle_pair(library: Library, pair: Alike, by: int) -> None:
    for found in open_conflicts(library):
        conflict = found.conflict
        if conflict.kind in _UNIFIABLE and {conflict.kept, conflict.lost} == {pair.keep, pair.other}:
            library.execute("UPDATE merge_conflict SET settled = ? WHERE n = ?", (by, found.number))


def _unify(library: Library, what: str, keep: str, other: str) -> None:
    if what == "topic":
        unify_topics(library, TopicId(keep), TopicId(other))
    else:
        unify_entities(library, EntityId(keep), EntityId(other))


def _apart(pair: Alike) -> str:
    return _APART + " ".join(sorted((pair.keep, pair.other)))


def _step_name(conflict: Conflict) -> str:
    if conflict.kind in _UNIFIABLE:
        return f"Unify {conflict.what} {quoted(conflict.name)} with its namesake"
    return f"Take the other {conflict.field} of {conflict.what} {quoted(conflict.name)}"
