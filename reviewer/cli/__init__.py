"""The command line: the same core as the window, without the window. Nothing here imports Qt before a window opens."""

from reviewer.cli.program import main

__all__ = ["main"]
