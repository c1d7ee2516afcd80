"""Processes that the stress tests start and kill, by their ids and no others."""

import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Process = subprocess.Popen[str]


def begin(module: str, *arguments: str) -> Process:
    """Start a module of ours; it says "ready" when it is."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def ready(process: Process) -> Process:
    """The process, when it has said that it is ready."""
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@contextmanager
def ended_with_the_test(processes: list[Process]) -> Iterator[None]:
    """Whatever happens in a test, its processes do not outlive it."""
    try:
        yield
    finally:
        kill_all(processes)


def kill_all(processes: list[Process]) -> None:
    """End processes as a power cut would: nothing of theirs runs any more."""
    for process in processes:
        process.kill()
        process.wait(20)
        if process.stdout is not None:
            process.stdout.close()


def children(of: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        state = _state(int(path.parent.name))
        if state is not None and int(state[1]) == of:
            found.append(int(path.parent.name))
    return found


def wait_until_gone(pids: Iterable[int], within: float) -> None:
    """Wait until none of the processes runs any more."""
    until = time.monotonic() + within
    left = set(pids)
    while left and time.monotonic() < until:
        left = {pid for pid in left if (state := _state(pid)) is not None and state[0] != "Z"}
        time.sleep(0.1)
    assert not left, f"still running after {within:.0f} s: {left}"


def _state(pid: int) -> list[str] | None:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
