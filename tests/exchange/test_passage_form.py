"""A passage as JSON: the keys of the command line's contract, and what a reader of lines needs."""

import io
import json
from dataclasses import replace

from reviewer.exchange.format import About
from reviewer.exchange.formats import jsonl
from reviewer.exchange.passage_form import passage_form
from reviewer.model.ids import PassageId
from tests.exchange.samples import TEXTS, WHEN, hits

ABOUT = About("Harbour", WHEN, "")


def test_the_form_has_the_keys_of_the_contract_in_its_order() -> None:
    form = passage_form(hits()[1])

    assert list(form) == (
        "id document document_title published source start end page quote prefix suffix topics entities memos".split()
    )
    assert list(form["topics"][0]) == "id path tag coder created".split()
    assert list(form["entities"][0]) == "id kind name role tag coder created".split()
    assert list(form["memos"][0]) == "id text coder created".split()


def test_pages_count_from_one_and_are_null_where_there_are_none() -> None:
    assert [passage_form(hit)["page"] for hit in hits()[:2]] == [None, 1]


def test_a_place_that_nobody_tagged_has_no_id() -> None:
    hit = hits()[0]

    assert passage_form(replace(hit, passage=replace(hit.passage, id=PassageId(""))))["id"] is None


def test_every_line_is_one_passage_and_its_quote_is_its_text() -> None:
    out = io.BytesIO()
    jsonl.write(hits(), out, about=ABOUT)

    found = [json.loads(line) for line in out.getvalue().split(b"\n")[:-1]]
    assert found == [passage_form(hit) for hit in hits()]
    assert all(TEXTS[one["document_title"]][one["start"] : one["end"]] == one["quote"] for one in found)


def test_line_ends_that_only_some_readers_know_are_escaped() -> None:
    hit = hits()[0]
    odd = replace(hit, document_title="a\u2028b\u2029c\x85d")
    out = io.BytesIO()
    jsonl.write([odd], out, about=ABOUT)

    lines = out.getvalue().decode().splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0])["document_title"] == odd.document_title
