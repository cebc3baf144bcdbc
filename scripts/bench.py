"""Measures Reviewer: python3 scripts/bench.py [NAME [ARGUMENTS]]. Without a name it says what can be measured.

A benchmark is a file in scripts/benchmarks, found because it lies there: a program that prints its figures, with a
ratio to the bare thing beside each time, since a time alone says more about the machine. It runs in .venv.
"""

import ast
import os
import subprocess
import sys
from pathlib import Path

import bootstrap
import steps

FOLDER = Path(__file__).parent / "benchmarks"


def main(arguments: list[str]) -> int:
    """The benchmark's exit status; 2 where there is none of that name."""
    found = benchmarks()
    if not arguments or arguments[0] in {"-h", "--help"}:
        for name, summary in found.items():
            print(f"{name:<12} {summary}")
        return 0
    name, *rest = arguments
    if name not in found:
        print(f"There is no benchmark named {name}. There are: {', '.join(found)}.", file=sys.stderr)
        return 2
    bootstrap.prepare(need="window")
    command = [str(bootstrap.program("python")), str(FOLDER / f"{name}.py"), *rest]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(bootstrap.ROOT), str(FOLDER.parent)))}
    if steps.WINDOWS:
        return subprocess.run(command, check=False, env=environment).returncode
    sys.stdout.flush()
    return os.execve(command[0], command, environment)


def benchmarks() -> dict[str, str]:
    """What each benchmark says of itself in its first line, by its name."""
    files = sorted(file for file in FOLDER.glob("*.py") if not file.name.startswith("_"))
    said = {file.stem: ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) for file in files}
    return {name: (text or "").partition("\n")[0] for name, text in said.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
