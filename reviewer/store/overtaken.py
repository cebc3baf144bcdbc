"""When a step cannot be undone any more: what it changed was changed since, outside the history. Says why."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn

from reviewer.errors import ReviewerError
from reviewer.store.change_log import Note
from reviewer.store.naming import quoted

if TYPE_CHECKING:
    from reviewer.store.library import Library

_NAMES = {
    "coder": ("SELECT name, hlc FROM coder WHERE id = ?", "id"),
    "document": ("SELECT title, hlc FROM document WHERE id = ?", "id"),
    "passage": ("SELECT quote, hlc FROM passage WHERE id = ?", "id"),
    "topic": ("SELECT name, hlc FROM topic WHERE id = ?", "id"),
    "entity": ("SELECT name, hlc FROM entity WHERE id = ?", "id"),
    "entity_alias": ("SELECT name, hlc FROM entity WHERE id = ?", "entity_id"),
    "topic_tag": ("SELECT name, hlc FROM topic WHERE id = ?", "topic_id"),
    "entity_tag": ("SELECT name, hlc FROM entity WHERE id = ?", "entity_id"),
    "memo": ("SELECT text, hlc FROM memo WHERE id = ?", "id"),
}
"""How the thing that a note is about is called, and by which part of the note's key it is found."""

_WORDS = {"topic_tag": "the tag", "entity_tag": "the tag", "entity_alias": "an alias of", "memo": "the memo"}

_WORK = {
    "passage": (
        "SELECT coder.name FROM topic_tag JOIN coder ON coder.id = coder_id WHERE passage_id = ?1 AND topic_tag.deleted = 0 "
        "UNION SELECT coder.name FROM entity_tag JOIN coder ON coder.id = coder_id "
        "WHERE passage_id = ?1 AND entity_tag.deleted = 0 "
        "UNION SELECT coder.name FROM memo JOIN coder ON coder.id = coder_id "
        "WHERE target_id = ?1 AND target_kind = 'passage' AND memo.deleted = 0"
    ),
    "topic": (
        "SELECT coder.name FROM topic_tag JOIN coder ON coder.id = coder_id WHERE topic_id = ? AND topic_tag.deleted = 0"
    ),
    "entity": (
        "SELECT coder.name FROM entity_tag JOIN coder ON coder.id = coder_id WHERE entity_id = ? AND entity_tag.deleted = 0"
    ),
}
"""Who has tags or memos on a thing."""


def refuse_overtaken(library: "Library", note: Note, *, step: str, back: bool) -> NoReturn:
    """Says that the row of a note is not as the step left it."""
    query, part = _NAMES[note.table]
    row = library.execute(query, (bytes.fromhex(note.key[part]),)).fetchone()
    name, moment = row or ("", "")
    thing = " ".join(part for part in (_WORDS.get(note.table, ""), quoted(name)) if part)
    ours = library.execute("SELECT value FROM setting WHERE key = 'device'").fetchone()
    by = "outside of this history"
    if row is None:
        thing, by = "something in it", "away from this library"
    elif ours and moment[16:] != ours[0]:
        by = "on another computer, and came with a merge"
    raise _refusal(
        step, f"{thing} was changed since, {by}" if row else f"{thing} is not there any more", back=back
    )


def refuse_hidden_work(library: "Library", notes: Iterable[Note], *, step: str) -> None:
    """Refuses to take away a passage, a topic or an entity that somebody's tags or memos are on."""
    for note in notes:
        if note.table in _WORK:
            key = bytes.fromhex(note.key["id"])
            deleted = library.execute(f"SELECT deleted FROM {note.table} WHERE id = ?", (key,)).fetchone()[0]
            names = [name for (name,) in library.execute(_WORK[note.table], (key,))] if deleted else []
            if names:
                name = library.execute(_NAMES[note.table][0], (key,)).fetchone()[0]
                who = " and ".join(names[:2])
                raise _refusal(step, f"{who} worked with {quoted(name)} since", back=True)


def _refusal(step: str, why: str, *, back: bool) -> ReviewerError:
    done = "undone" if back else "done again"
    return ReviewerError(
        problem=f"“{step}” cannot be {done}: {why}.",
        kept="Nothing was changed; that newer work is kept.",
        remedy="Change by hand what you wanted to have back. Steps after this one can still be undone.",
    )
