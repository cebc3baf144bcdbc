"""The program behind the `reviewer` command: which command was meant, and what comes of it."""

import difflib
import errno
import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from reviewer import __version__
from reviewer.cli.output import DONE, NOTHING_DONE, say
from reviewer.crash import crash_report
from reviewer.errors import ReviewerError

SECTIONS: dict[str, tuple[str, ...]] = {
    "Library": ("new", "import", "documents", "text", "check", "backup"),
    "Tags": ("tag", "untag", "topics", "entities", "undo", "redo", "history"),
    "Find and export": ("find", "export"),
    "Work together": ("share", "merge"),
}
"""Each command's name under the heading it has in the help. A command is the module of its name in `commands`."""

_NAMES = tuple(name for names in SECTIONS.values() for name in names)
_WINDOW = ""
"""The name of the command that opens the window: one that nobody can type."""
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}
"""What the system says about standard output, which names no file, where the disk behind it is full or has gone."""


class Program(click.Group):
    """The commands, each loaded when it is asked for; whatever is no command's name is a library to open."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """The command of that name; None where there is none."""
        if cmd_name not in {*_NAMES, _WINDOW}:
            return None
        module = {_WINDOW: "window", "import": "import_"}.get(cmd_name, cmd_name)
        command: click.Command = importlib.import_module(f"reviewer.cli.commands.{module}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hands on to a command, or else to the window."""
        first = args[0] if args else ""
        if first not in {*_NAMES, "--help", "--version"}:
            if first and not first.startswith("-") and not os.path.lexists(first):
                self._refuse(ctx, first)
            args = [_WINDOW, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The bare command's line, then a command's."""
        formatter.write_usage(ctx.command_path, "[LIBRARY] [--document D | --passage P]")
        formatter.write_usage(ctx.command_path, "COMMAND …", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options of the bare command, then the commands by section."""
        window = self.get_command(ctx, _WINDOW)
        options = (*(window.params if window else ()), *self.get_params(ctx))
        lines = [each.get_help_record(ctx) for each in options if isinstance(each, click.Option)]
        with formatter.section("Options"):
            formatter.write_dl([line for line in lines if line])
        for heading, names in SECTIONS.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(heading):
                formatter.write_dl([(name, each.get_short_help_str(90)) for name, each in commands if each])

    def _refuse(self, ctx: click.Context, first: str) -> None:
        near = difflib.get_close_matches(first, _NAMES, n=1)
        remedy = f"Did you mean “{near[0]}”?" if near else "`reviewer --help` lists the commands."
        if first.endswith(".reviewer"):
            remedy = f"`reviewer new {first}` makes one."
        raise click.UsageError(f"There is no command and no library “{first}”. {remedy}", ctx)


@click.group(
    cls=Program,
    name="reviewer",
    epilog="`reviewer COMMAND --help` explains a command.",
    context_settings={"max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def program() -> None:
    """Read articles and PDFs, tag passages by topic and entity, find them again, export them.

    Without a command, Reviewer opens its window. Every command works without a display.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command that the arguments (those of this process, if none are given) name, and says how it ended.

    0: done. 1: done in part. 2: nothing done, or wrong usage. No fault leaves it as a traceback.
    """
    _open_streams()
    try:
        with program.make_context(
            "reviewer", list(sys.argv[1:] if arguments is None else arguments)
        ) as context:
            status = program.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as fault:
        fault.show()
    except ReviewerError as fault:
        say(str(fault))
    except BrokenPipeError:
        # Who read our output has had enough: `reviewer text … | head`.
        _forget_output()
        return DONE
    except (KeyboardInterrupt, click.Abort):
        say("Stopped. Everything that was saved before is kept.")
    except Exception as fault:  # noqa: BLE001 (the top of the lane: a defect ends in a report, not in a traceback)
        if isinstance(fault, OSError) and fault.errno in _NO_ROOM and fault.filename is None:
            _forget_output()
            say(
                f"The result could not be written: {fault.strerror}. Everything that was saved before is kept."
            )
        else:
            say(crash_report(fault))
    else:
        return status if isinstance(status, int) else DONE
    return NOTHING_DONE


def _open_streams() -> None:
    """UTF-8 out, whatever the locale; a file name that is not UTF-8 comes out as the bytes it came in.

    A stream that the caller has closed is empty to read, and takes what is written to it to nowhere.
    """
    nowhere = Path(os.devnull)
    sys.stdin = sys.stdin or nowhere.open(encoding="utf-8")
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")


def _forget_output() -> None:
    """What waits to be written would raise once more when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
