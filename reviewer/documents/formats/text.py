"""Plain text: the text as the file has it."""

from reviewer.documents.faults import EmptyError, UnreadableError
from reviewer.documents.parsing.decoding import decode
from reviewer.documents.parsing.first_bytes import binary_kind
from reviewer.documents.parsing.leading_lines import leading, title_from_file_name
from reviewer.model.document import Metadata, Reading
from reviewer.text.freezing import freeze

NAME = "text"
SUFFIXES = (".txt", ".text", ".log")
MEDIA_TYPES = ("text/plain",)

_EXTRACTOR = f"{NAME}/1"


def recognises(head: bytes) -> bool:
    """Whether a file that begins like this can be plain text: it is nothing binary."""
    return binary_kind(head) is None


def read(data: bytes, *, file_name: str) -> Reading:
    """The text, with every line a paragraph. Its first lines may give title, date and authors, and stay in the text.

    UnreadableError names what a binary file looks like; EmptyError where there is nothing but white space.
    """
    if kind := binary_kind(data[:4096]):
        raise UnreadableError(file_name, f"it looks like {kind}, not like text")
    decoded = decode(data)
    text = freeze(decoded.text)
    if not text.strip():
        raise EmptyError(file_name)
    said = leading(text)
    return Reading(
        kind=NAME,
        media_type=MEDIA_TYPES[0],
        extractor=_EXTRACTOR,
        metadata=Metadata(
            title=said.title or title_from_file_name(file_name),
            authors=said.authors,
            published=said.published,
        ),
        text=text,
        doubts=(decoded.doubt,) if decoded.doubt else (),
    )
