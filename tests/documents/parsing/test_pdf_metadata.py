"""What a PDF says of itself is believed where it can be."""

import pytest

from reviewer.documents.parsing.paragraphs import Paragraph
from reviewer.documents.parsing.pdf_metadata import metadata_of
from reviewer.model.document import Metadata

PAGE = [
    Paragraph("Journal of Places, 12", 10, 1),
    Paragraph("Nine Nights on the Quay", 24, 1),
    Paragraph("Words. " * 40, 12, 9),
]


def of(page: list[Paragraph] = PAGE, *, language: str = "", **details: str) -> Metadata:
    return metadata_of(details, [page], language=language, file_name="2025 nights.pdf")


@pytest.mark.parametrize(
    "title",
    [
        "",
        "untitled",
        "Microsoft Word - nights.docx",
        "paper.dvi",
        "Document1",
        "PowerPoint Presentation",
        " - ",
        "x" * 300,
    ],
)
def test_a_title_that_is_none_gives_way_to_the_largest_print(title: str) -> None:
    assert of(title=title).title == "Nine Nights on the Quay"


def test_a_real_title_is_taken_without_its_line_ends() -> None:
    assert of(title="Nine  nights\non the quay").title == "Nine nights on the quay"


def test_without_any_title_the_file_has_a_name() -> None:
    assert of([Paragraph("All of one size.", 12, 1), Paragraph("Words. " * 40, 12, 9)]).title == "2025 nights"
    assert of([]).title == "2025 nights"


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("Ida Moss", ("Ida Moss",)),
        ("Ida Moss, Ben Tern", ("Ida Moss", "Ben Tern")),
        ("Moss, Ida", ("Moss, Ida",)),
        ("Moss, Ida; Tern, Ben", ("Moss, Ida", "Tern, Ben")),
        ("Ida Moss and Ben Tern", ("Ida Moss", "Ben Tern")),
        ("Administrator", ()),
        ("ida@example.org", ()),
        ("", ()),
    ],
)
def test_authors_are_people(written: str, authors: tuple[str, ...]) -> None:
    assert of(author=written).authors == authors


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("D:20250124103000+01'00'", "2025-01-24"),
        ("D:202501", "2025-01"),
        ("D:2025", "2025"),
        ("D:20259924", None),
        ("D:18000101", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_one(written: str, published: str | None) -> None:
    assert of(creationDate=written).published == published


def test_a_language_is_a_tag() -> None:
    assert of(language="en-GB").language == "en-GB"
    assert of(language="English (UK)").language == ""


def test_a_title_of_two_lines_is_taken_whole() -> None:
    page = [
        Paragraph("Nine Nights", 24, 1),
        Paragraph("on the Quay", 23.8, 1),
        Paragraph("Ida Moss", 14, 1),
        PAGE[2],
    ]

    assert of(page).title == "Nine Nights on the Quay"
