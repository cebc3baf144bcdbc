import pytest

from reviewer.documents.parsing.dates import date_within, is_next_day, iso_date


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


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Posted: Fri 6:45 PM, Feb 16, 2018", "2018-02-16"),
        ("01:38:07 PM IST Nov 20, 2019", "2019-11-20"),
        ("2025-01-24 and 24 January 2025", "2025-01-24"),
        ("2025-01-24 and 25 January 2025", None),
        ("2019/11/18", "2019-11-18"),
        ("on 1/2/2025", None),
        ("2025", "2025"),
        ("", None),
    ],
)
def test_the_one_date_in_a_few_words_is_found(written: str, date: str | None) -> None:
    assert date_within(written) == date


def test_a_day_follows_another() -> None:
    assert is_next_day("2025-03-01", "2025-02-28")
    assert not is_next_day("2025-02-28", "2025-03-01")
    assert not is_next_day("2025-03", "2025-02-28")
