"""`reviewer topics`."""

from pathlib import Path

import click

from reviewer.cli.output import say, show_array, show_table
from reviewer.cli.parameters import json_option, library_argument


@click.command("topics")
@library_argument
@json_option
def command(*, library_path: Path, as_json: bool) -> None:
    """List the topics with how many passages each has.

    The count of a topic includes the passages of its subtopics, each once.
    """
    from reviewer.store.library import Library
    from reviewer.store.topics import topics

    with Library.open(library_path) as library:
        found = topics(library)
    if as_json:
        show_array(
            {
                "id": one.id,
                "path": one.path,
                "name": one.name,
                "parent": one.parent,
                "colour": one.colour,
                "description": one.description,
                "passages": one.passages,
                "own": one.own,
            }
            for one in found
        )
        return
    show_table([(str(one.passages), one.path) for one in found], right=frozenset({0}))
    if not found:
        say("There is no topic in this library yet. `reviewer tag` makes those that it is given.")
