"""The worker beside the dashboard: started again when it dies, ended when the dashboard ends."""

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import uvloop

from hrgl.operations import serving

# says its number, then waits for ever
LIVES = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(600)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + LIVES
DIES = "import os, sys; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n')"


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "SHORTEST_PAUSE", 0.05)


def _command(code: str, out: Path) -> list[str]:
    return [sys.executable, "-c", code, str(out)]


def _begun(out: Path) -> list[int]:
    return [int(line) for line in out.read_text().splitlines()] if out.exists() else []


async def _until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not so():
            await asyncio.sleep(0.02)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_that_is_killed_is_started_again_and_ends_with_the_dashboard(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    out = tmp_path / "begun"

    async def dashboard() -> None:
        async with serving.worker_beside(_command(LIVES, out)):
            await _until(lambda: len(_begun(out)) == 1)
            os.kill(_begun(out)[0], signal.SIGKILL)
            await _until(lambda: len(_begun(out)) == 2)

    with caplog.at_level(logging.WARNING):
        asyncio.run(dashboard())
    assert [_runs(pid) for pid in _begun(out)] == [False, False]
    assert "The worker ended (-9); it is started again" in caplog.text


def test_a_worker_inherits_neither_the_listening_socket_nor_any_other_open_file(
    tmp_path: Path,
) -> None:
    out = tmp_path / "begun"
    held: list[str] = []

    async def dashboard() -> None:
        with socket.create_server(("127.0.0.1", 0)) as listening, (tmp_path / "a").open("w") as a:
            for each in (listening, a):
                os.set_inheritable(each.fileno(), True)
            async with serving.worker_beside(_command(LIVES, out)):
                await _until(lambda: len(_begun(out)) == 1)
                files = Path(f"/proc/{_begun(out)[0]}/fd").iterdir()
                held.extend(str(each.readlink()) for each in files if int(each.name) > 2)

    uvloop.run(dashboard())
    assert [each for each in held if each.startswith("socket") or each.endswith("/a")] == []


def test_a_worker_that_cannot_live_is_started_less_and_less_often(tmp_path: Path) -> None:
    out = tmp_path / "begun"

    async def dashboard() -> None:
        async with serving.worker_beside(_command(DIES, out)):
            await _until(lambda: len(_begun(out)) >= 2)
            await asyncio.sleep(1.5)

    asyncio.run(dashboard())
    # without a growing pause it would be dozens
    assert 2 <= len(_begun(out)) <= 6


def test_a_worker_that_does_not_listen_is_ended_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "TIME_TO_END", 0.2)
    out = tmp_path / "begun"

    async def dashboard() -> None:
        async with serving.worker_beside(_command(STUBBORN, out)):
            await _until(lambda: len(_begun(out)) == 1)

    asyncio.run(dashboard())
    assert not _runs(_begun(out)[0])
