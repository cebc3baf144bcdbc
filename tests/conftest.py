"""What holds for every test: nothing is shown, nothing outside a temporary folder is read or written."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything can import Qt. The gates' run under Xvfb says xcb itself.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No deadline: the machines that run this are shared. In CI the same examples every time, so that a red run is about
# the change; at a desk new ones, so that they find something.
settings.register_profile(
    "house",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

_HOMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
_homes = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Gives the run settings, data and caches of its own: the reader's stay as they are."""
    folder = Path(tempfile.mkdtemp(prefix="reviewer-tests-"))
    config.stash[_homes] = folder
    for name in _HOMES:
        (folder / name).mkdir(mode=0o700)
        os.environ[name] = str(folder / name)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Takes them away again."""
    shutil.rmtree(config.stash[_homes], ignore_errors=True)
