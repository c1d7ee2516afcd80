"""A hundred inputs a second through the participants' doors, against the real server.

`python -m bench.door` prints one row for SQLite and one for PostgreSQL. Several processes send
from many addresses, as a conference behind its routers does; some forms are sent twice at once,
as a double click does, and some give up on an answer and send again, as a bad connection does.
Every form must become exactly one input, and every answer that was given must be true.
"""

import argparse
import asyncio
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote_plus, urlsplit

from sqlalchemy.exc import OperationalError
from sqlmodel import col, func, select

from bench.load import database
from bench.servers import dashboard
from hrgl.core.database import connect, reading, transaction
from hrgl.core.enums import DoorState, Source
from hrgl.core.migrations import migrate
from hrgl.core.models import Input, Note
from hrgl.editions import workshops
from hrgl.notes.door import doors
from hrgl.operations import demonstration
from hrgl.people import accounts

SIGN = "sent through the door"
CLIENTS = 3
TWICE, GIVING_UP = 0.05, 0.02
HEADS = [
    "",
    "forms",
    "posts",
    "answered",
    "stored",
    "lost",
    "doubled",
    "answered a second",
    "median",
    "95 %",
    "slowest",
    "server's CPU",
]
_ANSWER = re.compile(rb"HTTP/1.1 (\d+).*?\r\nlocation: (\S+)", re.DOTALL | re.IGNORECASE)


@dataclass
class Tally:
    """What one process sent and was told."""

    forms: int = 0
    posts: int = 0
    answered: dict[int, set[str]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=100, help="forms a second")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    asked = parser.parse_args()
    rows, wrong = [], 0
    with tempfile.TemporaryDirectory(prefix="hrgl-door-") as folder:
        for name, where in (("sqlite", _sqlite), ("postgresql", _postgresql)):
            if asked.only in {None, name}:
                try:
                    with where(Path(folder)) as url:
                        row, bad = _measure(name, url, Path(folder), asked)
                        rows.append(row)
                        wrong += bad
                except OperationalError as error:
                    print(f"{name} is left out: {str(error).splitlines()[0]}", file=sys.stderr)
    print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    return 1 if wrong else 0


@contextmanager
def _sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'door.sqlite3'}"


@contextmanager
def _postgresql(_folder: Path) -> Iterator[str]:
    with database() as url:
        yield url


def _prepare(url: str) -> list[str]:
    """The demonstration with a door in every workshop; their codes."""
    engine = connect(url)
    migrate(engine)
    with transaction(engine) as session:
        edition = demonstration.load_demonstration(session)
        actor = accounts.command_line_member(session, edition)
        codes = [
            doors.set_state(
                session, actor, workshop_id=room.id, state=DoorState.OPEN, seen_version=0
            ).code
            for room in workshops.list_workshops(session, edition_id=edition.id)
        ]
    engine.dispose()
    return codes


def _measure(name: str, url: str, folder: Path, asked: argparse.Namespace) -> tuple[list[str], int]:
    codes = _prepare(url)
    with dashboard(url, log=folder / f"{name}.log", HRGL_WORKER="0") as running:
        used, began = running.cpu_seconds(), time.perf_counter()
        with ProcessPoolExecutor(CLIENTS) as pool:
            found = [
                pool.submit(
                    _client, running.url, codes, number, asked.rate / CLIENTS, asked.seconds
                )
                for number in range(CLIENTS)
            ]
            tallies = [each.result() for each in found]
        took = time.perf_counter() - began
        used = running.cpu_seconds() - used
    stored, lost, doubled = _compare(url, tallies)
    seconds = sorted(s for tally in tallies for s in tally.seconds)
    answered = sum(len(tally.answered) for tally in tallies)
    forms = sum(tally.forms for tally in tallies)
    for told in sorted({told for tally in tallies for told in tally.refused})[:5]:
        print(f"refused: {told}", file=sys.stderr)
    row = [
        name,
        f"{forms:,}",
        f"{sum(tally.posts for tally in tallies):,}",
        f"{answered:,}",
        f"{stored:,}",
        str(lost),
        str(doubled),
        f"{answered / took:.0f}",
        f"{1000 * statistics.median(seconds):.0f} ms",
        f"{1000 * seconds[int(len(seconds) * 0.95)]:.0f} ms",
        f"{seconds[-1]:.2f} s",
        f"{used / took:.0%}",
    ]
    return row, lost + doubled + (forms - answered)


def _compare(url: str, tallies: list[Tally]) -> tuple[int, int, int]:
    """How many inputs are stored; of the forms answered, how many are lost, how many doubled."""
    engine = connect(url)
    with reading(engine) as session:
        texts = session.exec(
            select(Note.text, func.count(col(Note.id)))
            .where(Note.source == Source.SENT)
            .group_by(Note.text)
        ).all()
        inputs = session.exec(select(func.count(col(Input.id)))).one()
    engine.dispose()
    there = dict(texts)
    told = [
        _words(client, number) for client, tally in enumerate(tallies) for number in tally.answered
    ]
    lost = sum(words not in there for words in told)
    doubled = sum(count - 1 for count in there.values()) + abs(inputs - sum(there.values()))
    # the same form was told the same outcome, however often it was sent
    doubled += sum(len(where) - 1 for tally in tallies for where in tally.answered.values())
    return inputs, lost, doubled


def _words(client: int, number: int) -> str:
    return f"The city {client} answers complaint {number} within a week, {SIGN}"


def _client(url: str, codes: list[str], client: int, rate: float, seconds: int) -> Tally:
    random.seed(client)
    return asyncio.run(_evening(url, codes, client, rate, seconds))


async def _evening(url: str, codes: list[str], client: int, rate: float, seconds: int) -> Tally:
    tally, began, running = Tally(), time.perf_counter(), []
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        tally.forms += 1
        running.append(asyncio.create_task(_form(url, codes, client, number, tally)))
    await asyncio.gather(*running)
    return tally


async def _form(url: str, codes: list[str], client: int, number: int, tally: Tally) -> None:
    """One form, sent as people do: once, twice at once, or again after giving up on an answer."""
    code = codes[number % len(codes)]
    form = f"bench-{client:04}-{number:012}"
    body = f"form={form}&attribution=none&text={quote_plus(_words(client, number))}"
    how = random.random()
    if how < TWICE:
        await asyncio.gather(*(_post(url, code, body, client, number, tally) for _ in range(2)))
        return
    if how < TWICE + GIVING_UP:
        patience = random.uniform(0.001, 0.05)
        await _post(url, code, body, client, number, tally, patience=patience)
    for again in range(4):
        if number in tally.answered:
            return
        await asyncio.sleep(again * random.random())
        await _post(url, code, body, client, number, tally)


async def _post(
    url: str, code: str, body: str, client: int, number: int, tally: Tally, patience: float = 60
) -> None:
    """Send a form over a connection of its own, from one of many addresses."""
    where, tally.posts = urlsplit(url), tally.posts + 1
    began, source = time.perf_counter(), f"127.0.{client + 1}.{number % 50 + 1}"
    request = (
        f"POST /in/{code}/send HTTP/1.1\r\nHost: {where.netloc}\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )
    writer = None
    try:
        async with asyncio.timeout(patience):
            reader, writer = await asyncio.open_connection(
                where.hostname, where.port, local_addr=(source, 0)
            )
            writer.write(request.encode())
            answer = await reader.read()
    except TimeoutError:
        return
    except OSError as error:
        tally.refused.append(str(error))
        return
    finally:
        if writer is not None:
            writer.close()
    found = _ANSWER.match(answer)
    if found is None or found[1] != b"303":
        tally.refused.append(answer[:60].decode("utf-8", "replace"))
        return
    tally.seconds.append(time.perf_counter() - began)
    tally.answered.setdefault(number, set()).add(found[2].decode())


if __name__ == "__main__":
    sys.exit(main())
