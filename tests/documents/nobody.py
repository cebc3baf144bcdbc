"""Being somebody who may not read everything."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def open_folder() -> Iterator[Path]:
    """A new folder that everybody may look into, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="reviewer-tests-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        if any(above.stat().st_mode & 0o005 != 0o005 for above in folder.resolve().parents):
            pytest.skip("the folder for temporary files is not open to everybody")
        yield folder


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read anything, so for a while this process is somebody else."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
