"""A table for programs: one row a passage, every value exactly as it is. Not for spreadsheets, which run formulas."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from reviewer.exchange.format import About
from reviewer.exchange.table import COLUMNS, row
from reviewer.model.query import Hit

NAME = "csv-plain"
LABEL = "CSV for programs"
DESCRIPTION = (
    "One row a passage, every value exactly as it is. Do not open it in a spreadsheet: a quotation that begins "
    "with = would be run as a formula."
)
SUFFIXES = (".csv",)


def write(hits: Iterable[Hit], out: BinaryIO, *, about: About) -> None:  # noqa: ARG001 (all formats are called alike)
    """UTF-8 without a mark, quoted where it must be, CRLF after each row (RFC 4180)."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows(row(hit) for hit in hits)
    text.detach()
