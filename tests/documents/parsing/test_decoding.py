import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.documents.parsing.decoding import decode

ENGLISH = "“We won’t stop,” said the councillor — and the café was closed again that evening. " * 5
RUSSIAN = "Министр сказал, что закон будет принят в ближайшее время, и ответил на вопросы. " * 5
JAPANESE = "首相は記者団に対し、法案は成立すると述べた。新しい法律は来年から施行される。" * 5


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]
)
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, "a 🚨 b. "])
def test_unicode_needs_no_guess(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))

    assert decoded.text == text
    assert not decoded.doubt


@pytest.mark.parametrize(
    ("encoding", "text"), [("cp1252", ENGLISH), ("cp1251", RUSSIAN), ("koi8-r", RUSSIAN), ("cp932", JAPANESE)]
)
def test_other_encodings_are_guessed_and_the_guess_is_a_doubt(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))

    assert decoded.text == text
    assert "guessed" in decoded.doubt


@pytest.mark.parametrize(
    "text",
    [
        "He said “no” and left.",
        "It doesn’t matter what they said.",
        "“Curly” marks, a café, €5 – and no more…",
        "Příliš žluťoučký kůň běžel přes most.",
    ],
)
def test_one_line_with_curly_marks_is_no_text_of_dos_or_the_mac(text: str) -> None:
    encoding = "cp1250" if "ž" in text else "cp1252"

    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp866", "Он сказал нет и ушёл домой."),
        ("cp850", "Der Präsident sagte, über die Straße zu gehen."),
        ("iso8859-15", "Le coût est de 5 €, a-t-il déclaré"),
    ],
)
def test_what_dos_and_iso_wrote_is_still_told(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_guess_looks_at_the_lines_that_tell_however_late_they_come() -> None:
    text = "Plain words only.\n" * 50_000 + ENGLISH

    assert decode(text.encode("cp1252")).text == text


def test_iso_2022_jp_is_told_by_its_escapes() -> None:
    assert decode(JAPANESE.encode("iso2022_jp")).text == JAPANESE


def test_a_declared_encoding_comes_before_a_guess() -> None:
    decoded = decode("Łódź i Gdańsk".encode("iso-8859-2"), declared="ISO-8859-2")

    assert decoded.text == "Łódź i Gdańsk"
    assert not decoded.doubt


def test_latin_1_is_read_as_browsers_read_it() -> None:
    assert decode("“quote”".encode("cp1252"), declared="iso-8859-1").text == "“quote”"


def test_a_wrong_declaration_does_not_spoil_utf_8() -> None:
    assert decode("Größe".encode(), declared="iso-8859-1").text == "Größe"


@pytest.mark.parametrize("declared", ["unicode_escape", "punycode", "hex", "utf-16", "nonsense", "", None])
def test_what_no_page_may_declare_is_not_believed(declared: str | None) -> None:
    assert decode(b"caf\\u00e9 \xe9t\xe9 d\xe9j\xe0 vu", declared=declared).encoding != declared


def test_damaged_utf_8_stays_utf_8_and_says_where_it_was_damaged() -> None:
    decoded = decode(("Größe äöü " * 5).encode()[:-1] + b"\xc3")

    assert decoded.text.startswith("Größe äöü")
    assert decoded.text.endswith("\ufffd")
    assert "one place" in decoded.doubt


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "shift_jis", "iso-2022-kr", "big5", "hz-gb-2312"]),
)
def test_no_bytes_are_too_strange(data: bytes, declared: str | None) -> None:
    decode(data, declared=declared).text.encode("utf-8", "surrogatepass")
