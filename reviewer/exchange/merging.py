"""Bringing what colleagues sent into a library: each file by itself, so that one that is refused costs no other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reviewer.errors import ReviewerError
from reviewer.model.merge import MergePlan
from reviewer.store import backups
from reviewer.store.library import Library
from reviewer.store.merging import together


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of one file: what it changes or has changed, or the reason why it was refused.

    `backup` is the copy of the library that was made before; None for a preview, and where nothing was merged.
    """

    path: Path
    plan: MergePlan | None = None
    reason: ReviewerError | None = None
    backup: Path | None = None


def preview_files(library: Library, paths: Iterable[Path]) -> Iterator[Merged]:
    """What merging each file would change, if it alone were merged; nothing is changed."""
    for path in paths:
        try:
            yield Merged(path, together.preview(library, path))
        except ReviewerError as fault:
            yield Merged(path, reason=fault)


def merge_files(library: Library, paths: Iterable[Path]) -> Iterator[Merged]:
    """Merges the files one after the other. One backup is made before the first; each is one step that can be undone.

    Where the backup cannot be made, that is raised and nothing is merged.
    """
    backup: Path | None = None
    for path in paths:
        backup = backup or backups.backup(library, "merge")
        try:
            yield Merged(path, together.merge(library, path), backup=backup)
        except ReviewerError as fault:
            yield Merged(path, reason=fault)
