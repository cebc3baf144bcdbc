"""`reviewer tag`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewer.cli.entity_words import EntityWords, entity_words
from reviewer.cli.output import one_line, say, show, show_object, show_table
from reviewer.cli.parameters import json_option, library_argument
from reviewer.cli.place import Place, span_of
from reviewer.model.ids import DocumentId
from reviewer.model.query import Hit

if TYPE_CHECKING:
    from reviewer.model.passage import Passage, Span
    from reviewer.store.library import Library


@click.command("tag")
@library_argument
@click.argument("document")
@click.option("--quote", metavar="TEXT", help="The words to tag.")
@click.option(
    "--nth", metavar="N", type=click.IntRange(min=1), help="Which of several places of the quote, from 1."
)
@click.option("--start", metavar="N", type=int, help="Where the passage begins, in code points from 0.")
@click.option("--end", metavar="N", type=int, help="One past its last code point.")
@click.option(
    "--topic", "topics", metavar="T", multiple=True, help="A topic, as a path: Immigration/Enforcement."
)
@click.option(
    "--entity",
    "entities",
    metavar="E[=ROLE]",
    multiple=True,
    help="An entity, kind:Name, and its role: mentioned, speaker or subject.",
)
@click.option("--memo", metavar="M", default="", help="Words about the passage.")
@click.option("--coder", metavar="C", help="Who tags; by default the library's current coder.")
@json_option
def command(
    *,
    library_path: Path,
    document: str,
    quote: str | None,
    nth: int | None,
    start: int | None,
    end: int | None,
    topics: tuple[str, ...],
    entities: tuple[str, ...],
    memo: str,
    coder: str | None,
    as_json: bool,
) -> None:
    """Tag one passage of a document, named by its words or by its place.

    Topics and entities that are not there yet are made. A quote that stands nowhere, or at several places without
    --nth, is refused with a list of the candidates. Tagging the same passage again adds to its tags.
    """
    from reviewer.store.documents import find_document, text_of
    from reviewer.store.library import Library

    place = Place.given(quote=quote, nth=nth, start=start, end=end)
    if not topics and not entities and not memo.strip():
        raise click.UsageError("Say what to tag it with: --topic, --entity or --memo.")
    words = [entity_words(written) for written in entities]
    for each in words:
        if each.doubt:
            say(each.doubt)
    with Library.open(library_path) as library:
        found = find_document(library, document)
        text = text_of(library, found.id)
        span = span_of(text.text, place, title=found.metadata.title)
        passage = _tag(library, found.id, span, topics=topics, entities=words, memo=memo, coder=coder)
    hit = Hit(passage, found.metadata.title, found.metadata.published, found.metadata.source)
    if as_json:
        from reviewer.exchange.passage_form import passage_form

        show_object(passage_form(hit))
    else:
        _show(hit)


def _tag(
    library: "Library",
    document: DocumentId,
    span: "Span",
    *,
    topics: tuple[str, ...],
    entities: list[EntityWords],
    memo: str,
    coder: str | None,
) -> "Passage":
    """One step, so that one undo also takes back the topics, entities and the coder that it made."""
    from reviewer.store.coders import ensure_coder
    from reviewer.store.entities import ensure_entity
    from reviewer.store.naming import tagging_name
    from reviewer.store.tags import tag_passage
    from reviewer.store.topics import ensure_topic

    with library.step(tagging_name([*topics, *(each.name for each in entities)], memo)):
        return tag_passage(
            library,
            document,
            span,
            topics=[ensure_topic(library, path) for path in topics],
            entities=[(ensure_entity(library, each.kind, each.name), each.role) for each in entities],
            memo=memo,
            coder=None if coder is None else ensure_coder(library, coder),
        )


def _show(hit: Hit) -> None:
    passage = hit.passage
    show(f"“{one_line(passage.quote)}”")
    show(f"{passage.start}–{passage.end} in “{one_line(hit.document_title)}”")
    show_table(
        [
            *((f"  {tag.path}", tag.coder, tag.tag) for tag in passage.topics),
            *((f"  {tag.kind}:{tag.name} ({tag.role})", tag.coder, tag.tag) for tag in passage.entities),
        ]
    )
