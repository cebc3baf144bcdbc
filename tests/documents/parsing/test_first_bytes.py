import pytest

from reviewer.documents.parsing.first_bytes import binary_kind, wide_encoding


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"%PDF-1.7\nplain so far", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive or an Office document"),
        (b"\x7fELF\x02\x01\x01\x00", "a program"),
        (b"MZ\x90\x00\x03", "a program"),
        (b"\x00\x00\x00\x18ftypmp42", "a film file"),
        (bytes(range(256)), "a binary file"),
        (b"\x00" * 100, "a binary file"),
        (b"text with \x00\x01\x02 much \x03\x04\x05 noise", "a binary file"),
    ],
)
def test_a_binary_file_is_named(head: bytes, kind: str) -> None:
    assert binary_kind(head) == kind


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"Words.\r\n",
        "Größe, “quote”, 🚨".encode(),
        "schon gut, ge\xf6ffnet".encode("latin-1"),
        "Words, and more.".encode("utf-16"),
        "Слова, и ещё.\n".encode("utf-16-be"),
        "日本語の文章です。\n".encode("utf-16-le"),
        b"page one\x0cpage two, " + b"and so on " * 20,
        b"MZ is also how a word may begin",
    ],
)
def test_text_is_no_binary_file(head: bytes) -> None:
    assert binary_kind(head) is None


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_told_without_a_mark_even_when_cut_in_a_character(encoding: str) -> None:
    data = ("He said 🚨 twice, and went. " * 200).encode(encoding)

    assert wide_encoding(data[:4095]) == encoding
