"""`reviewer history`."""

from datetime import datetime
from pathlib import Path

import click

from reviewer.cli.output import say, show_array, show_table
from reviewer.cli.parameters import json_option, library_argument


@click.command("history")
@library_argument
@json_option
def command(*, library_path: Path, as_json: bool) -> None:
    """List who did what and when, the latest first.

    Steps that were undone are marked; `reviewer redo` does the lowest of them again, `reviewer undo` takes back the
    first that is not marked. Times are those of this machine; with --json they are UTC.
    """
    from reviewer.store.library import Library

    with Library.open(library_path) as library:
        entries, until = library.history.entries(None), library.history.forgotten_until
    if as_json:
        show_array(
            {"at": one.at, "coder": one.coder, "step": one.name, "kind": one.kind, "undone": one.undone}
            for one in entries
        )
        return
    show_table([(_here(one.at), one.coder, "undone" if one.undone else "", one.name) for one in entries])
    if until:
        say(f"Steps up to {until[:10]} are not kept any more; they cannot be undone.")
    elif not entries:
        say("Nothing was done in this library yet that can be undone.")


def _here(at: str) -> str:
    """A moment in UTC as this machine's clock and calendar show it; what is none stays as it stands."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return at
