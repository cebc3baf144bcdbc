"""When something was done, as one says it: `10:42`, `yesterday 10:42`, `3 Nov 10:42`, `3 Nov 2025`."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime


def said_time(at: str, now: datetime | None = None) -> str:
    """A moment (UTC, ISO 8601) by this machine's clock and calendar; what is no moment stays as it stands."""
    now = (now or datetime.now().astimezone()).astimezone()
    try:
        there = datetime.fromisoformat(at).astimezone(now.tzinfo)
    except (ValueError, OverflowError):
        return at
    locale = QLocale()
    clock = locale.toString(QTime(there.hour, there.minute), "HH:mm")
    date = QDate(there.year, there.month, there.day)
    if there.date() == now.date():
        return clock
    if there.date() == now.date() - timedelta(days=1):
        return QCoreApplication.translate("History", "yesterday {time}").format(time=clock)
    if there.year == now.year:
        return f"{locale.toString(date, 'd MMM')} {clock}"
    return locale.toString(date, "d MMM yyyy")
