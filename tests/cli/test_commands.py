"""The commands, as cli.md describes them: what they print, what they change, how they end."""

import json
import re
from pathlib import Path

import pytest

from reviewer.store.library import Library
from reviewer.store.settings import remember
from tests.cli.conftest import CRANE, MINUTES, QUAY
from tests.command_line import Run


def tag_word(run: Run, library: Path, *filters: str) -> str:
    word: str = run("find", library, "--json", *filters).json[0]["topics"][0]["tag"]
    return word


def test_new_makes_a_library_and_never_writes_over_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.reviewer"

    assert run("new", path, "--coder", "Ben").status == 0
    before = path.read_bytes()
    again = run("new", path)

    assert again.status == 2
    assert "already" in again.err
    assert path.read_bytes() == before


def test_documents_lists_what_the_contract_says(run: Run, library: Path) -> None:
    found = run("documents", library, "--json").json

    assert list(found[0]) == "id title authors published source kind language pages characters status".split()
    assert [(one["title"], one["pages"], one["characters"]) for one in found] == [
        ("Crane sold", 0, len(CRANE)),
        ("Minutes", 2, len(MINUTES)),
        ("רציף הדגים", 0, len(QUAY)),
    ]
    assert "Crane sold" in run("documents", library).out


def test_a_new_library_says_what_to_do_next(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "new.reviewer")

    for name, said in (
        ("documents", "reviewer import"),
        ("topics", "reviewer tag"),
        ("entities", "reviewer tag"),
    ):
        ended = run(name, tmp_path / "new.reviewer")
        assert (ended.status, ended.out) == (0, "")
        assert said in ended.err
    assert run("find", tmp_path / "new.reviewer").err == "Nothing was found.\n"


def test_text_is_exactly_the_text(run: Run, library: Path) -> None:
    ended = run("text", library, "Crane sold")

    assert (ended.status, ended.out, ended.err) == (0, CRANE, "")


def test_a_document_is_named_by_id_prefix_or_title(run: Run, library: Path) -> None:
    identity = run("documents", library, "--json").json[0]["id"]

    for name in (identity, identity[:8], "Crane sold"):
        assert run("text", library, name).out == CRANE
    for wrong in (identity[:7], "Crane", "ffffffff"):
        ended = run("text", library, wrong)
        assert ended.status == 2
        assert "There is no document" in ended.err


def test_tag_by_quote_gives_the_passage_form(run: Run, library: Path) -> None:
    ended = run(
        *(
            "tag",
            library,
            "Crane sold",
            "--quote",
            "Ines Prado",
            "--topic",
            "Work/Consultation",
            "--topic",
            "Sale",
        ),
        *("--entity", "person:Ines Prado=speaker", "--memo", "Ask her.", "--coder", "Ben", "--json"),
    )

    form = ended.json
    assert ended.status == 0
    assert CRANE[form["start"] : form["end"]] == form["quote"] == "Ines Prado"
    assert sorted(topic["path"] for topic in form["topics"]) == ["Sale", "Work/Consultation"]
    assert [(one["kind"], one["name"], one["role"], one["coder"]) for one in form["entities"]] == [
        ("person", "Ines Prado", "speaker", "Ben")
    ]
    assert [(memo["text"], memo["coder"]) for memo in form["memos"]] == [("Ask her.", "Ben")]
    assert form["document_title"] == "Crane sold"
    assert run("find", library, "--json").json == [form]


def test_tag_by_positions_counts_code_points(run: Run, library: Path) -> None:
    start = QUAY.index("👩🏽‍⚖️ them")

    form = run(
        "tag", library, "רציף הדגים", "--start", start, "--end", start + 10, "--topic", "T", "--json"
    ).json

    assert form["quote"] == QUAY[start : start + 10]


def test_pages_count_from_one(run: Run, library: Path) -> None:
    assert run("tag", library, "Minutes", "--quote", "Item 4", "--topic", "T", "--json").json["page"] == 2


def test_an_ambiguous_quote_lists_its_places_and_tags_nothing(run: Run, library: Path) -> None:
    ended = run("tag", library, "Crane sold", "--quote", "The council", "--topic", "T")

    assert ended.status == 2
    assert ended.out == ""
    first, second = CRANE.index("The council"), CRANE.rindex("The council")
    assert f"1. {first}–{first + 11}" in ended.err
    assert f"2. {second}–{second + 11}" in ended.err
    assert "⟦The council⟧ said nothing else" in ended.err
    assert run("topics", library, "--json").json == []


def test_nth_chooses_among_the_places(run: Run, library: Path) -> None:
    form = run(
        "tag", library, "Crane sold", "--quote", "The council", "--nth", 2, "--topic", "T", "--json"
    ).json

    assert form["start"] == CRANE.rindex("The council")
    assert run("tag", library, "Crane sold", "--quote", "The council", "--nth", 3, "--topic", "T").status == 2
    assert run("tag", library, "Crane sold", "--quote", "Friday", "--nth", 1, "--topic", "T").status == 0
    assert run("tag", library, "Crane sold", "--quote", "Friday", "--nth", 2, "--topic", "T").status == 2


def test_an_absent_quote_shows_the_place_most_like_it(run: Run, library: Path) -> None:
    ended = run("tag", library, "Crane sold", "--quote", "The counsel answers on Friday.", "--topic", "T")

    assert ended.status == 2
    assert "does not stand in" in ended.err
    assert "council answered on Fri" in ended.err
    assert "does not stand" in run("tag", library, "Crane sold", "--quote", "zzzzzzzz", "--topic", "T").err


@pytest.mark.parametrize(
    "place",
    [
        ("--start", "5", "--end", "5"),
        ("--start", "-1", "--end", "5"),
        ("--start", "0", "--end", "100000"),
        ("--start", "0"),
        ("--quote", ""),
        ("--quote", "crane", "--start", "1"),
        ("--start", "1", "--end", "2", "--nth", "1"),
        (),
    ],
)
def test_a_place_that_is_none_is_refused(run: Run, library: Path, place: tuple[str, ...]) -> None:
    ended = run("tag", library, "Crane sold", *place, "--topic", "T")

    assert ended.status == 2
    assert ended.err
    assert run("topics", library, "--json").json == []


def test_tagging_with_nothing_is_refused_but_a_memo_is_enough(run: Run, library: Path) -> None:
    assert run("tag", library, "Crane sold", "--quote", "Friday").status == 2
    assert run("tag", library, "Crane sold", "--quote", "Friday", "--memo", "Which?").status == 0


def test_a_name_may_hold_colons_and_equals_signs(run: Run, library: Path) -> None:
    ended = run(
        *("tag", library, "Crane sold", "--quote", "Friday", "--json"),
        *("--entity", "law:Act 5:3", "--entity", "work:E=mc2=subject", "--entity", "work:a=b"),
    )

    assert {(one["kind"], one["name"], one["role"]) for one in ended.json["entities"]} == {
        ("law", "Act 5:3", "mentioned"),
        ("work", "E=mc2", "subject"),
        ("work", "a=b", "mentioned"),
    }
    assert "“b” is no role" in ended.err


@pytest.mark.parametrize("written", ["Ada", ":Ada", "person:", "person:=speaker", " : "])
def test_an_entity_without_kind_or_name_is_refused(run: Run, library: Path, written: str) -> None:
    ended = run("tag", library, "Crane sold", "--quote", "Friday", "--entity", written)

    assert ended.status == 2
    assert "kind:Name" in ended.err


def test_untag_takes_all_named_tags_or_none(run: Run, library: Path) -> None:
    run("tag", library, "Crane sold", "--quote", "Friday", "--topic", "A", "--topic", "B")
    words = [topic["tag"] for topic in run("find", library, "--json").json[0]["topics"]]

    assert run("untag", library, words[0], "nonsense").status == 2
    assert len(run("find", library, "--json").json[0]["topics"]) == 2
    assert run("untag", library, *words).status == 0
    assert run("find", library, "--json").json == []


def test_undo_and_redo_name_what_they_did(run: Run, library: Path) -> None:
    run(
        "tag",
        library,
        "Crane sold",
        "--quote",
        "Friday",
        "--topic",
        "A/B",
        "--entity",
        "person:Ada",
        "--coder",
        "Ben",
    )
    run("untag", library, tag_word(run, library))

    assert run("undo", library).out == "Undone: Remove tag “A/B”.\n"
    assert run("undo", library).out == "Undone: Tag “A/B” and “Ada”.\n"
    assert run("topics", library, "--json").json == run("entities", library, "--json").json == []
    assert run("redo", library).out == "Done again: Tag “A/B” and “Ada”.\n"
    assert len(run("find", library, "--topic", "A", "--json").json) == 1


def test_undo_of_several_steps_and_of_nothing(run: Run, library: Path, tmp_path: Path) -> None:
    for word in ("Friday", "crane"):
        run("tag", library, "Crane sold", "--quote", word, "--topic", word)

    assert run("undo", library, "--steps", 2).out == "Undone: Tag “crane”, Tag “Friday”.\n"
    run("new", tmp_path / "empty.reviewer")
    nothing = run("undo", tmp_path / "empty.reviewer")
    assert nothing.status == 2
    assert "nothing to undo" in nothing.err
    assert run("redo", tmp_path / "empty.reviewer").status == 2


def test_history_says_who_did_what_and_when_latest_first(run: Run, library: Path) -> None:
    run("tag", library, "Crane sold", "--quote", "Friday", "--topic", "Sale", "--coder", "Ben")
    run("tag", library, "Minutes", "--quote", "Item 4", "--topic", "Agenda")
    run("undo", library)

    listed = run("history", library, "--json").json
    lines = run("history", library).out.splitlines()

    assert [(one["coder"], one["step"], one["undone"]) for one in listed[:3]] == [
        ("Ana", "Tag “Agenda”", True),
        ("Ben", "Tag “Sale”", False),
        ("Ana", "Import “Minutes”", False),
    ]
    assert set(listed[0]) == {"at", "coder", "step", "kind", "undone"}
    assert [one["kind"] for one in listed[1:3]] == ["change", "import"]
    assert listed[0]["at"].endswith("Z")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d  Ana  undone  Tag “Agenda”", lines[0])
    assert len(lines) == len(listed) == 5


def test_an_empty_history_and_a_forgotten_one_say_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.reviewer"
    run("new", path)
    assert "Nothing was done" in run("history", path).err
    assert run("history", path, "--json").json == []

    with Library.open(path) as library:
        remember(library, "history forgotten until", "2026-08-20T10:00:00Z")

    assert "up to 2026-08-20" in run("history", path).err


def test_a_time_that_is_none_is_listed_as_it_stands(run: Run, library: Path) -> None:
    with Library.open(library) as opened:
        opened.execute("UPDATE step SET at = 'once'")

    assert run("history", library).out.startswith("once")


def test_topics_and_entities_count_passages(run: Run, library: Path) -> None:
    run("tag", library, "Crane sold", "--quote", "Friday", "--topic", "A/B", "--entity", "person:Ada")
    run("tag", library, "Minutes", "--quote", "crane", "--topic", "A", "--entity", "person:Ada")

    assert [(one["path"], one["passages"], one["own"]) for one in run("topics", library, "--json").json] == [
        ("A", 2, 1),
        ("A/B", 1, 1),
    ]
    assert [
        (one["kind"], one["name"], one["passages"]) for one in run("entities", library, "--json").json
    ] == [("person", "Ada", 2)]
    assert run("topics", library).out == "2  A\n1  A/B\n"
    assert run("entities", library).out == "2  person:Ada\n"


def test_find_looks_in_text_unless_a_filter_speaks_of_tags(run: Run, library: Path) -> None:
    run("tag", library, "Minutes", "--quote", "the crane", "--topic", "Sale", "--coder", "Ben")

    in_text = run("find", library, "crane", "--json").json
    assert {one["document_title"] for one in in_text} == {"Crane sold", "Minutes"}
    assert {one["id"] for one in in_text} == {None}
    assert all(one["quote"].casefold() == "crane" for one in in_text)
    for asked in (("--topic", "sale"), ("--coder", "Ben"), ("topic:Sale",), ("--in", "passages"), ()):
        found = run("find", library, *(("crane", *asked) if asked else ()), "--json").json
        assert [one["quote"] for one in found] == ["the crane"]
        assert found[0]["id"]


def test_topics_in_a_text_search_mean_documents_with_such_a_passage(run: Run, library: Path) -> None:
    run("tag", library, "Minutes", "--quote", "Item", "--topic", "Sale/Price")

    found = run("find", library, "crane", "--in", "text", "--topic", "Sale", "--json").json

    assert [one["document_title"] for one in found] == ["Minutes"]


def test_find_filters_by_document_date_and_limit(run: Run, library: Path) -> None:
    def titles(*asked: object) -> list[str]:
        return [one["document_title"] for one in run("find", library, "council", *asked, "--json").json]

    assert set(titles("--document", "Minutes")) == {"Minutes"}
    assert set(titles("--since", "2025-02")) == {"Minutes"}
    assert set(titles("--until", "2025-01")) == {"Crane sold"}
    assert set(titles("--since", "2025", "--until", "2025")) == {"Crane sold", "Minutes"}
    assert len(titles("--limit", 1)) == 1


@pytest.mark.parametrize(
    "asked",
    [
        '" x',
        "NEAR(",
        "a AND",
        "*",
        "crane*",
        "title:crane",
        "-crane",
        "^",
        "(",
        "'; DROP TABLE",
        "\\",
        "{",
        "a:b:c",
    ],
)
def test_whatever_is_asked_is_answered(run: Run, library: Path, asked: str) -> None:
    for where in ("text", "passages"):
        assert run("find", library, "--in", where, "--json", "--", asked).status == 0


def test_a_filter_that_names_nothing_says_what_is_near(run: Run, library: Path) -> None:
    run(
        "tag",
        library,
        "Minutes",
        "--quote",
        "Item",
        "--topic",
        "Housing/Rents",
        "--entity",
        "person:Ada Lovelace",
    )

    for option, wrong, right in (
        ("--topic", "Houzing/Rents", "Housing/Rents"),
        ("--topic", "Rent", "Rents"),
        ("--entity", "person:Ada Lovelase", "person:Ada Lovelace"),
    ):
        ended = run("find", library, option, wrong)
        assert ended.status == 2
        assert f"Did you mean “{right}”" in ended.err
    assert run("find", library, "--coder", "Zoe").status == 2
    assert run("find", library, "--since", "2025-13").status == 2
    assert run("find", library, "--in", "text").status == 2


def test_find_prints_places_for_people(run: Run, library: Path) -> None:
    run(
        "tag",
        library,
        "Minutes",
        "--quote",
        "crane",
        "--topic",
        "Sale",
        "--entity",
        "person:Ada=subject",
        "--memo",
        "Hm.",
    )

    ended = run("find", library, "--topic", "Sale")

    assert "Minutes (Post, 2025-02)" in ended.out
    assert f"page 2, {MINUTES.index('crane')}–{MINUTES.index('crane') + 5}" in ended.out
    assert "⟦crane⟧" in ended.out
    assert "Sale; person:Ada (subject)" in ended.out
    assert "Ana: Hm." in ended.out
    assert ended.err == "1 passage in 1 document.\n"


def test_export_writes_what_find_finds(run: Run, library: Path, tmp_path: Path) -> None:
    run("tag", library, "Minutes", "--quote", "crane", "--topic", "Sale")
    run("tag", library, "Crane sold", "--quote", "Friday", "--topic", "Other")
    out = tmp_path / "out.jsonl"

    assert run("export", library, out, "--format", "jsonl", "--topic", "Sale").status == 0
    assert [json.loads(line) for line in out.read_text("utf-8").splitlines()] == run(
        "find", library, "--topic", "Sale", "--json"
    ).json
    assert run("export", library, out, "--format", "jsonl").status == 0
    assert len(out.read_text("utf-8").splitlines()) == 2


def test_an_unknown_format_is_refused_before_anything_is_written(
    run: Run, library: Path, tmp_path: Path
) -> None:
    ended = run("export", library, tmp_path / "out.docx", "--format", "docx")

    assert ended.status == 2
    assert "csv" in ended.err
    assert not (tmp_path / "out.docx").exists()


def test_check_says_that_all_is_well_and_what_is_not(run: Run, library: Path) -> None:
    run("tag", library, "Crane sold", "--quote", "Friday", "--topic", "A")

    clean = run("check", library, "--json")
    assert clean.status == 0
    assert clean.json == {"ok": True, "documents": 3, "passages": 1, "tags": 1, "problems": [], "notes": []}

    # Another program moves the passage.
    import sqlite3

    with sqlite3.connect(library) as connection:
        connection.execute('UPDATE passage SET start = start + 1, "end" = "end" + 1')
    connection.close()
    broken = run("check", library)
    assert broken.status == 1
    assert "quotes “Friday”" in broken.out
