"""Passages behind emoji, marks and right-to-left text, tagged by mouse and by keys, are the text at their places."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.text.characters import whole_characters
from tests.command_line import Run
from tests.journeys.conftest import Open
from tests.journeys.reader import Reader, full_text, in_the_database, json_lines, saved, saved_documents
from tests.journeys.test_command_line import TEXTS, exported, is_tricky

SAMPLES = {
    "emoji first": "🚨🚨 The alarm rang twice.\n\nThen it was 🧯 quiet again.\n",
    "joined emoji": "A family 👩‍👩‍👧‍👦 and a judge 👩🏽‍⚖️ came. They sat down 🏴󠁧󠁢󠁳󠁣󠁴󠁿 together.\n",
    "decomposed": "Zoe\u0308 Mun\u0303oz met Nguye\u0302\u0303n at noon. They spoke for an hour.\n",
    "arabic": "وصلت السفينة مساءً، ثم أغلق الباب.\n\nقال الحارس: «غدًا». The keeper left at 9.\n",
}


@pytest.fixture
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name = request.param
    if isinstance(name, Path):
        return name
    path = tmp_path / f"{name}.txt"
    path.write_text(SAMPLES[name], "utf-8")
    return path


def names(one: str | Path) -> str:
    return one.stem if isinstance(one, Path) else one


def words_behind(text: str) -> tuple[int, int]:
    """Two words behind the last tricky character but one, or the text's last words where none follow."""
    words = [match.span() for match in re.finditer(r"\w{2,}", text)]
    tricky = [place for place, letter in enumerate(text) if is_tricky(letter)]
    behind = [span for span in words if tricky and span[0] > tricky[0] and "\n" not in text[slice(*span)]]
    return (behind or words)[-1]


@pytest.mark.parametrize("sample", [*TEXTS, *SAMPLES], indirect=True, ids=names)
def test_what_is_tagged_by_mouse_and_by_keys_is_the_text_at_its_place_everywhere(
    run: Run, tmp_path: Path, open_window: Open, library_of: Callable[..., Path], sample: Path
) -> None:
    library = library_of(sample)
    (document,) = saved_documents(library)
    text = full_text(library, document.metadata.title)
    reader = open_window(library)
    reader.open(document.metadata.title)

    by_mouse = words_behind(text)
    reader.drag(*by_mouse)
    reader.enter_tag("#By mouse")
    by_keys = [tag_by_keys(reader, text, turn) for turn in ("sentence", "words")]
    reader.press("Ctrl+A")
    assert reader.text.selection() == (0, len(text))
    reader.type("t")
    reader.enter_tag("person: Zo\u00eb 🚢", "Alt+Down")

    # White space at the ends is not tagged.
    start = len(text) - len(text.lstrip())
    whole = start, start + len(text.strip())
    found = in_the_database(library)
    assert [(start, end) for start, end, _ in found] == sorted(
        {whole_characters(text, *by_mouse), *by_keys, whole}
    )
    roles = [(tag.kind, tag.name, tag.role) for one in saved(library) for tag in one.entities]
    assert roles == [("person", "Zo\u00eb 🚢", "speaker")]
    reader.export("JSON Lines", tmp_path / "shown.jsonl")
    shown = [(one["start"], one["end"], one["quote"]) for one in json_lines(tmp_path / "shown.jsonl")]
    assert sorted(shown) == found
    for name, rows in exported(run, library, tmp_path).items():
        assert rows == found, name
    assert run("check", library, "--json").json["ok"]


def tag_by_keys(reader: Reader, text: str, turn: str) -> tuple[int, int]:
    """Tags by the keyboard alone, behind a tricky character; where that was."""
    tricky = next((place for place, letter in enumerate(text) if is_tricky(letter)), 0)
    reader.press("Esc")
    for _ in range(text.count("\n") + 3):
        reader.press("Down")
        selected = reader.text.selection()
        if selected and selected[1] > tricky:
            break
    if turn == "words":
        reader.press("Right", "Shift+Right", "Shift+Right")
    selected = reader.text.selection()
    assert selected
    reader.press("Return")
    reader.enter_tag(f"#By keys/{turn}")
    return selected


def test_a_hundred_sentences_are_tagged_by_keys_alone(
    tmp_path: Path, open_window: Open, library_of: Callable[..., Path]
) -> None:
    sentences = [f"Sentence {number} says 🚢 that ferry {number * 7} is late." for number in range(1, 101)]
    path = tmp_path / "ferries.txt"
    path.write_text(
        "Ferries\n\n" + "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, 100, 5)), "utf-8"
    )
    library = library_of(path)
    reader = open_window(library)
    reader.open("Ferries")

    for number in range(100):
        reader.press("Down")
        reader.type("t")
        reader.enter_tag(f"Topic {number % 12}")

    found = saved(library)
    assert [one.quote for one in found] == sentences
    assert [one.topics[0].path for one in found] == [f"Topic {number % 12}" for number in range(100)]
    assert len(in_the_database(library)) == 100
    assert reader.counts.startswith("100 passages · 12 topics")
    for _ in range(100):
        reader.press("Ctrl+Z")
    reader.until(lambda: reader.counts.startswith("0 passages · 0 topics"))
    assert saved(library) == []
