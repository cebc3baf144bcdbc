"""Adding files and folders to a library: each file by itself, so that one that cannot be read costs no other."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

from reviewer.documents.faults import UnreadableError
from reviewer.documents.finding import Found, find_files, why_not
from reviewer.errors import ReviewerError
from reviewer.model.document import Reading
from reviewer.model.ids import DocumentId
from reviewer.store.documents import add_document, document, has_original
from reviewer.store.library import SUFFIX, Library, new_batch
from reviewer.text.freezing import freeze_piece

T = TypeVar("T")


InLibrary = Callable[[Callable[[Library], Any]], Any]
"""Runs a verb on whichever thread owns the library; gives back what it gives back and raises what it raises."""


class Reader(Protocol):
    """Makes a document of a file; the worker is one."""

    def read(self, path: Path) -> tuple[Reading, bytes]:
        """The document, and the file's bytes. Raises ReviewerError."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, or of a folder that could not be looked into.

    `document` is the document's identity where there is one, `title` its title, and otherwise the file's name. `reason`
    says why a file failed. `doubts` are sentences about what its reader was not sure of.
    """

    path: str
    status: Literal["added", "present", "failed", "cancelled"]
    title: str
    document: DocumentId | None = None
    reason: ReviewerError | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of all files, in the order in which they were looked at.

    `skipped` counts the files within folders that are hidden or of no known ending. `stopped` is set where the library
    itself could not go on (its disk is full): what was added before is kept, the rest is `cancelled`.
    """

    outcomes: tuple[Outcome, ...] = ()
    skipped: int = 0
    stopped: ReviewerError | None = None


def add_files(
    in_library: InLibrary,
    paths: Iterable[Path],
    *,
    worker: Reader,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> AddReport:
    """Adds files, and the files within folders, to a library. Each is saved by itself; one undo takes all back.

    Folders are looked through to the bottom, in the order of names; hidden files and unknown endings within them are
    left out. A file that is there already, by its content, is `present` and is not read again. `progress` is called
    with the files done, the files in all and the path that comes next, and at last with an empty one. Where
    `cancelled` answers True, no further file is begun.
    """
    tell = progress or _no_one
    is_cancelled = cancelled or _never
    found, skipped = find_files(paths)
    outcomes: list[Outcome] = []
    batch = new_batch()
    for done, one in enumerate(found):
        if is_cancelled():
            return AddReport((*outcomes, *_cancelled(found[done:])), skipped)
        tell(done, len(found), str(one.path))
        try:
            outcomes.append(_failed(one, one.fault) if one.fault else _add(in_library, one, worker, batch))
        except _LibraryStopped as stop:
            return AddReport((*outcomes, *_cancelled(found[done:])), skipped, stopped=stop.reason)
    tell(len(found), len(found), "")
    return AddReport(tuple(outcomes), skipped)


class _LibraryStopped(Exception):  # noqa: N818  no fault of a file: the way out of the loop
    def __init__(self, reason: ReviewerError) -> None:
        self.reason = reason
        super().__init__(str(reason))


def _add(in_library: InLibrary, found: Found, worker: Reader, batch: str) -> Outcome:
    path = found.path
    if path.suffix.lower().startswith(SUFFIX):
        # Also a log beside one. To open and close the library that is open here drops the locks that SQLite has on it.
        remedy = "Open it, or bring what is in it into this one with `reviewer merge`."
        return _failed(found, UnreadableError(path.name, "it is a library and no document", remedy=remedy))
    try:
        sha256 = _sha256(path)
    except OSError as fault:
        return _failed(found, why_not(path, fault))
    if (there := _asked(in_library, lambda library: _present(library, sha256))) is not None:
        identity, title = there
        return Outcome(str(path), "present", title, identity)
    try:
        reading, original = worker.read(path)
    except OSError as fault:
        return _failed(found, why_not(path, fault))
    except ReviewerError as fault:
        return _failed(found, fault)
    added = _asked(
        in_library,
        lambda library: add_document(
            library, reading, original, file_name=freeze_piece(path.name), batch=batch
        ),
    )
    status: Literal["added", "present"] = "added" if added.is_new else "present"
    return Outcome(str(path), status, reading.metadata.title, added.document, doubts=reading.doubts)


def _present(library: Library, sha256: str) -> tuple[DocumentId, str] | None:
    identity = has_original(library, sha256)
    return None if identity is None else (identity, document(library, identity).metadata.title)


def _asked(in_library: InLibrary, verb: Callable[[Library], T]) -> T:
    try:
        answer: T = in_library(verb)
    except ReviewerError as fault:
        raise _LibraryStopped(fault) from fault
    return answer


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _failed(found: Found, reason: ReviewerError) -> Outcome:
    return Outcome(str(found.path), "failed", found.path.name, reason=reason)


def _cancelled(found: Sequence[Found]) -> Iterator[Outcome]:
    return (Outcome(str(one.path), "cancelled", one.path.name) for one in found)


def _no_one(_done: int, _total: int, _path: str) -> None:
    return None


def _never() -> bool:
    return False
