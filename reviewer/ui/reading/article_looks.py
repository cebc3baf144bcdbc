"""How each kind of line looks in an article: font, line height, space around it. Sizes in px at a zoom of 1."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase, QTextBlockFormat, QTextCharFormat

from reviewer.ui.theme import font

Kind = Literal[
    "text",
    "tight",
    "blank",
    "title",
    "byline",
    "kicker",
    "heading",
    "small heading",
    "list item",
    "quotation",
    "caption",
    "preformatted",
    "table row",
    "furniture",
]

INDENT = 28
"""How far one level of a list or quotation is set in."""
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a line: `size` of its letters, `line` from line to line, `above` and `below` it, `indent` in levels."""

    kind: Kind
    size: int
    line: int
    above: int
    below: int
    indent: int = 0
    goes_on: bool = False
    """Whether an item of a list goes on here, which began on a line before."""


_SIZES: dict[Kind, tuple[int, int, int, int]] = {
    "text": (18, 29, 0, 17),
    "tight": (18, 29, 0, 0),
    "blank": (18, 1, 0, 0),
    "title": (31, 40, 0, 6),
    "byline": (13, 20, 0, 27),
    "kicker": (13, 20, 0, 6),
    "heading": (18, 26, 22, 9),
    "small heading": (14, 22, 14, 7),
    "list item": (18, 29, 0, 6),
    "quotation": (18, 29, 0, 12),
    "caption": (14, 22, 0, 22),
    "preformatted": (14, 22, 0, 0),
    "table row": (14, 22, 5, 5),
    "furniture": (13, 20, 0, 17),
}


@lru_cache(maxsize=256)
def look_of(kind: Kind, *, indent: int = 0, ends_group: bool = False, goes_on: bool = False) -> Look:
    """The look of a kind of line. The last of several list items, rows or lines of code keeps a paragraph's distance, and
    so does a title without a byline.
    """
    size, line, above, below = _SIZES[kind]
    return Look(kind, size, line, above, max(below, 19) if ends_group else below, indent, goes_on)


def block_format(look: Look, *, scale: float) -> QTextBlockFormat:
    """The look's space and line height, enlarged by `scale`."""
    made = QTextBlockFormat()
    made.setLineHeight(look.line * scale, _FIXED)
    made.setTopMargin(look.above * scale)
    made.setBottomMargin(look.below * scale)
    made.setIndent(look.indent)
    if look.kind == "preformatted":
        made.setLeftMargin(16 * scale)
        made.setRightMargin(16 * scale)
    if look.kind in {"title", "heading", "small heading"}:
        made.setHeadingLevel({"title": 1, "heading": 2}.get(look.kind, 3))
    return made


def font_of(look: Look, *, scale: float) -> QFont:
    """The look's font, enlarged by `scale`."""
    if look.kind == "preformatted":
        made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    elif look.kind in {"title", "heading"}:
        made = font("title" if look.kind == "title" else "heading")
    elif look.kind == "small heading":
        made = font("strong")
    else:
        made = font(
            "ui" if look.kind in {"byline", "kicker", "caption", "table row", "furniture"} else "text"
        )
    made.setPixelSize(max(1, round((1 if look.kind == "blank" else look.size) * scale)))
    return made


def char_format(look: Look, *, scale: float) -> QTextCharFormat:
    """The look's letters, without a colour: text takes the palette's, so that a change of theme lays nothing out anew."""
    made = QTextCharFormat()
    made.setFont(font_of(look, scale=scale))
    return made
