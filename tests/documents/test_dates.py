import pytest

from reviewer.documents.dates import iso_date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2025-01-24", "2025-01-24"),
        ("2025-01", "2025-01"),
        ("2025", "2025"),
        ("2025-01-24T23:30:00+02:00", "2025-01-24"),
        ("2025-01-24 08:00:00 UTC", "2025-01-24"),
        ("20250124", "2025-01-24"),
        ("2025/01/24", "2025-01-24"),
        ("24 January 2025", "2025-01-24"),
        ("January 24, 2025", "2025-01-24"),
        ("Jan. 24, 2025", "2025-01-24"),
        ("Fri, 24th of January 2025", "2025-01-24"),
        ("January 24, 2025 at 10:15 pm", "2025-01-24"),
        ("March 2025", "2025-03"),
    ],
)
def test_a_date_is_read_as_it_is_written(written: str, date: str) -> None:
    assert iso_date(written) == date


@pytest.mark.parametrize(
    "written",
    [
        "",
        "01/02/2025",
        "2025-13-01",
        "2025-02-30",
        "31 June 2025",
        "tomorrow",
        "0000-01-01",
        "on 24 January 2025 he said",
    ],
)
def test_what_is_no_date_or_could_be_two_is_none(written: str) -> None:
    assert iso_date(written) is None
