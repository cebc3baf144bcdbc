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


def make_library(path: Path, out: Path, *, coder: str | None) -> MergePlan:
    """Makes a library of its own at `out` of what the file at `path` holds; `coder` is who tags in it.

    That is its beginning, and no step of its history. A ReviewerError, and no library, where it cannot be made.
    """
    with Library.create(out, coder=coder) as library:
        try:
            plan = together.merge(library, path)
            library.history.forget_all()
        except BaseException:
            library.close()
            out.unlink(missing_ok=True)
            raise
    return plan
