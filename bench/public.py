"""How many times a second one process shows the public page, with a document of 450 citations.

`python -m bench.public` prints one row a page: several readers ask over connections that are kept,
as browsers and proxies do; with and without a browser that knows the page already. Wanted are 200
requests a second.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bench.servers import Running, dashboard
from hrgl.core.database import connect, transaction
from hrgl.core.migrations import migrate
from tests.printed import adopted_example
from tests.public_numbers import put_there

WANTED = 200
HEADS = ["page", "requests a second", "median ms", "95 % ms", "slowest ms", "answers", "MB"]
PAGES = {
    "document, first time": ("/outcome/2023", False),
    "document, known to the browser": ("/outcome/2023", True),
    "one encouragement": ("/outcome/2023/1/encouragement-4", False),
    "PDF or another file": ("/outcome/2023/1/download/docx", False),
    "search": ("/outcome/2023?q=budget", False),
}


@dataclass
class Told:
    """What the readers were answered, after how long, and how much of it."""

    seconds: list[float] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    size: int = 0


def main() -> int:
    """Print a table; 1 if the document is shown less often than wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--readers", type=int, default=16)
    asked = parser.parse_args()
    print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}")
    slow = False
    with tempfile.TemporaryDirectory(prefix="hrgl-public-") as folder:
        url = f"sqlite:///{Path(folder) / 'public.sqlite3'}"
        engine = connect(url)
        migrate(engine)
        with transaction(engine) as session:
            put_there(session, adopted_example())
        engine.dispose()
        with dashboard(url, HRGL_WORKER="0") as running:
            for name, (path, known) in PAGES.items():
                told = asyncio.run(_read(running, path, known, asked))
                rate = len(told.seconds) / asked.seconds
                slow = slow or (name.startswith("document") and rate < WANTED)
                print(f"| {' | '.join(_row(name, told, rate))} |")
    return int(slow)


async def _read(running: Running, path: str, known: bool, asked: argparse.Namespace) -> Told:
    there = urlsplit(running.url)
    head = await _one(there.hostname or "", there.port or 0, path, "")
    mark = head if known else ""
    told, until = Told(), time.monotonic() + asked.seconds
    await asyncio.gather(
        *(
            _reader(there.hostname or "", there.port or 0, path, mark, until, told)
            for _ in range(asked.readers)
        )
    )
    return told


async def _one(host: str, port: int, path: str, mark: str) -> str:
    """The mark by which a browser knows the page again."""
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(_request(path, mark))
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    writer.close()
    lines = [each for each in head.splitlines() if each.lower().startswith("etag:")]
    return lines[0].partition(":")[2].strip() if lines else ""


async def _reader(host: str, port: int, path: str, mark: str, until: float, told: Told) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    while time.monotonic() < until:
        begun = time.perf_counter()
        writer.write(_request(path, mark))
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = head.partition("content-length:")[2].partition("\r\n")[0].strip() or "0"
        told.size += len(await reader.readexactly(int(length)))
        told.seconds.append(time.perf_counter() - begun)
        told.answers[int(head.split()[1])] += 1
    writer.close()


def _request(path: str, mark: str) -> bytes:
    known = f"If-None-Match: {mark}\r\n" if mark else ""
    return (
        f"GET {path} HTTP/1.1\r\nHost: city.example\r\nAccept-Encoding: gzip\r\n{known}\r\n"
    ).encode()


def _row(name: str, told: Told, rate: float) -> list[str]:
    each = [1000 * second for second in told.seconds]
    late = statistics.quantiles(each, n=20)[-1]
    answers = ", ".join(f"{count} × {code}" for code, count in sorted(told.answers.items()))
    figures = (rate, statistics.median(each), late, max(each))
    return [name, *(f"{figure:.0f}" for figure in figures), answers, f"{told.size / 1e6:.1f}"]


if __name__ == "__main__":
    raise SystemExit(main())
