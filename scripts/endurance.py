"""Kills Reviewer in the middle of its work, again and again, and counts what was lost.

python3 scripts/endurance.py [--store 200] [--window 50] [--seed N]

A process writes to a library through the store, or a person at a real window (without a screen) tags in it, and says
each change once it is acknowledged. It is ended at a random moment as `kill -9` does. Then the library must hold every
change that was acknowledged (none lost), each of them whole or not at all (none torn), and be undamaged. It ends with
status 1 where anything was lost or torn.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import bootstrap

FOLDER = Path(__file__).parent / "enduring"
"""The programs that are killed: `writer` and `person`. Each says how many of its changes are acknowledged in all."""
LINES = 4000
"""In the text that is tagged."""


@dataclass
class Score:
    """What became of the changes of many killed processes; `unacknowledged` were saved before it could be said."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    torn: int = 0
    unacknowledged: int = 0

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.acknowledged:,} acknowledged, {self.lost} lost, {self.torn} torn; "
            f"{self.unacknowledged} saved and not yet acknowledged"
        )


def main(arguments: list[str]) -> int:
    """Runs the kills and prints the score of each kind."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--store", type=int, default=200, help="how many writers through the store are killed"
    )
    parser.add_argument("--window", type=int, default=50, help="how many windows are killed")
    parser.add_argument("--seed", type=int, default=None, help="the same moments again")
    chosen = parser.parse_args(arguments)
    python = bootstrap.program("python")
    if Path(sys.prefix) != python.parent.parent:
        bootstrap.prepare(need="window")
        environment = {**os.environ, "PYTHONPATH": str(bootstrap.ROOT)}
        return subprocess.run([python, __file__, *arguments], check=False, env=environment).returncode
    seed = random.SystemRandom().randrange(10**9) if chosen.seed is None else chosen.seed
    print(f"seed {seed}", flush=True)
    scores = []
    for role, kills in (("writer", chosen.store), ("person", chosen.window)):
        if kills:
            scores.append(endure(role, kills, random.Random(seed)))  # noqa: S311  no secret
            print(f"{'store ' if role == 'writer' else 'window'} {scores[-1]}", flush=True)
    return int(any(score.lost or score.torn for score in scores))


def endure(role: str, kills: int, chance: random.Random) -> Score:
    """Kills so many processes of that role on one library, and looks at it after each."""
    score = Score()
    with tempfile.TemporaryDirectory(prefix="reviewer-endurance-") as folder:
        library = Path(folder) / "Endurance.reviewer"
        make(library)
        before = 0
        while score.kills < kills:
            said = run_and_kill(role, library, Path(folder), chance)
            have, torn = look(library)
            score.kills += 1
            score.acknowledged += max(0, said - before)
            score.lost += max(0, said - have)
            score.torn += torn
            score.unacknowledged += max(0, have - max(said, before))
            before = have
    return score


def run_and_kill(role: str, library: Path, home: Path, chance: random.Random) -> int:
    """Starts a process, ends it at a random moment, and gives how many changes it has acknowledged in all."""
    command = [sys.executable, str(FOLDER / f"{role}.py"), str(library)]
    homes = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    environment = {
        **os.environ,
        **homes,
        "HOME": str(home),
        "PYTHONPATH": str(bootstrap.ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment)
    said = ""
    # One in ten is ended while it starts, the others in the middle of their work.
    if chance.random() > 0.1 and process.stdout:
        said = process.stdout.readline()
        if not said:
            raise SystemExit(f"A {role} ended by itself, with status {process.wait()}.")
    time.sleep(chance.random() * (0.25 if role == "writer" else 1.5))
    process.kill()
    said += process.communicate()[0]
    # A line that was cut off by the kill says nothing.
    lines = [line for line in said.splitlines(keepends=True) if line.endswith("\n")]
    return int(lines[-1]) if lines else 0


def make(library: Path) -> None:
    """A library with one long text."""
    from reviewer.model.document import Metadata, Reading
    from reviewer.store.documents import add_document
    from reviewer.store.library import Library

    text = "".join(f"Line {number:04}: the ferry 🚢 leaves.\n\n" for number in range(LINES))
    with Library.create(library, coder="Nora") as made:
        reading = Reading("text", "text/plain", "text/1", Metadata("Timetable"), text)
        add_document(made, reading, text.encode(), file_name="timetable.txt")


def look(library: Path) -> tuple[int, int]:
    """How many changes are in the library, and how many of them are there in part; damage ends everything."""
    from reviewer.model.query import Query
    from reviewer.store.checking import check
    from reviewer.store.documents import documents
    from reviewer.store.fulltext import search_passages
    from reviewer.store.library import Library
    from reviewer.store.topics import topics

    with Library.open(library) as opened:
        report = check(opened)
        if report.problems:
            raise SystemExit("The library is damaged: " + " ".join(report.problems))
        passages = [hit.passage for hit in search_passages(opened, Query())]
        # Each change makes a topic, a tag and mostly a passage, and puts the quotation into the search index.
        indexed = len(search_passages(opened, Query(words="line")))
        numbers = {int(topic.name.split()[-1]) for topic in topics(opened)}
        tagged = {int(topic.path.split()[-1]) for passage in passages for topic in passage.topics}
        whole = numbers & tagged
        torn = (
            len(numbers ^ tagged)
            + abs(sum(len(passage.topics) for passage in passages) - len(whole))
            + sum(not passage.topics for passage in passages)
            + abs(indexed - len(passages))
            + len(set(range(len(whole))) ^ whole)
            + abs(documents(opened)[0].passages - len(passages))
        )
    return len(whole), torn


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
