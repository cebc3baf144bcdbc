"""`reviewer import`."""

import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TextIO

import click

from reviewer.cli.interruption import Interruption
from reviewer.cli.output import DONE, IN_PART, NOTHING_DONE, count, one_line, say, show, show_array
from reviewer.cli.parameters import json_option, library_argument

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar  # its only name

    from reviewer.documents.adding import AddReport, Outcome

_WORDS = {"added": "Added", "present": "There already"}


@click.command("import")
@library_argument
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@json_option
def command(*, library_path: Path, paths: tuple[str, ...], as_json: bool) -> int:
    """Add files to the library: articles, web pages, PDFs.

    PATH is a file, or a folder that is searched with all below it; `-` reads paths from standard input, one a line.
    A file that is there already, by its content, is not added twice. What cannot be read is named with the reason,
    and the rest is added: status 1, or 2 where nothing was. One `undo` takes back what one import added.
    """
    from reviewer.documents.adding import add_files
    from reviewer.documents.worker import Worker
    from reviewer.store.library import Library

    if "" in paths:
        # Python takes an empty path for the folder one is in: a variable that was not set would add all of it.
        raise click.UsageError("A PATH is empty.")
    wanted = [Path(path) for path in _with_standard_input(paths)]
    with (
        Library.open(library_path) as library,
        Worker() as worker,
        Interruption() as interruption,
        _Bar(sys.stderr) as bar,
    ):
        report = add_files(
            lambda verb: verb(library),
            wanted,
            worker=worker,
            progress=bar.move,
            cancelled=interruption.is_wanted,
        )
    if as_json:
        show_array(map(_form, report.outcomes))
    else:
        for outcome in report.outcomes:
            if outcome.document:
                show(f"{_WORDS[outcome.status]}  {outcome.document[:8]}  {one_line(outcome.title)}")
    _tell(report)
    done = sum(outcome.document is not None for outcome in report.outcomes)
    return DONE if done and done == len(report.outcomes) else IN_PART if done else NOTHING_DONE


class _Bar:
    """A progress bar where the stream is a terminal, and nothing where it is not."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream if stream.isatty() else None
        self._bar: ProgressBar[int] | None = None
        self._next = ""

    def move(self, done: int, total: int, path: str) -> None:
        """So many files are done; `path` comes next."""
        if self._stream is None:
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=total, file=self._stream, item_show_func=lambda _: self._next
            )
            self._bar.__enter__()
        self._next = one_line(Path(path).name)[:40]
        self._bar.update(done - self._bar.pos)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, fault, trace)


def _form(outcome: "Outcome") -> dict[str, Any]:
    return {
        "path": outcome.path,
        "status": outcome.status,
        "document": outcome.document,
        "title": outcome.title,
        "reason": None if outcome.reason is None else str(outcome.reason),
        "doubts": outcome.doubts,
    }


def _tell(report: "AddReport") -> None:
    """What went wrong or may have, a sentence each, and then how it went in all."""
    for outcome in report.outcomes:
        if outcome.reason is not None:
            # The reason names the file itself; in a folder that is not enough to find it.
            say(
                str(outcome.reason)
                if Path(outcome.path).name == outcome.path
                else f"{outcome.path}: {outcome.reason}"
            )
        for doubt in outcome.doubts:
            say(f"{outcome.path}: {doubt}")
    if report.stopped is not None:
        say(str(report.stopped))
    counts = Counter(outcome.status for outcome in report.outcomes)
    parts = [
        f"{count(counts['added'], 'document')} added",
        f"{counts['present']:,} there already" if counts["present"] else "",
        f"{counts['failed']:,} not readable" if counts["failed"] else "",
        f"{counts['cancelled']:,} not begun" if counts["cancelled"] else "",
        f"{count(report.skipped, 'other file')} left out" if report.skipped else "",
    ]
    say(f"{', '.join(filter(None, parts))}.")


def _with_standard_input(paths: Iterable[str]) -> list[str]:
    """The paths, with those that standard input names in the place of `-`."""
    found: list[str] = []
    for path in paths:
        if path == "-":
            lines = sys.stdin.buffer.read().splitlines()
            found += [os.fsdecode(line) for line in lines if line.strip()]
        else:
            found.append(path)
    return found
