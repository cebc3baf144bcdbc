"""Coders: the people who tag."""

from reviewer.errors import ReviewerError
from reviewer.model.changes import Changes
from reviewer.model.coder import Coder
from reviewer.model.ids import CoderId
from reviewer.store.ids import new_id, packed
from reviewer.store.library import Library, coder_name
from reviewer.store.naming import quoted


def coders(library: Library) -> list[Coder]:
    """Everyone who has tagged here or may, by name. Of two of one name the younger is “Ana (2)”."""
    rows = library.execute("SELECT id FROM coder WHERE deleted = 0 ORDER BY name, id")
    names = coder_names(library)
    return [Coder(CoderId(identity.hex()), names[identity]) for (identity,) in rows]


def coder_names(library: Library) -> dict[bytes, str]:
    """What each coder is called where coders stand side by side, by packed identity: no two alike, and everywhere the same."""
    rows = library.execute("SELECT id, name FROM coder ORDER BY id").fetchall()
    own = {name for _, name in rows}
    found: dict[bytes, str] = {}
    taken: set[str] = set()
    for identity, name in rows:
        shown, number = name, 1
        while shown in taken or (number > 1 and shown in own):
            number += 1
            shown = f"{name} ({number})"
        taken.add(shown)
        found[identity] = shown
    return found


def find_coder(library: Library, name: str) -> Coder:
    """The coder of that name; none is a `ReviewerError` that lists who there is."""
    wanted = coder_name(name)
    everyone = coders(library)
    for coder in everyone:
        if coder.name == wanted:
            return coder
    known = ", ".join(f"“{coder.name}”" for coder in everyone)
    raise ReviewerError(problem=f"Nobody here is called “{wanted}”.", remedy=f"Known coders: {known}.")


def rename_coder(library: Library, identity: CoderId, name: str) -> Changes:
    """Gives a coder another name, and with it all that they have tagged. A `ReviewerError` where it is no name."""
    wanted = coder_name(name)
    known = {coder.id: coder.name for coder in coders(library)}
    with library.step(f"Rename coder {quoted(known.get(identity, ''))} to {quoted(wanted)}") as step:
        library.execute(
            "UPDATE coder SET name = ?, hlc = ? WHERE id = ? AND name <> ?",
            (wanted, step.moment, packed(identity), wanted),
        )
    return step.changes


def ensure_coder(library: Library, name: str) -> Coder:
    """The coder of that name, made if there is none."""
    wanted = coder_name(name)
    if library.coder.name == wanted:
        return library.coder
    for coder in coders(library):
        if coder.name == wanted:
            return coder
    coder = Coder(CoderId(new_id()), wanted)
    with library.step(f"Add coder {quoted(wanted)}") as step:
        library.execute(
            "INSERT INTO coder(id, name, created, hlc) VALUES (?, ?, ?, ?)",
            (packed(coder.id), coder.name, step.at, step.moment),
        )
    return coder
