"""`reviewer documents`."""

from pathlib import Path

import click

from reviewer.cli.output import count, say, short, show_array, show_table
from reviewer.cli.parameters import json_option, library_argument


@click.command("documents")
@library_argument
@json_option
def command(*, library_path: Path, as_json: bool) -> None:
    """List the documents, by title."""
    from reviewer.store.documents import documents
    from reviewer.store.library import Library

    with Library.open(library_path) as library:
        found = documents(library)
    if as_json:
        show_array(
            {
                "id": one.id,
                "title": one.metadata.title,
                "authors": one.metadata.authors,
                "published": one.metadata.published,
                "source": one.metadata.source,
                "kind": one.kind,
                "language": one.metadata.language,
                "pages": one.page_count,
                "characters": one.characters,
                "status": one.status,
            }
            for one in found
        )
        return
    length = short([one.id for one in found])
    show_table(
        [
            (
                one.id[:length],
                one.metadata.published or "",
                one.kind,
                count(one.page_count, "page") if one.page_count else "",
                count(one.characters, "character"),
                one.status,
                one.metadata.title,
            )
            for one in found
        ],
        right=frozenset({3, 4}),
    )
    if not found:
        say("There is no document in this library yet. `reviewer import LIBRARY PATH…` adds some.")
