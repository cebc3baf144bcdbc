"""Writes requirements.lock anew from pyproject.toml, for every Python and system: python3 scripts/lock.py.

It needs `uv` on the path. `--upgrade` takes newer versions where pyproject.toml allows; other options of
`uv pip compile` pass through too. Hashes, and no address of an index and no path of a folder, stand in the file.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--python-version=3.11",
    "--group=checks",
    "--group=set-up",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--custom-compile-command=python3 scripts/lock.py",
    "--output-file=requirements.lock",
    "--quiet",
)


def main() -> int:
    """Its exit status is that of uv."""
    if not shutil.which("uv"):
        print("Writing the lock needs uv: python3 -m pip install uv", file=sys.stderr)
        return 1
    command = ["uv", "pip", "compile", "pyproject.toml", *OPTIONS, *sys.argv[1:]]
    return subprocess.run(command, check=False, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
