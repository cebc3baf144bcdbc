"""The panel of hits: hits in, the one to be seen out."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QTreeView
from pytestqt.qtbot import QtBot

from reviewer.model.ids import CoderId, DocumentId, EntityId, PassageId, TagId, TextId, TopicId
from reviewer.model.passage import Passage
from reviewer.model.query import Hit
from reviewer.model.tag import EntityTag, TopicTag
from reviewer.ui.search.model import HitsModel
from reviewer.ui.search.results import SearchResults
from reviewer.ui.theme import PALETTE, themes


def hit(document: str, quote: str, *, tagged: bool = False) -> Hit:
    topic = TopicTag(TopicId("t"), "Power/Refusal", TagId("x"), "Ada", "", PALETTE[0])
    entity = EntityTag(EntityId("e"), "person", "Mary", "speaker", TagId("y"), "Ada", "", PALETTE[1])
    passage = Passage(
        id=PassageId("p" if tagged else ""),
        document=DocumentId(document),
        text_id=TextId("t"),
        start=0,
        end=len(quote),
        quote=quote,
        prefix="before ",
        suffix=" after " * 9,
        coder=CoderId("c"),
        topics=(topic,) if tagged else (),
        entities=(entity,) if tagged else (),
    )
    return Hit(passage, document_title=f"Document {document}", published="2024", source="Notes")


HITS = [
    hit("b", "heat one"),
    hit("a", "heat two", tagged=True),
    hit("b", "heat 👩‍🔬 three"),
    hit("c", "حرارة heat"),
]


@pytest.fixture
def results(qapp: QApplication, qtbot: QtBot) -> Iterator[SearchResults]:
    themes.dress(qapp)
    made = SearchResults()
    qtbot.addWidget(made)
    made.resize(300, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def tree(results: SearchResults) -> QTreeView:
    found = results.findChild(QTreeView)
    assert found is not None
    return found


def place(results: SearchResults, *rows: int) -> QModelIndex:
    index = QModelIndex()
    for row in rows:
        index = tree(results).model().index(row, 0, index)
    return index


def words(results: SearchResults) -> list[str]:
    return [label.text() for label in results.findChildren(QLabel) if label.isVisible() and label.text()]


def opened(results: SearchResults) -> list[Hit]:
    heard: list[Hit] = []
    results.opened.connect(heard.append)
    return heard


def test_hits_stand_under_their_documents_the_best_first(results: SearchResults) -> None:
    results.show_hits(HITS, "heat")

    model = tree(results).model()
    assert [place(results, row).data() for row in range(model.rowCount())] == [
        "Document b",
        "Document a",
        "Document c",
    ]
    assert [place(results, 0, row).data() for row in range(2)] == ["heat one", "heat 👩‍🔬 three"]
    assert "4 hits in 3 documents" in words(results)


def test_the_model_keeps_qts_rules(results: SearchResults) -> None:
    model = HitsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)

    model.replace(HITS, "heat")
    model.replace([], "")

    assert tester.model() is model


@pytest.mark.parametrize(
    ("hits", "more", "said"),
    [
        (HITS[:1], False, "1 hit"),
        ([HITS[0], HITS[2]], False, "2 hits in 1 document"),
        (HITS, True, "4+ hits in 3+ documents"),
    ],
)
def test_the_sum_is_said_in_words(results: SearchResults, hits: list[Hit], more: bool, said: str) -> None:
    results.show_hits(hits, "heat", more=more)

    assert said in words(results)


def test_nothing_found_and_nothing_asked_are_told_apart(results: SearchResults) -> None:
    assert any(said.startswith("Type above to search.") for said in words(results))

    results.show_hits([], "zebra")

    assert "Nothing fits “zebra”." in words(results)


def test_a_screen_reader_hears_the_words_and_the_tags(results: SearchResults) -> None:
    results.show_hits(HITS, "heat")

    assert place(results, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Document b, 2024, 2 hits"
    assert place(results, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Document a, 2024, 1 hit"
    assert place(results, 1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "heat two. Power/Refusal. Mary"


def test_a_click_on_a_hit_opens_it_and_on_a_document_folds_it(results: SearchResults, qtbot: QtBot) -> None:
    results.show_hits(HITS, "heat")
    heard = opened(results)
    view = tree(results)

    for index in (place(results, 0, 1), place(results, 0)):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())

    assert heard == [HITS[2]]
    assert not view.isExpanded(place(results, 0))


def test_arrows_move_and_enter_opens(results: SearchResults, qtbot: QtBot) -> None:
    results.show_hits(HITS, "heat")
    heard = opened(results)
    results.take_focus()

    qtbot.keyClick(tree(results), Qt.Key.Key_Down)
    assert heard == []
    qtbot.keyClick(tree(results), Qt.Key.Key_Return)

    assert heard == [HITS[2]]


def test_steps_go_through_all_hits_and_round(results: SearchResults) -> None:
    results.show_hits(HITS, "heat")
    heard = opened(results)

    for _ in range(5):
        results.step(1)
    results.step(-1)

    assert heard == [HITS[0], HITS[2], HITS[1], HITS[3], HITS[0], HITS[3]]


def test_a_step_backwards_begins_at_the_last_hit(results: SearchResults) -> None:
    results.show_hits(HITS, "heat")
    heard = opened(results)

    results.step(-1)

    assert heard == [HITS[3]]


def test_without_hits_a_step_goes_nowhere(results: SearchResults) -> None:
    heard = opened(results)

    results.step(1)

    assert heard == []


def test_the_switch_says_where_to_search(results: SearchResults, qtbot: QtBot) -> None:
    buttons = {one.text(): one for one in results.findChildren(QPushButton)}
    assert buttons["Texts"].isChecked()

    with qtbot.waitSignal(results.where_chosen) as said:
        buttons["Passages"].click()
    assert said.args == ["passages"]

    with qtbot.assertNotEmitted(results.where_chosen):
        results.set_where("text")
    assert buttons["Texts"].isChecked()


def test_the_cross_ends_the_search(results: SearchResults, qtbot: QtBot) -> None:
    with qtbot.waitSignal(results.closed):
        next(one for one in results.findChildren(QToolButton)).click()


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_two_thousand_hits_are_shown_and_the_last_is_painted(results: SearchResults, choice: str) -> None:
    themes.choose("dark" if choice == "dark" else "light")
    hits = [hit(str(number % 100), f"heat {number}", tagged=number % 3 == 0) for number in range(2000)]

    results.show_hits(hits, "heat")
    results.step(-1)

    view = tree(results)
    row = view.visualRect(view.currentIndex())
    assert view.viewport().rect().contains(row.center())
    picture = view.viewport().grab(row).toImage()
    colours = {
        picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())
    }
    assert len(colours) > 10
    themes.choose("system")
