import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.documents.parsing.composing import Composed
from reviewer.documents.parsing.html_blocks import lay_out
from reviewer.model.document import Metadata, Reading
from tests.documents.laid_out import assert_laid_out


def blocks(composed: Composed) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, composed.text[block.start : block.end]) for block in composed.blocks]


def marks(composed: Composed) -> list[tuple[str, str, str]]:
    return [(mark.kind, composed.text[mark.start : mark.end], mark.target) for mark in composed.marks]


def test_a_block_is_a_line_and_a_paragraph_is_no_block() -> None:
    composed = lay_out("<h2>One</h2><p>Two</p><div>Three<p>Four</p>Five</div>")

    assert composed.text == "One\nTwo\nThree\nFour\nFive"
    assert blocks(composed) == [("heading", 2, "One")]


def test_white_space_folds_as_in_a_browser_but_not_a_no_break_space() -> None:
    composed = lay_out("<p>  a\n\t b <b> c </b> d\xa0\xa0e</p>")

    assert composed.text == "a b c d\xa0\xa0e"
    assert marks(composed) == [("strong", "c", "")]


def test_items_have_no_bullets_and_keep_their_numbers() -> None:
    composed = lay_out(
        '<ul><li>a<ul><li>b</ul></ul><ol start="3"><li><p>c</p><p>d</p><li value="7">e<li>f</ol>'
    )

    assert blocks(composed) == [
        ("list item", 0, "a"),
        ("list item", 1, "b"),
        ("list item", 0, "3. c\nd"),
        ("list item", 0, "7. e"),
        ("list item", 0, "8. f"),
    ]


def test_an_empty_item_leaves_no_number_behind() -> None:
    assert lay_out("<ol><li></li></ol><p>after</p>").text == "after"


def test_a_quotation_is_one_block_and_nests() -> None:
    composed = lay_out("<blockquote><p>a</p><p>b</p><blockquote>c</blockquote></blockquote><p>d</p>")

    assert blocks(composed) == [("quotation", 0, "a\nb"), ("quotation", 1, "c")]


def test_a_row_is_a_line_with_tabs_between_its_cells() -> None:
    composed = lay_out(
        "<table><caption>Boats</caption><tr><th>Year<th>Number<tr><td><p>2019</p> <td>12<br>or 13<tr><td><td>9</table>"
    )

    assert blocks(composed) == [
        ("caption", 0, "Boats"),
        ("table row", 0, "Year\tNumber"),
        ("table row", 0, "2019\t12 or 13"),
        ("table row", 0, "\t9"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td><h1>a</h1><p>b</p></td><td>c</td></tr></table>",
        "<table><tr><td>a</td></tr><tr><td>b</td></tr><tr><td>c</td></tr></table>",
        "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>",
        "<table><tr><td><p>a<p>b<p>c</td><td></td></tr></table>",
    ],
)
def test_a_table_that_only_lays_out_a_page_is_no_table(table: str) -> None:
    composed = lay_out(table)

    assert composed.text == "a\nb\nc"
    assert not [block for block in composed.blocks if block.kind == "table row"]


def test_preformatted_text_keeps_its_spaces_and_empty_lines() -> None:
    composed = lay_out("<p>a</p><pre>\n  one  <b>two\n three</b>\n\n\tfour\n</pre><p>b</p>")

    assert blocks(composed) == [("preformatted", 0, "  one  two\n three\n\n\tfour")]
    assert marks(composed) == [("strong", "two", ""), ("strong", "three", "")]


def test_a_link_that_spans_lines_is_a_mark_in_each() -> None:
    composed = lay_out('<p><a href="https://e.example/x">one<br>two</a></p>')

    assert marks(composed) == [("link", "one", "https://e.example/x"), ("link", "two", "https://e.example/x")]


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "", "#part", "relative", "http://[bad"],
)  # fmt: skip
def test_links_to_nowhere_are_text_only(href: str) -> None:
    composed = lay_out(f'<p><a href="{href}">words</a></p>')

    assert composed == Composed("words")


def test_relative_links_are_understood_from_the_page() -> None:
    composed = lay_out('<p><a href="../b?c=d#e">words</a></p>', base="https://e.example/x/y/a.html")

    assert marks(composed) == [("link", "words", "https://e.example/x/b?c=d#e")]


def test_what_is_not_to_be_read_is_left_out() -> None:
    composed = lay_out(
        "<p>a<script>b</script><style>c</style><!-- d --><select><option>e</select><textarea>f</textarea></p>"
    )

    assert composed.text == "a"


pieces = st.sampled_from(
    [
        *(f"<{slash}{tag}>" for tag in ("p", "div", "li", "ul", "ol", "h2", "pre", "blockquote", "table", "tr", "td", "b", "em", "caption", "a") for slash in ("", "/")),
        '<a href="https://e.example/">', "<br>", " ", "\n", "words", "🚨", "\ufeff", "&#xfeff;", "&#13;", "&#8232;", "&#0;", "\t", "\xa0", "x  y", "e\u0308", "&nbsp;", "<!-- -->",
    ],
)  # fmt: skip


@given(st.lists(pieces, max_size=40).map("".join))
def test_any_soup_of_tags_is_laid_out_within_its_text(soup: str) -> None:
    composed = lay_out(soup)

    if composed.text:
        assert_laid_out(
            Reading("html", "text/html", "x", Metadata("t"), composed.text, composed.blocks, composed.marks)
        )
    else:
        assert composed == Composed("")
