from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.documents.faults import EmptyError, UnreadableError
from reviewer.documents.formats import markdown
from reviewer.errors import ReviewerError
from reviewer.model.document import Metadata
from tests.documents.laid_out import assert_laid_out

SAMPLE = Path(__file__).parents[2] / "samples" / "documents" / "minutes.md"


def test_the_text_is_what_would_be_shown() -> None:
    reading = markdown.read(SAMPLE.read_bytes(), file_name="minutes.md")

    assert reading.text == (
        "Minutes of the landing committee\n"
        "Present were Mira Holt and four members. The chair opened the meeting at nine.\n"
        "The budget\nRepairs\nThe lamps\n1. Accept the minutes\n2. Close the pier\nA path is not a harbour.\n"
        "Year\tBoats\n2019\t12\n09:00  opened\n  09:40  closed"
    )
    assert [(block.kind, block.level) for block in reading.blocks] == [
        ("heading", 1),
        ("list item", 0),
        ("list item", 1),
        ("list item", 0),
        ("list item", 0),
        ("list item", 0),
        ("quotation", 0),
        ("table row", 0),
        ("table row", 0),
        ("preformatted", 0),
    ]
    assert [(mark.kind, reading.text[mark.start : mark.end], mark.target) for mark in reading.marks] == [
        ("emphasis", "landing", ""),
        ("strong", "Mira Holt", ""),
        ("link", "meeting", "https://harbour.example/agenda"),
    ]
    assert_laid_out(reading)


def test_the_fields_at_the_front_are_metadata_and_no_text() -> None:
    reading = markdown.read(SAMPLE.read_bytes(), file_name="minutes.md")

    assert reading.metadata == Metadata(
        title="Minutes of the landing committee",
        authors=("Ines Varga", "Tom Okonjo"),
        published="2025-02-03",
        language="en-GB",
    )


@pytest.mark.parametrize(
    ("written", "title", "published"),
    [
        ("# Head\n\ntext", "Head", None),
        ("text\n\n## Second *level*\n\ntext", "Second level", None),
        ("date 2025-01-24\n\nThe pier\n\nIt is closed.", "A note", "2025-01-24"),
        ("just text.", "A note", None),
        ("---\ntitle: From the front\n---\n# Head", "From the front", None),
        ("---\nauthors:\n  - Ines Varga\n  - Tom Okonjo\n---\n# Head", "Head", None),
        ("---\n\ntext between rules\n\n---\n\nmore", "A note", None),
    ],
)
def test_title_and_date_come_from_the_front_the_headings_or_the_first_lines(
    written: str, title: str, published: str | None
) -> None:
    reading = markdown.read(written.encode(), file_name="a_note.md")

    assert (reading.metadata.title, reading.metadata.published) == (title, published)


def test_authors_may_be_a_list() -> None:
    reading = markdown.read(b"---\nauthors:\n  - Ines Varga\n  - Tom Okonjo\n---\ntext", file_name="a.md")

    assert reading.metadata.authors == ("Ines Varga", "Tom Okonjo")


def test_rules_around_text_are_not_taken_for_fields() -> None:
    assert (
        markdown.read(b"---\n\ntext between rules\n\n---\n\nmore", file_name="a.md").text
        == "text between rules\nmore"
    )


def test_html_within_is_cleaned() -> None:
    reading = markdown.read(
        b"a <b>bold</b> <a href='javascript:x'>c</a>\n\n<script>d()</script>\n\n[e](javascript:f) <img src=x onerror=g()>",
        file_name="a.md",
    )

    assert "d()" not in reading.text
    assert "g()" not in reading.text
    assert [mark.kind for mark in reading.marks] == ["strong"]


@pytest.mark.parametrize(
    "data", [b"", b"---\ntitle: x\n---\n", b"<!-- only a comment -->", b"![](picture.png)"]
)
def test_a_file_without_text_is_named(data: bytes) -> None:
    with pytest.raises(EmptyError, match=r"“a.md” holds no text"):
        markdown.read(data, file_name="a.md")


def test_a_binary_file_is_named() -> None:
    with pytest.raises(UnreadableError, match=r"looks like a ZIP archive"):
        markdown.read(b"PK\x03\x04" + bytes(100), file_name="a.md")


def test_deep_nesting_is_no_trouble() -> None:
    reading = markdown.read(
        ("> " * 5000 + "deep\n\n" + "<div>" * 50_000 + "deeper\n\nafter").encode(), file_name="a.md"
    )

    assert "deeper" in reading.text
    assert reading.text.endswith("after")


lines = st.lists(
    st.sampled_from(["# a", "- b", "  - c", "1. d", "> e", "```", "| a | b |", "|---|---|", "*f* **g**", "[h](https://e.example)", "", "---", "<div>", "</div>", "&#13;", "&#xfeff;", "    code", "🚨 é\u0308"]),
    max_size=25,
)  # fmt: skip


@given(lines.map("\n".join))
def test_any_markdown_is_read_or_named(written: str) -> None:
    try:
        reading = markdown.read(written.encode(), file_name="a.md")
    except ReviewerError:
        return
    assert_laid_out(reading)
