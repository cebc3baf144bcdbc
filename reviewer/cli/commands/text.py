"""`reviewer text`."""

import sys
from pathlib import Path

import click

from reviewer.cli.output import say
from reviewer.cli.parameters import library_argument


@click.command("text")
@library_argument
@click.argument("document")
def command(*, library_path: Path, document: str) -> None:
    """Print a document's text, exactly as positions count it.

    DOCUMENT is its id, 8 or more characters of the beginning of that, or its exact title. The text comes as UTF-8
    with LF line ends and nothing added.
    """
    from reviewer.store.documents import find_document, text_of
    from reviewer.store.library import Library

    with Library.open(library_path) as library:
        found = text_of(library, find_document(library, document).id)
    # Bytes, so that neither the locale nor Windows's line ends change a position.
    sys.stdout.flush()
    sys.stdout.buffer.write(found.text.encode())
    sys.stdout.buffer.flush()
    if found.is_withheld:
        say(
            "This document was shared with quotes only: they stand in their places, with blanks between them."
        )
