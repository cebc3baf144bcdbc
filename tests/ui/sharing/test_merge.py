from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewer.errors import ReviewerError
from reviewer.model.merge import Conflict, MergePlan, Refused, Share, Tally
from reviewer.model.sender import Sender
from reviewer.ui.sharing.merge import MergeDialog
from tests.ui.sharing.shown import Shown

SENDER = Sender("Ben", "2026-11-24T08:12:04Z", "7G3K Q2XP 0M4T 9WAB R5HN C8VZ")
PLAN = MergePlan(
    Path("from Ben.reviewer"),
    {"document": Tally(3), "tag": Tally(1_340, 0, 12, 1_800)},
    documents=(Share("d1", "The harbour", Tally(1_340, 0, 12)),),
    topics=(Share("t1", "Housing/Rent", Tally(4)),),
    conflicts=(
        Conflict("field", "topic", "aa", "Housing", "name", "Housing policy", "Homes"),
        Conflict("topic name", "topic", "ab", "Rent", "", "ab" * 16, "ac" * 16),
    ),
    refused=(Refused("passage", "0a3b", "its end lies behind the text"),),
    refused_in_all=120,
)


@pytest.fixture
def dialog(qtbot: QtBot) -> MergeDialog:
    return MergeDialog("from Ben.reviewer")


@pytest.fixture
def shown(dialog: MergeDialog, qtbot: QtBot) -> Shown:
    return Shown(dialog, qtbot)


def test_nothing_can_be_merged_before_it_is_known_what_comes(shown: Shown) -> None:
    assert "Reading the file…" in shown.words()
    assert not shown.button("Merge").isEnabled()


def test_the_sender_and_the_fingerprint_are_shown(dialog: MergeDialog, shown: Shown) -> None:
    dialog.show_plan(PLAN, SENDER)

    words = shown.words()
    assert any(one.startswith("Shared by Ben, 24 Nov 2026") for one in words)
    assert "7G3K Q2XP 0M4T 9WAB R5HN C8VZ" in words


def test_a_file_that_was_changed_on_its_way_shows_no_fingerprint(dialog: MergeDialog, shown: Shown) -> None:
    dialog.show_plan(
        PLAN, Sender("Ben", "2026-11-24T08:12:04Z", "7G3K", ("“passage” is not as it was shared.",))
    )

    words = " ".join(shown.words())
    assert "not as it was shared" in words
    assert "7G3K" not in words


def test_what_changes_is_counted_in_all_and_one_by_one(dialog: MergeDialog, shown: Shown) -> None:
    dialog.show_plan(PLAN, SENDER)

    assert shown.rows("What changes") == [
        ["Documents", "3", "–", "–", "–"],
        ["Tags", "1,340", "–", "12", "1,800"],
    ]
    assert shown.rows("Documents") == [["The harbour", "1,340", "–", "12", "–"]]
    assert shown.rows("Topics") == [["Housing/Rent", "4", "–", "–", "–"]]
    assert "Coders" not in shown.buttons()


def test_conflicts_are_listed_with_both_values(dialog: MergeDialog, shown: Shown) -> None:
    dialog.show_plan(PLAN, SENDER)
    shown.click("Conflicts (2)")

    assert shown.table("Conflicts").isVisible()
    assert shown.rows("Conflicts") == [
        ["Topic “Housing”", "Housing policy", "Homes"],
        ["Topic “Rent”", "both", "one, with the tags of both"],
    ]


def test_refused_rows_are_listed_with_their_reasons(dialog: MergeDialog, shown: Shown) -> None:
    dialog.show_plan(PLAN, SENDER)
    shown.click("Refused (120)")

    assert shown.rows("Refused") == [["its end lies behind the text", "passage", "0a3b"]]
    assert any("119 more are not listed." in one for one in shown.words())


def test_enter_merges_and_it_is_not_pressed_twice(dialog: MergeDialog, shown: Shown, qtbot: QtBot) -> None:
    dialog.show_plan(PLAN, SENDER)

    with qtbot.waitSignal(dialog.merge_wanted):
        shown.click("Merge")

    assert not shown.button("Merging…").isEnabled()


def test_a_file_that_brings_nothing_says_so_and_cannot_be_merged(dialog: MergeDialog, shown: Shown) -> None:
    dialog.show_plan(MergePlan(Path("x"), {"tag": Tally(same=5)}), None)

    assert any("already in your library" in one for one in shown.words())
    assert not shown.button("Merge").isEnabled()
    shown.click("Close")
    assert not dialog.isVisible()


def test_a_file_that_is_refused_is_said_inside(dialog: MergeDialog, shown: Shown) -> None:
    dialog.show_error(ReviewerError(problem="“x.reviewer” is damaged.", remedy="Ask for it once more."))

    assert "“x.reviewer” is damaged. Ask for it once more." in shown.words()
    assert not shown.button("Merge").isEnabled()


def test_a_merge_that_fails_can_be_tried_again(dialog: MergeDialog, shown: Shown) -> None:
    dialog.show_plan(PLAN, SENDER)
    shown.click("Merge")

    dialog.show_error(ReviewerError(problem="The disk is full."))

    assert "The disk is full." in shown.words()
    assert shown.button("Merge").isEnabled()
