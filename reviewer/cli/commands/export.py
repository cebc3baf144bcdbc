"""`reviewer export`."""

from pathlib import Path
from typing import Unpack

import click

from reviewer.cli.filters import Filters, filter_options, query_of
from reviewer.cli.output import count, say, show_table
from reviewer.cli.parameters import library_argument
from reviewer.exchange.exporting import export, format_named, formats


def _list(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 (click's signature)
    if wanted and not context.resilient_parsing:
        show_table([(each.name, each.suffixes[0], f"{each.label}. {each.description}") for each in formats()])
        context.exit(0)


@click.command(
    "export", epilog="Formats: " + "; ".join(f"{each.name} ({each.label})" for each in formats()) + "."
)
@library_argument
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_name", metavar="F", required=True, help="One of those below; `--list` explains them."
)
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="Explain the formats."
)
@filter_options
def command(*, library_path: Path, out: Path, format_name: str, **filters: Unpack[Filters]) -> None:
    """Write passages to a file: all that are tagged, or those that `find` would find.

    OUT appears whole or not at all; a file that is there already is replaced once the new one is complete.
    """
    from reviewer.search.library import each, in_words
    from reviewer.store.library import Library

    format_named(format_name)
    with Library.open(library_path) as library:
        query = query_of(library, filters)
        done = export(
            library,
            out,
            hits=each(library, query),
            format_name=format_name,
            asked=in_words(library, query),
            overwrite=True,
        )
    # Not on standard output, which may be where the passages went.
    say(f"Wrote {count(done.passages, 'passage')} from {count(done.documents, 'document')} to “{done.path}”.")
