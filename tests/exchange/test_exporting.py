"""An export is whole or not there, and says in a sentence what stopped it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.exchange.exporting import export, format_named
from reviewer.store.library import Library
from tests.exchange.samples import hits

needs_permissions = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "Harbour.reviewer") as library:
        yield library


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".part")]


def test_an_export_says_what_it_holds(library: Library, tmp_path: Path) -> None:
    done = export(library, tmp_path / "out.jsonl", hits=hits(), format_name="jsonl", overwrite=False)

    assert (done.passages, done.documents) == (7, 2)
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 7
    assert not parts(tmp_path)


def test_hits_of_one_document_stand_together(library: Library, tmp_path: Path) -> None:
    mixed = [hits()[0], hits()[5], hits()[1]]
    export(library, tmp_path / "out.html", hits=mixed, format_name="html", overwrite=False)

    assert (tmp_path / "out.html").read_text("utf-8").count('<section class="document">') == 2


def test_what_can_be_read_only_once_is_written_as_it_comes(library: Library, tmp_path: Path) -> None:
    done = export(library, tmp_path / "a.jsonl", hits=iter(hits()), format_name="jsonl", overwrite=False)
    export(library, tmp_path / "b.jsonl", hits=hits(), format_name="jsonl", overwrite=False)

    assert (done.passages, done.documents) == (7, 2)
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_an_existing_file_is_kept_unless_it_may_be_replaced(library: Library, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")

    with pytest.raises(ReviewerError, match="is there already"):
        export(library, out, hits=hits(), format_name="csv", overwrite=False)
    assert out.read_text() == "before"

    export(library, out, hits=hits(), format_name="csv", overwrite=True)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_library_itself_is_never_overwritten(library: Library, tmp_path: Path) -> None:
    with pytest.raises(ReviewerError, match="the library itself"):
        export(library, tmp_path / "Harbour.reviewer", hits=hits(), format_name="csv", overwrite=True)


@pytest.mark.parametrize(
    ("out", "said"), [("no/such/out.csv", "no such folder"), (".", "is a folder"), ("n" * 300, "too long")]
)
def test_a_place_that_cannot_be_written_is_named(
    library: Library, tmp_path: Path, out: str, said: str
) -> None:
    with pytest.raises(ReviewerError, match=said):
        export(library, tmp_path / out, hits=hits(), format_name="csv", overwrite=True)


@needs_permissions
def test_a_folder_without_permission_is_named(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir(mode=0o500)

    with pytest.raises(ReviewerError, match="may not write"):
        export(library, folder / "out.csv", hits=hits(), format_name="csv", overwrite=True)


def test_what_breaks_half_way_leaves_the_old_file_and_nothing_else(library: Library, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")
    broken = replace(hits()[1], document_title="\ud800")

    with pytest.raises(UnicodeEncodeError):
        export(library, out, hits=[*hits(), broken], format_name="csv", overwrite=True)

    assert out.read_text() == "before"
    assert not parts(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on the size of files")
def test_a_full_disk_is_a_sentence_and_keeps_the_old_file(library: Library, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before")
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from reviewer.exchange.exporting import export; from reviewer.store.library import Library\n"
        "from reviewer.errors import ReviewerError; from tests.exchange.samples import hits\n"
        "library = Library.open(Path(sys.argv[1]))\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: export(library, Path(sys.argv[2]), hits=hits(), format_name='jsonl', overwrite=True)\n"
        "except ReviewerError as fault: print(fault)\n"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program, str(library.path), str(out)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert "could not be written" in ended.stdout
    assert out.read_text() == "before"
    assert not parts(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_a_link_is_followed_and_a_pipe_is_written_to(library: Library, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    export(library, tmp_path / "link.csv", hits=hits(), format_name="csv", overwrite=False)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").stat().st_size

    export(library, Path(os.devnull), hits=hits(), format_name="csv", overwrite=True)
    assert Path(os.devnull).is_char_device()


def test_an_unknown_format_is_answered_with_those_there_are() -> None:
    with pytest.raises(ReviewerError, match="csv, csv-plain, html, jsonl"):
        format_named("docx")
