"""Starting the dashboard: one address, said clearly, a clear word when it is taken, a worker."""

import asyncio
import errno
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from threading import Thread

from sqlalchemy import Engine

from hrgl.core.database import transaction
from hrgl.core.meaning import sentences_beside
from hrgl.editions import founding
from hrgl.errors import HrglError, NotNow
from hrgl.settings import ROOT, settings

_logger = logging.getLogger("hrgl.operations.serving")
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
TIME_TO_END = 10.0


def serve(*, host: str | None = None, port: int | None = None) -> None:
    """Run the dashboard in this process until it is stopped."""
    host, port = host or settings().host, port or settings().port
    _require_free(host, port)
    print(f"hrgl is at http://{host}:{port} – stop it with Ctrl+C.", flush=True)
    os.environ.update(HRGL_HOST=host, HRGL_PORT=str(port))
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    # in this process, because starting a second Python would cost more than a second
    from streamlit.web.cli import main
    from uvicorn.config import HTTP_PROTOCOLS

    # Streamlit hands neither of these on: whom to believe is for `web.proxies` alone, and a
    # connection that says nothing is not kept
    os.environ["FORWARDED_ALLOW_IPS"] = ""
    HTTP_PROTOCOLS["auto"] = "hrgl.web.patience:PatientProtocol"

    main(["run", "app.py", f"--server.address={host}", f"--server.port={port}"])


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise NotNow(_why_not(error, host, port)) from error


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is taken: hrgl may be running there already. "
            f"Stop it, or choose another port: python -m hrgl serve --port {_another(port)}"
        )
    if error.errno == errno.EACCES:
        return (
            f"This user may not listen at port {port}. Choose one from 1024 upwards: "
            f"python -m hrgl serve --port {_another(port)}"
        )
    return (
        f"{host} is no address of this machine ({error.strerror}). Choose another with HRGL_HOST "
        "or --host; 127.0.0.1 is this machine alone."
    )


def _another(port: int) -> int:
    return port + 1 if 1024 <= port < 65535 else 8501


def say_how_to_begin(engine: Engine, address: str, *, vouched: bool) -> None:
    """While nobody can organise an edition, show its administrator a one-time link."""
    with transaction(engine) as session:
        if founding.has_organiser(session, vouched=vouched):
            return
        link = founding.make_link(session)
    print(
        "Nobody organises an edition here yet. Whoever opens this link does; it works once, for "
        f"{founding.LINK_VALID_FOR.total_seconds() / 3600:.0f} hours:\n  {address}/begin/{link}",
        flush=True,
    )


@contextmanager
def in_words() -> Iterator[None]:
    """Where there is no page yet to say it on, a refusal ends the process with its sentence."""
    try:
        yield
    except HrglError as error:
        sys.exit(str(error))


@asynccontextmanager
async def worker_beside(command: Sequence[str] = ()) -> AsyncIterator[None]:
    """Keep a worker running for as long as the block lasts: one that dies is started again.

    Meanwhile sentences are read by a process of their own, which is started when somebody asks.
    """
    ours = (sys.executable, "-m", "hrgl", "worker", "--parent", str(os.getpid()))
    keeper = asyncio.create_task(_keep(command or ours))
    try:
        with sentences_beside():
            yield
    finally:
        keeper.cancel()
        with suppress(asyncio.CancelledError):
            await keeper


async def _keep(command: Sequence[str]) -> None:
    pause = SHORTEST_PAUSE
    while True:
        began = time.monotonic()
        # not by the loop: uvloop would hand on every open file, the listening socket among them
        worker = subprocess.Popen(command, cwd=ROOT, close_fds=True)  # noqa: S603 – ours
        try:
            code = await asyncio.to_thread(worker.wait)
        finally:
            await _end(worker)
        # one that lived for a while is started again at once; one that cannot start must not spin
        lived = time.monotonic() - began > LONGEST_PAUSE
        pause = SHORTEST_PAUSE if lived else pause
        _logger.warning("The worker ended (%s); it is started again in %.0f s", code, pause)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


async def _end(worker: "subprocess.Popen[bytes]") -> None:
    if worker.poll() is not None:
        return
    worker.terminate()
    try:
        await asyncio.to_thread(worker.wait, TIME_TO_END)
    except subprocess.TimeoutExpired:
        worker.kill()
        await asyncio.to_thread(worker.wait)


def end_with(parent: int) -> None:
    """Let this process, a worker, not outlive the dashboard that started it."""
    # Ctrl + C reaches both; the dashboard ends in good order and ends its worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    # in good order if Python listens, and from outside it if long C code does not let it
    signal.alarm(int(TIME_TO_END))
    os.kill(os.getpid(), signal.SIGTERM)
