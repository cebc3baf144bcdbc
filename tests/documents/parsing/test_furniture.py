"""What stands on page after page is told apart from what is read."""

import pytest

from reviewer.documents.parsing.furniture import furniture
from reviewer.documents.parsing.paragraphs import Paragraph

HEIGHT = 842.0
BODY = "The ferry was late that day, and nobody had told the master of the port. " * 4


def line(text: str, y: float, *, size: float = 10) -> Paragraph:
    return Paragraph(text, size, 1, y, y + size)


def page(*around: Paragraph) -> list[Paragraph]:
    return [*around, Paragraph(BODY, 12, 40, 120, 700)]


def marked(pages: list[list[Paragraph]]) -> list[list[str]]:
    found = furniture(pages, [HEIGHT] * len(pages), body=12)
    return [[pages[index][number].text for number in sorted(here)] for index, here in enumerate(found)]


def test_a_running_head_and_the_pages_number_are_furniture() -> None:
    pages = [page(line("Harbour studies", 40), line(f"{number}", 800)) for number in range(17, 21)]

    assert marked(pages) == [["Harbour studies", f"{number}"] for number in range(17, 21)]


def test_left_and_right_pages_may_have_heads_of_their_own() -> None:
    pages = [page(line(("Ida Moss", "Harbour studies")[number % 2], 40)) for number in range(6)]

    assert all(marked(pages))


@pytest.mark.parametrize(
    "words", ["Page {} of 30", "Harbour studies {}", "– {} –", "{} | Harbour Studies 2025"]
)
def test_a_number_among_words_counts_along(words: str) -> None:
    pages = [page(line(words.format(number), 800)) for number in range(3, 8)]

    assert [here[0] for here in marked(pages)] == [words.format(number) for number in range(3, 8)]


def test_roman_numbers_are_numbers() -> None:
    pages = [page(line(number, 800)) for number in ("iii", "iv", "v", "vi")]

    assert all(marked(pages))


@pytest.mark.parametrize(
    "pages",
    [
        [page(line("Harbour studies", 40)) for _ in range(2)],
        [page(line(words, 40)) for words in ("One thing", "Another thing", "A third thing")],
        [page(line("In the middle", 400)) for _ in range(5)],
        [page(line("A slide's title", 40, size=24)) for _ in range(5)],
        [page(line("Harbour studies", 30 + 10 * number)) for number in range(5)],
        [page(line(str(number * number), 800)) for number in range(3, 9)],
        [[line(f"Figure {number}", 40)] for number in range(5)],
        [page(line("Harbour studies", 40)) if number % 6 == 0 else page() for number in range(19)],
    ],
    ids=[
        "twice",
        "other words",
        "no edge",
        "large",
        "other heights",
        "no count",
        "nothing around",
        "far apart",
    ],
)
def test_other_lines_are_no_furniture(pages: list[list[Paragraph]]) -> None:
    assert not any(marked(pages))
