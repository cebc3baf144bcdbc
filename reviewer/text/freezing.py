"""Freezing: what happens to a text once, at import, before any position in it exists. Nothing changes it afterwards."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\ufdd0\ufdd1]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def freeze(text: str) -> str:
    r"""The text with one kind of line end and without the characters that no store and no view can keep.

    CRLF, CR, NEL (U+0085), U+2028 and U+2029 become LF. Dropped: a byte order mark at the front, the C0 controls
    other than tab and LF, and U+FDD0 and U+FDD1 (which Qt uses for its own ends). A surrogate without its partner
    becomes U+FFFD, since UTF-8 cannot hold it. Every other character stays: composed and decomposed letters, quotes,
    spaces, joiners and marks of direction are what the source says. A frozen text freezes to itself.
    """
    return freeze_piece(text).lstrip("\ufeff")


def freeze_piece(text: str) -> str:
    """The same for a piece from the middle of a text, where U+FEFF is no byte order mark but an invisible joiner."""
    text = _LINE_ENDS.sub("\n", text)
    text = _UNWANTED.sub("", text)
    return _SURROGATES.sub("\ufffd", text)
