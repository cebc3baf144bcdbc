"""The crash report: what a defect leaves behind for its repair."""

import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from reviewer import __version__


def crash_report(fault: BaseException) -> str:
    """Writes what went wrong to a file of the user's and says so in a sentence that names it.

    It holds the places in the program, its version and the system's. What the faults themselves say is left out: it may
    quote a document.
    """
    from platformdirs import user_state_path

    now = datetime.now(UTC)
    text = (
        f"Reviewer {__version__}, Python {platform.python_version()}, {platform.platform()}, {now:%Y-%m-%dT%H:%M:%SZ}\n\n"
        + "\n".join(_places(fault))
    )
    sentence = f"Reviewer met a defect of its own ({type(fault).__name__}). Everything that was saved before is kept."
    for folder in (user_state_path("reviewer", appauthor=False) / "crashes", Path(tempfile.gettempdir())):
        path = folder / f"reviewer-{now:%Y%m%d-%H%M%S-%f}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", errors="backslashreplace")
        except OSError:
            continue
        return f"{sentence} Please send us the report “{path}”."
    print(text, file=sys.stderr)  # noqa: T201 (there is no place for a file)
    return sentence


def _places(fault: BaseException) -> Iterator[str]:
    """Where a fault was raised and its kind, after those of the fault that it came from."""
    before = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    if before is not None:
        yield from _places(before)
    places = "".join(traceback.format_tb(fault.__traceback__))
    yield f"{places}{type(fault).__module__}.{type(fault).__qualname__}\n"
