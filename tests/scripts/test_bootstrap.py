"""The set-up, in so far as it can be tried without setting a machine up."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap

ROOT = bootstrap.ROOT


def test_a_venv_is_made_only_when_its_stamp_is_word_for_word_what_is_wanted(tmp_path: Path) -> None:
    python = bootstrap.program("python", venv=tmp_path)
    python.parent.mkdir()
    python.touch()
    stamp = tmp_path / "made-from"

    assert not bootstrap.is_made(b"lock 2", venv=tmp_path)
    stamp.write_bytes(b"lock 1")
    assert not bootstrap.is_made(b"lock 2", venv=tmp_path)
    stamp.write_bytes(b"lock 2")
    assert bootstrap.is_made(b"lock 2", venv=tmp_path)
    python.unlink()
    assert not bootstrap.is_made(b"lock 2", venv=tmp_path)


def test_a_change_of_a_gate_leaves_the_venv_and_a_change_of_a_package_does_not(tmp_path: Path) -> None:
    project = "[project]\nversion = '1'\n\n[tool.ruff]\nline-length = 100\n"

    def stamp(project: str, lock: str) -> bytes:
        (tmp_path / "pyproject.toml").write_text(project)
        (tmp_path / "requirements.lock").write_text(lock)
        return bootstrap.stamp(tmp_path)

    first = stamp(project, "a==1")
    assert stamp(project.replace("100", "110"), "a==1") == first
    assert stamp(project.replace("'1'", "'2'"), "a==1") != first
    assert stamp(project, "a==2") != first


def test_the_packaging_half_of_pyproject_stands_before_the_gates() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")

    gates = text.partition("\n[tool.ruff]")[2]

    assert gates
    assert not any(
        table in gates for table in ("[project", "[build-system]", "[tool.hatch", "[dependency-groups]")
    )


@pytest.mark.skipif(sys.platform == "win32", reason="it is flock that the children keep")
def test_a_second_set_up_waits_until_the_children_of_a_killed_one_have_ended(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    for name in ("bootstrap.py", "steps.py", "system_packages.py"):
        shutil.copy(ROOT / "scripts" / name, tmp_path / "scripts")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "scripts")}
    killed = """
import bootstrap, os, subprocess, sys
with bootstrap.one_at_a_time() as held:
    subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read(); open('ended', 'w').close()"], pass_fds=(held,))
    os.kill(os.getpid(), 9)
"""
    second = """
import bootstrap, os
with bootstrap.one_at_a_time():
    print(os.path.exists("ended"))
"""
    reading, writing = os.pipe()
    subprocess.run([sys.executable, "-c", killed], check=False, cwd=tmp_path, env=environment, stdin=reading)
    os.close(reading)

    with subprocess.Popen(
        [sys.executable, "-c", second],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as waiting:
        assert waiting.stderr is not None
        assert waiting.stdout is not None
        assert "waiting" in waiting.stderr.readline()
        os.close(writing)
        assert waiting.stdout.read() == "True\n"


@pytest.mark.skipif(
    not bootstrap.is_made(bootstrap.stamp()), reason="it would make .venv anew, under our feet"
)
@pytest.mark.skipif(sys.platform == "win32", reason="run.py cannot become another program there")
def test_run_becomes_the_command_so_that_its_status_is_the_commands() -> None:
    ended = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "run.py"), "--", "nonsense"],
        check=False,
        capture_output=True,
    )

    assert ended.returncode == 2
    assert b"Traceback" not in ended.stderr
