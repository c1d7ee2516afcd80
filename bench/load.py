"""Fifty people at once, over the real WebSocket protocol, on a night of 600 statements.

`python -m bench.load` prints one table: settings as Streamlit comes, one process on SQLite, and
two processes on PostgreSQL behind nginx. Each person clicks, waits until the page is drawn, and
clicks again one second after the last click began, or at once when drawing took longer; with
`--look`, one second after the page was drawn, as somebody does who looks at it.
`--backup` takes a backup in the middle and compares what is restored with the original.
"""

import argparse
import asyncio
import os
import random
import resource
import shutil
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from bench import backing, night
from bench.people import LIVES, SIGN, Tally
from bench.servers import Running, dashboard, nginx
from bench.visitor import Disconnected, PageBroke, SignInFailed, Visitor
from hrgl.core.database import connect
from hrgl.core.enums import Role

SERVER = os.environ.get("HRGL_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")
ARRIVING = 10.0
HEADS = [
    "",
    "click median",
    "95 %",
    "slowest",
    "clicks/s",
    "first page, median",
    "errors",
    "refused",
    "notes saved",
    "in the database",
    "servers' CPU",
    "a click",
    "people's CPU",
]


@dataclass
class Setting:
    """One way to run the dashboard, and the database beneath."""

    name: str
    running: Running
    database_url: str
    cookies: dict[Role, list[str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--only", choices=["untuned", "sqlite", "postgresql"])
    parser.add_argument("--backup", action="store_true")
    parser.add_argument("--look", action="store_true", help="click a second after it was drawn")
    parser.add_argument("--detail", action="store_true", help="medians by page as well")
    asked = parser.parse_args()
    rows, wrong = [], 0
    with tempfile.TemporaryDirectory(prefix="hrgl-load-") as folder:
        stock = Path(folder) / "night.sqlite3"
        cookies = night.prepare(f"sqlite:///{stock}")
        for name in ("untuned", "sqlite", "postgresql"):
            if asked.only in {None, name}:
                try:
                    with SETTINGS[name](Path(folder), stock, cookies) as setting:
                        row, errors = _measure(setting, asked)
                        rows.append(row)
                        wrong += errors
                except (FileNotFoundError, OperationalError) as error:
                    print(f"{name} is left out: {str(error).splitlines()[0]}", file=sys.stderr)
    print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    return 1 if wrong else 0


Cookies = dict[Role, list[str]]


@contextmanager
def _untuned(folder: Path, stock: Path, cookies: Cookies) -> Iterator[Setting]:
    url = f"sqlite:///{shutil.copy(stock, folder / 'untuned.sqlite3')}"
    with dashboard(url, module="bench.untuned", arguments=(), log=folder / "a.log") as running:
        yield Setting("as Streamlit comes, SQLite", running, url, cookies)


@contextmanager
def _sqlite(folder: Path, stock: Path, cookies: Cookies) -> Iterator[Setting]:
    url = f"sqlite:///{shutil.copy(stock, folder / 'one.sqlite3')}"
    with dashboard(url, log=folder / "b.log") as running:
        yield Setting("one process, SQLite", running, url, cookies)


@contextmanager
def _postgresql(folder: Path, _stock: Path, _cookies: Cookies) -> Iterator[Setting]:
    with ExitStack() as stack:
        url = stack.enter_context(database())
        cookies = night.prepare(url)
        two = [
            stack.enter_context(dashboard(url, log=folder / f"c{number}.log")) for number in (1, 2)
        ]
        front = folder / "nginx"
        front.mkdir()
        running = stack.enter_context(nginx(two, front))
        yield Setting("two processes, PostgreSQL, nginx", running, url, cookies)


SETTINGS = {"untuned": _untuned, "sqlite": _sqlite, "postgresql": _postgresql}


@contextmanager
def database() -> Iterator[str]:
    """A PostgreSQL database of our own, taken away at the end."""
    server = create_engine(
        SERVER.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    name = f"hrgl_bench_{uuid.uuid4().hex[:12]}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield f"{SERVER.rsplit('/', 1)[0]}/{name}"
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


def _measure(setting: Setting, asked: argparse.Namespace) -> tuple[list[str], int]:
    random.seed(7)
    tallies, began = asyncio.run(_evening(setting, asked))
    served = setting.running.cpu_seconds() - began[0]
    clicks = sorted(s for tally in tallies for times in tally.clicks.values() for s in times)
    errors = [error for tally in tallies for error in tally.errors]
    saved = sum(len(tally.saved) for tally in tallies)
    engine = connect(setting.database_url)
    found = night.notes_with(engine, SIGN)
    engine.dispose()
    for error in errors[:10]:
        print(f"error: {error}", file=sys.stderr)
    if asked.detail:
        _by_page(tallies)
    row = [
        setting.name,
        f"{statistics.median(clicks):.2f} s",
        f"{clicks[int(len(clicks) * 0.95)]:.2f} s",
        f"{clicks[-1]:.2f} s",
        f"{len(clicks) / asked.seconds:.1f}",
        f"{statistics.median(tally.first for tally in tallies):.2f} s",
        str(len(errors)),
        str(sum(len(tally.refused) for tally in tallies)),
        str(saved),
        str(found),
        f"{served / began[2]:.0%}",
        f"{1000 * served / len(clicks):.0f} ms",
        f"{(_own_cpu() - began[1]) / began[2]:.0%}",
    ]
    return row, len(errors) + (saved != found)


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def _evening(
    setting: Setting, asked: argparse.Namespace
) -> tuple[list[Tally], tuple[float, float, float]]:
    people = [
        (role, number, cookie)
        for role, cookies in setting.cookies.items()
        for number, cookie in enumerate(cookies)
    ]
    start = time.perf_counter() + ARRIVING
    until = start + asked.seconds
    running = [
        asyncio.create_task(
            _person(setting.running.url, *person, at, start, until, len(people), asked.look)
        )
        for at, person in enumerate(random.sample(people, len(people)))
    ]
    await asyncio.sleep(ARRIVING)
    used = setting.running.cpu_seconds(), _own_cpu()
    if asked.backup:
        await asyncio.sleep(asked.seconds / 2)
        same = await asyncio.to_thread(backing.compare, setting.database_url)
    tallies = await asyncio.gather(*running)
    if asked.backup and not same:
        tallies[0].errors.append("the backup is not what was there at its moment")
    return tallies, (*used, time.perf_counter() - start)


async def _person(
    url: str,
    role: Role,
    number: int,
    cookie: str,
    at: int,
    start: float,
    until: float,
    of: int,
    look: bool,
) -> Tally:
    tally = Tally()
    visitor = Visitor(url, token=cookie)
    await asyncio.sleep(ARRIVING * at / of)
    try:
        tally.first = (await visitor.open("home")).seconds
        life = LIVES[role](visitor, number, tally)
        clicked = max(start + random.random(), time.perf_counter())
        while clicked < until:
            await asyncio.sleep(max(0.0, clicked - time.perf_counter()))
            clicked = time.perf_counter()
            page = await anext(life)
            tally.clicks.setdefault(_name_of(visitor), []).append(page.seconds)
            tally.refused += page.errors
            clicked = (time.perf_counter() if look else clicked) + 1
    except (PageBroke, Disconnected, SignInFailed, LookupError) as error:
        tally.errors.append(f"{role} {number}: {type(error).__name__}: {error}")
    finally:
        await visitor.close()
    return tally


def _name_of(visitor: Visitor) -> str:
    return next((n for n, h in visitor.pages.items() if h == visitor.page_hash), "?")


def _by_page(tallies: list[Tally]) -> None:
    for name in sorted({name for tally in tallies for name in tally.clicks}):
        times = [s for tally in tallies for s in tally.clicks.get(name, [])]
        print(f"  {name:<16}{len(times):>6} clicks, median {statistics.median(times):.2f} s")


if __name__ == "__main__":
    sys.exit(main())
