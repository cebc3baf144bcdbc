"""Runs the gates with the tools in .venv and prints one line for each.

Start it with .venv/bin/python scripts/check.py and one of:
(nothing)       all of them
lint types      these; the names are the keys of GATES, and tests, journeys, coverage
-- tests/store  pytest alone, offscreen, with what follows `--` as its arguments
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import bootstrap
import steps

ROOT = bootstrap.ROOT
FLOORS = ROOT / "tests" / "coverage.toml"

GATES: Mapping[str, Sequence[str]] = {
    "format": ("ruff", "format", "--check", "."),
    "lint": ("ruff", "check", "."),
    "types": ("mypy",),
    "imports": ("lint-imports", "--no-cache"),
    "dead-code": ("vulture",),
    "spelling": ("codespell",),
}
# One line of the closing table is for each; the whole suite comes last, so that its closing line is the run's.
ORDER = (*GATES, "journeys", "tests", "coverage")


@dataclass(frozen=True, slots=True)
class Result:
    """How a gate ended: whether it was passed, after how many seconds, and what it said in one line."""

    gate: str
    passed: bool
    seconds: float
    said: str = ""

    def __str__(self) -> str:
        state = "passed" if self.passed else "FAILED"
        return f"{self.gate:<10} {state} {self.seconds:6.1f} s  {self.said}".rstrip()


def main(arguments: Sequence[str]) -> int:
    """The exit status: 0 when every gate that ran was passed, 1 when one was not, 2 for a gate that is not there."""
    if "--" in arguments:
        at = list(arguments).index("--")
        return pytest(arguments[at + 1 :], environment=offscreen())[0]
    unknown = [name for name in arguments if name not in ORDER]
    if unknown:
        print(f"There is no gate named {', '.join(unknown)}. The gates: {', '.join(ORDER)}.", file=sys.stderr)
        return 2
    chosen = [gate for gate in ORDER if gate in (arguments or ORDER)]
    if "coverage" in chosen and "tests" not in chosen:
        chosen.insert(-1, "tests")  # it measures what they reach
    results = still_gates([gate for gate in chosen if gate in GATES])
    if "journeys" in chosen and sys.platform.startswith("linux"):
        results.append(journeys())
    if "tests" in chosen:
        results += suite(measured="coverage" in chosen)
    return report(results)


def report(results: Sequence[Result]) -> int:
    """Prints the table, and below it the closing line of pytest, by which a machine counts the tests."""
    print("\n" + "\n".join(map(str, results)))
    for result in results:
        if result.gate == "tests":
            print(f"\n{result.said}", flush=True)
    return 0 if all(result.passed for result in results) else 1


def still_gates(gates: Sequence[str]) -> list[Result]:
    """Runs the gates that only read the files, two at a time; what a failed one said is printed when it ends."""
    results = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for result, output in pool.map(still_gate, gates):
            print(f"{output}{result}" if not result.passed else str(result), flush=True)
            results.append(result)
    return results


def still_gate(gate: str) -> tuple[Result, str]:
    """Runs one, and gives its whole output."""
    name, *arguments = GATES[gate]
    begun = time.monotonic()
    ended = subprocess.run(
        [str(bootstrap.program(name)), *arguments],
        cwd=ROOT,
        check=False,
        text=True,
        encoding="utf-8",
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return Result(gate, ended.returncode == 0, time.monotonic() - begun), ended.stdout


def suite(*, measured: bool) -> list[Result]:
    """The whole of tests/ offscreen, and what each folder's own tests reached of it."""
    options = ["--cov", "--cov-context=test", "--cov-report="] if measured else []
    # Aside, since a child process that a test kills leaves its half-written figures behind.
    with tempfile.TemporaryDirectory() as aside:
        data = Path(aside) / "coverage"
        begun = time.monotonic()
        status, closing = pytest(options, environment={**offscreen(), "COVERAGE_FILE": str(data)})
        results = [Result("tests", status == 0, time.monotonic() - begun, closing)]
        if measured and data.exists():
            results.append(coverage_gate(data))
    return results


def coverage_gate(data: Path) -> Result:
    """Compares what was reached with tests/coverage.toml, and prints it in that file's form."""
    begun = time.monotonic()
    percentages = reached(ROOT / "reviewer", data=data)
    faults = below_floor(percentages, floors=tomllib.loads(FLOORS.read_text("utf-8"))["floors"])
    print(
        "\nreached by their own tests:",
        *(f"{part} = {share:.1f}" for part, share in percentages.items()),
        sep="\n  ",
    )
    said = "; ".join(faults) or "no folder is below its floor in tests/coverage.toml"
    return Result("coverage", not faults, time.monotonic() - begun, said)


def journeys() -> Result:
    """tests/journeys once more in a real window, on a screen of its own in memory."""
    begun = time.monotonic()
    with screen() as display:
        environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        environment.pop("WAYLAND_DISPLAY", None)
        status, closing = pytest(["tests/journeys"], environment=environment)
    return Result("journeys", status == 0, time.monotonic() - begun, closing)


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """An Xvfb screen of 1600×1000, and its name; it chooses a free number itself, so several runs do not meet."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(
        command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            steps.stop("Xvfb did not start, so the journeys cannot be made in a real window.")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def offscreen() -> dict[str, str]:
    """The environment of a run that draws into memory, whatever screen there is."""
    return os.environ | {"QT_QPA_PLATFORM": "offscreen"}


def pytest(arguments: Sequence[str], *, environment: Mapping[str, str]) -> tuple[int, str]:
    """Runs pytest, showing what it says as it says it. Gives its exit status and its closing line."""
    command = [str(bootstrap.program("python")), "-m", "pytest", *arguments]
    last = ""
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        text=True,
        encoding="utf-8",
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as running:
        for line in running.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            last = line.strip() or last
    return running.returncode, last


# --- coverage


def reached(package: Path, *, data: Path) -> dict[str, float]:
    """The percentage of statements and branches that its own tests reach, for each folder of the package and each
    module beside the folders.

    A folder's own tests are those below its name in tests/, and the contracts that every format is held to; what
    an import or a child process runs counts too. A journey through the window does not: it passes everywhere, and
    would hide what nobody tried on purpose.
    """
    import io

    import coverage

    parts = [
        path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    ]
    shares = {}
    for part in sorted(parts):
        measured = coverage.Coverage(data_file=data, config_file=ROOT / "pyproject.toml")
        measured.load()
        shares[part] = measured.report(
            include=[f"{package / part}/*", f"{package / part}.py"],
            contexts=[r"^$", r"^tests/contracts/", rf"^tests/(test_)?{part}[/.]"],
            file=io.StringIO(),
        )
    return shares


def below_floor(percentages: Mapping[str, float], *, floors: Mapping[str, float]) -> list[str]:
    """A sentence for each folder that is under its floor, has none, or is gone."""
    faults = []
    for part in sorted({*percentages, *floors}):
        if part not in percentages:
            faults.append(f"{part} has a floor and no code")
        elif part not in floors:
            faults.append(f"{part} has no floor (it is at {percentages[part]:.1f} %)")
        elif percentages[part] < floors[part]:
            faults.append(f"{part} is at {percentages[part]:.1f} %, its floor is {floors[part]}")
    return faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
