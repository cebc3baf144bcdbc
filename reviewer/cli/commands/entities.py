"""`reviewer entities`."""

from pathlib import Path

import click

from reviewer.cli.output import say, show_array, show_table
from reviewer.cli.parameters import json_option, library_argument


@click.command("entities")
@library_argument
@json_option
def command(*, library_path: Path, as_json: bool) -> None:
    """List the entities with how many passages each has."""
    from reviewer.store.entities import entities
    from reviewer.store.library import Library

    with Library.open(library_path) as library:
        found = entities(library)
    if as_json:
        show_array(
            {
                "id": one.id,
                "kind": one.kind,
                "name": one.name,
                "aliases": one.aliases,
                "colour": one.colour,
                "description": one.description,
                "passages": one.passages,
            }
            for one in found
        )
        return
    show_table(
        [
            (str(one.passages), one.reference, f"also {', '.join(one.aliases)}" if one.aliases else "")
            for one in found
        ],
        right=frozenset({0}),
    )
    if not found:
        say("There is no entity in this library yet. `reviewer tag` makes those that it is given.")
