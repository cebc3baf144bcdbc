import pytest

from reviewer.documents.parsing.leading_lines import Leading, leading, split_names, title_from_file_name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date 2025-01-24\n\nThe pier\n\nIt is closed.", Leading("The pier", "2025-01-24")),
        ("The pier\n\nIt is closed.", Leading("The pier")),
        ("The pier\nBy Ines Varga and Tom Okonjo\n24 January 2025\n\nIt is closed.", Leading("The pier", "2025-01-24", ("Ines Varga", "Tom Okonjo"))),
        ("Published: January 24, 2025\nIt is closed. It was open.", Leading("", "2025-01-24")),
        ("The pier\n" + "It is closed. " * 10, Leading("The pier")),
    ],
)  # fmt: skip
def test_first_lines_say_title_date_and_authors(text: str, said: Leading) -> None:
    assert leading(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Only one line, without an end",
        "A sentence ends here.\n\nAnother.",
        "This text was cut by hand after some seventy letters, as mail\nprograms did, and so its first line is no title.",
        "— a dash is no title\n\nText.",
        "By the time they came it was late\nand so on and on",
        "x" * 121 + "\n\ntext",
        "",
    ],
)
def test_what_does_not_read_like_a_title_is_none(text: str) -> None:
    assert leading(text) == Leading()


@pytest.mark.parametrize(
    ("file_name", "title"),
    [
        ("01_emoji_quote.txt", "01 emoji quote"),
        ("the_old_pier.txt", "The old pier"),
        ("Interview 07 - Harbour.md", "Interview 07 - Harbour"),
        ("council-sells-old-landing.html", "Council sells old landing"),
        ("2025-01-24.txt", "2025-01-24"),
        ("no%20more.txt", "No more"),
        ("___.txt", "___.txt"),
        ("a.b.txt", "A.b"),
    ],
)
def test_a_file_name_becomes_a_title(file_name: str, title: str) -> None:
    assert title_from_file_name(file_name) == title


def test_names_are_told_apart() -> None:
    assert split_names("Ada Lovelace, Mary Somerville and Charles Babbage; Ada Lovelace") == (
        "Ada Lovelace",
        "Mary Somerville",
        "Charles Babbage",
    )
