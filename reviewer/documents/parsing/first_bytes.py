"""What a file looks like from its first bytes: text, or which kind of binary file. It reads no more than it is given."""

import re

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an older Office program"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a sound, film or WebP file"),
    (b"OggS", "a sound or film file"),
    (b"ID3", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"\x1aE\xdf\xa3", "a film file"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ\x00", "a compressed file (xz)"),
    (b"(\xb5/\xfd", "a compressed file (zstd)"),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
)

_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    # The longer first: UTF-32's begins with UTF-16's.
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.02  # of the bytes; a text with a stray control character stays a text


def byte_order_mark(head: bytes) -> tuple[bytes, str] | None:
    """The byte order mark at the front and the encoding it announces (a Python name); None where there is none."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return mark, encoding
    return None


def binary_kind(head: bytes) -> str | None:
    """What a binary file looks like, with its article (“a PNG picture”); None where the bytes look like text.

    UTF-16 and UTF-32 count as text, with a byte order mark or without.
    """
    if byte_order_mark(head):
        return None
    if head.startswith(b"MZ") and b"\x00" in head:
        return "a program"
    if head[4:8] == b"ftyp":
        return "a film file"
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    controls = len(_CONTROLS.findall(head))
    if controls <= len(head) * _MOST_CONTROLS or wide_encoding(head):
        return None
    return "a binary file"


def wide_encoding(head: bytes) -> str | None:
    """The UTF-16 or UTF-32 (a Python name) that bytes without a mark are written in; None where they are in neither.

    Told by decoding: right is where nothing but letters, marks, punctuation and line ends come out, and a space or a
    line end among them.
    """
    if b"\x00" not in head:
        return None
    for encoding, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        whole = head[: len(head) - len(head) % width]
        try:
            # The last character may have been cut in two.
            text = whole.decode(encoding, errors="strict") if len(whole) < 8 else _decode_cut(whole, encoding)
        except UnicodeDecodeError:
            continue
        if text and _reads_as_text(text):
            return encoding
    return None


def _decode_cut(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        if fault.start < len(data) - 4:
            raise
        return data[: fault.start].decode(encoding)


def _reads_as_text(text: str) -> bool:
    strange = sum(
        not (
            letter.isprintable() or letter in "\t\n\r\u200b\u200c\u200d\u200e\u200f\ufeff\u2028\u2029\xa0\xad"
        )
        for letter in text
    )
    at_home = sum(letter in " \n\u3000,.、。" for letter in text)
    return strange <= len(text) * _MOST_CONTROLS and (at_home > 0 or len(text) < 40)
