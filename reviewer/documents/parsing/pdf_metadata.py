"""What a PDF says about itself, where it can be believed: many carry the name of a template or of a program."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import PurePath

from reviewer.documents.parsing.paragraphs import Paragraph, body_height
from reviewer.model.document import Metadata

_NO_TITLE = re.compile(
    r"""^(microsoft\ (word|powerpoint|excel)\b.*|untitled.*|document\d*|powerpoint\ presentation|presentation\d*
    |slide\ \d+|print|layout\ \d+|title|no\ title|(new\ )?doc\d*|.*\.(docx?|pdf|tex|dvi|indd|qxd|xlsx?|pptx?|rtf|odt|ps|html?|fm)
    |[\W\d_]*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_AUTHOR = re.compile(
    r"^(unknown|anonymous|admin(istrator)?|user|owner|root|guest|author|[\W\d_]*|\S+@\S+)$", re.IGNORECASE
)
_DATE = re.compile(r"^(?:D:)?(\d{4})(\d{2})?(\d{2})?")
_LANGUAGE = re.compile(r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$")
_LONGEST_TITLE = 250


def metadata_of(
    details: Mapping[str, str | None], pages: Sequence[Sequence[Paragraph]], *, language: str, file_name: str
) -> Metadata:
    """The metadata of a PDF with these document properties and paragraphs.

    The title is the property; else the largest print of the first page; else the file's name without its suffix.
    """
    stem = PurePath(file_name).stem
    title = " ".join((details.get("title") or "").split())
    if not title or _NO_TITLE.match(title) or len(title) > _LONGEST_TITLE:
        title = _largest_print(pages) or stem
    return Metadata(
        title=title,
        authors=_authors(details.get("author") or ""),
        published=_date(details.get("creationDate") or ""),
        language=language if _LANGUAGE.match(language) else "",
    )


def _largest_print(pages: Sequence[Sequence[Paragraph]]) -> str:
    """The largest print of the first page with words, all its lines; empty where print there is all of one size."""
    first = next((page for page in pages if page), ())
    candidates = [
        paragraph
        for paragraph in first
        if paragraph.lines <= 4
        and len(paragraph.text) <= _LONGEST_TITLE
        and sum(map(str.isalpha, paragraph.text)) > 3
    ]
    if not candidates:
        return ""
    largest = max(candidates, key=lambda paragraph: paragraph.line_height)
    usual = body_height(paragraph for page in pages for paragraph in page)
    if largest.line_height <= 1.15 * usual and len(first) > 1:
        return ""
    title = largest.text
    for paragraph in first[first.index(largest) + 1 :]:
        longer = f"{title} {paragraph.text}"
        if paragraph.line_height < 0.97 * largest.line_height or len(longer) > _LONGEST_TITLE:
            break
        title = longer
    return title


def _authors(written: str) -> tuple[str, ...]:
    names = re.split(r"\s*;\s*|\s+(?:and|&)\s+", " ".join(written.split()))
    parts = [part.strip() for name in names for part in name.split(",")]
    # “Okafor, Adaeze” is one person, “Adaeze Okafor, Nils Berg” are two.
    if all(" " in part for part in parts if part):
        names = parts
    return tuple(name.strip(" ,") for name in names if not _NO_AUTHOR.match(name.strip(" ,")))


def _date(written: str) -> str | None:
    """The day a PDF was made, ISO 8601; None where it is not said or not possible."""
    match = _DATE.match(written.strip())
    if not match:
        return None
    year, month, day = match.groups()
    try:
        made = datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
    except ValueError:
        return None
    if not 1985 <= made.year <= datetime.now(UTC).year + 1:
        return None
    return "-".join(part for part in (year, month, day) if part)
