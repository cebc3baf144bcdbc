"""A passage as one row of a table, and what a spreadsheet must be kept from running."""

import re
from collections.abc import Iterable

from reviewer.model.query import Hit

COLUMNS: tuple[str, ...] = (
    "id",
    "document",
    "document_title",
    "published",
    "source",
    "page",
    "start",
    "end",
    "quote",
    "prefix",
    "suffix",
    "topics",
    "entities",
    "memos",
    "coders",
    "created",
)

# OWASP, “CSV Injection”: = + - @ TAB CR LF and their full-width twins; ASVS 1.2.10 adds NUL. Quoting a value does not
# help, an apostrophe before it does. A value that already has apostrophes there gets one more, so that taking one away
# always gives the value back.
_DANGEROUS = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")


def row(hit: Hit) -> tuple[str, ...]:
    """The hit's values in the order of COLUMNS.

    Several topics, entities, coders or memos are joined by `; `, each name once. An entity is written as on the
    command line, `person:Ada Lovelace=speaker`, without the role where it is only mentioned. `page` counts from 1.
    Empty: not known, or none.
    """
    passage = hit.passage
    return (
        passage.id,
        passage.document,
        hit.document_title,
        hit.published or "",
        hit.source,
        "" if passage.page is None else str(passage.page + 1),
        str(passage.start),
        str(passage.end),
        passage.quote,
        passage.prefix,
        passage.suffix,
        _joined(tag.path for tag in passage.topics),
        _joined(
            f"{tag.kind}:{tag.name}" + ("" if tag.role == "mentioned" else f"={tag.role}")
            for tag in passage.entities
        ),
        _joined(memo.text for memo in passage.memos),
        _joined(
            [
                *(tag.coder for tag in passage.topics),
                *(tag.coder for tag in passage.entities),
                *(memo.coder for memo in passage.memos),
            ]
        ),
        passage.created,
    )


def guarded(value: str) -> str:
    """The value with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{value}" if _DANGEROUS.match(value) else value


def unguarded(value: str) -> str:
    """What `guarded` was given; a value that it left alone stays as it is."""
    return value[1:] if value.startswith("'") and _DANGEROUS.match(value) else value


def _joined(names: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(names))
