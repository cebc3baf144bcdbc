"""What every export format keeps to: parametrised over the folder, so that a new format is tested by lying there."""

import io
import os
import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.exchange.exporting import formats
from reviewer.exchange.format import About, Format
from reviewer.model.query import Hit
from tests.exchange.samples import hits

ABOUT = About("Harbour", "2026-11-24T10:00:00Z", "Passages about Sale.")

every_format = pytest.mark.parametrize("form", formats(), ids=lambda form: form.name)


class Out(io.BytesIO):
    """What a format may do with its file: write. Not read, not seek, not close."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("a format reads its file")

    def seek(self, *_: object) -> int:
        raise AssertionError("a format seeks in its file")


def written(form: Format, what: list[Hit]) -> bytes:
    out = Out()
    form.write(iter(what), out, about=ABOUT)
    assert not out.closed
    return out.getvalue()


def test_the_folder_holds_the_formats_that_were_promised() -> None:
    assert {"csv", "csv-plain", "html", "jsonl"} <= {form.name for form in formats()}


@every_format
def test_a_format_is_named_for_the_command_line_and_for_people(form: Format) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", form.name)
    assert form.label
    assert form.description.endswith(".")
    assert form.suffixes
    assert all(re.fullmatch(r"(\.[a-z0-9]+)+", suffix) for suffix in form.suffixes)


def test_no_two_formats_share_a_name_or_a_label() -> None:
    assert len({form.name for form in formats()}) == len({form.label for form in formats()}) == len(formats())


@every_format
def test_nothing_to_export_is_a_valid_file(form: Format) -> None:
    written(form, []).decode()


@every_format
def test_every_quote_is_in_the_file_as_utf8(form: Format) -> None:
    text = written(form, hits()).decode()

    assert "🚨 The crane goes." in text
    assert "«אין ברירה»" in text
    assert "👩🏽‍⚖️ them" in text


@every_format
def test_the_same_hits_give_the_same_bytes(form: Format) -> None:
    assert written(form, hits()) == written(form, hits())


@every_format
def test_many_passages_are_not_kept_in_memory(form: Format) -> None:
    def many(number: int) -> Iterator[Hit]:
        sample = hits()
        for _ in range(number):
            yield from sample

    peaks = []
    for number in (300, 3000):
        tracemalloc.start()
        with Path(os.devnull).open("wb") as nowhere:
            form.write(many(number), nowhere, about=ABOUT)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    # 18,900 passages more, some 30 MB written: an index may grow by a number for each, the rest may not.
    assert peaks[1] - peaks[0] < 12_000_000
