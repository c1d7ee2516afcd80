"""The real server: who says only half is not waited for, nor believed where they come from."""

import re
import socket
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError

import pytest
from sqlmodel import select

from bench.servers import Running, dashboard
from hrgl.core.database import connect, transaction
from hrgl.core.enums import DoorState
from hrgl.core.migrations import migrate
from hrgl.core.models import Door
from tests.builders import world
from tests.web.door import set_door

FORM = (
    b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
)
# what is sent at once, what follows every second, and what the server says at the end
HALF = {
    "nothing": (b"", b"", b""),
    "half a head": (FORM[:30], b"", b""),
    "a head drop by drop": (b"GET / HTTP/1.1\r\n", b"a: b\r\n", b""),
    "half a body": (FORM + b"email=", b"", b""),
    "a body drop by drop": (FORM + b"email=", b"x", b"HTTP/1.1 408"),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, str]]:
    """A server with its worker, and the path of a door."""
    folder: Path = tmp_path_factory.mktemp("half")
    url = f"sqlite:///{folder / 'hrgl.sqlite3'}"
    engine = connect(url)
    migrate(engine)
    with transaction(engine) as session:
        set_door(session, world(session), DoorState.MODERATED)
        code = session.exec(select(Door.code)).one()
    engine.dispose()
    with dashboard(url, log=folder / "log") as running:
        yield running, f"{running.url}/in/{code}"


def _until_dropped(port: int, how: str) -> tuple[float, bytes]:
    first, then, _ = HALF[how]
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.settimeout(1)
        connection.sendall(first)
        while time.monotonic() - began < 40:
            try:
                return time.monotonic() - began, connection.recv(2000)
            except TimeoutError:
                connection.sendall(then)
            except ConnectionError:
                return time.monotonic() - began, b""
    return time.monotonic() - began, b"was kept"


def test_whatever_is_sent_by_halves_is_dropped_after_ten_seconds(
    house: tuple[Running, str],
) -> None:
    port = int(house[0].url.rsplit(":", 1)[1])
    with ThreadPoolExecutor(len(HALF)) as pool:
        ends = dict(zip(HALF, pool.map(lambda how: _until_dropped(port, how), HALF), strict=True))
    for how, (seconds, said) in ends.items():
        assert 8 < seconds < 20, how
        assert said[:12] == HALF[how][2], how
    with urllib.request.urlopen(f"{house[0].url}/health", timeout=10) as answer:
        assert answer.status == 200


def test_the_worker_of_a_real_server_holds_no_socket_that_listens(
    house: tuple[Running, str],
) -> None:
    parent = house[0].processes[0].pid
    children = Path(f"/proc/{parent}/task/{parent}/children")
    workers = [int(pid) for pid in children.read_text().split()] or _children(parent)
    assert workers
    listening = {
        f"socket:[{fields[9]}]"
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if (fields := line.split())[3] == "0A"
    }
    for pid in workers:
        held = {str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir()}
        assert held & listening == set()


def _children(parent: int) -> list[int]:
    """Those that another thread started stand under that thread."""
    found = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(pid) for each in found for pid in each.read_text().split()]


def test_who_names_an_address_of_their_own_counts_as_where_they_are(
    house: tuple[Running, str],
) -> None:
    page = urllib.request.urlopen(house[1], timeout=20).read().decode()
    form = re.search(r'name="form" value="([^"]+)"', page)
    assert form
    said = []
    for number in range(80):
        request = urllib.request.Request(
            f"{house[1]}/send",
            data=f"form={form[1]}&text=Idea+number+{number}".encode(),
            headers={"x-forwarded-for": f"203.0.113.{number}"},
        )
        try:
            said.append(urllib.request.urlopen(request, timeout=20).status)
        except HTTPError as error:
            said.append(error.code)
    assert said[0] == 200
    assert 429 in said
