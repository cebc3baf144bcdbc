import pytest

from reviewer.documents.parsing.html_trees import html_tree, shallow


@pytest.mark.parametrize("tag", ["div", "b", "font", "a", "blockquote", "ul><li", "table><tr><td", "made-up"])
@pytest.mark.parametrize("deep", [10, 300, 20_000])
def test_however_deep_a_page_nests_all_of_its_text_is_there(tag: str, deep: int) -> None:
    page = f"<p>before</p>{f'<{tag}>' * deep}within{('</' + tag.split('>', maxsplit=1)[0] + '>') * deep}<p>after</p>"

    assert "".join("".join(html_tree(page).itertext()).split()) == "beforewithinafter"


def test_a_thousand_kinds_of_elements_within_each_other_are_no_deeper() -> None:
    page = "".join(f"<x{number}>" for number in range(5000)) + "within"

    assert "".join(html_tree(page).itertext()).strip() == "within"


def test_a_page_that_does_not_nest_deeply_is_not_changed() -> None:
    page = "<p>a<br>b" * 500 + "<div><div>c</div></div>" * 500

    assert shallow(page) == page


@pytest.mark.parametrize(
    "page", ["", " ", "<!-- only this -->", "<", "<?xml version='1.0' encoding='latin-1'?><html/>"]
)
def test_an_empty_page_is_a_tree_without_text(page: str) -> None:
    assert "".join(html_tree(page).itertext()).strip() in {"", "<"}
