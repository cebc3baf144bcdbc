"""`reviewer backup`."""

from pathlib import Path

import click

from reviewer.cli.output import count, show
from reviewer.cli.parameters import library_argument


@click.command("backup")
@library_argument
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
def command(*, library_path: Path, out: Path) -> None:
    """Write a copy of the library to a new file, whole and checked.

    The window may be open and go on writing: the copy holds what was saved when it began. A file that is there already
    is never overwritten; where OUT is a folder, the copy gets the library's name and today's date.
    """
    from reviewer.store.backups import copy_to

    copy, counts = copy_to(library_path, out)
    held = f"{count(counts.documents, 'document')}, {count(counts.passages, 'passage')}, {count(counts.tags, 'tag')}"
    show(f"Copied to “{copy}” and checked: {held}.")
