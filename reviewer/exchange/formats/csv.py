"""A table for spreadsheets: one row a passage, guarded against formulas."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from reviewer.exchange.format import About
from reviewer.exchange.table import COLUMNS, guarded, row
from reviewer.model.query import Hit

NAME = "csv"
LABEL = "CSV for spreadsheets"
DESCRIPTION = (
    "One row a passage. A value that a spreadsheet would run as a formula (it begins with = + - @ or a control "
    "character) has an apostrophe before it; take that away, or choose csv-plain, to compare it with the text."
)
SUFFIXES = (".csv",)


def write(hits: Iterable[Hit], out: BinaryIO, *, about: About) -> None:  # noqa: ARG001 (all formats are called alike)
    """UTF-8 with a mark that Excel knows it by, every value quoted, CRLF after each row (RFC 4180)."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=False)
    rows = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows(tuple(map(guarded, row(hit))) for hit in hits)
    text.detach()
