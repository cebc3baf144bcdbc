"""Where the parts of a passage's card lie. Rectangles and words only; nothing is painted here."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QFont, QFontMetrics

from reviewer.model.passage import Passage
from reviewer.model.tag import Role
from reviewer.ui.chips import Chip, place_chips, rows_height
from reviewer.ui.theme import font

MARGIN_X, MARGIN_Y = 8, 4
"""Pixels around a card."""
PADDING = 12
LINE = 20
MEMO_LINE = 18
MEMO_LEAD = 22
"""Pixels that the memo's icon takes before its words."""
EDITOR_HEIGHT = 68
_LINES = 2
_ENOUGH = 240
"""Code points that surely fill two lines."""
_MEASURED = 120
"""Code points that surely fill one."""


@dataclass(frozen=True, slots=True)
class CardLayout:
    """A card's parts, in pixels from its row's top left corner.

    `chips` and `tags` (ids) and `places` belong together, one by one. `memo` is empty where nothing is written.
    """

    chips: tuple[Chip, ...]
    tags: tuple[str, ...]
    places: tuple[QRect, ...]
    quote_words: str
    quote: QRect
    facts: str
    meta: QRect
    memo_words: str
    memo: QRect
    height: int

    def chip_at(self, x: int, y: int) -> int:
        """The number of the chip at a place; -1 beside all."""
        return next((number for number, place in enumerate(self.places) if place.contains(x, y)), -1)


def quote_font() -> QFont:
    """The text's own letters, at the size of the rows."""
    made = font("text")
    made.setPixelSize(font("ui").pixelSize())
    return made


def lay_out_card(passage: Passage, width: int, *, facts: str = "", edited: bool = False) -> CardLayout:
    """The parts of the card of `passage` in a row of `width` pixels; `edited`: its memo is being written.

    `facts` are what is said last, on one line; none is left out.
    """
    inner = QRect(MARGIN_X + PADDING, MARGIN_Y + PADDING, max(width - 2 * (MARGIN_X + PADDING), 80), 0)
    chips, tags = chips_of(passage)
    rows = place_chips(chips, inner.width())
    places = [place.translated(inner.topLeft()) for place in rows]
    y = inner.top() + (rows_height(rows) + 8 if rows else 0)
    words = " ".join(passage.quote[:_ENOUGH].split())
    lines = _line_count(words, "quote", inner.width())
    quote = QRect(inner.left(), y, inner.width(), lines * LINE)
    y = quote.bottom() + 1 + 4
    memo_words = memo_of(passage)
    memo = QRect()
    if edited:
        memo = QRect(inner.left(), y + 4, inner.width(), EDITOR_HEIGHT)
    elif memo_words:
        room = inner.width() - MEMO_LEAD
        lines = _line_count(" ".join(memo_words[:_ENOUGH].split()), "memo", room)
        memo = QRect(inner.left(), y + 4, inner.width(), lines * MEMO_LINE)
    if not memo.isNull():
        y = memo.bottom() + 1 + 4
    meta = QRect(inner.left(), y, inner.width(), 16 if facts else 0)
    height = meta.bottom() + 1 + PADDING - (2 if facts else 6) + MARGIN_Y
    return CardLayout(chips, tags, tuple(places), words, quote, facts, meta, memo_words, memo, height)


def chips_of(passage: Passage) -> tuple[tuple[Chip, ...], tuple[str, ...]]:
    """A chip for each tag of a passage, topics first, and the tags' ids beside them."""
    topics = [Chip(tag.tag, tag.path.rpartition("/")[2], tag.colour) for tag in passage.topics]
    entities = [
        Chip(tag.tag, tag.name, tag.colour, tag.kind, role_note(tag.role)) for tag in passage.entities
    ]
    chips = (*topics, *entities)
    return chips, tuple(chip.key for chip in chips)


def memo_of(passage: Passage) -> str:
    """All memos of a passage, one below the other; empty without any."""
    return "\n".join(memo.text for memo in passage.memos)


def role_note(role: Role) -> str:
    """A role as it is said beside a name: nothing for one who is only mentioned."""
    notes: dict[Role, str] = {
        "mentioned": "",
        "speaker": QCoreApplication.translate("Roles", "speaker"),
        "subject": QCoreApplication.translate("Roles", "subject"),
    }
    return notes[role]


def _line_count(words: str, part: Literal["quote", "memo"], width: int) -> int:
    return 1 if _advance(words[:_MEASURED], part) <= width else _LINES


@lru_cache(maxsize=20_000)
def _advance(words: str, part: Literal["quote", "memo"]) -> int:
    """How wide the words are on one line. Kept, since a narrower panel asks for all of them again."""
    return _metrics(part).horizontalAdvance(words)


@cache
def _metrics(part: Literal["quote", "memo"]) -> QFontMetrics:
    return QFontMetrics(quote_font() if part == "quote" else font("meta"))
