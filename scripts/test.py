"""Sets up what is missing and runs every gate: python3 scripts/test.py [-- ARGUMENTS for pytest alone]."""

import os
import subprocess
import sys

import bootstrap
import steps

PROGRAMS = {"Xvfb": "xvfb"} if sys.platform.startswith("linux") else {}


def main() -> int:
    """Its exit status is 0 when every gate is passed."""
    bootstrap.prepare(need="window", programs=PROGRAMS)
    command = [str(bootstrap.program("python")), str(bootstrap.ROOT / "scripts" / "check.py"), *sys.argv[1:]]
    if steps.WINDOWS:
        return subprocess.run(command, check=False).returncode
    sys.stdout.flush()
    return os.execv(command[0], command)


if __name__ == "__main__":
    sys.exit(main())
