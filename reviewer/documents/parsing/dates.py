"""Dates as people and pages write them become ISO 8601. Only what can be read in one way is read."""

import datetime as dt
import re

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
    r"(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?",
)
_ISO_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{2})[-/.](?P<day>\d{2})(?!\d)")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})[/.]?(?P<month>\d{2})[/.]?(?P<day>\d{2})(?:T?\d{6}Z?)?")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d{2}.{0,20})?"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}}){_TIME}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TIME}",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(rf"(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})", re.IGNORECASE)


def iso_date(written: str) -> str | None:
    """The date as `2025-01-24`, `2025-01` or `2025`; None where it is none, or could be read in two ways (`1/2/2025`).

    The whole of `written` has to be the date, with a weekday before it or a time after it at most. The date is the
    one that is written there: a time zone does not move it.
    """
    text = " ".join(written.split())
    for form in (_ISO, _COMPACT, _DAY_FIRST, _MONTH_FIRST, _MONTH_ONLY):
        if found := form.fullmatch(text):
            parts = found.groupdict()
            return _checked(parts["year"], parts["month"], parts.get("day"))
    return None


def date_within(written: str) -> str | None:
    """The one whole date, year to day, that a few words hold (“Posted: Fri 6:45 PM, Feb 16, 2018”); None for several."""
    text = " ".join(written.split())
    if whole := iso_date(text):
        return whole
    found = {
        _checked(parts["year"], parts["month"], parts["day"])
        for form in (_ISO_DAY, _DAY_FIRST, _MONTH_FIRST)
        for match in form.finditer(text)
        if (parts := match.groupdict())
    }
    return found.pop() if len(found) == 1 else None


def is_next_day(later: str, earlier: str) -> bool:
    """Whether one ISO date is the day after the other; False where either is not known to the day."""
    if len(later) < 10 or len(earlier) < 10:
        return False
    return dt.date.fromisoformat(later) - dt.date.fromisoformat(earlier) == dt.timedelta(days=1)


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    number = _MONTHS.get(month.lower()) or int(month) if month else 1
    try:
        date = dt.date(int(year), number, int(day or 1))
    except ValueError:
        return None
    if not 1000 <= date.year <= 2999:
        return None
    if month is None:
        return f"{date:%Y}"
    return f"{date:%Y-%m-%d}" if day else f"{date:%Y-%m}"
