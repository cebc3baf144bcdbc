"""A passage as a row, and the guard against formulas."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.exchange.format import About
from reviewer.exchange.formats import csv as guarded_csv
from reviewer.exchange.formats import csv_plain
from reviewer.exchange.table import COLUMNS, guarded, row, unguarded
from tests.exchange.samples import TEXTS, hits

ABOUT = About("Harbour", "2026-11-24T10:00:00Z", "")


def rows_of(written: bytes, encoding: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode(encoding), newline="")))


def guarded_bytes() -> bytes:
    out = io.BytesIO()
    guarded_csv.write(hits(), out, about=ABOUT)
    return out.getvalue()


def plain_bytes() -> bytes:
    out = io.BytesIO()
    csv_plain.write(hits(), out, about=ABOUT)
    return out.getvalue()


@pytest.mark.parametrize("first", list("=+-@\t\r\n\0＝＋－＠"))
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(first: str) -> None:
    assert guarded(f"{first}1+1") == f"'{first}1+1"
    assert unguarded(f"'{first}1+1") == f"{first}1+1"


@pytest.mark.parametrize("harmless", ["", "a=1", " =1", "'tis", "“=1”", "1-2", "'"])
def test_anything_else_stays_as_it_is(harmless: str) -> None:
    assert guarded(harmless) == unguarded(harmless) == harmless


@given(st.text(alphabet="'=+-@\t\r\n\0＝a “"))
def test_taking_the_guard_away_always_gives_the_value_back(value: str) -> None:
    assert unguarded(guarded(value)) == value


def test_no_cell_of_the_guarded_table_begins_like_a_formula() -> None:
    for found in csv.reader(io.StringIO(guarded_bytes().decode("utf-8-sig"), newline="")):
        assert not [cell for cell in found if cell[:1] in set("=+-@\t\r\0＝＋－＠")]


def test_the_guarded_table_is_quoted_and_marked_for_excel() -> None:
    written = guarded_bytes()

    assert written.startswith(b'\xef\xbb\xbf"id","document",')
    assert written.endswith(b'"\r\n')
    assert written.count(b"\r\n") == 1 + len(hits())


def test_quotes_and_positions_come_back_from_both_tables() -> None:
    of_guarded = rows_of(guarded_bytes(), "utf-8-sig")
    of_plain = rows_of(plain_bytes(), "utf-8")

    for from_guarded, from_plain in zip(of_guarded, of_plain, strict=True):
        text = TEXTS[from_plain["document_title"]]
        assert text[int(from_plain["start"]) : int(from_plain["end"])] == from_plain["quote"]
        assert {key: unguarded(value) for key, value in from_guarded.items()} == from_plain


def test_several_tags_are_joined_and_entities_written_as_on_the_command_line() -> None:
    found = dict(zip(COLUMNS, row(hits()[1]), strict=True))

    assert found["topics"] == "Work/Consultation; Sale"
    assert found["entities"] == "person:Ines Prado=speaker; other:a:b=c"
    assert found["memos"] == "Compare with the minutes.\n=They differ."
    assert found["coders"] == "Ana; Ben"
    assert found["page"] == "1"
