"""The worker reads files in a process of its own, and outlives whatever happens there."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reviewer.documents.faults import EmptyError, EncryptedError, UnreadableError
from reviewer.documents.isolation.lane import Source
from reviewer.documents.isolation.messages import Draw, Failed
from reviewer.documents.worker import Worker
from reviewer.errors import ReviewerError
from tests.documents.printed import lines, made

ROOT = Path(__file__).parents[2]
ODD = Path(__file__).resolve().parents[3] / "shared/data/pdf"


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker(silence=2) as started:
        yield started


@pytest.fixture
def trap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder in which a file's name says what its reader does: it stands before ours on the worker's path."""
    folder = tmp_path / "trap"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(TRAP, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(ROOT)]))
    return folder


TRAP = """
import sys, importlib.abc, importlib.util

class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != "reviewer.documents.reading" or getattr(self, "busy", False):
            return None
        self.busy = True
        try:
            spec = importlib.util.find_spec(name)
        finally:
            self.busy = False
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            real = module.read

            def read(data, *, file_name):
                import ctypes, os, time
                from reviewer.documents.heartbeat import beat
                if file_name == "hangs.txt":
                    ctypes.PyDLL(None).sleep(60)
                if file_name == "ends.txt":
                    os._exit(3)
                if file_name == "crashes.txt":
                    ctypes.string_at(0)
                if file_name == "greedy.txt":
                    kept = bytearray(8 << 30)
                if file_name == "fails.txt":
                    raise ZeroDivisionError("division by zero")
                if file_name == "long.txt":
                    for _ in range(30):
                        time.sleep(0.1)
                        beat()
                return real(data, file_name=file_name)

            module.read = read

        spec.loader.exec_module = exec_module
        return spec

if "--multiprocessing-fork" in sys.argv:
    sys.meta_path.insert(0, Finder())
"""


def file(folder: Path, name: str, data: bytes = b"Some words.") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@contextmanager
def no_file_number_left() -> Iterator[None]:
    """While this lasts the system gives this process no pipe, no memory to share, and so no further process."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.open(os.devnull, os.O_RDONLY)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_document_and_its_bytes_come_back(worker: Worker, tmp_path: Path) -> None:
    data = made(lines("Words on a page."))

    reading, original = worker.read(file(tmp_path, "paper.pdf", data))

    assert reading.text == "Words on a page."
    assert original == data


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("empty.txt", b"", EmptyError),
        ("broken.pdf", b"%PDF-1.7 and no more", UnreadableError),
        ("binary.txt", bytes(range(256)) * 8, UnreadableError),
    ],
)
def test_what_a_reader_finds_wrong_is_raised_again_as_itself(
    worker: Worker, tmp_path: Path, name: str, data: bytes, fault: type[ReviewerError]
) -> None:
    with pytest.raises(fault, match=name) as raised:
        worker.read(file(tmp_path, name, data))

    assert raised.value.problem


def test_a_fault_travels_whole() -> None:
    error = EncryptedError("a.pdf")

    again = Failed.because(1, error).error()

    assert type(again) is EncryptedError
    assert (again.problem, again.kept, again.remedy, str(again)) == (
        error.problem,
        error.kept,
        error.remedy,
        str(error),
    )


def test_files_that_cannot_be_opened_say_why(worker: Worker, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="it is not there any more"):
        worker.read(tmp_path / "gone.txt")
    with pytest.raises(UnreadableError, match="it is a folder"):
        worker.read(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="the ways to hang and crash here are those of Unix")
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("hangs.txt", "did not answer for 2 seconds"),
        ("ends.txt", "crashed"),
        ("crashes.txt", "crashed"),
        ("fails.txt", "ZeroDivisionError: division by zero"),
        ("greedy.txt", "more memory"),
    ],
)
@pytest.mark.usefixtures("trap")
def test_whatever_a_reader_does_its_file_fails_with_one_sentence_and_the_next_is_read(
    worker: Worker, tmp_path: Path, name: str, why: str
) -> None:
    with pytest.raises(UnreadableError, match=why) as raised:
        worker.read(file(tmp_path, name))

    assert name in raised.value.problem
    assert worker.read(file(tmp_path, "next.txt"))[0].text == "Some words."


@pytest.mark.skipif(sys.platform == "win32", reason="the trap is laid for Unix")
@pytest.mark.usefixtures("trap")
def test_long_work_that_lives_is_let_live(worker: Worker, tmp_path: Path) -> None:
    reading, _ = worker.read(file(tmp_path, "long.txt"))

    assert reading.text == "Some words."


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_process_is_started_again(worker: Worker, tmp_path: Path) -> None:
    note = file(tmp_path, "note.txt")
    worker.read(note)
    first = worker.pid
    assert first

    os.kill(first, signal.SIGKILL)

    assert worker.read(note)[0].text == "Some words."
    assert worker.pid != first


@pytest.mark.skipif(sys.platform == "win32", reason="a console's interrupt is another thing there")
def test_a_process_that_cannot_be_started_fails_its_job_with_one_sentence_and_is_tried_again(
    worker: Worker, tmp_path: Path
) -> None:
    path = file(tmp_path, "words.txt")

    with no_file_number_left():
        worker.start()
        with pytest.raises(
            UnreadableError, match=r"“words.txt” could not be read: the system did not let .*open files"
        ):
            worker.read(path)
        with pytest.raises(UnreadableError, match="did not let its reader start"):
            worker.read(path)

    assert worker.read(path)[0].text == "Some words."


def test_a_worker_that_never_could_be_started_is_closed_all_the_same() -> None:
    worker = Worker()

    with no_file_number_left():
        worker.start()
        worker.close()

    assert not [thread for thread in threading.enumerate() if thread.name == "worker"]


def test_an_interrupt_at_the_terminal_does_not_reach_the_worker(worker: Worker, tmp_path: Path) -> None:
    note = file(tmp_path, "note.txt")
    worker.read(note)
    first = worker.pid
    assert first

    os.kill(first, signal.SIGINT)

    assert worker.read(note)[0].text == "Some words."
    assert worker.pid == first


def test_several_threads_may_read(worker: Worker, tmp_path: Path) -> None:
    notes = [file(tmp_path, f"{number}.txt", f"Note {number}.".encode()) for number in range(8)]
    texts: dict[int, str] = {}

    def read(number: int) -> None:
        texts[number] = worker.read(notes[number])[0].text

    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert texts == {number: f"Note {number}." for number in range(8)}


def test_closing_leaves_no_process_and_no_thread(tmp_path: Path) -> None:
    worker = Worker()
    worker.read(file(tmp_path, "note.txt"))
    pid = worker.pid
    assert pid

    worker.close()
    worker.close()

    assert worker.pid is None
    assert not [thread for thread in threading.enumerate() if thread.name == "worker"]
    if sys.platform != "win32":
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_closed_worker_reads_nothing(tmp_path: Path) -> None:
    never_started = Worker()
    never_started.close()

    with pytest.raises(UnreadableError, match="the program is closing"):
        never_started.read(file(tmp_path, "note.txt"))


@pytest.mark.usefixtures("trap")
def test_who_waits_when_the_worker_is_closed_is_told(tmp_path: Path) -> None:
    worker = Worker()
    answers: list[BaseException] = []

    def read() -> None:
        try:
            worker.read(file(tmp_path, "long.txt"))
        except UnreadableError as error:
            answers.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    while worker.pid is None:
        time.sleep(0.01)
    worker.close()
    reader.join()

    assert "closing" in str(answers[0])


PROGRAM = """
print("main runs", flush=True)
import sys
from pathlib import Path
from reviewer.documents.worker import Worker
from reviewer.documents.isolation.lane import Source
worker = Worker()
for name in sys.argv[2:]:
    try:
        print(worker.read(Path(name))[0].text, flush=True)
    except Exception as error:
        print("failed:", error, flush=True)
print(worker.pid, "PySide6" in sys.modules, flush=True)
if sys.argv[1] == "wait":
    import time
    time.sleep(60)
"""


def run(tmp_path: Path, *arguments: str) -> "subprocess.Popen[str]":
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    return subprocess.Popen(
        [sys.executable, str(script), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def test_a_program_without_a_guard_runs_once_and_ends_clean_without_closing(tmp_path: Path) -> None:
    note, broken = file(tmp_path, "note.txt"), file(tmp_path, "broken.pdf", b"%PDF-1.4 1 0 obj << garbage")

    out, err = run(tmp_path, "end", str(note), str(broken)).communicate(timeout=60)

    said = out.splitlines()
    assert said[0] == "main runs"
    assert said[1] == "Some words."
    assert said[2].startswith("failed: “broken.pdf” could not be read")
    assert said[3].endswith("False")
    assert err == "", "a parser, or a tracker of forgotten memory, wrote to the terminal"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_the_process_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    program = run(tmp_path, "wait", str(file(tmp_path, "note.txt")))
    assert program.stdout
    assert program.stderr
    said = [program.stdout.readline() for _ in range(3)]
    child = int(said[2].split()[0])

    program.kill()
    program.wait()

    for _ in range(500):
        if not _lives(child):
            break
        time.sleep(0.02)
    assert not _lives(child)
    program.stdout.close()
    program.stderr.close()


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # Where nobody waits for orphans, the dead stay in the table.
    status: Any = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not ODD.exists() or sys.platform == "win32", reason="the odd files are not here")
@pytest.mark.usefixtures("trap")
def test_a_file_that_is_read_while_another_ones_page_hangs_is_read_all_the_same(
    worker: Worker, tmp_path: Path
) -> None:
    data = (ODD / "hang__test_2548.pdf").read_bytes()
    source = Source(data, "", "hang.pdf")
    said: list[object] = []
    long = file(tmp_path, "long.txt")
    timer = threading.Timer(
        0.6,
        lambda: worker.submit(Draw(0, 0, 1.0, (0, 0, 512, 512)), priority=0, done=said.append, source=source),
    )
    timer.start()

    reading, _ = worker.read(long)

    timer.join()
    assert reading.text == "Some words."
    assert "did not answer for 2 seconds" in str(said[0])
