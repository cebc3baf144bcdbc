"""What a row of a received library may hold: a rule for each column. A row that breaks one is refused, not repaired.

The file's own CHECKs are not enough: SQLite keeps text that is no UTF-8 and text with a NUL in it, and says nothing of a
moment that lies a thousand years ahead and would win over every change to come.
"""

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from reviewer.model.document import BlockKind, MarkKind, Status
from reviewer.model.tag import ROLES
from reviewer.store.clocks import FIELDS

_NAME, _LINE, _WORDS, _WHOLE = 1_000, 20_000, 2_000_000, 1_000_000_000
"""Code points at the most: of a name, of a title or address, of somebody's words, of a document's text."""
_MOMENT = re.compile("[0-9a-f]{24}")
_MOMENTS = re.compile("[0-9a-f]+")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z")
_DATE = re.compile(r"\d{4}[0-9T:.Z+-]{0,36}")
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_LARGEST = 2**31


@dataclass(frozen=True, slots=True)
class Rule:
    """A column and what its value has to be; `said` is what is said of a value that is not."""

    column: str
    holds: Callable[[Any], bool]
    said: str
    is_text: bool = False
    all_hold: Callable[[Sequence[Any]], bool] | None = None
    """The same for many values at once and faster; it may say no where each holds, and never yes where one does not."""


def rules(latest: str) -> dict[str, tuple[Rule, ...]]:
    """The rules of each table's columns, in order. `latest` is the last moment that is believed."""

    def moment(value: Any) -> bool:
        return value is not None and _MOMENT.fullmatch(value) is not None and value <= latest

    def moments(values: Sequence[Any]) -> bool:
        return (
            _MOMENTS.fullmatch("".join(values)) is not None
            and {*map(len, values)} == {24}
            and max(values) <= latest
        )

    hlc = replace(
        _text("hlc", moment, "its moment is none, or lies more than a year ahead"), all_hold=moments
    )
    deleted = Rule("deleted", lambda value: value in {0, 1}, "it is neither there nor deleted")
    created = _pattern("created", _TIME)
    coder = _id("coder_id")
    return {
        "coder": (_id("id"), _words("name", _NAME, least=1), created, hlc, deleted),
        "original": (_hash("sha256"), _number("size", 2**40)),
        "document": (
            *(_id("id"), _hash("original"), _id("text_id")),
            *(_words(one, _NAME) for one in ("kind", "media_type", "file_name")),
            _words("title", _LINE),
            _text("authors", _is_authors, "its authors are no list of names"),
            _pattern("published", _DATE, may_miss=True),
            *(_words(one, _LINE) for one in ("source", "url")),
            _words("language", _NAME),
            _text("status", lambda value: value in get_args(Status), "its status is none"),
            *(_pattern("added", _TIME), _id("added_by"), hlc, deleted),
        ),
        "text_version": (
            *(_id("id"), _id("document_id"), _hash("original"), _words("extractor", _NAME), _hash("sha256")),
            *(_number("length"), created),
        ),
        "page": (
            *(_id("text_id"), _number("page"), _number("start"), _number("end")),
            *(Rule(one, _is_size, f"its {one} is no size of a page") for one in ("width", "height")),
            _words("label", _NAME),
        ),
        "passage": (
            *(_id("id"), _id("document_id"), _id("text_id"), _number("start"), _number("end")),
            *(_words(one, _WHOLE) for one in ("quote", "prefix", "suffix")),
            Rule("page", lambda value: value is None or _is_number(value, _LARGEST), "its page is no number"),
            *(coder, created, hlc, deleted),
        ),
        "topic": (
            *(_id("id"), _id("parent_id", may_miss=True)),
            _text("name", lambda value: _is_words(value, _NAME, 1) and "/" not in value, "its name is none"),
            *(_pattern("colour", _COLOUR), _words("description", _WORDS), created),
            *(_id("merged_into", may_miss=True), hlc, deleted),
        ),
        "entity": (
            _id("id"),
            _text("kind", lambda value: _is_words(value, _NAME, 1) and ":" not in value, "its kind is none"),
            *(_words("name", _NAME, least=1), _pattern("colour", _COLOUR), _words("description", _WORDS)),
            *(created, _id("merged_into", may_miss=True), hlc, deleted),
        ),
        "entity_alias": (_id("entity_id"), _words("alias", _NAME, least=1), hlc, deleted),
        "topic_tag": (_id("topic_id"), _id("passage_id"), coder, created, hlc, deleted),
        "entity_tag": (
            *(_id("entity_id"), _id("passage_id")),
            _text("role", lambda value: value in ROLES, "its role is none"),
            *(coder, created, hlc, deleted),
        ),
        "memo": (
            _id("id"),
            _text("target_kind", lambda value: value in TARGETS, "it is about no kind of thing"),
            *(_id("target_id"), _words("text", _WORDS), coder, created, hlc, deleted),
        ),
        "field_clock": (
            _text("tbl", lambda value: value in FIELDS, "it is of no table"),
            *(_id("row"), _words("field", _NAME), hlc),
        ),
        "set_aside": (
            _text("tbl", lambda value: value in SET_ASIDE, "it is of no table"),
            *(_id("row"), _words("field", _NAME)),
            Rule("value", lambda value: value == 1 or _is_id(value), "its value is none"),
            _text("hlc", lambda value: value == "" or moment(value), hlc.said),
        ),
        "seen": (_text("device", lambda value: len(value) == 8, "its device is none"), hlc),
    }


TARGETS = ("document", "passage", "topic", "entity")
"""What a memo may be about; each is a table."""
SET_ASIDE: dict[str, tuple[str, ...]] = {
    "passage": ("deleted",),
    "document": ("deleted",),
    "topic": ("parent_id", "merged_into", "deleted"),
    "entity": ("merged_into", "deleted"),
}
"""The fields that the rules of merging may set aside, by table."""


def is_layout(written: str, length: int) -> bool:
    """Whether this is the layout of a text of `length` code points, such as the reader can show."""
    try:
        values = json.loads(written)
    except (ValueError, RecursionError):
        return False
    if not isinstance(values, dict) or not values.keys() <= {"blocks", "marks"}:
        return False
    blocks, marks = values.get("blocks", []), values.get("marks", [])
    return (
        isinstance(blocks, list)
        and isinstance(marks, list)
        and all(_is_stretch(one, get_args(BlockKind), length) and _is_number(one[3], 1000) for one in blocks)
        and all(_is_stretch(one, get_args(MarkKind), length) and isinstance(one[3], str) for one in marks)
    )


def _is_stretch(value: Any, kinds: Sequence[str], length: int) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 4
        and value[0] in kinds
        and _is_number(value[1], length)
        and _is_number(value[2], length)
        and value[1] <= value[2]
    )


def _is_id(value: Any) -> bool:
    return isinstance(value, bytes) and len(value) == 16


def _are_ids(values: Sequence[Any]) -> bool:
    return {*map(type, values)} == {bytes} and {*map(len, values)} == {16}


def _is_number(value: Any, largest: int) -> bool:
    return isinstance(value, int) and 0 <= value <= largest


def _is_words(value: str | None, longest: int, least: int = 0) -> bool:
    return value is not None and least <= len(value) <= longest and "\0" not in value


def _is_size(value: Any) -> bool:
    return isinstance(value, float | int) and math.isfinite(value) and 0 < value < 1e6


def _is_authors(value: str) -> bool:
    try:
        names = json.loads(value)
    except (ValueError, RecursionError):
        return False
    return isinstance(names, list) and all(isinstance(name, str) and _is_words(name, _LINE) for name in names)


def _text(column: str, holds: Callable[[Any], bool], said: str) -> Rule:
    return Rule(column, holds, said, is_text=True)


def _id(column: str, *, may_miss: bool = False) -> Rule:
    return Rule(
        column,
        lambda value: (may_miss and value is None) or _is_id(value),
        f"its {column.removesuffix('_id')} is no identity",
        all_hold=None if may_miss else _are_ids,
    )


def _hash(column: str) -> Rule:
    return Rule(
        column,
        lambda value: isinstance(value, bytes) and len(value) == 32,
        f"its {column} is no SHA-256",
    )


def _number(column: str, largest: int = _LARGEST) -> Rule:
    return Rule(
        column,
        lambda value: _is_number(value, largest),
        f"its {column} is no number that can be",
        all_hold=lambda values: {*map(type, values)} == {int} and min(values) >= 0 and max(values) <= largest,
    )


def _words(column: str, longest: int, *, least: int = 0) -> Rule:
    return Rule(
        column,
        lambda value: _is_words(value, longest, least),
        f"its {column} is missing, too long, or holds a NUL",
        is_text=True,
        all_hold=lambda values: (
            least <= min(map(len, values))
            and max(map(len, values)) <= longest
            and "\0" not in "".join(values)
        ),
    )


def _pattern(column: str, pattern: re.Pattern[str], *, may_miss: bool = False) -> Rule:
    return _text(
        column,
        lambda value: may_miss if value is None else pattern.fullmatch(value) is not None,
        f"its {column} is not written as it should be",
    )
