"""`reviewer merge`."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reviewer.cli.output import (
    DONE,
    IN_PART,
    NOTHING_DONE,
    count,
    one_line,
    say,
    show,
    show_array,
    show_table,
)
from reviewer.cli.parameters import json_option, library_argument

if TYPE_CHECKING:
    from reviewer.exchange.merging import Merged
    from reviewer.model.merge import Conflict, MergePlan, Share, Tally

_PLURALS = {"entity": "entities"}
_LISTED = 20
"""Conflicts, documents, coders and topics that are printed; `--json` has all."""


@click.command("merge")
@library_argument
@click.argument("others", metavar="OTHER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--preview", is_flag=True, help="Change nothing, and print what would change.")
@json_option
def command(*, library_path: Path, others: tuple[Path, ...], preview: bool, as_json: bool) -> int:
    """Bring in what colleagues have sent.

    OTHER is a library, or a file made with `share`. Of what two people changed the later change counts; what does not go
    together is listed, and both are kept. Nothing comes twice, in whatever order files are merged. A backup is made
    before; each file is one step, which `undo` takes back. A file that is refused is named with the reason, and the
    others are merged: status 1, or 2 where none was.
    """
    from reviewer.exchange.merging import merge_files, preview_files
    from reviewer.store.library import Library

    with Library.open(library_path) as library:
        work = preview_files if preview else merge_files
        done = list(_told(work(library, others), preview=preview, as_json=as_json))
    if as_json:
        show_array(map(_form, done))
    merged = sum(one.plan is not None for one in done)
    return DONE if merged == len(done) else IN_PART if merged else NOTHING_DONE


def _told(done: "Iterable[Merged]", *, preview: bool, as_json: bool) -> "Iterable[Merged]":
    """Each file's result, told as soon as it is there."""
    for one in done:
        if one.plan is None:
            say(str(one.reason))
        else:
            if not as_json:
                _show(one.plan, preview=preview)
            _say_sender(one.path, preview=preview)
            _say_how_it_went(one.plan, preview=preview)
            if one.backup and one.plan:
                say(f"The library as it was before is in “{one.backup}”.")
        yield one


def _say_sender(path: Path, *, preview: bool) -> None:
    """From whom a shared file is, before it is merged; and always what of it is not as it was shared."""
    from reviewer.exchange.arriving import sender_of

    sender = sender_of(path)
    if sender is None:
        return
    for fault in sender.faults:
        say(one_line(fault))
    if sender.faults:
        say(f"“{path.name}” is not as it was shared: ask for it once more.")
    elif preview:
        by = f" by {one_line(sender.name)}" if sender.name else ""
        say(f"Shared{by} on {sender.made[:10]}. Fingerprint, to compare by telephone: {sender.fingerprint}")


def _show(plan: "MergePlan", *, preview: bool) -> None:
    rows = [
        (_plural(kind), *(f"{number:,}" for number in _numbers(tally)))
        for kind, tally in plan.tables.items()
        if tally or tally.same
    ]
    if rows:
        show_table([("", "added", "changed", "removed", "same"), *rows], right=frozenset({1, 2, 3, 4}))
    if preview:
        for heading, shares in (
            ("Tags by document", plan.documents),
            ("Tags by coder", plan.coders),
            ("Tags by topic", plan.topics),
        ):
            _show_shares(heading, [share for share in shares if share.tally])
    for conflict in plan.conflicts[:_LISTED]:
        show(f"Look at: {one_line(in_words(conflict))}")
    _show_rest(len(plan.conflicts))


def _show_shares(heading: str, shares: "list[Share]") -> None:
    if shares:
        show(f"{heading}:")
        show_table(
            [
                (f"  {share.name[:60]}", f"{share.tally.added:,} added", f"{share.tally.removed:,} removed")
                for share in shares[:_LISTED]
            ],
            right=frozenset({1, 2}),
        )
        _show_rest(len(shares))


def _show_rest(number: int) -> None:
    if number > _LISTED:
        show(f"  … and {number - _LISTED:,} more; --json lists them all.")


def in_words(conflict: "Conflict") -> str:
    """The conflict as one sentence."""
    what, name, kept, lost = conflict.what, conflict.name, conflict.kept, conflict.lost
    match conflict.kind:
        case "field":
            return f"the {conflict.field} of {what} “{name}” was changed by two people: “{kept}” holds, “{lost}” does not."
        case "topic name" | "entity name":
            return f"two are called {what} “{name}”; both are kept ({kept[:12]}, {lost[:12]})."
        case "coder name":
            return f"two coders are called “{name}”; both are kept ({kept[:12]}, {lost[:12]})."
        case "kept":
            return f"{what} “{name}” was deleted by one and is used by another; it is kept."
        case "removed document":
            return f"“{name}” has been removed, and {lost} stay out of sight with it."
        case "circle":
            return (
                f"{what} “{name}” would be {lost}, and that {what} below it or one with it; it stands {kept}."
            )
        case "text":
            return f"“{name}” was read in two ways: the text of {kept} is shown; that of {lost} is kept too."
        case "version":
            return f"“{name}” came and may be another version of “{kept}”; both are kept."


def _say_how_it_went(plan: "MergePlan", *, preview: bool) -> None:
    for refused in plan.refused[:_LISTED]:
        say(f"Refused: {refused.table} {one_line(refused.row)}: {refused.reason}.")
    if plan.refused_in_all:
        say(f"{count(plan.refused_in_all, 'row')} of “{plan.path.name}” broke the rules and did not come.")
    totals = [sum(numbers) for numbers in zip(*map(_numbers, plan.tables.values()), strict=True)]
    added, changed, removed, same = totals
    would = "would be " if preview else ""
    if plan:
        said = f"{added:,} {would}added, {changed:,} changed, {removed:,} removed, {same:,} the same"
    else:
        said = "it holds nothing that is not here already"
    conflicts = f"; {count(len(plan.conflicts), 'conflict')} to look at" if plan.conflicts else ""
    say(f"{'Preview of' if preview else 'Merged'} “{plan.path.name}”: {said}{conflicts}.")


def _numbers(tally: "Tally") -> tuple[int, int, int, int]:
    return tally.added, tally.changed, tally.removed, tally.same


def _plural(kind: str) -> str:
    return _PLURALS.get(kind, f"{kind}s")


def _form(one: "Merged") -> dict[str, Any]:
    if one.plan is None:
        return {"path": str(one.path), "status": "failed", "reason": str(one.reason)}
    plan = asdict(one.plan)
    return {
        **plan,
        "path": str(one.path),
        "status": "changed" if one.plan else "same",
        "reason": None,
        "backup": None if one.backup is None else str(one.backup),
        "conflicts": [
            {**asdict(conflict), "sentence": in_words(conflict)} for conflict in one.plan.conflicts
        ],
    }
