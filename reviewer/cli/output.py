"""What commands say: results on standard output, sentences on standard error."""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

DONE, IN_PART, NOTHING_DONE = 0, 1, 2
"""How a command ends: IN_PART where some of its inputs failed, NOTHING_DONE also for wrong usage."""

# What could move the cursor or colour the terminal; line breaks and tabs would break a table.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def say(sentence: str) -> None:
    """A message for the person, on standard error; one that cannot be heard changes nothing."""
    with suppress(OSError):
        sys.stderr.write(f"{sentence}\n")


def show(line: str = "") -> None:
    """A line of the result, on standard output."""
    sys.stdout.write(f"{line}\n")


def show_object(value: dict[str, Any]) -> None:
    """One JSON object and nothing else."""
    show(_json(value, indent=2))


def show_array(values: Iterable[dict[str, Any]]) -> None:
    """One JSON array, an element a line, written while they come."""
    before = "[\n"
    for value in values:
        sys.stdout.write(before + _json(value))
        before = ",\n"
    show("\n]" if before != "[\n" else "[]")


def show_table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> None:
    """Columns side by side, those numbered in `right` set to the right. Nothing where there is no row."""
    cells = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = [
            cell.rjust(width) if number in right else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        show("  ".join(padded).rstrip())


def one_line(text: str) -> str:
    """The text without line breaks and without what a terminal would obey."""
    return _CONTROLS.sub(" ", text)


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 passage`, `2 passages`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def short(identities: Sequence[str]) -> int:
    """How many characters, 8 at least, tell these identities apart."""
    length = 8
    while len({identity[:length] for identity in identities}) < len(set(identities)):
        length += 4
    return length


def _json(value: dict[str, Any], *, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:
        # Half a character, from a file name that is no UTF-8: JSON can only say it escaped.
        return json.dumps(value, indent=indent)
    return text
