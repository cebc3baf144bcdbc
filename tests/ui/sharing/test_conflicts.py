import pytest
from pytestqt.qtbot import QtBot

from reviewer.errors import ReviewerError
from reviewer.model.merge import Alike, Conflict, ConflictKind, OpenConflict
from reviewer.ui.sharing.conflicts import ConflictsDialog
from reviewer.ui.sharing.words import happened, kept_value, lost_value
from tests.ui.sharing.shown import Shown

NAME = OpenConflict(
    7, Conflict("field", "topic", "aa", "Housing", "name", "Housing", "Homes"), is_switchable=True
)
KEPT = OpenConflict(
    9, Conflict("kept", "topic", "ab", "Old", "", "kept, because it is used", "deleted"), is_switchable=False
)
PAIR = Alike("topic", "a", "b", "Housing", "housing", 40, 2)


@pytest.fixture
def dialog(qtbot: QtBot) -> ConflictsDialog:
    return ConflictsDialog()


@pytest.fixture
def shown(dialog: ConflictsDialog, qtbot: QtBot) -> Shown:
    dialog.show_open([NAME, KEPT], [PAIR])
    return Shown(dialog, qtbot)


def test_the_chosen_conflict_shows_both_values_and_what_happened(shown: Shown) -> None:
    words = shown.words()

    assert {"Housing", "Homes"} <= set(words)
    assert any("Two people changed its name" in one for one in words)


def test_one_can_be_left_as_it_is_or_switched(dialog: ConflictsDialog, shown: Shown) -> None:
    said: list[tuple[str, int]] = []
    dialog.kept.connect(lambda number: said.append(("kept", number)))
    dialog.switched.connect(lambda number: said.append(("switched", number)))

    shown.click("Keep it so")
    shown.click("Take this one")

    assert said == [("kept", 7), ("switched", 7)]


def test_what_cannot_be_switched_has_no_button_for_it(shown: Shown) -> None:
    shown.choose_row("Conflicts", 1)

    assert "Take this one" not in shown.buttons()
    assert "Keep it so" in shown.buttons()


def test_when_one_is_settled_the_next_is_chosen(dialog: ConflictsDialog, shown: Shown) -> None:
    dialog.show_open([KEPT], [PAIR])

    assert shown.rows("Conflicts") == [["Topic “Old”", "kept, because it is used", "deleted"]]
    assert "deleted" in shown.words()
    assert "Conflicts (1)" in shown.buttons()


def test_without_conflicts_it_is_said_what_belongs_there(dialog: ConflictsDialog, shown: Shown) -> None:
    dialog.show_open([], [])

    assert any(one.startswith("No conflicts are open.") for one in shown.words())
    assert "Keep it so" not in shown.buttons()


def test_a_pair_is_unified_or_parted_only_when_somebody_says_so(
    dialog: ConflictsDialog, shown: Shown
) -> None:
    said: list[tuple[str, Alike]] = []
    dialog.unified.connect(lambda pair: said.append(("one", pair)))
    dialog.parted.connect(lambda pair: said.append(("two", pair)))

    shown.click("Look the same (1)")
    assert said == []
    assert shown.rows("Look the same") == [["Housing", "housing", "40", "2"]]
    shown.click("Unify")
    shown.click("They are two")

    assert said == [("one", PAIR), ("two", PAIR)]


def test_a_fault_is_said_until_the_list_is_shown_anew(dialog: ConflictsDialog, shown: Shown) -> None:
    dialog.show_error(ReviewerError(problem="It is settled already."))
    assert "It is settled already." in shown.words()

    dialog.show_open([KEPT], [])

    assert "It is settled already." not in shown.words()


@pytest.mark.parametrize(
    "kind",
    [
        "field",
        "topic name",
        "entity name",
        "coder name",
        "kept",
        "removed document",
        "circle",
        "text",
        "version",
    ],
)
def test_every_kind_of_conflict_is_a_sentence_without_identities(kind: ConflictKind) -> None:
    conflict = Conflict(kind, "topic", "ab" * 16, "Housing", "name", "ab" * 16, "cd" * 16)

    assert happened(conflict).endswith(".")
    if "name" in kind or kind == "version":
        assert "abab" not in kept_value(conflict) + lost_value(conflict)
