"""Entities: named people, organisations, places, laws, events, works, and the other names they go by."""

import unicodedata
from collections import defaultdict
from functools import partial

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.model.entity import Entity
from reviewer.model.ids import EntityId
from reviewer.store.ids import new_id, packed
from reviewer.store.library import Library
from reviewer.store.naming import quoted
from reviewer.store.topics import LIVE_PASSAGE, drop_bare_passages, unused_colour
from reviewer.store.unity import members, standing, stands_for


def entities(library: Library) -> list[Entity]:
    """All entities, by name."""
    aliases: defaultdict[bytes, list[str]] = defaultdict(list)
    for identity, alias in library.execute(
        "SELECT entity_id, alias FROM entity_alias WHERE deleted = 0 ORDER BY alias"
    ):
        aliases[identity].append(alias)
    uses = {
        entity: (count, last)
        for entity, count, last in library.execute(
            f"SELECT entity_id, count(DISTINCT passage_id), max(created) FROM entity_tag "
            f"WHERE deleted = 0 AND {LIVE_PASSAGE} GROUP BY entity_id"
        )
    }
    rows = library.execute(
        "SELECT id, kind, name, colour, description FROM entity WHERE deleted = 0"
    ).fetchall()
    if stand := standing(library, "entity"):
        _add_names(rows, aliases, stand)
        for stands in set(stand.values()):
            uses[stands] = _uses_together(library, members(library, "entity", stands))
        rows = [row for row in rows if row[0] not in stand]
    return [
        Entity(
            EntityId(identity.hex()),
            kind,
            name,
            colour,
            tuple(aliases[identity]),
            description,
            *uses.get(identity, (0, "")),
        )
        for identity, kind, name, colour, description in sorted(
            rows, key=lambda row: (row[2].casefold(), row[0])
        )
    ]


def find_entity(library: Library, reference: str) -> Entity:
    """The entity written `kind:Name`, or by a name or alias that only one bears. None is a `ReviewerError`."""
    kind, _, rest = reference.partition(":")
    everything = entities(library)
    found = [one for one in everything if rest and one.kind == kind.strip() and _bears(one, rest)]
    found = found or [one for one in everything if _bears(one, reference)]
    exact = [one for one in found if one.name == (rest or reference).strip()]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        which = ", ".join(f"“{one.reference}”" for one in found)
        raise ReviewerError(
            problem=f"Several entities are called “{reference}”: {which}.",
            remedy="Write the kind and the full name.",
        )
    raise ReviewerError(
        problem=f"There is no entity “{reference}”.",
        remedy="The entities of a library are listed under Entities.",
    )


def ensure_entity(library: Library, kind: str, name: str) -> EntityId:
    """The entity of that kind and name, or of that kind with such an alias; made if there is none."""
    wanted_kind, wanted = _word(kind, "kind"), _word(name, "name")
    if ":" in wanted_kind:
        raise ReviewerError(
            problem="An entity's kind cannot hold “:”.", remedy="Write kind:Name, person:Ada Lovelace."
        )
    row = library.execute(
        "SELECT id FROM entity WHERE kind = ? AND name = ? AND deleted = 0 ORDER BY merged_into IS NOT NULL, id LIMIT 1",
        (wanted_kind, wanted),
    ).fetchone()
    row = (
        row
        or library.execute(
            "SELECT entity.id FROM entity JOIN entity_alias ON entity_id = entity.id WHERE kind = ? AND alias = ? "
            "AND entity.deleted = 0 AND entity_alias.deleted = 0 ORDER BY entity.id LIMIT 1",
            (wanted_kind, wanted),
        ).fetchone()
    )
    if row:
        return EntityId(stands_for(library, "entity", row[0]).hex())
    made = EntityId(new_id())
    with library.step(f"New entity {quoted(wanted)}") as step:
        library.execute(
            "INSERT INTO entity(id, kind, name, colour, created, hlc) VALUES (?, ?, ?, ?, ?, ?)",
            (packed(made), wanted_kind, wanted, unused_colour(library), step.at, step.moment),
        )
    return made


def rename_entity(library: Library, identity: EntityId, name: str) -> Changes:
    """Gives an entity another name; the old one stays as an alias."""
    wanted = _word(name, "name")
    with library.step(partial(_name, library, "Rename entity", identity, f" to {quoted(wanted)}")) as step:
        old = library.execute("SELECT name FROM entity WHERE id = ?", (packed(identity),)).fetchone()
        if old is None:
            raise ReviewerError(problem="This entity has been deleted.", remedy="Undo brings it back.")
        if old[0] != wanted:
            library.execute(
                "UPDATE entity SET name = ?, hlc = ? WHERE id = ?", (wanted, step.moment, packed(identity))
            )
            add_alias(library, identity, old[0])
    return step.changes


def change_kind(library: Library, identity: EntityId, kind: str) -> Changes:
    """Says what kind of thing an entity is."""
    wanted = _word(kind, "kind")
    with library.step(partial(_name, library, "Change kind of entity", identity, f" to {wanted}")) as step:
        library.execute(
            "UPDATE entity SET kind = ?, hlc = ? WHERE id = ?",
            (wanted, step.moment, packed(identity)),
        )
    return step.changes


def recolour_entity(library: Library, identity: EntityId, colour: str) -> Changes:
    """Gives an entity another colour, `#rrggbb` of the palette."""
    with library.step(partial(_name, library, "Colour entity", identity)) as step:
        library.execute(
            "UPDATE entity SET colour = ?, hlc = ? WHERE id = ?", (colour, step.moment, packed(identity))
        )
    return step.changes


def describe_entity(library: Library, identity: EntityId, description: str) -> Changes:
    """Says who or what an entity is; empty text takes that away."""
    with library.step(partial(_name, library, "Describe entity", identity)) as step:
        library.execute(
            "UPDATE entity SET description = ?, hlc = ? WHERE id = ?",
            (description.strip(), step.moment, packed(identity)),
        )
    return step.changes


def add_alias(library: Library, identity: EntityId, alias: str) -> Changes:
    """Adds another name that an entity goes by; one that it has already changes nothing."""
    wanted = _word(alias, "name")
    with library.step(partial(_name, library, f"Add alias {quoted(wanted)} to", identity)) as step:
        library.execute(
            "INSERT INTO entity_alias(entity_id, alias, hlc) VALUES (?, ?, ?) ON CONFLICT(entity_id, alias) "
            "DO UPDATE SET deleted = 0, hlc = excluded.hlc WHERE deleted = 1",
            (packed(identity), wanted, step.moment),
        )
    return step.changes


def remove_alias(library: Library, identity: EntityId, alias: str) -> Changes:
    """Takes a name from an entity's aliases."""
    with library.step(partial(_name, library, f"Remove alias {quoted(alias)} of", identity)) as step:
        library.execute_many(
            "UPDATE entity_alias SET deleted = 1, hlc = ? WHERE entity_id = ? AND alias = ? AND deleted = 0",
            [(step.moment, one, alias) for one in members(library, "entity", packed(identity))],
        )
    return step.changes


def delete_entity(library: Library, identity: EntityId) -> Changes:
    """Deletes an entity with those that it stands for, and their tags; a passage without another tag or memo goes too."""
    doomed = members(library, "entity", packed(identity))
    marks = ", ".join("?" * len(doomed))
    with library.step(partial(_name, library, "Delete entity", identity)) as step:
        touched = library.execute(
            f"SELECT DISTINCT passage_id FROM entity_tag WHERE deleted = 0 AND entity_id IN ({marks})", doomed
        ).fetchall()
        library.execute(
            f"UPDATE entity_tag SET deleted = 1, hlc = ? WHERE deleted = 0 AND entity_id IN ({marks})",
            [step.moment, *doomed],
        )
        library.execute(
            f"UPDATE entity SET deleted = 1, hlc = ? WHERE deleted = 0 AND id IN ({marks})",
            [step.moment, *doomed],
        )
        drop_bare_passages(library, [row[0] for row in touched], step.moment)
    return step.changes


def name_of(library: Library, identity: EntityId) -> str:
    """The name of an entity, deleted or not, for the name of a step; empty where there is none."""
    row = library.execute("SELECT name FROM entity WHERE id = ?", (packed(identity),)).fetchone()
    return row[0] if row else ""


def _name(library: Library, verb: str, identity: EntityId, rest: str = "") -> str:
    return f"{verb} {quoted(name_of(library, identity))}{rest}"


def _add_names(
    rows: list[tuple[bytes, str, str, str, str]],
    aliases: dict[bytes, list[str]],
    stand: dict[bytes, bytes],
) -> None:
    """Gives those that stand for others the names of these as aliases."""
    names = {row[0]: row[2] for row in rows}
    for one, stands in stand.items():
        aliases[stands] = sorted({*aliases[stands], names[one], *aliases[one]} - {names[stands]})


def _uses_together(library: Library, entities: list[bytes]) -> tuple[int, str]:
    """In how many passages several entities are tagged, each counted once, and when last."""
    count, last = library.execute(
        f"SELECT count(DISTINCT passage_id), coalesce(max(created), '') FROM entity_tag "
        f"WHERE deleted = 0 AND entity_id IN ({', '.join('?' * len(entities))}) AND {LIVE_PASSAGE}",
        entities,
    ).fetchone()
    return count, last


def _bears(entity: Entity, name: str) -> bool:
    wanted = " ".join(name.split()).casefold()
    return any(one.casefold() == wanted for one in (entity.name, *entity.aliases))


def _word(text: str, what: str) -> str:
    wanted = unicodedata.normalize("NFC", " ".join(text.split()))
    if not wanted:
        raise ReviewerError(
            problem=f"An entity needs a {what}.", remedy="Write kind:Name, person:Ada Lovelace."
        )
    return wanted
