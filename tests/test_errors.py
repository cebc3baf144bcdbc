"""Errors for people: sentences, in the order in which they are read."""

import errno

import pytest

from reviewer.errors import ReviewerError, why_not_written


def test_an_error_reads_as_what_happened_what_is_kept_and_what_to_do() -> None:
    fault = ReviewerError(problem="The disk is full.", kept="All is kept.", remedy="Free some space.")

    assert str(fault) == "The disk is full. All is kept. Free some space."
    assert (fault.problem, fault.kept, fault.remedy) == (
        "The disk is full.",
        "All is kept.",
        "Free some space.",
    )


@pytest.mark.parametrize(
    ("kept", "remedy", "whole"),
    [("", "", "No."), ("Kept.", "", "No. Kept."), ("", "Go on.", "No. Go on.")],
)
def test_what_there_is_nothing_to_say_about_leaves_no_gap(kept: str, remedy: str, whole: str) -> None:
    assert str(ReviewerError(problem="No.", kept=kept, remedy=remedy)) == whole


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
        (OSError(), "the system gave no reason"),
    ],
)
def test_why_nothing_could_be_written_is_said_in_words(fault: OSError, said: str) -> None:
    assert why_not_written(fault) == said
