"""Arguments and options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def library_argument(command: _Command) -> _Command:
    """LIBRARY: the path of a library file."""
    return click.argument("library_path", metavar="LIBRARY", type=click.Path(path_type=Path))(command)


def json_option(command: _Command) -> _Command:
    """--json: the result for programs."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print JSON and nothing else on standard output."
    )(command)
