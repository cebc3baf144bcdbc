"""Hits out of the library into a file: whole or not at all."""

import errno
import importlib
import os
import pkgutil
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from reviewer.errors import ReviewerError, why_not_written
from reviewer.exchange import formats as folder
from reviewer.exchange.format import About, Format
from reviewer.model.query import Hit
from reviewer.store.library import Library


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds."""

    path: Path
    passages: int
    documents: int


def formats() -> list[Format]:
    """Every format that lies in the folder, by name."""
    names = sorted(found.name for found in pkgutil.iter_modules(folder.__path__))
    modules = [importlib.import_module(f"{folder.__name__}.{name}") for name in names]
    return sorted(
        (Format(each.NAME, each.LABEL, each.DESCRIPTION, each.SUFFIXES, each.write) for each in modules),
        key=lambda found: found.name,
    )


def format_named(name: str) -> Format:
    """The format of that name; ReviewerError, with the names there are, where none has it."""
    known = formats()
    for each in known:
        if each.name == name.casefold():
            return each
    raise ReviewerError(
        problem=f"There is no export format “{name}”.",
        remedy=f"Choose one of {', '.join(each.name for each in known)}.",
    )


def export(
    library: Library, out: Path, *, hits: Iterable[Hit], format_name: str, asked: str = "", overwrite: bool
) -> Exported:
    """Writes the hits to `out` in that format and says how many there are.

    A list is written with the hits of one document together. What can be read only once is written as it comes, and
    is never held whole: give it in the order of the documents.

    The file appears whole, or not at all: it is written beside its place and moved there. An existing file is
    replaced where `overwrite` allows it, and is untouched until then. `asked` says in words what the hits answer, for
    formats that have a place for it. ReviewerError where the file cannot be written.
    """
    chosen = format_named(format_name)
    _refuse(library, out, overwrite=overwrite)
    about = About(library.path.stem, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), asked)
    passages, documents = 0, set[str]()

    def counted() -> Iterator[Hit]:
        nonlocal passages
        for hit in hits if isinstance(hits, Iterator) else _together(hits):
            passages += 1
            documents.add(hit.passage.document)
            yield hit

    with _whole(out) as file:
        chosen.write(counted(), file, about=about)
    return Exported(out, passages, len(documents))


def _together(hits: Iterable[Hit]) -> list[Hit]:
    """The hits of one document one after the other; otherwise in the order given."""
    place: dict[str, int] = {}
    hits = list(hits)
    for hit in hits:
        place.setdefault(hit.passage.document, len(place))
    return sorted(hits, key=lambda hit: place[hit.passage.document])


def _refuse(library: Library, out: Path, *, overwrite: bool) -> None:
    if not os.path.exists(out):  # noqa: PTH110 (Path.exists raises where the name is too long)
        return
    if out.is_dir():
        raise ReviewerError(problem=f"“{out}” is a folder.", remedy="Give the export a file name in it.")
    if out.samefile(library.path):
        raise ReviewerError(
            problem=f"“{out}” is the library itself.",
            kept="It is kept as it was.",
            remedy="Give the export another name.",
        )
    if not overwrite:
        raise ReviewerError(
            problem=f"“{out}” is there already.",
            kept="It is kept as it was.",
            remedy="Give the export another name.",
        )


@contextmanager
def _whole(out: Path) -> Iterator[BinaryIO]:
    """A file that stands at `out` when the block ends well, and leaves nothing behind when it does not.

    What is no file (`/dev/stdout`, a pipe) is written to as it is.
    """
    place = Path(os.path.realpath(out))
    there = os.path.exists(place)  # noqa: PTH110 (as above)
    beside = place.with_name(f".{secrets.token_hex(8)}.part")
    try:
        if there and not place.is_file():
            with place.open("wb") as stream:
                yield stream
            return
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    except OSError as fault:
        raise ReviewerError(
            problem=f"“{out}” could not be written: {why_not_written(fault)}.",
            kept="What stood there before is kept as it was." if there else "",
            remedy="Free some space, and export again."
            if fault.errno in {errno.ENOSPC, errno.EDQUOT}
            else "Choose another place, and export again.",
        ) from fault
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
