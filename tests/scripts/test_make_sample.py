"""The two PDFs of the sample library come from their sources, and their text comes out as it was put in."""

from pathlib import Path

import pytest

from reviewer.documents.formats import pdf
from reviewer.model.document import Reading
from reviewer.resources import resource
from sample_pdfs import drawing
from sample_pdfs.faces import width
from sample_pdfs.lines import Style, set_paragraph
from sample_pdfs.paper import make_paper
from sample_pdfs.report import make_report
from sample_pdfs.sources import curled
from sample_pdfs.syllables import syllables

NAMES = ("2025-06-30-openness-as-work.pdf", "2025-05-15-cool-enough-to-sleep.pdf")


def reading(path: Path) -> Reading:
    return pdf.read(path.read_bytes(), file_name=path.name)


def test_the_pdfs_of_the_sample_are_those_that_the_sources_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "DOCUMENTS", tmp_path)

    make_paper()
    make_report()

    for name in NAMES:
        assert reading(tmp_path / name).text == reading(resource(f"sample/documents/{name}")).text


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_a_page_is_that_of_print(name: str) -> None:
    text = reading(resource(f"sample/documents/{name}")).text

    assert "  " not in text.replace(" .", "")
    assert "\N{NON-BREAKING HYPHEN}" not in text
    assert "\N{NO-BREAK SPACE}" not in text


def test_the_columns_of_the_paper_are_read_one_after_the_other() -> None:
    text = reading(resource(f"sample/documents/{NAMES[0]}")).text
    headings = ["1 Introduction", "2 Setting and method", "3 What a closing time does", "4 Refusal as care"]

    places = [text.index(heading) for heading in headings]

    assert places == sorted(places)


def test_the_report_counts_its_front_matter_in_roman_numbers() -> None:
    labels = [page.label for page in reading(resource(f"sample/documents/{NAMES[1]}")).pages]

    assert labels[:7] == ["i", "ii", "iii", "iv", "v", "vi", "1"]
    assert len(labels) >= 20


def test_no_line_is_wider_than_its_column() -> None:
    text = (
        "Somebody has to fetch the box, “said the archivist”, and somebody has to carry it back again. " * 5
    )

    lines = set_paragraph(text, Style(10, 13), 170)

    assert len(lines) > 5
    assert all(
        x + width(words, face, size) <= 170.05 for line in lines for x, _, words, face, size in line.pieces
    )


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("attention", ["atten", "tion"]),
        ("government", ["govern", "ment"]),
        ("interviewed", ["inter", "viewed"]),
        ("walking", ["walk", "ing"]),
        ("sitting", ["sit", "ting"]),
        ("archive", ["archive"]),
        ("box", ["box"]),
        ("Kessary", ["Kessary"]),
    ],
)
def test_a_word_is_broken_between_its_syllables_or_not_at_all(word: str, parts: list[str]) -> None:
    assert syllables(word) == parts


def test_typewriter_quotes_become_a_printers() -> None:
    assert (
        curled("\"Don't,\" she said, of the tenants' chairs") == "“Don’t,” she said, of the tenants’ chairs"
    )
