"""What journeys share."""

import pytest

from tests.command_line import Run, runner


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command line, called in this process."""
    return runner(capfdbinary)
