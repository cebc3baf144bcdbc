"""One window writes, and its lock ends with its process, however that ends."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.store import lock
from reviewer.store.lock import ENDING, WindowLock

ROOT = Path(__file__).resolve().parents[2]
HOLD = (
    "import sys; from pathlib import Path; from reviewer.store.lock import WindowLock\n"
    "lock = WindowLock.take(Path(sys.argv[1]))\n"
    "print('mine' if lock else 'another has it', flush=True)\n"
    "sys.stdin.readline()\n"
    "lock and lock.release()"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.reviewer"
    made.touch()
    return made


@pytest.fixture
def other(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the lock."""
    with holder(path) as process:
        assert process.stdout
        assert process.stdout.readline() == "mine\n"
        yield process
        process.kill()


def holder(path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def test_a_second_window_does_not_get_it(path: Path, other: "subprocess.Popen[str]") -> None:
    assert WindowLock.take(path) is None


def test_it_is_one_lock_by_whatever_link_it_is_reached(path: Path, other: "subprocess.Popen[str]") -> None:
    link = path.with_name("link.reviewer")
    link.symlink_to(path)

    assert WindowLock.take(link) is None


def test_it_ends_with_a_process_that_is_killed(path: Path, other: "subprocess.Popen[str]") -> None:
    other.kill()
    other.wait()

    taken = WindowLock.take(path)

    assert taken is not None
    assert taken.is_sure
    taken.release()
    assert list(path.parent.iterdir()) == [path]


def test_it_ends_when_it_is_released_and_leaves_nothing(path: Path, other: "subprocess.Popen[str]") -> None:
    other.communicate("\n")
    assert list(path.parent.iterdir()) == [path]

    first = WindowLock.take(path)
    assert first is not None
    assert WindowLock.take(path) is None
    first.release()
    first.release()
    second = WindowLock.take(path)
    assert second is not None
    second.release()
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_a_killed_process_left_locks_nobody_out(path: Path) -> None:
    Path(f"{path}{ENDING}").touch()

    taken = WindowLock.take(path)

    assert taken is not None
    taken.release()
    assert list(path.parent.iterdir()) == [path]


def test_a_child_process_does_not_keep_it(path: Path) -> None:
    taken = WindowLock.take(path)
    assert taken is not None
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    taken.release()

    again = WindowLock.take(path)
    child.communicate(b"\n")

    assert again is not None
    again.release()


def test_where_the_file_system_knows_no_locks_it_is_not_sure(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_lock", none)

    taken = WindowLock.take(path)

    assert taken is not None
    assert not taken.is_sure


def test_where_its_file_cannot_be_made_it_is_not_sure(tmp_path: Path) -> None:
    taken = WindowLock.take(tmp_path / "no folder" / "a.reviewer")

    assert taken is not None
    assert not taken.is_sure
