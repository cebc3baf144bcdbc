"""Reading: a file's bytes become a document, by the format that fits its name and its first bytes. No input, no output."""

import importlib
import pkgutil
from functools import cache
from pathlib import PurePath
from typing import Protocol, cast

from reviewer.documents import formats as formats_folder
from reviewer.documents.faults import EmptyError, UnreadableError
from reviewer.documents.parsing.first_bytes import binary_kind
from reviewer.model.document import Reading
from reviewer.text.freezing import freeze_piece

HEAD = 4096
"""Bytes that a format looks at to recognise itself."""
_PROSE = b"Words, and nothing else.\n"
"""What only a format for any text recognises."""


class Format(Protocol):
    """A module of `reviewer.documents.formats`."""

    NAME: str
    SUFFIXES: tuple[str, ...]
    MEDIA_TYPES: tuple[str, ...]

    def recognises(self, head: bytes) -> bool:
        """Whether a file that begins like this can be of this format."""

    def read(self, data: bytes, *, file_name: str) -> Reading:
        """The document in these bytes; raises one of the faults."""


@cache
def formats() -> tuple[Format, ...]:
    """All formats, by name: every module that lies in the folder."""
    names = sorted(module.name for module in pkgutil.iter_modules(formats_folder.__path__))
    return tuple(
        cast("Format", importlib.import_module(f"{formats_folder.__name__}.{name}")) for name in names
    )


@cache
def suffixes() -> frozenset[str]:
    """The endings of file names that are read, lower case, with their dot."""
    return frozenset(suffix for form in formats() for suffix in form.SUFFIXES)


def read(data: bytes, *, file_name: str) -> Reading:
    """The document in a file's bytes.

    The format of the file's ending reads it, unless the first bytes cannot be its own and are another's: a page that was
    saved as `.pdf`, a PDF that is called `.html`. A file with an unknown ending is read as what it looks like, at last
    as plain text. EmptyError, EncryptedError or UnreadableError say why there is no document.
    """
    # A name may hold bytes that are no character; a title is made of it, and no library could keep them.
    file_name = freeze_piece(file_name)
    if not data:
        raise EmptyError(file_name, why=": it is empty, 0 bytes")
    return _format_for(data[:HEAD], file_name).read(data, file_name=file_name)


def _format_for(head: bytes, file_name: str) -> Format:
    named = next((form for form in formats() if PurePath(file_name).suffix.lower() in form.SUFFIXES), None)
    if named and named.recognises(head):
        return named
    fitting = [form for form in formats() if form.recognises(head)]
    special = [form for form in fitting if not form.recognises(_PROSE)]
    if special:
        return special[0]
    if named:
        return named
    if not fitting:
        raise UnreadableError(
            file_name, f"it looks like {binary_kind(head) or 'no text'}", remedy=_what_is_read()
        )
    return next((form for form in fitting if form.NAME == "text"), fitting[0])


def _what_is_read() -> str:
    return f"Files that are read end in {', '.join(sorted(suffixes()))}; save it as one of these and add that file."
