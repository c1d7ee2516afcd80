"""One person who tries to stop everybody, against the real server, on loopback and for a minute.

`python -m bench.crowd` prints a table: while one network guesses passwords, and while one address
floods a moderated door, what becomes of them, how long all others wait, and how the memory grows.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from sqlmodel import select

from bench.servers import Running, dashboard
from hrgl.core.database import connect, reading, transaction
from hrgl.core.enums import DoorState, Role
from hrgl.core.migrations import migrate
from hrgl.core.models import Edition, SignInFailure
from hrgl.editions import workshops
from hrgl.notes.door import doors, floods, inbox
from hrgl.operations import demonstration
from hrgl.people import accounts, passwords

PASSWORD = "a long enough password"
GUESSERS, NEWCOMERS, FLOOD, IN_SECONDS = 10, 12, 300, 3.0
HEADS = [
    "attack",
    "attempts",
    "let through",
    "refused",
    "others",
    "came through",
    "median wait",
    "slowest wait",
    "memory before",
    "memory after",
    "left for people",
]


@dataclass
class Tally:
    """What those of one side were answered, and after how long."""

    answers: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


Attack = Callable[[Running, str, Tally, Tally, float], Coroutine[Any, Any, None]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0)
    asked = parser.parse_args()
    print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}")
    for name, attack in (
        ("guessing on after 200 wrong passwords", _guess),
        ("300 inputs in 3 s", _flood),
    ):
        with tempfile.TemporaryDirectory(prefix="hrgl-crowd-") as folder:
            print(f"| {name} | {' | '.join(_measure(Path(folder), attack, asked.seconds))} |")
    return 0


def _measure(folder: Path, attack: Attack, seconds: float) -> list[str]:
    url = f"sqlite:///{folder / 'crowd.sqlite3'}"
    code = _prepare(url)
    theirs, others = Tally(), Tally()
    with dashboard(url, log=folder / "log", HRGL_WORKER="0") as running:
        before = _memory(running)
        asyncio.run(attack(running, code, theirs, others, seconds))
        after = _memory(running)
    through = theirs.answers[303] + theirs.answers[403]
    return [
        str(theirs.answers.total()),
        str(through),
        str(theirs.answers[429]),
        str(others.answers.total()),
        str(others.answers[303]),
        f"{statistics.median(others.seconds):.2f} s",
        f"{max(others.seconds):.2f} s",
        f"{before:.0f} MB",
        f"{after:.0f} MB",
        _left(url),
    ]


def _prepare(url: str) -> str:
    """The demonstration, people with passwords, and the code of a moderated door."""
    engine = connect(url)
    migrate(engine)
    password_hash = passwords.hashed(PASSWORD)
    with transaction(engine) as session:
        edition = demonstration.load_demonstration(session)
        actor = accounts.command_line_member(session, edition)
        for number in range(NEWCOMERS):
            accounts.add_member(
                session,
                actor,
                email=f"new{number}@city.example",
                name=f"New {number}",
                role=Role.RAPPORTEUR,
                password_hash=password_hash,
            )
        room = workshops.list_workshops(session, edition_id=edition.id)[0]
        door = doors.set_state(
            session, actor, workshop_id=room.id, state=DoorState.MODERATED, seen_version=0
        )
        code = door.code
        # as if it had gone on for a while: hashing takes too long to wait for two hundred here
        session.add_all(SignInFailure(address_sha256=f"{at:064}") for at in range(200))
    engine.dispose()
    return code


def _left(url: str) -> str:
    """What waits to be read, and how much of it stands unfolded on the page."""
    engine = connect(url)
    with reading(engine) as session:
        edition = session.exec(select(Edition).where(Edition.code == demonstration.CODE)).one()
        room = workshops.list_workshops(session, edition_id=edition.id)[0]
        waiting = inbox.waiting(session, workshop_id=room.id)
    engine.dispose()
    single, folded = floods.apart(waiting)
    return f"{len(waiting)} inputs wait, {len(single)} singly and {len(folded)} folded"


def _memory(running: Running) -> float:
    status = Path(f"/proc/{running.processes[0].pid}/status").read_text("utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


async def _guess(running: Running, _: str, theirs: Tally, others: Tally, seconds: float) -> None:
    """One network guesses at many addresses; from elsewhere newcomers sign in, each once."""
    until = time.perf_counter() + seconds

    async def guesser(number: int) -> None:
        at = 0
        while time.perf_counter() < until:
            at += 1
            form = {"email": f"{number}-{at}@city.example", "password": "wrong"}
            await _sign_in(running.url, form, "127.0.9.1", theirs)

    async def newcomer(number: int) -> None:
        await asyncio.sleep(seconds * (0.5 + number / NEWCOMERS / 2))
        form = {"email": f"new{number}@city.example", "password": PASSWORD}
        await _sign_in(running.url, form, f"127.0.{20 + number}.1", others)

    await asyncio.gather(*map(guesser, range(GUESSERS)), *map(newcomer, range(NEWCOMERS)))


async def _sign_in(url: str, form: dict[str, str], source: str, tally: Tally) -> None:
    await _post(url, "/sign-in", {**form, "csrf": "bench"}, source, tally)


async def _flood(running: Running, code: str, theirs: Tally, others: Tally, _: float) -> None:
    """One address sends three hundred inputs; from elsewhere people send one each."""

    async def one(number: int) -> None:
        await asyncio.sleep(number * IN_SECONDS / FLOOD)
        text = f"Buy this {number} times at the shop, it is cheap"
        await _input(running.url, code, f"flood-{number:012}", text, "127.0.9.1", theirs)

    async def person(number: int) -> None:
        await asyncio.sleep(number * IN_SECONDS / NEWCOMERS)
        text = f"The bench in street {chr(97 + number)} is missed by those who live there"
        source = f"127.0.{20 + number}.1"
        await _input(running.url, code, f"person-{number:012}", text, source, others)

    await asyncio.gather(*map(one, range(FLOOD)), *map(person, range(NEWCOMERS)))


async def _input(url: str, code: str, form: str, text: str, source: str, tally: Tally) -> None:
    fields = {"form": form, "text": text, "attribution": "none"}
    await _post(url, f"/in/{code}/send", fields, source, tally)


async def _post(url: str, path: str, form: dict[str, str], source: str, tally: Tally) -> None:
    """Send a form over a connection of its own, from an address of this machine."""
    where, body, began = urlsplit(url), urlencode(form), time.perf_counter()
    reader, writer = await asyncio.open_connection(
        where.hostname, where.port, local_addr=(source, 0)
    )
    writer.write(
        f"POST {path} HTTP/1.1\r\nHost: {where.netloc}\r\nConnection: close\r\n"
        "Cookie: hrgl-csrf=bench\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
    )
    answer = await reader.read()
    writer.close()
    tally.answers[int(answer.split(None, 2)[1])] += 1
    tally.seconds.append(time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
