"""What stands under a title is as much as is known, and no more."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from reviewer.model.document import Document, Metadata
from reviewer.model.ids import DocumentId, TextId
from reviewer.ui.byline import byline, kind_name, written_date


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


def document(metadata: Metadata, *, kind: str = "text", pages: int = 0) -> Document:
    return Document(
        id=DocumentId("0" * 32),
        text_id=TextId("1" * 32),
        metadata=metadata,
        kind=kind,
        media_type="",
        file_name="a.txt",
        status="new",
        characters=10,
        page_count=pages,
        added="",
    )


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("2025-01-24", "24 Jan 2025"),
        ("2025-01-24T10:00:00Z", "24 Jan 2025"),
        ("2025-01", "Jan 2025"),
        ("2025", "2025"),
        ("", ""),
        (None, ""),
        ("2025-13-45", "2025-13-45"),
        ("spring 2025", "spring 2025"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(published: str | None, written: str) -> None:
    assert written_date(published) == written


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        (Metadata("T", authors=("Ada Lovelace",), published="1843"), "Ada Lovelace · 1843"),
        (Metadata("T", authors=("Ada", "Mary")), "Ada & Mary"),
        (Metadata("T", authors=("Ada", "Mary", "Grace")), "Ada and others"),
        (Metadata("T", authors=("Ada",), source="Notes"), "Ada"),
        (Metadata("T", source="Notes", published="1843-08"), "Notes · Aug 1843"),
        (Metadata("T"), "Text"),
    ],
)
def test_authors_come_before_the_source_and_the_kind_is_the_last_resort(
    metadata: Metadata, said: str
) -> None:
    assert byline(document(metadata)) == said


def test_a_kind_says_its_pages() -> None:
    assert kind_name(document(Metadata("T"), kind="pdf", pages=31)) == "PDF, 31 pages"
    assert kind_name(document(Metadata("T"), kind="pdf", pages=1)) == "PDF, 1 page"
    assert kind_name(document(Metadata("T"), kind="odt")) == "odt"
