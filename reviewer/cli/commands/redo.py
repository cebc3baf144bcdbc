"""`reviewer redo`."""

from pathlib import Path

import click

from reviewer.cli.output import one_line, show
from reviewer.cli.parameters import library_argument


@click.command("redo")
@library_argument
def command(*, library_path: Path) -> None:
    """Do the step again that was undone last."""
    from reviewer.store.library import Library

    with Library.open(library_path) as library:
        changes = library.history.redo()
    show(f"Done again: {one_line(changes.step)}.")
