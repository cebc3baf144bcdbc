"""The bare command: it opens the window, and is the only one that reaches Qt."""

from pathlib import Path

import click


@click.command("window", add_help_option=False)
@click.argument("library_path", metavar="LIBRARY", type=click.Path(path_type=Path), required=False)
@click.option("--document", metavar="D", help="Open the window at this document (its id or title).")
@click.option("--passage", metavar="P", help="Open the window at this passage (its id).")
@click.option("--sample", is_flag=True, help="Open a copy of the sample library.")
@click.option(
    "--screenshot",
    metavar="FILE.png",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw the window into a picture and end; needs no display.",
)
def command(
    *,
    library_path: Path | None,
    document: str | None,
    passage: str | None,
    sample: bool,
    screenshot: Path | None,
) -> int:
    """Open the window, at a document or a passage if one is given."""
    if document and passage:
        raise click.UsageError("Give --document or --passage, not both: a passage lies in its document.")
    if sample and library_path:
        raise click.UsageError("Give --sample or a LIBRARY, not both: the sample is a library of its own.")
    if (document or passage) and not (library_path or sample):
        raise click.UsageError("Say in which LIBRARY that is.")
    from reviewer.ui.app import run

    return run(library_path, document=document, passage=passage, sample=sample, screenshot=screenshot)
