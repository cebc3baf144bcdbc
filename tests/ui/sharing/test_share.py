from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from reviewer.errors import ReviewerError
from reviewer.model.share import Shared, SharePlan
from reviewer.ui.sharing.share import Scope, ShareDialog, Wanted
from tests.ui.sharing.shown import Shown

PLAN = SharePlan(12, 1_812, (("Nora", 400), ("Ben", 12)), 40, 22, 9, 14_000_000)
WHOLE = Wanted("whole", "originals", "all", memos=True)


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> ShareDialog:
    one = ShareDialog()
    scopes = [Scope("whole", "The whole library: 12 documents"), Scope("search", "What the search shows")]
    one.offer(scopes, coder="Nora & Sons", folder=str(tmp_path), name="Harbour for a colleague.reviewer")
    return one


@pytest.fixture
def shown(dialog: ShareDialog, qtbot: QtBot) -> Shown:
    return Shown(dialog, qtbot)


def test_everything_is_chosen_at_first(dialog: ShareDialog) -> None:
    assert dialog.wanted() == WHOLE


def test_each_choice_is_counted_anew(dialog: ShareDialog, shown: Shown, qtbot: QtBot) -> None:
    asked: list[Wanted] = []
    dialog.counting_wanted.connect(asked.append)

    for words in ("What the search shows", "Quotes only", "Only mine (Nora && Sons)", "None"):
        shown.choose(words)

    qtbot.waitUntil(lambda: asked == [Wanted("search", "quotes", "mine", memos=False)])


def test_what_leaves_is_told_in_numbers(dialog: ShareDialog, shown: Shown) -> None:
    dialog.show_plan(WHOLE, PLAN)

    words = shown.words()
    assert {"12", "1,812", "412", "40", "22", "9"} <= set(words)
    assert "Nora 400, Ben 12" in words
    assert any("13.4 MB" in one for one in words)


def test_the_answer_to_an_earlier_choice_is_passed_over(dialog: ShareDialog, shown: Shown) -> None:
    dialog.show_plan(Wanted("whole", "text", "all", memos=True), PLAN)

    assert "1,812" not in shown.words()


def test_a_name_without_folder_and_ending_gets_both(
    dialog: ShareDialog, shown: Shown, tmp_path: Path
) -> None:
    said: list[tuple[Wanted, str]] = []
    dialog.share_wanted.connect(lambda wanted, path: said.append((wanted, path)))

    shown.field("File").setText("for Ben")
    shown.click("Share")

    assert said == [(WHOLE, str(tmp_path / "for Ben.reviewer"))]
    assert not shown.button("Sharing…").isEnabled()


def test_a_file_that_is_there_is_said_to_be_replaced(shown: Shown, tmp_path: Path) -> None:
    sentence = "This file is there already and will be replaced."
    assert sentence not in shown.words()

    (tmp_path / "old.reviewer").write_text("x")
    shown.field("File").setText(str(tmp_path / "old"))

    assert sentence in shown.words()


def test_without_a_name_nothing_can_be_shared(shown: Shown) -> None:
    shown.field("File").setText(" ")

    assert not shown.button("Share").isEnabled()


def test_a_fault_is_said_inside_and_it_can_be_tried_again(dialog: ShareDialog, shown: Shown) -> None:
    shown.click("Share")

    dialog.show_error(
        ReviewerError(problem="The disk is full.", kept="Nothing was made.", remedy="Make room.")
    )

    assert "The disk is full. Nothing was made. Make room." in shown.words()
    shown.choose("Text only")
    assert "The disk is full. Nothing was made. Make room." not in shown.words()
    assert shown.button("Share").isEnabled()


def test_afterwards_the_fingerprint_can_be_read_aloud_and_copied(
    dialog: ShareDialog, shown: Shown, tmp_path: Path
) -> None:
    folders: list[str] = []
    dialog.folder_wanted.connect(folders.append)

    dialog.show_shared(Shared(tmp_path / "for Ben.reviewer", PLAN, "7G3K Q2XP 0M4T 9WAB R5HN C8VZ"))

    words = shown.words()
    assert "“for Ben.reviewer” is ready" in words
    assert "7G3K Q2XP 0M4T 9WAB R5HN C8VZ" in words
    assert any("by telephone" in one for one in words)
    shown.click("Copy")
    assert QGuiApplication.clipboard().text() == "7G3K Q2XP 0M4T 9WAB R5HN C8VZ"
    shown.click("Open folder")
    assert folders == [str(tmp_path / "for Ben.reviewer")]
    shown.click("Done")
    assert not dialog.isVisible()
