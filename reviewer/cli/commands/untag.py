"""`reviewer untag`."""

from pathlib import Path

import click

from reviewer.cli.output import count, show
from reviewer.cli.parameters import library_argument


@click.command("untag")
@library_argument
@click.argument("tags", metavar="TAG...", nargs=-1, required=True)
def command(*, library_path: Path, tags: tuple[str, ...]) -> None:
    """Take tags away: all of those named, or none.

    TAG is the word that `find --json` and `tag` give for a tag. A passage that has no other tag or memo goes with
    its last one. `reviewer undo` brings everything back.
    """
    from reviewer.model.ids import TagId
    from reviewer.store.library import Library
    from reviewer.store.tags import untag

    wanted = [TagId(tag) for tag in dict.fromkeys(tags)]
    with Library.open(library_path) as library:
        untag(library, wanted)
    show(f"Took away {count(len(wanted), 'tag')}.")
