"""From file to export by the command line alone, over the texts that make positions go wrong."""

import csv
import json
import re
import sqlite3
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from reviewer.exchange.table import unguarded
from tests.command_line import Run

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data" / "unicode"
OWN = ROOT / "resources" / "sample" / "documents"
TEXTS = sorted([*SHARED.glob("*.txt"), *OWN.glob("*.txt"), *OWN.glob("*.md")])


def is_tricky(character: str) -> bool:
    """Whether a character is two of Qt's units, or joins the one before it, or runs from right to left."""
    return (
        ord(character) > 0xFFFF
        or unicodedata.category(character) in {"Mn", "Me", "Cf"}
        or unicodedata.bidirectional(character) in {"R", "AL"}
    )


def passages_after_tricky_characters(text: str) -> list[tuple[int, int]]:
    """Stretches that begin after such characters, end with them, or hold them; the last words of the text among them."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    tricky = [span for span in words if any(map(is_tricky, text[slice(*span)]))]
    spans = [words[-1], (words[len(words) // 2][0], words[-1][1])]
    for span in (*tricky[:1], *tricky[-1:]):
        after = [word for word in words if word[0] >= span[1]]
        spans += [span, *after[:1], *([(span[0], after[0][1])] if after else [])]
    return sorted(set(spans))


def which_place(text: str, quote: str, start: int) -> int:
    """Which of the quote's places begins at `start`, from 1; places may overlap."""
    return sum(text.startswith(quote, at) for at in range(start + 1))


def imported(run: Run, library: Path, path: Path) -> tuple[str, str]:
    """The document's id and its text."""
    (outcome,) = run("import", library, path, "--json").json
    assert outcome["status"] == "added"
    ended = run("text", library, outcome["document"])
    assert ended.status == 0
    return outcome["document"], ended.out


def in_the_database(library: Path) -> list[tuple[int, int, str]]:
    """What stands there, asked without any code of ours."""
    connection = sqlite3.connect(library)
    rows = connection.execute(
        'SELECT start, "end", quote FROM passage WHERE deleted = 0 ORDER BY start, "end"'
    )
    found: list[tuple[int, int, str]] = rows.fetchall()
    connection.close()
    return found


def exported(run: Run, library: Path, folder: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Each format's places and quotes, read by a reader of its own."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for name, suffix in (("csv", "csv"), ("csv-plain", "csv"), ("jsonl", "jsonl"), ("html", "html")):
        out = folder / f"{name}.{suffix}"
        assert run("export", library, out, "--format", name).status == 0
        if suffix == "csv":
            with out.open(encoding="utf-8-sig", newline="") as file:
                rows: list[dict[str, Any]] = list(csv.DictReader(file))
            quotes = [unguarded(row["quote"]) if name == "csv" else row["quote"] for row in rows]
        elif suffix == "jsonl":
            rows = [json.loads(line) for line in out.read_text("utf-8").split("\n")[:-1]]
            quotes = [row["quote"] for row in rows]
        else:
            page: Any = lxml_html.fromstring(out.read_bytes(), parser=lxml_html.HTMLParser(encoding="utf-8"))
            articles = page.xpath("//article")
            rows = [{"start": one.get("data-start"), "end": one.get("data-end")} for one in articles]
            quotes = [one.xpath("string(.//mark)") for one in articles]
        found[name] = sorted(
            (int(row["start"]), int(row["end"]), quote) for row, quote in zip(rows, quotes, strict=True)
        )
    return found


@pytest.mark.skipif(not SHARED.exists(), reason="the shared texts are not there")
def test_all_twelve_shared_texts_are_tried() -> None:
    assert len([path for path in TEXTS if path.parent == SHARED]) == 12


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_passage_is_the_text_at_its_positions_everywhere(run: Run, tmp_path: Path, path: Path) -> None:
    library = tmp_path / "Journey.reviewer"
    assert run("new", library).status == 0
    document, text = imported(run, library, path)
    expected = []
    for start, end in passages_after_tricky_characters(text):
        quote = text[start:end]
        several = text.find(quote) != text.rfind(quote)
        nth = ("--nth", which_place(text, quote, start)) if several else ()
        by_quote = run(
            *("tag", library, document, f"--quote={quote}", *nth),
            *("--topic", "Journey/By quote", "--entity", "other:Emoji 🚨=subject", "--json"),
        )
        by_place = run(
            "tag", library, document, "--start", start, "--end", end, "--topic", "By place", "--json"
        )
        assert (by_quote.status, by_place.status) == (0, 0)
        assert by_quote.json["id"] == by_place.json["id"]
        for form in (by_quote.json, by_place.json):
            assert (form["start"], form["end"], form["quote"]) == (start, end, quote)
            assert text[form["start"] - len(form["prefix"]) : form["start"]] == form["prefix"]
            assert text[form["end"] : form["end"] + len(form["suffix"])] == form["suffix"]
        expected.append((start, end, quote))

    assert in_the_database(library) == expected
    found = run(
        "find", library, "--topic", "Journey", "--topic", "By place", "--entity", "Emoji 🚨", "--json"
    ).json
    assert [(form["start"], form["end"], form["quote"]) for form in found] == expected
    for name, places in exported(run, library, tmp_path).items():
        assert places == expected, name
    assert run("check", library, "--json").json["ok"]


def test_what_was_imported_is_found_by_its_words(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "Journey.reviewer"
    run("new", library)
    assert run("import", library, OWN, "--json").status in {0, 1}

    for form in run("find", library, "archive", "--json").json:
        text = run("text", library, form["document"]).out
        assert text[form["start"] : form["end"]] == form["quote"]
        assert form["id"] is None


def test_a_second_import_adds_nothing_and_says_so(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "Journey.reviewer"
    path = tmp_path / "article.txt"
    path.write_text("An article.\n\nWith two paragraphs.\n", "utf-8")
    run("new", library)

    assert [one["status"] for one in run("import", library, path, "--json").json] == ["added"]
    again = run("import", library, path, path, "--json")
    assert again.status == 0
    assert {one["status"] for one in again.json} == {"present"}
    assert len(run("documents", library, "--json").json) == 1


def test_undoing_an_import_takes_all_of_it_away_and_redo_brings_it_back(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "Journey.reviewer"
    run("new", library)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Article {number}.\n", "utf-8")
    run("import", library, *(tmp_path / f"{number}.txt" for number in range(3)))

    assert run("undo", library).out == "Undone: Import 3 documents.\n"
    assert run("documents", library, "--json").json == []
    run("redo", library)
    assert len(run("documents", library, "--json").json) == 3
    assert run("check", library).status == 0
