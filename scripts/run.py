"""Runs Reviewer from this checkout: python3 scripts/run.py [-- ARGUMENTS of the reviewer command]."""

import os
import subprocess
import sys

import bootstrap
import steps
import system_packages


def main() -> int:
    """Sets up what is missing and becomes the reviewer command; its exit status is ours."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--"]:
        arguments = arguments[1:]
    bootstrap.prepare(need=system_packages.need_of(arguments, environment=os.environ))
    command = [str(bootstrap.program("reviewer")), *arguments]
    if steps.WINDOWS:  # exec there would return to the prompt while the program goes on
        return subprocess.run(command, check=False).returncode
    sys.stdout.flush()
    return os.execv(command[0], command)


if __name__ == "__main__":
    sys.exit(main())
