"""`reviewer new`."""

from pathlib import Path

import click

from reviewer.cli.output import say, show
from reviewer.cli.parameters import library_argument


@click.command("new")
@library_argument
@click.option("--coder", metavar="NAME", help="Who tags in it; at first the system's user name.")
def command(*, library_path: Path, coder: str | None) -> None:
    """Make an empty library.

    LIBRARY is one file, by custom NAME.reviewer. A file that is there already is never overwritten.
    """
    from reviewer.store.library import Library
    from reviewer.store.places import danger

    with Library.create(library_path, coder=coder) as library:
        show(f"Made the library “{library.path}”. {library.coder.name} tags in it.")
    if found := danger(library_path):
        say(f"Warning: {found}")
