"""Bytes become characters: by byte order mark, strict UTF-8, declared encoding, and a guess at last."""

import re
from dataclasses import dataclass

from reviewer.documents.parsing.first_bytes import byte_order_mark, wide_encoding

_GUESSED_FROM = 64 * 1024  # bytes
_ENOUGH_VALID = 10
"""So many well-formed characters for every malformed one, and a text is taken for damaged UTF-8."""
_FAR_BETTER = 2
"""So many times as sure, and a guess that is old is taken for one of today."""
_CONTROLS_OF_ISO = re.compile(b"[\x80-\x9f]")
"""Marks and letters in every encoding but those of ISO 8859, where they are controls that no text holds."""

# Only these may be declared: Python knows other “encodings” (punycode, unicode_escape) that are none for a page.
_DECLARABLE = re.compile(
    r"utf-?8|us-ascii|ascii|latin-?1|iso-?8859-?\d+|(windows|cp)-?\d{3,5}|koi8-[ru]|macintosh|mac-?roman|x-mac-cyrillic"
    r"|gb2312|gbk|gb18030|big5(-hkscs)?|euc-(jp|kr|tw)|shift[-_]?jis|x-sjis|iso-2022-(jp|kr)|tis-620|ibm\d{3}|hz-gb-2312",
)
# As every browser reads them: the narrower name is declared, the wider one is meant.
_MEANT = {
    "ascii": "cp1252", "us-ascii": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "euc-kr": "cp949", "big5": "big5hkscs", "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, and the encoding (a Python name) that they were written in. `doubt` is a sentence, or empty."""

    text: str
    encoding: str
    doubt: str = ""


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The characters of a whole file. Nothing raises: what cannot be decoded becomes U+FFFD, and the doubt says so.

    In this order: a byte order mark; UTF-16 or UTF-32 without one, told by its zero bytes; UTF-8 without a fault;
    the encoding that the file declares (`declared`), as browsers understand its name; UTF-8 with few faults; a guess
    by chardet. Every guess is a doubt.
    """
    if found := byte_order_mark(data[:4]):
        mark, encoding = found
        return _with_replacements(data[len(mark) :], encoding)
    if encoding := wide_encoding(data[:4096]) or "":
        return _with_replacements(data, encoding)
    if b"\x1b$" in data and (japanese := _strictly(data, "iso2022_jp")):
        return japanese
    if utf8 := _strictly(data, "utf-8"):
        return utf8
    name = (declared or "").strip().lower()
    if _DECLARABLE.fullmatch(name) and (as_declared := _strictly(data, _MEANT.get(name, name))):
        return as_declared
    damaged = data.decode("utf-8", errors="replace")
    faults = damaged.count("\ufffd")
    valid = sum(not letter.isascii() for letter in damaged) - faults
    if valid >= faults * _ENOUGH_VALID:
        return _with_replacements(data, "utf-8")
    return _guessed(data)


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _with_replacements(data: bytes, encoding: str) -> Decoded:
    if decoded := _strictly(data, encoding):
        return decoded
    text = data.decode(encoding, errors="replace")
    count = text.count("\ufffd")
    places = "one place is" if count == 1 else f"{count} places are"
    return Decoded(
        text, encoding, doubt=f"The file is not quite {encoding.upper()}: {places} shown as “\ufffd”."
    )


def _guessed(data: bytes) -> Decoded:
    encoding = _guess(_telling(data))
    decoded = _strictly(data, encoding) or _with_replacements(data, encoding)
    doubt = f"The file does not say how its letters are encoded; {encoding} was guessed."
    return Decoded(decoded.text, encoding, doubt=" ".join(part for part in (doubt, decoded.doubt) if part))


def _guess(data: bytes) -> str:
    """A Python name. What Windows and the web write, unless what DOS and the Mac wrote fits far better.

    Between a few curly quotation marks and a few rare letters a guess decides by a hair, and the marks are what is
    met today.
    """
    import chardet

    era = chardet.EncodingEra
    today = era.MODERN_WEB if _CONTROLS_OF_ISO.search(data) else era.MODERN_WEB | era.LEGACY_ISO
    likely = chardet.detect(data, encoding_era=today, prefer_superset=True)
    any_age = chardet.detect(data, encoding_era=era.ALL & ~era.MAINFRAME, prefer_superset=True)
    found = any_age if any_age["confidence"] > _FAR_BETTER * likely["confidence"] else likely
    return (found["encoding"] or "cp1252").lower()


def _telling(data: bytes) -> bytes:
    """The lines that hold more than ASCII, since only they tell encodings apart; the first ones, up to a limit."""
    if len(data) <= _GUESSED_FROM:
        return data
    gathered = bytearray()
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            gathered += line[:_GUESSED_FROM]
        if len(gathered) >= _GUESSED_FROM:
            break
    return bytes(gathered)
