"""What commands print."""

import json

import pytest

from reviewer.cli.output import count, one_line, short, show_array, show_object, show_table


def test_an_array_is_json_whatever_its_length(capsys: pytest.CaptureFixture[str]) -> None:
    arrays: list[list[dict[str, object]]] = [[], [{"a": "é"}], [{"a": 1}, {"b": 2}]]
    for values in arrays:
        show_array(iter(values))
        assert json.loads(capsys.readouterr().out) == values


def test_half_a_character_is_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    show_object({"path": "caf\udce9"})

    assert json.loads(capsys.readouterr().out) == {"path": "caf\udce9"}


def test_what_would_steer_a_terminal_is_left_out() -> None:
    assert one_line("a\x1b[31mred\r\nb\x9b2J\u2028c") == "a [31mred b 2J c"


def test_a_table_is_aligned_and_has_no_trailing_space(capsys: pytest.CaptureFixture[str]) -> None:
    show_table([("1", "one", ""), ("10", "t\nen", "x")], right=frozenset({0}))

    assert capsys.readouterr().out == " 1  one\n10  t en  x\n"


def test_an_empty_table_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    show_table([])

    assert capsys.readouterr().out == ""


def test_numbers_are_counted_in_words() -> None:
    assert [count(number, "passage") for number in (0, 1, 1000)] == [
        "0 passages",
        "1 passage",
        "1,000 passages",
    ]


def test_identities_are_shortened_as_far_as_they_stay_apart() -> None:
    assert short(["0" * 32]) == short([]) == 8
    assert short(["0" * 32, "0" * 9 + "1" * 23]) == 12
    assert short(["0" * 32, "0" * 32]) == 8
