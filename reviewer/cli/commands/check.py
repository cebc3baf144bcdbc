"""`reviewer check`."""

from dataclasses import asdict
from pathlib import Path

import click

from reviewer.cli.output import DONE, IN_PART, count, one_line, say, show, show_object
from reviewer.cli.parameters import json_option, library_argument


@click.command("check")
@library_argument
@json_option
def command(*, library_path: Path, as_json: bool) -> int:
    """Check the file, every text and every passage.

    Each passage's stored quotation must equal the text at its positions, and a file that somebody shared must hold
    what it says that it holds; its fingerprint is printed. Ends with status 0 where all is well, with 1 where
    something is not.
    """
    from reviewer.store.checking import check
    from reviewer.store.library import Library

    with Library.open(library_path) as library:
        report = check(library)
    if as_json:
        show_object({"ok": not report.problems, **asdict(report)})
    else:
        for problem in report.problems:
            show(problem)
        for note in report.notes:
            say(one_line(note))
        looked = f"{count(report.documents, 'document')}, {count(report.passages, 'passage')}, {count(report.tags, 'tag')}"
        said = count(len(report.problems), "problem") if report.problems else "everything is as it should be"
        say(f"Checked {looked}: {said}.")
    return IN_PART if report.problems else DONE
