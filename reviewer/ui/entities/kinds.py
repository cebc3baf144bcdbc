"""The kinds of entities in words for people."""

from PySide6.QtCore import QCoreApplication

_LABELS = {
    "person": "Person",
    "organisation": "Organisation",
    "place": "Place",
    "law": "Law",
    "event": "Event",
    "work": "Work",
    "other": "Other",
}


def kind_label(kind: str) -> str:
    """A kind as it is written in menus; a kind of the reader's own as the reader wrote it."""
    return QCoreApplication.translate("kinds", _LABELS[kind]) if kind in _LABELS else kind
