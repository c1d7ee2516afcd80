"""Servers of our own on free ports of 127.0.0.1: dashboards, and nginx in front of several."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from urllib.error import URLError

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "deploy" / "nginx.conf.template"
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Running:
    """Where people go, and the processes that serve them."""

    url: str
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def cpu_seconds(self) -> float:
        """The processor time that the dashboards have used so far."""
        used = 0
        for process in self.processes:
            after_name = Path(f"/proc/{process.pid}/stat").read_text("utf-8").rpartition(")")[2]
            used += sum(int(each) for each in after_name.split()[11:13])
        return used / _TICKS


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def dashboard(
    database_url: str,
    *,
    module: str = "hrgl",
    arguments: Sequence[str] = ("serve",),
    log: Path | None = None,
    **environment: str,
) -> Iterator[Running]:
    """One dashboard process over a database that is already filled."""
    port = free_port()
    with ExitStack() as stack:
        out = stack.enter_context(log.open("wb")) if log else subprocess.DEVNULL
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments, "--port", str(port)],
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "HRGL_DATABASE_URL": database_url, **environment},
        )
        stack.callback(_end, process)
        _wait_for(f"http://127.0.0.1:{port}/health", process)
        yield Running(f"http://127.0.0.1:{port}", [process])


@contextmanager
def nginx(behind: Sequence[Running], folder: Path) -> Iterator[Running]:
    """One address before several dashboards, as deploy/nginx.conf.template has it."""
    program = which("nginx") or which("nginx", path="/usr/sbin")
    if not program:
        raise FileNotFoundError("nginx is not there: apt-get install nginx-light")
    port = free_port()
    servers = [each.url.removeprefix("http://") for each in behind]
    filled = {
        "HRGL_LISTEN": f"127.0.0.1:{port}",
        "HRGL_FOLDER": str(folder),
        "HRGL_TLS": "",
        "HRGL_SERVERS": "".join(f"server {s} max_fails=1 fail_timeout=5s;" for s in servers),
    }
    text = TEMPLATE.read_text("utf-8")
    for name, value in filled.items():
        text = text.replace(f"${{{name}}}", value)
    configuration = folder / "nginx.conf"
    configuration.write_text(text, "utf-8")
    process = subprocess.Popen(
        [program, "-e", str(folder / "error.log"), "-c", str(configuration), "-g", "daemon off;"]
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", process)
        yield Running(
            f"http://127.0.0.1:{port}", [each for running in behind for each in running.processes]
        )
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(20)


def _wait_for(url: str, process: "subprocess.Popen[bytes]", patience: float = 90) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if process.poll() is not None:
            raise ChildProcessError(f"the server for {url} stopped by itself")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise ChildProcessError(f"{url} did not answer within {patience:.0f} s")
