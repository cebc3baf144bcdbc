"""What arrived from a colleague: who sent it, and a library of its own made of it."""

from pathlib import Path

from reviewer.model.merge import MergePlan
from reviewer.model.sender import Sender
from reviewer.store import manifest
from reviewer.store.copies import opened_to_read
from reviewer.store.library import Library
from reviewer.store.merging import together
from reviewer.store.received import received


def sender_of(path: Path) -> Sender | None:
    """Who shared the library at `path`, and whether it arrived as it was; None where it was not shared.

    Like all that reads a received file it raises ReviewerError where the file is none, or damaged.
    """
    with received(path):
        found = manifest.manifest_of(path)
        if found is None:
            return None
        with opened_to_read(path) as connection:
            faults = manifest.differences(connection.execute, found)
    return Sender(found.coder_name, found.made, found.fingerprint, tuple(faults))


def fill_from(library: Library, path: Path) -> MergePlan:
    """Brings what the file at `path` holds into a library that was just made. That is its beginning, not a step of it."""
    plan = together.merge(library, path)
    library.history.forget_all()
    return plan
