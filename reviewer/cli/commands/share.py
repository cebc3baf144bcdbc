"""`reviewer share`."""

from pathlib import Path
from typing import Unpack

import click

from reviewer.cli.filters import Filters, filter_options, query_of
from reviewer.cli.output import count, one_line, say, show
from reviewer.cli.parameters import library_argument
from reviewer.model.share import SharePlan, Texts


@click.command("share")
@library_argument
@click.argument("out", metavar="OUT.reviewer", type=click.Path(path_type=Path))
@filter_options
@click.option("--without-originals", is_flag=True, help="Texts without the files they came as.")
@click.option("--quotes-only", is_flag=True, help="Of the documents nothing but what was tagged.")
@click.option("--without-memos", is_flag=True, help="No memo at all.")
@click.option(
    "--blind",
    is_flag=True,
    help="For coding unseen: nobody's tags, passages and memos on them, but those of each --coder.",
)
@click.option("--preview", is_flag=True, help="Count what would leave, and make no file.")
@click.option("--overwrite", is_flag=True, help="Replace a file that is there.")
def command(
    *,
    library_path: Path,
    out: Path,
    without_originals: bool,
    quotes_only: bool,
    without_memos: bool,
    blind: bool,
    preview: bool,
    overwrite: bool,
    **filters: Unpack[Filters],
) -> None:
    """Make a file for a colleague: everything, or what the filters choose.

    Filters that speak of documents (--document, --since, --until, words in the text) choose these with all that is in
    them; filters that speak of passages choose these alone. The topics leave all, so that a colleague can tag with
    them. Never in the file: the history, settings, folders, what was deleted.

    The fingerprint that is printed belongs to this file alone: compare it by telephone with the one that `reviewer
    merge --preview` shows.
    """
    from reviewer.search.choosing import choice_of
    from reviewer.store.coders import find_coder
    from reviewer.store.library import Library
    from reviewer.store.sharing import plan_share, share

    texts: Texts = "quotes" if quotes_only else "text" if without_originals else "originals"
    with Library.open(library_path) as library:
        kept = tuple(find_coder(library, name).id for name in filters["coders"]) if blind else None
        if blind:
            filters["coders"] = ()
        query = query_of(library, filters)
        choice = choice_of(library, query, texts=texts, memos=not without_memos, coders=kept)
        if preview:
            _show_plan(plan_share(library, choice), about="about ")
            return
        made = share(library, out, choice, overwrite=overwrite)
    _show_plan(made.plan)
    show(f"Fingerprint: {made.fingerprint}")
    say(f"Shared to “{made.path}”.")


def _show_plan(plan: SharePlan, *, about: str = "") -> None:
    tags = sum(number for _, number in plan.tags)
    by = f" ({', '.join(f'{one_line(name)} {number:,}' for name, number in plan.tags)})" if tags else ""
    show(
        f"{count(plan.documents, 'document')}, {count(plan.passages, 'passage')}, {count(tags, 'tag')}{by}, "
        f"{count(plan.topics, 'topic')}, {count(plan.entities, 'entity', 'entities')}, {count(plan.memos, 'memo')}; "
        f"{about}{_size(plan.bytes)}"
    )


def _size(number: int) -> str:
    return f"{number / 1_000_000:,.1f} MB" if number >= 100_000 else f"{number / 1000:,.0f} kB"
