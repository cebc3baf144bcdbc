import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from reviewer.model.document import Page
from reviewer.model.ids import DocumentId, EntityId, MemoId, PassageId, TagId, TextId, TopicId
from reviewer.model.passage import Memo, Passage
from reviewer.model.tag import EntityTag, Role, TopicTag
from reviewer.ui.passages.cards import PassageCards
from reviewer.ui.passages.delegate import CardDelegate, MemoField
from reviewer.ui.passages.list import CardList

Key = Qt.Key


def _passage(
    name: str,
    quote: str,
    *,
    topics: tuple[str, ...] = (),
    entities: tuple[tuple[str, Role], ...] = (),
    memo: str = "",
    page: int | None = None,
    coder: str = "Ines",
) -> Passage:
    return Passage(
        PassageId(name),
        DocumentId("d"),
        TextId("t"),
        0,
        len(quote),
        quote,
        page=page,
        topics=tuple(
            TopicTag(TopicId(one), one, TagId(f"{name}-{one}"), coder, "", "#735ed1") for one in topics
        ),
        entities=tuple(
            EntityTag(EntityId(one), "person", one, role, TagId(f"{name}-{one}"), coder, "", "#b6770b")
            for one, role in entities
        ),
        memos=(Memo(MemoId("m"), memo, coder, ""),) if memo else (),
    )


PASSAGES = [
    _passage("a", "openness is a practice", topics=("Access/Openness",), page=0),
    _passage(
        "b", "she declined", topics=("Consent",), entities=(("Ada Lind", "speaker"),), memo="ask her", page=1
    ),
    _passage("c", "Šedá města", topics=("Climate",), page=1),
]


class _Shown:
    """The panel, shown, and what it said."""

    def __init__(self, panel: PassageCards) -> None:
        self.panel = panel
        self.said: list[tuple[str, ...]] = []
        panel.pressed.connect(self._pressed)
        panel.tag_removed.connect(self._tag_removed)
        panel.removed.connect(self._removed)
        panel.memo_edited.connect(self._memo_edited)
        (self.list,) = panel.findChildren(CardList)
        self.filter = next(field for field in panel.findChildren(QLineEdit))

    def _pressed(self, passage: str) -> None:
        self.said.append(("pressed", passage))

    def _tag_removed(self, tag: str) -> None:
        self.said.append(("tag removed", tag))

    def _removed(self, passage: str) -> None:
        self.said.append(("removed", passage))

    def _memo_edited(self, passage: str, text: str) -> None:
        self.said.append(("memo", passage, text))

    def rows(self) -> list[str]:
        model = self.list.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def centre(self, row: int) -> QPoint:
        return self.list.visualRect(self.list.model().index(row, 0)).center()


@pytest.fixture
def shown(qtbot: QtBot) -> _Shown:
    panel = PassageCards()
    qtbot.addWidget(panel)
    panel.resize(300, 700)
    panel.show_passages(PASSAGES, pages=[Page(0, 0, 10, 1, 1, "xii"), Page(1, 10, 20, 1, 1)])
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    return _Shown(panel)


def test_cards_come_in_the_order_given(shown: _Shown) -> None:
    assert shown.rows() == ["openness is a practice", "she declined", "Šedá města"]


def test_a_card_says_everything_to_a_screen_reader(shown: _Shown) -> None:
    model = shown.list.model()
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]

    assert spoken == [
        "Page xii. Access/Openness. “openness is a practice”",
        "Page 2. Consent; Ada Lind, speaker. “she declined”. Memo: ask her",
    ]


def test_a_click_on_a_card_goes_there(qtbot: QtBot, shown: _Shown) -> None:
    qtbot.mouseClick(shown.list.viewport(), Qt.MouseButton.LeftButton, pos=shown.centre(1))

    assert shown.said == [("pressed", "b")]
    assert shown.panel.current() == "b"


def test_the_arrows_go_from_passage_to_passage(qtbot: QtBot, shown: _Shown) -> None:
    shown.panel.set_current("a")
    shown.panel.take_focus()
    qtbot.keyClick(shown.list, Key.Key_Down)
    qtbot.keyClick(shown.list, Key.Key_Down)

    assert shown.said == [("pressed", "b"), ("pressed", "c")]


def test_marking_a_card_from_outside_says_nothing(shown: _Shown) -> None:
    shown.panel.set_current("c")
    shown.panel.set_current("unknown")

    assert shown.said == []
    assert shown.panel.current() is None


def test_delete_asks_for_the_passage_to_be_removed(qtbot: QtBot, shown: _Shown) -> None:
    shown.panel.set_current("b")
    shown.panel.take_focus()
    qtbot.keyClick(shown.list, Key.Key_Delete)

    assert shown.said == [("removed", "b")]


def test_a_chip_s_cross_removes_that_tag_and_goes_nowhere(qtbot: QtBot, shown: _Shown) -> None:
    delegate = shown.list.itemDelegate()
    assert isinstance(delegate, CardDelegate)
    index = shown.list.model().index(1, 0)
    layout = delegate.layout_of(index)
    assert layout is not None
    chip = layout.places[1].translated(shown.list.visualRect(index).topLeft())
    qtbot.mouseClick(
        shown.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(chip.right() - 8, chip.center().y())
    )

    assert shown.said == [("tag removed", "b-Ada Lind")]


def test_the_menu_removes_a_tag_without_a_mouse(shown: _Shown) -> None:
    menu = shown.list.menu_for(shown.list.model().index(1, 0))
    (action,) = [action for action in menu.actions() if action.text() == "Remove “Consent”"]
    action.trigger()
    menu.deleteLater()

    assert shown.said == [("tag removed", "b-Consent")]


def test_enter_writes_the_memo_where_it_stands(qtbot: QtBot, shown: _Shown) -> None:
    shown.panel.set_current("b")
    shown.panel.take_focus()
    qtbot.keyClick(shown.list, Key.Key_Return)
    field = shown.panel.findChild(MemoField)
    assert field is not None
    assert field.toPlainText() == "ask her"
    qtbot.keyClicks(field, " twice")
    qtbot.keyClick(field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(field, "or more")
    qtbot.keyClick(field, Key.Key_Return)

    assert shown.said == [("memo", "b", "ask her twice\nor more")]


def test_escape_leaves_the_memo_as_it_was(qtbot: QtBot, shown: _Shown) -> None:
    shown.panel.edit_memo("a")
    field = shown.panel.findChild(MemoField)
    assert field is not None
    qtbot.keyClicks(field, "never mind")
    qtbot.keyClick(field, Key.Key_Escape)

    assert shown.said == []


def test_a_memo_that_is_begun_survives_new_passages(qtbot: QtBot, shown: _Shown) -> None:
    shown.panel.edit_memo("b")
    field = shown.panel.findChild(MemoField)
    assert field is not None
    qtbot.keyClicks(field, " again")
    shown.panel.show_passages([*PASSAGES, _passage("d", "one more")])
    qtbot.wait(1)
    again = [one for one in shown.panel.findChildren(MemoField) if one.isVisible()]

    assert [one.toPlainText() for one in again] == ["ask her again"]


def test_a_filter_looks_in_quotes_names_and_memos_without_regard_to_accents(
    qtbot: QtBot, shown: _Shown
) -> None:
    found = {}
    for words in ("seda", "openness", "lind", "ask", "she consent", "nothing"):
        shown.filter.clear()
        qtbot.keyClicks(shown.filter, words)
        found[words] = shown.rows()

    assert found == {
        "seda": ["Šedá města"],
        "openness": ["openness is a practice"],
        "lind": ["she declined"],
        "ask": ["she declined"],
        "she consent": ["she declined"],
        "nothing": [],
    }


def test_the_chosen_card_and_the_place_are_kept(qtbot: QtBot, shown: _Shown) -> None:
    many = [_passage(f"p{number}", f"quote {number}", topics=("Consent",)) for number in range(200)]
    shown.panel.show_passages(many)
    shown.panel.set_current("p150")
    place = shown.list.verticalScrollBar().value()
    shown.panel.show_passages(many[:180])

    assert place > 0
    assert shown.panel.current() == "p150"
    assert shown.list.verticalScrollBar().value() == place


def test_two_thousand_passages_are_shown_and_the_last_is_reached(qtbot: QtBot, shown: _Shown) -> None:
    many = [
        _passage(f"p{number}", f"quote {number} " * 20, topics=("Consent", "A")) for number in range(2_000)
    ]
    shown.panel.show_passages(many)
    shown.panel.set_current("p1999")
    last = shown.list.visualRect(shown.list.model().index(1_999, 0))

    assert shown.list.viewport().rect().intersects(last)


def test_who_tagged_is_said_only_where_it_was_more_than_one(shown: _Shown) -> None:
    delegate = shown.list.itemDelegate()
    assert isinstance(delegate, CardDelegate)
    one = delegate.layout_of(shown.list.model().index(0, 0))
    shown.panel.show_passages([*PASSAGES, _passage("d", "mine", topics=("X",), coder="Noor")])
    two = delegate.layout_of(shown.list.model().index(3, 0))

    assert one is not None
    assert two is not None
    assert one.facts == "Page xii"
    assert two.facts == "Noor"
