from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.documents.faults import EmptyError, UnreadableError
from reviewer.documents.formats import text
from reviewer.text.freezing import freeze
from tests.documents.laid_out import assert_laid_out

SAMPLE = Path(__file__).parents[2] / "samples" / "documents" / "note.txt"
UNICODE = Path(__file__).parents[4] / "shared" / "data" / "unicode"


def test_the_text_is_as_the_file_has_it_with_its_leading_lines() -> None:
    reading = text.read(SAMPLE.read_bytes(), file_name="note.txt")

    assert reading.text == SAMPLE.read_text(encoding="utf-8")
    assert reading.metadata.title == "The pier was closed before the vote"
    assert reading.metadata.published == "2025-01-24"
    assert reading.text.startswith("date 2025-01-24\n")
    assert_laid_out(reading)


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_named(data: bytes) -> None:
    with pytest.raises(EmptyError, match=r"“a.txt” holds no text"):
        text.read(data, file_name="a.txt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"\x7fELF\x02" + bytes(60), "a program"), (b"\x89PNG\r\n\x1a\n" + bytes(60), "a PNG picture"), (bytes(range(256)), "a binary file")],
)  # fmt: skip
def test_a_binary_file_is_refused_by_what_it_looks_like(data: bytes, kind: str) -> None:
    with pytest.raises(
        UnreadableError, match=f"“a.txt” could not be read: it looks like {kind}, not like text."
    ):
        text.read(data, file_name="a.txt")


@given(
    st.text(min_size=1).filter(
        lambda one: freeze(one).strip() and not set(one) & {chr(code) for code in range(32)}
    )
)
def test_what_is_written_is_what_is_read(written: str) -> None:
    reading = text.read(b"\xef\xbb\xbf" + written.encode("utf-8", "replace"), file_name="a.txt")

    assert reading.text == freeze(written.encode("utf-8", "replace").decode())
    assert_laid_out(reading)


@pytest.mark.skipif(not UNICODE.is_dir(), reason="the shared samples are not here")
def test_the_twelve_unicode_samples_are_read_as_they_are() -> None:
    files = sorted(UNICODE.glob("*.txt"))
    assert len(files) == 12
    for file in files:
        with file.open(encoding="utf-8", newline="") as opened:
            written = opened.read()

        reading = text.read(file.read_bytes(), file_name=file.name)

        assert reading.text == freeze(written)
        assert not reading.doubts
        assert_laid_out(reading)
    crlf = text.read((UNICODE / "05_crlf_cr_mixed.txt").read_bytes(), file_name="05.txt").text
    assert crlf.split("\n") == [
        "First paragraph — said X.", "", "Second 😀 paragraph.", "Old Mac line.", "Unix line.", "LS line.", "PS line.", "NEL line.", "",
    ]  # fmt: skip
    assert (
        text.read((UNICODE / "01_emoji_quote.txt").read_bytes(), file_name="01.txt").metadata.published
        == "2025-01-24"
    )
