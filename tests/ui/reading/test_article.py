"""An article is read, selected and tagged by mouse and keys, and every position is a code point of its text."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from reviewer.model.document import Block, Mark
from reviewer.model.ids import PassageId
from reviewer.text.freezing import freeze
from reviewer.ui.reading.article import ArticleView
from reviewer.ui.reading.painting import Paint, fill_of, selection_colour
from reviewer.ui.theme import DARK, LIGHT, PALETTE, contrast, mixed, tag_colour, themes
from tests.ui.reading.articles import (
    TEXT,
    TITLE,
    click_times,
    document,
    drag,
    drag_over,
    middle,
    paint,
    press,
    rects,
    span,
    text_of,
)

UNICODE = sorted((Path(__file__).resolve().parents[4] / "shared/data/unicode").glob("*.txt"))
LONG = "\n".join(f"Paragraph {number} of a long text. It has two sentences." for number in range(400))


@pytest.fixture
def article(view: ArticleView) -> ArticleView:
    view.show_document(
        document(TEXT), text_of(TEXT, marks=(Mark("link", *span(TEXT, "read"), "https://example.org/a"),))
    )
    return view


@pytest.fixture
def long(view: ArticleView) -> ArticleView:
    view.show_document(document(LONG), text_of(LONG))
    return view


def key(
    view: ArticleView, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for one in keys:
        QTest.keyClick(view, one, modifier)


def said(view: ArticleView) -> str:
    selection = view.selection()
    return view.text[slice(*selection)] if selection else ""


def pixel(view: ArticleView, at: QPointF) -> QColor:
    image = view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor((at * ratio).toPoint())


# Selecting by mouse


@pytest.mark.parametrize(
    "quote", ["Nobody had told", "said", "Ben Tern", "המעבורת לא", "came back", "Friday\u00a024"]
)
def test_dragging_over_words_selects_exactly_these(article: ArticleView, quote: str) -> None:
    drag_over(article, *span(TEXT, quote))

    assert said(article) == quote


def test_a_drag_says_its_selection_once_when_it_ends(article: ArticleView, qtbot: QtBot) -> None:
    heard: list[tuple[int, int]] = []
    article.selected.connect(lambda start, end: heard.append((start, end)))

    with qtbot.waitSignal(article.drag_ended):
        drag_over(article, *span(TEXT, "Nobody had told"))

    assert heard == [span(TEXT, "Nobody had told")]


def test_a_drag_from_the_title_into_the_text_selects_from_the_texts_beginning(article: ArticleView) -> None:
    end = rects(article, *span(TEXT, "The ferry"))[0]

    drag(article, QPointF(100, 20), QPointF(end.right() - 0.5, end.center().y()))

    assert said(article) == "The ferry"


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (2, "Moss"),
        (3, "🚨 Nobody had told Dr. Moss, who waited."),
        (4, "The ferry was late. 🚨 Nobody had told Dr. Moss, who waited. She read."),
        (5, "The ferry was late. 🚨 Nobody had told Dr. Moss, who waited. She read."),
    ],
)
def test_clicks_in_a_row_select_word_sentence_paragraph(
    article: ArticleView, times: int, expected: str
) -> None:
    click_times(article, middle(article, TEXT.index("Moss") + 1), times)

    assert said(article) == expected


def test_an_emoji_is_double_clicked_whole(article: ArticleView) -> None:
    click_times(article, middle(article, TEXT.index("👩")), 2)

    assert said(article) == "👩\u200d👧"


def test_a_drag_in_the_room_beside_the_column_selects_too(article: ArticleView) -> None:
    article.resize(1400, 700)
    QApplication.processEvents()
    line = rects(article, *span(TEXT, "The ferry was late."))[0]
    y = int(line.center().y())
    assert article.viewport().x() > 100

    QTest.mousePress(article, Qt.MouseButton.LeftButton, pos=QPoint(20, y))
    QTest.mouseRelease(
        article,
        Qt.MouseButton.LeftButton,
        pos=article.viewport().mapTo(article, QPoint(int(line.right()) + 1, y)),
    )
    QTest.mouseClick(article, Qt.MouseButton.LeftButton, pos=QPoint(20, y))
    QTest.keyClick(article, Qt.Key.Key_Right)

    assert said(article) == "The"


# Selecting by keys


def test_down_and_up_go_from_sentence_to_sentence(article: ArticleView) -> None:
    there = []
    for _ in range(3):
        key(article, Qt.Key.Key_Down)
        there.append(said(article))
    key(article, Qt.Key.Key_K)

    assert there == [
        "🚨 Nobody had told Dr. Moss, who waited.",
        "She read.",
        "“Tomorrow,” said the harbour master 👩\u200d👧, and shut the door.",
    ]
    assert said(article) == "She read."


def test_keys_pass_over_furniture_but_the_mouse_takes_it(view: ArticleView) -> None:
    text = "The end of a page.\nHarbour studies 7\nThe next page. And more."
    block = Block("furniture", *span(text, "Harbour studies 7"))
    view.show_document(document(text), text_of(text, blocks=(block,)))

    view.select(0, 18)
    key(view, Qt.Key.Key_Down)
    stepped = view.selection()
    drag_over(view, *span(text, "studies 7"))

    assert stepped == span(text, "The next page.")
    assert view.selection() == span(text, "studies 7")


def test_shift_extends_by_sentences_and_by_words(article: ArticleView) -> None:
    key(article, Qt.Key.Key_Down)
    key(article, Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert said(article) == "🚨 Nobody had told Dr. Moss, who waited. She read."

    key(article, Qt.Key.Key_Right)
    key(article, Qt.Key.Key_Right, Qt.Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert said(article) == "🚨 Nobody had"


def test_the_selection_grows_and_shrinks_along_the_ladder(article: ArticleView) -> None:
    article.select(*span(TEXT, "harbour"))
    grown = []
    for _ in range(3):
        key(article, Qt.Key.Key_Plus)
        grown.append(said(article))
    for _ in range(2):
        key(article, Qt.Key.Key_Minus)

    sentence = "“Tomorrow,” said the harbour master 👩\u200d👧, and shut the door."
    assert grown == [sentence, TEXT, TEXT]
    assert said(article) == "harbour"


def test_p_takes_the_paragraph_and_ctrl_a_the_text_and_nothing_else(article: ArticleView) -> None:
    key(article, Qt.Key.Key_P)
    assert said(article) == TEXT.split("\n")[0]

    key(article, Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    assert article.selection() == (0, len(TEXT))


def test_escape_clears_a_selection_and_is_otherwise_left_to_the_window(
    article: ArticleView, qtbot: QtBot
) -> None:
    escape = QKeyEvent(QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    article.select(0, 9)
    assert article.event(escape)

    with qtbot.waitSignal(article.selection_cleared):
        key(article, Qt.Key.Key_Escape)

    assert article.selection() is None
    assert not article.event(escape)


def test_from_outside_of_what_is_to_be_seen_keys_begin_with_what_is(long: ArticleView) -> None:
    key(long, Qt.Key.Key_PageDown, Qt.Key.Key_Space)
    top = long.place()

    key(long, Qt.Key.Key_J)

    start, _ = long.selection() or (0, 0)
    assert top > 500
    assert top <= start < top + 120


def test_stepping_beyond_the_edge_scrolls_along(long: ArticleView) -> None:
    for _ in range(60):
        key(long, Qt.Key.Key_Down)

    selection = long.selection()
    assert selection
    assert rects(long, *selection)


# What the keys ask for


def test_t_asks_for_tags_for_the_current_sentence_where_nothing_is_selected(
    article: ArticleView, qtbot: QtBot
) -> None:
    with qtbot.waitSignals([article.selected, article.tagging_wanted]):
        key(article, Qt.Key.Key_T)

    assert said(article) == "The ferry was late."


def test_enter_asks_for_tags_for_what_is_selected(article: ArticleView, qtbot: QtBot) -> None:
    article.select(*span(TEXT, "shut the door"))

    with qtbot.waitSignal(article.tagging_wanted):
        key(article, Qt.Key.Key_Return)

    assert said(article) == "shut the door"


def test_del_asks_to_remove_the_passages_at_the_cursor(article: ArticleView, qtbot: QtBot) -> None:
    article.set_paints(
        [
            paint(TEXT, "ferry was", passage="a"),
            paint(TEXT, "was late", passage="b"),
            paint(TEXT, "door", passage="c"),
        ]
    )
    article.go_to(TEXT.index("was"), flash=False)

    with qtbot.waitSignal(article.removal_wanted) as heard:
        key(article, Qt.Key.Key_Delete)

    assert heard.args == [["a", "b"]]


def test_del_without_a_passage_asks_for_nothing(article: ArticleView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(article.removal_wanted):
        key(article, Qt.Key.Key_Delete)


# What is painted


def test_painted_text_has_the_colour_of_its_tags_and_the_space_at_a_lines_end_has_none(
    view: ArticleView,
) -> None:
    text = "Word " * 60
    view.show_document(document(text), text_of(text))
    view.set_paints([paint(text, text)])

    lines = rects(view, 0, len(text))

    page = QColor(LIGHT.page).name()
    fill = fill_of([PALETTE[0]])
    assert len(lines) > 2
    painted = pixel(view, lines[0].topLeft() + QPointF(1, 2)).name()
    assert contrast(painted, mixed(PALETTE[0], LIGHT.page, fill.alphaF())) == pytest.approx(1, abs=0.02)
    assert pixel(view, lines[0].topRight() + QPointF(2, 2)).name() == page
    assert pixel(view, QPointF(lines[0].center().x(), lines[0].bottom() + 0.9)).name() != page


def test_a_stretch_across_directions_has_a_rectangle_for_each_run(article: ArticleView) -> None:
    start, end = TEXT.index("אמר"), TEXT.index("Tern") + 2

    found = sorted(rects(article, start, end), key=lambda rect: rect.left())

    assert len(found) == 2
    whole = rects(article, *span(TEXT, "Ben Tern"))[0]
    assert whole.left() == pytest.approx(found[0].left(), abs=1.5)
    assert found[0].right() < whole.right()


def test_the_stripe_of_a_paragraph_from_right_to_left_stands_on_the_right(article: ArticleView) -> None:
    article.set_paints([paint(TEXT, "ferry was", passage="a"), paint(TEXT, "Ben Tern", passage="b")])
    article.viewport().grab()

    sides = {
        stripe.paint.passage: stripe.rect.left() > article.viewport().width() / 2
        for stripe in article._stripes
    }

    assert sides == {"a": False, "b": True}


def test_a_stripe_begins_at_its_passage_where_that_begins_on_an_empty_line(view: ArticleView) -> None:
    text = "One line.\n\nAnother line."
    view.show_document(document(text), text_of(text))
    view.set_paints([Paint(10, 18, "#735ed1", PassageId("a"), "Ferries")])
    view.viewport().grab()

    (stripe,) = view._stripes

    assert stripe.rect.top() == pytest.approx(rects(view, 11, 18)[0].top(), abs=6)


@pytest.mark.parametrize(
    ("item", "has_point"),
    [
        ("Bread", True),
        ("3. Bread", False),
        ("(12) Bread", False),
        ("2.1. Bread", False),
        ("IV. Bread", False),
        ("٣. خبز", False),
        ("• Bread", False),
        ("1984 was long ago", True),
    ],
)
def test_an_item_has_a_point_before_it_unless_it_brings_its_number(
    view: ArticleView, item: str, *, has_point: bool
) -> None:
    text = f"Things to buy.\n{item}\nand butter\nAnd so on."
    block = Block("list item", 15, text.index("\nAnd so on."))
    view.show_document(document(text), text_of(text, blocks=(block,)))

    assert has_ink_before(view, 15) == has_point
    assert not has_ink_before(view, text.index("and butter"))


def has_ink_before(view: ArticleView, position: int) -> bool:
    """Whether something is painted where an item's point stands."""
    line = view._line_at(position)
    assert line is not None
    from_right = view.text[position] == "٣"
    middle = line.right() + 14 if from_right else line.left() - 14
    shot = view.viewport().grab().toImage()
    return any(
        shot.pixelColor(x, y).lightness() < 200
        for x in range(round(middle) - 4, round(middle) + 4)
        for y in range(round(line.top()), round(line.bottom()))
    )


def test_a_click_on_painted_text_says_the_smallest_passage_there(article: ArticleView, qtbot: QtBot) -> None:
    article.set_paints(
        [paint(TEXT, "Nobody had told Dr. Moss", passage="wide"), paint(TEXT, "Moss", passage="narrow")]
    )

    with qtbot.waitSignal(article.passage_pressed) as heard:
        press(article, middle(article, TEXT.index("Moss") + 1))

    assert heard.args == ["narrow"]
    assert article.selection() is None


def test_a_click_on_a_stripe_says_its_passage(article: ArticleView, qtbot: QtBot) -> None:
    article.set_paints([paint(TEXT, "shut the door", passage="door")])
    article.viewport().grab()

    with qtbot.waitSignal(article.passage_pressed) as heard:
        press(article, article._stripes[0].rect.center().toPoint())

    assert heard.args == ["door"]


def test_a_click_beside_what_is_painted_says_nothing(article: ArticleView, qtbot: QtBot) -> None:
    article.set_paints([paint(TEXT, "She read.")])
    line = rects(article, *span(TEXT, "She read."))[0]

    with qtbot.assertNotEmitted(article.passage_pressed):
        press(article, QPoint(int(line.right()) + 20, int(line.center().y())))


@pytest.mark.qt_log_ignore("does not support raise")
def test_hovering_says_the_tags_of_the_text_and_of_the_stripe(article: ArticleView) -> None:
    article.set_paints(
        [
            paint(TEXT, "told Dr. Moss", label="Ferries/Delays"),
            paint(TEXT, "told Dr. Moss", colour=3, label="person: Moss"),
        ]
    )
    article.viewport().grab()

    for at in (middle(article, TEXT.index("Moss")), article._stripes[0].rect.center().toPoint()):
        help_event = QHelpEvent(QHelpEvent.Type.ToolTip, at, article.viewport().mapToGlobal(at))
        QApplication.sendEvent(article.viewport(), help_event)
        assert QToolTip.text() == "Ferries/Delays\nperson: Moss"
        QToolTip.hideText()


def test_a_link_is_followed_with_ctrl_only(article: ArticleView, qtbot: QtBot) -> None:
    at = middle(article, TEXT.index("read") + 1)

    with qtbot.assertNotEmitted(article.link_wanted):
        press(article, at)
    with qtbot.waitSignal(article.link_wanted) as heard:
        press(article, at, modifier=Qt.KeyboardModifier.ControlModifier)

    assert heard.args == ["https://example.org/a"]


def test_hits_are_pale_and_the_current_one_strong(article: ArticleView) -> None:
    one, other = span(TEXT, "late"), span(TEXT, "waited")
    article.set_hits([one, other], current=1)
    spots = [rects(article, *hit)[0].topLeft() + QPointF(2, 2) for hit in (one, other)]

    pale, strong = (pixel(article, spot).name() for spot in spots)

    assert contrast(pale, LIGHT.page) < contrast(strong, LIGHT.page)
    assert pale != LIGHT.page


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stays_readable_on_tags_that_are_selected(theme: object) -> None:
    look = LIGHT if theme is LIGHT else DARK
    over = selection_colour(look)
    colours = [tag_colour(look, colour) for colour in PALETTE]
    fills = [fill_of(pair) for one in colours for pair in ([one], [one, colours[0]])]

    grounds = [
        mixed(over.name(), mixed(fill.name(), look.page, fill.alphaF()), over.alphaF()) for fill in fills
    ]

    assert min(contrast(look.text, ground) for ground in grounds) >= 4.5


# Going places


def test_go_to_brings_a_place_to_a_third_of_the_height(long: ArticleView) -> None:
    start = LONG.index("Paragraph 300")

    long.go_to(start)

    line = rects(long, start, start + 9)[0]
    assert abs(line.top() - long.viewport().height() / 3) < 3
    assert long.selection() is None
    key(long, Qt.Key.Key_Down)
    assert said(long) == "It has two sentences."


def test_go_to_works_before_the_view_is_shown(dressed: QApplication, qtbot: QtBot) -> None:
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show_document(document(LONG), text_of(LONG))
    start = LONG.index("Paragraph 200")

    view.go_to(start)
    with qtbot.waitExposed(view):
        view.show()

    assert rects(view, start, start + 9)


def test_in_a_huge_text_a_far_place_comes_into_view_when_it_is_laid_out(
    view: ArticleView, qtbot: QtBot
) -> None:
    text = LONG * 40
    view.show_document(document(text), text_of(text))
    start = len(text) - 2000

    with qtbot.waitSignal(view.arrived, timeout=30_000):
        view.go_to(start, start + 5)

    assert rects(view, start, start + 5)


def test_the_place_at_the_top_comes_back(long: ArticleView) -> None:
    long.show_place(LONG.index("Paragraph 250"))
    place = long.place()
    long.verticalScrollBar().setValue(0)

    long.show_place(place)

    assert place == LONG.index("Paragraph 250")
    assert long.place() == place


def test_the_place_goes_on_with_every_bit_of_scrolling(long: ArticleView) -> None:
    places = []
    for value in range(0, 1500, 7):
        long.verticalScrollBar().setValue(value)
        places.append(long.place())

    assert places == sorted(places)
    assert places[-1] > 0


@pytest.mark.parametrize("change", ["zoom", "narrow"])
def test_the_place_stays_when_lines_break_elsewhere(long: ArticleView, change: str) -> None:
    long.show_place(LONG.index("Paragraph 250"))

    if change == "zoom":
        long.zoom_by(3)
    else:
        long.resize(500, 700)
        QApplication.processEvents()

    assert long.place() == LONG.index("Paragraph 250")


def test_however_narrow_the_view_its_lines_are_seen_whole(article: ArticleView) -> None:
    article.resize(10, 500)
    QApplication.processEvents()

    lines = rects(article, *span(TEXT, TEXT.split("\n")[0]))

    assert max(line.right() for line in lines) <= article.viewport().width()


def test_zooming_keeps_the_selection_and_says_nothing(article: ArticleView, qtbot: QtBot) -> None:
    article.select(*span(TEXT, "harbour master"))

    with qtbot.assertNotEmitted(article.selection_cleared), qtbot.assertNotEmitted(article.selected):
        article.zoom_by(2)

    assert said(article) == "harbour master"
    assert article.zoom == pytest.approx(1.21)
    article.zoom_by(0)
    assert article.zoom == 1


def test_scrolling_says_the_place_when_it_comes_to_rest(long: ArticleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(long.place_changed) as heard:
        key(long, Qt.Key.Key_End)

    assert heard.args == [long.place()]


def test_a_change_of_theme_colours_anew_and_lays_nothing_out(article: ArticleView) -> None:
    before = article.document()

    themes.choose("dark")

    assert article.document() is before
    assert pixel(article, QPointF(2, 300)).name() == DARK.page
    byline = before.findBlockByNumber(1).begin().fragment().charFormat()
    assert byline.foreground().color().name() == DARK.muted


def test_ctrl_c_copies_what_is_selected(article: ArticleView) -> None:
    article.select(*span(TEXT, "shut the door"))

    key(article, Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)

    assert QApplication.clipboard().text() == "shut the door"


def test_what_is_copied_is_the_text_itself(article: ArticleView) -> None:
    article.select(*span(TEXT, "on Friday\u00a024."))

    assert article.createMimeDataFromSelection().text() == "on Friday\u00a024."


def test_the_view_says_what_it_shows_and_takes_no_text(article: ArticleView) -> None:
    assert article.accessibleName() == f"Text of “{TITLE}”"

    key(article, Qt.Key.Key_X)

    assert article.toPlainText().startswith(TITLE)
    assert "late. x" not in article.toPlainText()
    assert article.isReadOnly()


def test_the_selection_has_a_place_on_the_screen(article: ArticleView) -> None:
    article.select(*span(TEXT, "Nobody"))
    at = rects(article, *span(TEXT, "Nobody"))[0].center().toPoint()

    assert article.selection_rect().contains(article.viewport().mapToGlobal(at))


@pytest.mark.skipif(not UNICODE, reason="the shared sample files are not here")
@pytest.mark.parametrize("path", UNICODE, ids=lambda path: path.stem)
def test_what_follows_emoji_marks_and_other_directions_is_selected_as_seen(
    view: ArticleView, path: Path
) -> None:
    text = freeze(path.read_bytes().decode("utf-8", "surrogateescape"))
    view.show_document(document(text), text_of(text))
    match = list(re.finditer(r"[A-Za-z]{3,}", text))[-1]

    drag_over(view, *match.span())
    dragged = view.selection()
    seen = view.textCursor().selectedText()
    click_times(view, middle(view, match.start()), 2)
    clicked = view.selection()
    view.go_to(match.start(), flash=False)
    key(view, Qt.Key.Key_Plus)
    grown = view.selection()

    assert dragged == match.span()
    assert seen == match[0]
    assert clicked == grown
    assert clicked
    assert clicked[0] <= match.start() < match.end() <= clicked[1]
