"""Topics: the codebook, a tree."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.model.ids import TopicId
from reviewer.model.palette import next_colour
from reviewer.model.topic import Topic
from reviewer.store.ids import new_id, packed
from reviewer.store.library import Library
from reviewer.store.naming import quoted
from reviewer.store.unity import members, standing, stands_for

LIVE_PASSAGE = "passage_id NOT IN (SELECT id FROM passage WHERE document_id IN (SELECT id FROM document WHERE deleted = 1))"
"""A condition that keeps tags of removed documents out of counts."""

_Row = tuple[bytes, bytes | None, str, str, str]
"""A topic's identity, its parent's, name, colour, description."""


def topics(library: Library) -> list[Topic]:
    """All topics in the order of the tree: each before those below it, sisters by name."""
    rows = library.execute(
        "SELECT id, parent_id, name, colour, description FROM topic WHERE deleted = 0"
    ).fetchall()
    uses = {
        topic: (count, last)
        for topic, count, last in library.execute(
            f"SELECT topic_id, count(DISTINCT passage_id), max(created) FROM topic_tag "
            f"WHERE deleted = 0 AND {LIVE_PASSAGE} GROUP BY topic_id"
        )
    }
    stand = standing(library, "topic")
    for stands in set(stand.values()):
        uses[stands] = _uses_together(library, members(library, "topic", stands))
    parents = {row[0]: stand.get(row[1] or b"", row[1]) for row in rows if row[0] not in stand}
    _cut_circles(parents)
    children: defaultdict[bytes | None, list[_Row]] = defaultdict(list)
    for row in rows:
        if row[0] in parents:
            parent = parents[row[0]]
            children[parent if parent in parents else None].append(row)
    return _with_sums(library, list(_Tree(children, uses).below(None, None, "")), stand)


def topic(library: Library, identity: TopicId) -> Topic:
    """One topic; a `ReviewerError` where it was deleted."""
    for one in topics(library):
        if one.id == identity:
            return one
    raise _gone()


def find_topic(library: Library, path: str) -> Topic:
    """The topic at `path`; by its name alone where only one bears it. None is a `ReviewerError`."""
    wanted = "/".join(_names(path))
    everything = topics(library)
    exact = [one for one in everything if one.path == wanted]
    same = exact or [one for one in everything if one.path.casefold() == wanted.casefold()]
    named = same or [one for one in everything if one.name.casefold() == wanted.casefold()]
    if len(named) == 1:
        return named[0]
    if named:
        which = ", ".join(f"“{one.path}”" for one in named)
        raise ReviewerError(
            problem=f"Several topics are called “{wanted}”: {which}.", remedy="Write the whole path."
        )
    raise ReviewerError(
        problem=f"There is no topic “{wanted}”.", remedy="The topics of a library are listed under Topics."
    )


def subtree(library: Library, identity: TopicId) -> list[TopicId]:
    """A topic and all below it, with those that they stand for."""
    # UNION and not UNION ALL: a circle in the tree must end.
    rows = library.execute(
        "WITH RECURSIVE below(id) AS (VALUES (?) UNION SELECT topic.id FROM topic JOIN below "
        "ON topic.parent_id = below.id OR topic.merged_into = below.id WHERE topic.deleted = 0) SELECT id FROM below",
        (stands_for(library, "topic", packed(identity)),),
    )
    return [TopicId(row[0].hex()) for row in rows]


def path_of(library: Library, identity: TopicId) -> str:
    """The path of a topic, deleted or not, for the name of a step; empty where there is none."""
    # The depth is bounded: a library from elsewhere may hold a circle.
    rows = library.execute(
        "WITH RECURSIVE above(id, depth) AS (VALUES (?, 0) UNION SELECT parent_id, depth + 1 FROM topic JOIN above "
        "ON topic.id = above.id WHERE parent_id IS NOT NULL AND depth < 100) "
        "SELECT name FROM above JOIN topic ON topic.id = above.id ORDER BY depth DESC",
        (packed(identity),),
    )
    return "/".join(name for (name,) in rows)


def ensure_topic(library: Library, path: str) -> TopicId:
    """The topic at `path`, made with its parents where it is not there yet."""
    parent: bytes | None = None
    with library.step(f"New topic {quoted(path)}") as step:
        for name in _names(path):
            there = _at(library, parent, name)
            if there:
                parent = stands_for(library, "topic", there)
                continue
            made = packed(new_id())
            library.execute(
                "INSERT INTO topic(id, parent_id, name, colour, created, hlc) VALUES (?, ?, ?, ?, ?, ?)",
                (made, parent, name, unused_colour(library), step.at, step.moment),
            )
            parent = made
    assert parent is not None  # noqa: S101  _names gives one name at least
    return TopicId(parent.hex())


def rename_topic(library: Library, identity: TopicId, name: str) -> Changes:
    """Gives a topic another name in its place; a sister of that name is a `ReviewerError`."""
    wanted = _single_name(name)
    with library.step(partial(_name, library, "Rename topic", identity, f" to {quoted(wanted)}")) as step:
        row = library.execute("SELECT parent_id FROM topic WHERE id = ?", (packed(identity),)).fetchone()
        if row is None:
            raise _gone()
        _refuse_sister(library, identity, row[0], wanted)
        library.execute(
            "UPDATE topic SET name = ?, hlc = ? WHERE id = ?", (wanted, step.moment, packed(identity))
        )
    return step.changes


def recolour_topic(library: Library, identity: TopicId, colour: str) -> Changes:
    """Gives a topic another colour, `#rrggbb` of the palette."""
    with library.step(partial(_name, library, "Colour topic", identity)) as step:
        library.execute(
            "UPDATE topic SET colour = ?, hlc = ? WHERE id = ?", (colour, step.moment, packed(identity))
        )
    return step.changes


def describe_topic(library: Library, identity: TopicId, description: str) -> Changes:
    """Says what a topic is for; empty text takes that away."""
    with library.step(partial(_name, library, "Describe topic", identity)) as step:
        library.execute(
            "UPDATE topic SET description = ?, hlc = ? WHERE id = ?",
            (description.strip(), step.moment, packed(identity)),
        )
    return step.changes


def move_topic(library: Library, identity: TopicId, parent: TopicId | None) -> Changes:
    """Puts a topic with all below it under another, or at the top; under itself is a `ReviewerError`."""
    if parent is not None and parent in subtree(library, identity):
        raise ReviewerError(
            problem="A topic cannot lie below itself.",
            kept="Nothing was moved.",
            remedy="Choose another place.",
        )
    above = packed(parent) if parent else None
    goal = f" below {quoted(path_of(library, parent))}" if parent else " to the top"
    with library.step(partial(_name, library, "Move topic", identity, goal)) as step:
        row = library.execute("SELECT name FROM topic WHERE id = ?", (packed(identity),)).fetchone()
        if row is None:
            raise _gone()
        _refuse_sister(library, identity, above, row[0])
        library.execute(
            "UPDATE topic SET parent_id = ?, hlc = ? WHERE id = ?", (above, step.moment, packed(identity))
        )
    return step.changes


def delete_topic(library: Library, identity: TopicId) -> Changes:
    """Deletes a topic, all below it and their tags; a passage that has no other tag or memo goes too."""
    doomed = [packed(one) for one in subtree(library, identity)]
    marks = ", ".join("?" * len(doomed))
    with library.step(partial(_name, library, "Delete topic", identity)) as step:
        touched = library.execute(
            f"SELECT DISTINCT passage_id FROM topic_tag WHERE deleted = 0 AND topic_id IN ({marks})", doomed
        ).fetchall()
        library.execute(
            f"UPDATE topic_tag SET deleted = 1, hlc = ? WHERE deleted = 0 AND topic_id IN ({marks})",
            [step.moment, *doomed],
        )
        library.execute(
            f"UPDATE topic SET deleted = 1, hlc = ? WHERE deleted = 0 AND id IN ({marks})",
            [step.moment, *doomed],
        )
        drop_bare_passages(library, [row[0] for row in touched], step.moment)
    return step.changes


def drop_bare_passages(library: Library, passages: list[bytes], moment: str) -> None:
    """Marks those of `passages` deleted that no tag and no memo is left on; inside a step."""
    library.execute_many(
        "UPDATE passage SET deleted = 1, hlc = ?1 WHERE id = ?2 AND deleted = 0 "
        "AND NOT EXISTS (SELECT 1 FROM topic_tag WHERE passage_id = ?2 AND deleted = 0) "
        "AND NOT EXISTS (SELECT 1 FROM entity_tag WHERE passage_id = ?2 AND deleted = 0) "
        "AND NOT EXISTS (SELECT 1 FROM memo WHERE target_id = ?2 AND target_kind = 'passage' AND deleted = 0)",
        [(moment, passage) for passage in passages],
    )


def unused_colour(library: Library) -> str:
    """The colour that topics and entities have used least so far."""
    rows = library.execute(
        "SELECT colour, count(*) FROM (SELECT colour FROM topic WHERE deleted = 0 "
        "UNION ALL SELECT colour FROM entity WHERE deleted = 0) GROUP BY colour"
    )
    return next_colour(dict(rows.fetchall()))


@dataclass(frozen=True, slots=True)
class _Tree:
    """The rows below each parent, and each topic's count of passages and time of last use."""

    children: dict[bytes | None, list[_Row]]
    uses: dict[bytes, tuple[int, str]]

    def below(self, parent: bytes | None, parent_id: TopicId | None, above: str) -> Iterator[Topic]:
        """The topics below one, depth first."""
        for identity, _, name, colour, description in sorted(
            self.children.get(parent, ()), key=lambda row: (row[2].casefold(), row[0])
        ):
            one, path = TopicId(identity.hex()), f"{above}{name}"
            count, last = self.uses.get(identity, (0, ""))
            yield Topic(one, name, path, colour, parent_id, description, count, count, last)
            yield from self.below(identity, one, f"{path}/")


def _with_sums(library: Library, order: list[Topic], stand: dict[bytes, bytes]) -> list[Topic]:
    """Counts a topic's passages together with those below it, each passage once."""
    above = {one.id: one.parent for one in order}
    parents = {one.parent for one in order if one.parent}
    if not parents:
        return order
    seen: defaultdict[TopicId, set[bytes]] = defaultdict(set)
    for raw, passage in library.execute(
        f"SELECT topic_id, passage_id FROM topic_tag WHERE deleted = 0 AND {LIVE_PASSAGE}"
    ):
        at: TopicId | None = TopicId(stand.get(raw, raw).hex())
        while at is not None:
            if at in parents:
                seen[at].add(passage)
            at = above.get(at)
    return [
        Topic(
            one.id,
            one.name,
            one.path,
            one.colour,
            one.parent,
            one.description,
            len(seen[one.id]) if one.id in parents else one.own,
            one.own,
            one.last_used,
        )
        for one in order
    ]


def _name(library: Library, verb: str, identity: TopicId, rest: str = "") -> str:
    return f"{verb} {quoted(path_of(library, identity))}{rest}"


def _names(path: str) -> list[str]:
    names = [unicodedata.normalize("NFC", " ".join(part.split())) for part in path.split("/")]
    names = [name for name in names if name]
    if not names:
        raise ReviewerError(
            problem="A topic needs a name.", remedy="Type a name, or a path such as “Housing/Rents”."
        )
    return names


def _single_name(name: str) -> str:
    names = _names(name)
    if len(names) != 1:
        raise ReviewerError(
            problem="A topic's name cannot hold “/”, which separates a topic from those above it.",
            kept="The name was not changed.",
            remedy="Move the topic to put it below another.",
        )
    return names[0]


def _at(library: Library, parent: bytes | None, name: str, *, but: bytes = b"") -> bytes | None:
    """The topic of that name below `parent` and below all that this one stands for; one that stands for itself first."""
    above = [None] if parent is None else members(library, "topic", parent)
    marks = " OR ".join("parent_id IS ?" for _ in above)
    row = library.execute(
        f"SELECT id FROM topic WHERE ({marks}) AND name = ? AND deleted = 0 AND id <> ? "
        f"ORDER BY merged_into IS NOT NULL, id LIMIT 1",
        (*above, name, but),
    ).fetchone()
    return row[0] if row else None


def _uses_together(library: Library, topics: list[bytes]) -> tuple[int, str]:
    """In how many passages several topics are used, each counted once, and when last."""
    count, last = library.execute(
        f"SELECT count(DISTINCT passage_id), coalesce(max(created), '') FROM topic_tag "
        f"WHERE deleted = 0 AND topic_id IN ({', '.join('?' * len(topics))}) AND {LIVE_PASSAGE}",
        topics,
    ).fetchone()
    return count, last


def _cut_circles(parents: dict[bytes, bytes | None]) -> None:
    """Puts the smallest topic of each circle at the top: topics that stand for each other's parents can make one."""
    done: set[bytes] = set()
    for start in sorted(parents):
        way: list[bytes] = []
        at: bytes | None = start
        while at is not None and at in parents and at not in done:
            done.add(at)
            way.append(at)
            at = parents[at]
        if at in way:
            parents[min(way[way.index(at) :])] = None


def _refuse_sister(library: Library, identity: TopicId, parent: bytes | None, name: str) -> None:
    if _at(library, parent, name, but=packed(identity)):
        raise ReviewerError(
            problem=f"There is a topic “{name}” in this place already.",
            kept="Nothing was changed.",
            remedy="Choose another name.",
        )


def _gone() -> ReviewerError:
    return ReviewerError(problem="This topic has been deleted.", remedy="Undo brings it back.")
