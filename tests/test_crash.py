"""The crash report: enough to find the defect, and nothing of what was read."""

from pathlib import Path

import pytest

from reviewer import __version__
from reviewer.crash import crash_report
from reviewer.errors import ReviewerError

WORDS = "Ines Moss said that the lamps were dark"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


def stumble(words: str) -> None:
    try:
        {}[words]  # type: ignore[index]
    except KeyError as fault:
        raise ValueError(words) from fault


def refuse() -> None:
    try:
        stumble(WORDS)
    except ValueError:
        raise ReviewerError(problem=WORDS) from None


def caught(words: str = WORDS) -> BaseException:
    with pytest.raises(ValueError, match="lamps") as raised:
        stumble(words)
    return raised.value


def report_in(folder: Path) -> str:
    (path,) = folder.rglob("*.txt")
    return path.read_text("utf-8")


def test_a_report_says_where_it_happened_and_with_which_program(state: Path) -> None:
    crash_report(caught())

    report = report_in(state)
    assert f"Reviewer {__version__}, Python 3." in report
    assert "in stumble" in report
    assert "ValueError" in report
    assert report.index("KeyError") < report.index("ValueError")


def test_a_report_holds_no_word_of_a_document(state: Path) -> None:
    crash_report(caught())

    assert WORDS not in report_in(state)
    assert "lamps" not in report_in(state)


def test_a_fault_that_was_handled_is_left_out_where_the_program_says_so(state: Path) -> None:
    with pytest.raises(ReviewerError) as raised:
        refuse()

    crash_report(raised.value)

    report = report_in(state)
    assert "ReviewerError" in report
    assert "ValueError" not in report
    assert WORDS not in report


def test_the_reader_is_told_where_the_report_lies(state: Path) -> None:
    sentence = crash_report(caught())

    (path,) = state.rglob("*.txt")
    assert str(path) in sentence
    assert "ValueError" in sentence
    assert "is kept" in sentence
    assert WORDS not in sentence


def test_two_reports_are_two_files(state: Path) -> None:
    crash_report(caught())
    crash_report(caught())

    assert len(list(state.rglob("*.txt"))) == 2


def test_where_the_state_cannot_be_written_the_report_is_among_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))

    sentence = crash_report(caught())

    (path,) = (tmp_path / "temporary").iterdir()
    assert str(path) in sentence


def test_where_nothing_can_be_written_the_report_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))

    sentence = crash_report(caught())

    assert "in stumble" in capsys.readouterr().err
    assert "report" not in sentence
