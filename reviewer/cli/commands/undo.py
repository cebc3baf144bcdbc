"""`reviewer undo`."""

from pathlib import Path

import click

from reviewer.cli.output import one_line, show
from reviewer.cli.parameters import library_argument


@click.command("undo")
@library_argument
@click.option(
    "--steps", metavar="N", type=click.IntRange(min=1), default=1, show_default=True, help="How many."
)
def command(*, library_path: Path, steps: int) -> None:
    """Take the last step back, or the last N.

    Steps made in the window count as much as those made here; what one `import` added is one step.
    `reviewer history` lists them. Either all N are taken back or none.
    """
    from reviewer.store.library import Library

    with Library.open(library_path) as library:
        changes = library.history.undo(steps)
    show(f"Undone: {one_line(changes.step)}.")
