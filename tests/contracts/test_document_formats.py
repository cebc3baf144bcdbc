"""What every document format keeps to: parametrised over the folder, so that a new format is tested by lying there."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.documents.reading import HEAD, Format, formats, read
from reviewer.errors import ReviewerError
from tests.documents.laid_out import assert_laid_out

SAMPLES = sorted(path for path in (Path(__file__).parents[1] / "samples").rglob("*") if path.is_file())

every_format = pytest.mark.parametrize("form", formats(), ids=lambda form: form.NAME)
every_sample = pytest.mark.parametrize(
    "sample",
    [path for path in SAMPLES if any(path.suffix in form.SUFFIXES for form in formats())],
    ids=lambda path: path.name,
)


@every_format
def test_a_format_says_what_it_is(form: Format) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*", form.NAME)
    assert form.SUFFIXES
    assert all(re.fullmatch(r"\.[a-z0-9]+", suffix) for suffix in form.SUFFIXES)
    assert all(re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", media_type) for media_type in form.MEDIA_TYPES)


def test_no_two_formats_claim_a_name_or_an_ending() -> None:
    claimed = [name for form in formats() for name in (form.NAME, *form.SUFFIXES)]

    assert len(claimed) == len(set(claimed))


@every_sample
def test_a_sample_is_recognised_and_read(sample: Path) -> None:
    data = sample.read_bytes()
    form = next(form for form in formats() if sample.suffix in form.SUFFIXES)

    assert form.recognises(data[:HEAD])
    reading = form.read(data, file_name=sample.name)

    assert reading.kind == form.NAME
    assert reading.media_type in form.MEDIA_TYPES
    assert reading.extractor.startswith(f"{form.NAME}/")
    assert reading.metadata.title.strip()
    assert all(doubt.endswith(".") for doubt in reading.doubts)
    assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", reading.metadata.published or "2025")
    assert_laid_out(reading)


@every_sample
def test_the_same_bytes_give_the_same_reading(sample: Path) -> None:
    data = sample.read_bytes()

    assert read(data, file_name=sample.name) == read(data, file_name=sample.name)


@every_format
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_read_or_named_in_whole_sentences(form: Format, data: bytes) -> None:
    form.recognises(data)

    assert_read_or_named(form, data, file_name="strange.bin")


@every_format
@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9])
def test_half_a_sample_is_read_or_named(form: Format, cut: float) -> None:
    for sample in SAMPLES:
        if sample.suffix in form.SUFFIXES:
            data = sample.read_bytes()
            assert_read_or_named(form, data[: int(len(data) * cut)], file_name=sample.name)


def assert_read_or_named(form: Format, data: bytes, *, file_name: str) -> None:
    try:
        reading = form.read(data, file_name=file_name)
    except ReviewerError as named:
        fault = named
    else:
        assert_laid_out(reading)
        return
    assert fault.problem.startswith(f"“{file_name}”")
    assert fault.problem.endswith(".")
    assert "\n" not in str(fault)
