"""When something was done, by this machine's clock."""

from datetime import UTC, datetime

import pytest

from reviewer.ui.history.times import said_time

NOW = datetime(2026, 11, 24, 12, 0).astimezone()


def at(*parts: int) -> str:
    """A moment of this machine's clock as it is stored."""
    moment = datetime(*parts).astimezone().astimezone(UTC)  # type: ignore[arg-type]
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(2026, 11, 24, 10, 42), "10:42"),
        (at(2026, 11, 23, 23, 59), "yesterday 23:59"),
        (at(2026, 11, 3, 9, 5), "3 Nov 09:05"),
        (at(2025, 12, 31, 9, 5), "31 Dec 2025"),
        ("once upon a time", "once upon a time"),
    ],
)
def test_a_moment_is_said_as_precisely_as_one_needs_it(moment: str, said: str, qapp: object) -> None:
    assert said_time(moment, NOW) == said


def test_now_is_this_moment_where_none_is_given(qapp: object) -> None:
    now = datetime.now().astimezone()

    assert said_time(now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")) in {
        now.strftime("%H:%M"),
        now.strftime("yesterday %H:%M"),
    }
