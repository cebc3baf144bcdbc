import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.documents.faults import EmptyError, UnreadableError
from reviewer.documents.reading import formats, read, suffixes

PAGE = b"<!DOCTYPE html><html><head><title>The pier</title></head><body><p>It is closed, and stays so.</p></body></html>"
BROKEN_PDF = b"%PDF-1.7\nnothing else"
SAMPLES = Path(__file__).parents[1] / "samples" / "documents"


def test_every_module_in_the_folder_is_a_format() -> None:
    assert {"html", "markdown", "pdf", "text"} <= {form.NAME for form in formats()}
    assert {".txt", ".md", ".html", ".htm", ".xhtml", ".pdf"} <= suffixes()


@pytest.mark.parametrize(
    ("file_name", "data", "kind"),
    [
        ("a.txt", b"Words.", "text"),
        ("a.TXT", b"Words.", "text"),
        ("a.md", b"# Words", "markdown"),
        ("a.html", PAGE, "html"),
        ("a.htm", PAGE, "html"),
        ("a.xhtml", b'<?xml version="1.0"?>' + PAGE, "html"),
        ("a.html", b"only words, no tags", "html"),
        ("a.pdf", PAGE, "html"),
        ("a.unknown", b"Words.", "text"),
        ("no ending", b"Words.", "text"),
        ("no ending", PAGE, "html"),
        ("a.txt", PAGE, "text"),
        ("a.html", PAGE.decode().encode("utf-16"), "html"),
        ("a.bin", "Words, wide.".encode("utf-16-le"), "text"),
    ],
)
def test_the_format_is_the_names_unless_the_first_bytes_are_anothers(
    file_name: str, data: bytes, kind: str
) -> None:
    assert read(data, file_name=file_name).kind == kind


@pytest.mark.parametrize("file_name", ["a.pdf", "a.html", "a.txt", "a.md", "a"])
def test_a_pdf_goes_to_the_pdf_reader_whatever_its_name_is(file_name: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(BROKEN_PDF, file_name=file_name)

    assert "not like" not in caught.value.problem


@pytest.mark.parametrize("file_name", ["a.txt", "a.pdf", "a.html", "a.md", "a.unknown", ""])
def test_an_empty_file_is_named(file_name: str) -> None:
    with pytest.raises(EmptyError, match="0 bytes"):
        read(b"", file_name=file_name)


def test_an_unknown_binary_file_is_named_with_what_can_be_read() -> None:
    with pytest.raises(UnreadableError) as caught:
        read(b"PK\x03\x04" + bytes(60), file_name="a.docx")

    assert "a ZIP archive or an Office document" in caught.value.problem
    assert ".pdf" in caught.value.remedy


def test_five_megabytes_of_text_are_read() -> None:
    line = "The council met again, and “nothing” was decided. 🚨\n"
    text = line * (5_000_000 // len(line.encode()))

    assert read(text.encode(), file_name="long.txt").text == text


def test_finding_the_formats_imports_nothing_slow() -> None:
    program = (
        "import sys, reviewer.documents.reading as reading; reading.formats(); reading.suffixes(); "
        "print([name for name in ('trafilatura', 'lxml', 'nh3', 'pymupdf', 'markdown_it', 'chardet', 'PySide6') if name in sys.modules])"
    )

    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"
