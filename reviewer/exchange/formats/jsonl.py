"""JSON Lines: one passage a line, with everything that is known about it. For programs."""

import json
from collections.abc import Iterable
from typing import BinaryIO

from reviewer.exchange.format import About
from reviewer.exchange.passage_form import passage_form
from reviewer.model.query import Hit

NAME = "jsonl"
LABEL = "JSON Lines"
DESCRIPTION = "One passage a line, in the form of `reviewer find --json`: for scripts, pandas and DuckDB."
SUFFIXES = (".jsonl",)


def write(hits: Iterable[Hit], out: BinaryIO, *, about: About) -> None:  # noqa: ARG001 (all formats are called alike)
    """UTF-8, one object a line, LF after each; U+2028 and its like are escaped, since some readers break lines there."""
    for hit in hits:
        line = json.dumps(passage_form(hit), ensure_ascii=False, separators=(",", ":"))
        for odd in "\x85\u2028\u2029":
            line = line.replace(odd, f"\\u{ord(odd):04x}")
        out.write(line.encode() + b"\n")
