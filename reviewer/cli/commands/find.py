"""`reviewer find`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

import click

from reviewer.cli.filters import Filters, filter_options, query_of
from reviewer.cli.output import count, one_line, say, short, show, show_array
from reviewer.cli.parameters import json_option, library_argument
from reviewer.model.query import Hit


@click.command("find")
@library_argument
@filter_options
@json_option
def command(*, library_path: Path, as_json: bool, **filters: Unpack[Filters]) -> None:
    """Search the text of the documents, or the tagged passages.

    QUERY is words, all of which must be there; "words in quotation marks" stand together, and the last word may be
    the beginning of one. It may hold filters too: topic:Name, person:"Ada Lovelace", by:Coder, since:2025. Of several
    topics or entities a passage must have all.
    """
    from reviewer.exchange.passage_form import passage_form
    from reviewer.search.library import each, find
    from reviewer.store.library import Library

    with Library.open(library_path) as library:
        query = query_of(library, filters)
        if as_json:
            show_array(map(passage_form, each(library, query)))
            return
        hits = find(library, query)
    _show_hits(hits)
    documents = len({hit.passage.document for hit in hits})
    noun = "passage" if query.where == "passages" else "place"
    say(f"{count(len(hits), noun)} in {count(documents, 'document')}." if hits else "Nothing was found.")


def _show_hits(hits: Sequence[Hit]) -> None:
    length = short([hit.passage.document for hit in hits])
    last = ""
    for hit in hits:
        passage = hit.passage
        if passage.document != last:
            known = ", ".join(filter(None, (hit.source, hit.published)))
            show(
                ("\n" if last else "")
                + f"{one_line(hit.document_title)}{f' ({one_line(known)})' if known else ''}"
            )
            show(f"  document {passage.document[:length]}")
            last = passage.document
        page = "" if passage.page is None else f"page {passage.page + 1}, "
        quote = one_line(passage.quote)
        marked = click.style(quote, bold=True) if sys.stdout.isatty() else f"⟦{quote}⟧"
        show(
            f"  {page}{passage.start}–{passage.end}  {one_line(passage.prefix)}{marked}{one_line(passage.suffix)}"
        )
        tags = [
            *(tag.path for tag in passage.topics),
            *(
                f"{tag.kind}:{tag.name}" + (f" ({tag.role})" if tag.role != "mentioned" else "")
                for tag in passage.entities
            ),
        ]
        if tags:
            show(f"    {one_line('; '.join(dict.fromkeys(tags)))}")
        for memo in passage.memos:
            show(f"    {one_line(memo.coder)}: {one_line(memo.text)}")
