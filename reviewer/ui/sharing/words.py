"""How what merging and backups tell is said to a person. Plain words, no widgets."""

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from reviewer.model.merge import Conflict

_LONGEST = 60
"""Letters of a name or value in the middle of a sentence."""
_UNIFIABLE = {"topic name", "entity name"}
_TWO = {*_UNIFIABLE, "coder name", "version"}
"""Conflicts of two things that are both kept; their values are identities."""


def local_time(at: str) -> str:
    """A moment (UTC, ISO 8601) as the clock on the wall had it: `24 Nov 2026 10:12`; what is none stays as it is."""
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs)
    if not moment.isValid():
        return at
    return QLocale().toString(moment.toLocalTime(), "d MMM yyyy HH:mm")


def noun(what: str) -> str:
    """A kind of thing, in the plural, as the heading of a row."""
    nouns = {
        "document": _tr("Documents"),
        "passage": _tr("Passages"),
        "topic": _tr("Topics"),
        "entity": _tr("Entities"),
        "tag": _tr("Tags"),
        "memo": _tr("Memos"),
        "coder": _tr("Coders"),
    }
    return nouns.get(what, what)


def name_of(conflict: Conflict) -> str:
    """What a conflict is about: `Topic “Housing”`."""
    kinds = {
        "document": _tr("Document “{name}”"),
        "passage": _tr("Passage “{name}”"),
        "topic": _tr("Topic “{name}”"),
        "entity": _tr("Entity “{name}”"),
        "memo": _tr("Memo “{name}”"),
        "coder": _tr("Coder “{name}”"),
    }
    return kinds.get(conflict.what, "“{name}”").format(name=shortened(conflict.name))


def happened(conflict: Conflict) -> str:
    """What two people did that does not go together, and what is made of it, in a sentence or two."""
    said = {
        "field": _tr(
            "Two people changed its {field}, and neither had seen the other’s change. The later one counts."
        ),
        "topic name": _tr("Two topics have this name. Both are kept."),
        "entity name": _tr("Two entities have this name. Both are kept."),
        "coder name": _tr("Two people have this name. They stay two."),
        "kept": _tr("One of you deleted it, the other uses it. It is kept."),
        "removed document": _tr(
            "One of you removed the document, the other worked on it. The work is kept with it."
        ),
        "circle": _tr("Each would lie below the other. One of the two moves is left out."),
        "text": _tr("One file was read as two texts. Each passage stays on its own text."),
        "version": _tr("Another file has the same title or name. Both are kept."),
    }
    return said.get(conflict.kind, "").format(field=field_name(conflict.field))


def kept_value(conflict: Conflict) -> str:
    """What counts of a conflict, as it is shown; where both are kept, that they are."""
    return _value(conflict, conflict.kept)


def lost_value(conflict: Conflict) -> str:
    """What the other value of a conflict is, as it is shown."""
    if conflict.kind in _UNIFIABLE:
        return _tr("one, with the tags of both")
    if conflict.kind in _TWO:
        return ""
    return _value(conflict, conflict.lost)


def _value(conflict: Conflict, value: str) -> str:
    if conflict.kind in _TWO:
        return _tr("both")
    if conflict.field == "deleted":
        return _tr("deleted") if value == "1" else _tr("kept")
    return value


def switching(conflict: Conflict) -> str:
    """What the button says that takes the other value."""
    return _tr("Unify them") if conflict.kind in _UNIFIABLE else _tr("Take this one")


def field_name(field: str) -> str:
    """A field, as it stands in a sentence."""
    names = {
        "name": _tr("name"),
        "colour": _tr("colour"),
        "description": _tr("description"),
        "place": _tr("place in the tree"),
        "unified with": _tr("unification"),
        "kind": _tr("kind"),
        "text": _tr("text"),
        "title": _tr("title"),
        "authors": _tr("authors"),
        "published": _tr("date"),
        "source": _tr("source"),
        "url": _tr("address"),
        "language": _tr("language"),
        "status": _tr("status"),
        "deleted": _tr("deletion"),
    }
    return names.get(field, field)


def reason_of(reason: str) -> str:
    """Why a backup was made."""
    reasons = {
        "asked": _tr("You asked for it"),
        "while open": _tr("By itself"),
        "closing": _tr("The window closed"),
        "merge": _tr("Before a merge"),
        "older version": _tr("Before a new version of Reviewer"),
        "restore": _tr("Before a backup was restored"),
    }
    return reasons.get(reason, reason)


def shortened(words: str) -> str:
    """One line that is not too long for a sentence."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _tr(words: str) -> str:
    return QCoreApplication.translate("sharing", words)
