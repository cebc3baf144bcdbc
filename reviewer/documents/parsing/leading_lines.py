"""What the first lines of a plain text say about it: its title, its date, its authors. The lines stay in the text."""

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from reviewer.documents.parsing.dates import iso_date

_LOOKED_AT = 12  # lines
_LONGEST_TITLE = 120  # code points
_DATE_WORDS = re.compile(r"(?:date|dated|published(?: on)?|posted(?: on)?)\s*:?\s+", re.IGNORECASE)
_BYLINE = re.compile(r"(?:by|author|authors)\s*:?\s+(?P<names>.+)", re.IGNORECASE)
_NAME = re.compile(
    r"(?:[^\W\d_a-z][\w'’.-]*|van|von|de|der|den|di|da|del|la|le|bin|al|ibn)(?: +(?:[^\W\d_a-z][\w'’.-]*|van|von|de|der|den|di|da|del|la|le|bin|al|ibn)){0,4}"
)
_SENTENCE_END = re.compile(r"[.!?…;:,]['\"’”»)]*$|[.!?]['\"’”»)]*\s+\S.*[.!?]")


@dataclass(frozen=True, slots=True)
class Leading:
    """What was found in the leading lines; empty or None where nothing was."""

    title: str = ""
    published: str | None = None
    authors: tuple[str, ...] = ()


def leading(text: str) -> Leading:
    """What the first lines of a frozen text say.

    A line that is a date, alone or after a word such as `date` or `Published:`, is the published date. `By` and names
    are authors. The first other line is the title if it stands alone (an empty line, a date or a byline follows, or a
    line more than twice its length) and reads like one: short, begins with a letter, a digit or a quotation mark, does
    not end as a sentence does.
    """
    lines = [line.strip() for line in islice(_lines(text), _LOOKED_AT)]
    title = ""
    published: str | None = None
    authors: tuple[str, ...] = ()
    for index, line in enumerate(lines):
        if not line:
            continue
        if date := _date(line):
            published = published or date
        elif names := _byline(line):
            authors = authors or names
        elif not title and _stands_alone(lines, index) and _reads_like_a_title(line):
            title = line
        else:
            break
    return Leading(title, published, authors)


def title_from_file_name(file_name: str) -> str:
    """A title made of a file's name: without the suffix, with spaces where people write `_`, `+`, `%20` or `-`."""
    stem = PurePath(file_name).stem or file_name
    spaced = re.sub(r"(?:_|\+|%20)+", " ", stem).strip()
    if " " not in spaced and spaced.count("-") > 1 and not iso_date(spaced):
        spaced = re.sub(r"(?<=[^\W\d])-|-(?=[^\W\d])", " ", spaced)
    spaced = " ".join(spaced.split())
    return spaced[:1].upper() + spaced[1:] if spaced.islower() else spaced or file_name


def split_names(written: str) -> tuple[str, ...]:
    """The names in “Ada Lovelace, Charles Babbage and Mary Somerville”, in order, none twice."""
    parts = re.split(
        r"\s*(?:[;|•\n]|,(?!\s*(?:Jr|Sr|II|III|PhD|Ph\.D|MD|M\.D)\b)|\s(?:and|und|et|&)\s)\s*", written
    )
    names = (" ".join(part.split()).strip(" .,-–—") for part in parts if part)
    return tuple(dict.fromkeys(name for name in names if name))


def _lines(text: str) -> list[str]:
    return text[: _LOOKED_AT * 1000].split("\n")


def _date(line: str) -> str | None:
    return iso_date(_DATE_WORDS.sub("", line, count=1)) if len(line) < 60 else None


def _byline(line: str) -> tuple[str, ...]:
    found = _BYLINE.fullmatch(line) if len(line) <= _LONGEST_TITLE else None
    names = split_names(found["names"]) if found else ()
    return names if names and all(_NAME.fullmatch(name) for name in names) else ()


def _stands_alone(lines: list[str], index: int) -> bool:
    rest = lines[index + 1 :]
    if not any(rest):
        return False
    following = rest[0]
    return (
        not following
        or len(following) > 2 * len(lines[index])
        or bool(_date(following) or _byline(following))
    )


def _reads_like_a_title(line: str) -> bool:
    opens = line[0].isalnum() or line[0] in "\"'“‘«„‚¿¡("
    return opens and len(line) <= _LONGEST_TITLE and not _SENTENCE_END.search(line)
