"""Attacks on a dashboard of our own while somebody else clicks: their waits, and the memory.

`python -m bench.attacks` prints one table. Each attack has a server of its own, is bounded in
number and ends by itself; one person goes from page to page meanwhile, a click a second. Memory is
that of the dashboard's process, and at its peak also with the processes that read files for it.
"""

import argparse
import asyncio
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench import night
from bench.dropping import drop, upload
from bench.servers import Running, dashboard
from bench.visitor import Disconnected, SignInFailed, Visitor
from hrgl.core.enums import Role
from tests import office_files

MB = 1024 * 1024
QUIET, AT_MOST = 8.0, 300.0  # seconds of clicks before, and of an attack
PAGES = ("home", "notes", "themes", "encouragements", "history")
HEADS = [
    "",
    "others wait, before",
    "longest",
    "during",
    "longest",
    "clicks",
    "it took",
    "memory before",
    "peak",
    "with readers",
    "after",
    "what it was told",
]
_LINE = "The city publishes its budget in plain words and people ask for more. "
Cookies = dict[Role, list[str]]
Attack = Callable[[Running, Cookies], Awaitable[str]]


@dataclass
class Watch:
    """What somebody else waited for, and what the server took meanwhile."""

    before: list[float] = field(default_factory=list)
    during: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    together: list[float] = field(default_factory=list)


async def texts(running: Running, cookies: Cookies) -> str:
    """Two tabs with four texts of 12 MB each."""
    text = (_LINE * 12 + "\n").encode()
    text *= 12 * MB // len(text)
    return await _tabs(running, cookies, 2, {f"A{n}.txt": text for n in range(1, 5)})


async def documents(running: Running, cookies: Cookies) -> str:
    """Three tabs with a Word file of 10 kB each that unfolds to 900,000 line breaks."""
    body = f"<w:p><w:r><w:t>Ideas</w:t>{'<w:br/>' * 900_000}<w:t>end</w:t></w:r></w:p>"
    data = office_files.docx(body)
    return await _tabs(running, cookies, 3, {"B1.docx": data})


async def lines(running: Running, cookies: Cookies) -> str:
    """Two tabs with a million short lines, as many colons, one endless line, endless rows."""
    files = {
        "A1.txt": b"Ana: b\n" * 1_000_000,
        "A2.txt": b":" * MB,
        "B1.txt": b"word " * (4 * MB),
        "B2.csv": b"Note\n" + b"a b c\n" * 190_000,
        "C1.txt": b"* Ana asks for it.\n" * 45_000,
    }
    return await _tabs(running, cookies, 2, files)


async def _tabs(running: Running, cookies: Cookies, tabs: int, files: dict[str, bytes]) -> str:
    async def one(number: int) -> list[int]:
        visitor = Visitor(running.url, token=cookies[Role.RAPPORTEUR][number], patience=AT_MOST)
        try:
            await visitor.open("notes")
            return await drop(visitor, files)
        finally:
            await visitor.close()

    found = await asyncio.gather(*(one(number) for number in range(tabs)))
    return _told(str(status) for answers in found for status in answers)


async def stranger(running: Running, _: Cookies) -> str:
    """Somebody without a sign-in opens the stream and uploads 30 files of 18 MB."""
    visitor = Visitor(running.url, patience=30)
    told = []
    try:
        await visitor.connect()
        await visitor.hail()
    except Disconnected:
        told.append("no stream")
        visitor.session_id = "11111111-1111-1111-1111-111111111111"
    data = b"x" * (18 * MB)
    for number in range(30):
        told.append(str(await upload(visitor, f"file-{number}", "x.txt", data)))
    return _told(told)


async def member(running: Running, cookies: Cookies) -> str:
    """A member uploads 60 files of 18 MB into a tab of their own, and looks at none."""
    visitor = Visitor(running.url, token=cookies[Role.RAPPORTEUR][0], patience=30)
    await visitor.open("notes")
    data = b"x" * (18 * MB)
    answers = [await upload(visitor, f"file-{n}", "x.txt", data) for n in range(60)]
    await visitor.close()
    return _told(map(str, answers))


ATTACKS: dict[str, Attack] = {
    "texts": texts,
    "documents": documents,
    "lines": lines,
    "stranger": stranger,
    "member": member,
}


def _told(answers: object) -> str:
    return ", ".join(f"{times} × {told}" for told, times in Counter(answers).items())  # type: ignore[call-overload]


async def _measure(attack: Attack, running: Running, cookies: Cookies) -> list[str]:
    watch, over = Watch(), asyncio.Event()
    watching = asyncio.create_task(_weigh(running.processes[0].pid, watch, over))
    async with Visitor(running.url, token=cookies[Role.FACILITATOR][0], patience=AT_MOST) as other:
        for name in PAGES * 2:
            await other.open(name)
        until = time.perf_counter() + QUIET
        while time.perf_counter() < until:
            await _click(other, watch.before)
        before = _memory(running.processes[0].pid)
        watch.memory.clear()
        watch.together.clear()
        began = time.perf_counter()
        attacking = asyncio.create_task(attack(running, cookies))
        while not attacking.done() and time.perf_counter() - began < AT_MOST:
            if not await _click(other, watch.during):
                break
        took = time.perf_counter() - began
        try:
            told = await asyncio.wait_for(attacking, 5)
        except (TimeoutError, Disconnected, SignInFailed) as error:
            told = type(error).__name__
    await asyncio.sleep(3)
    over.set()
    await watching
    after = _memory(running.processes[0].pid)
    return [
        f"{statistics.median(watch.before):.2f} s",
        f"{max(watch.before):.2f} s",
        f"{statistics.median(watch.during):.2f} s",
        f"{max(watch.during):.2f} s",
        str(len(watch.during)),
        f"{took:.0f} s",
        f"{before:.0f} MB",
        f"{max(watch.memory):.0f} MB",
        f"{max(watch.together):.0f} MB",
        f"{after:.0f} MB",
        told,
    ]


async def _click(other: Visitor, seconds: list[float]) -> bool:
    """Go to the next page, and look at it for a moment; whether it was ever drawn."""
    began = time.perf_counter()
    try:
        await other.open(PAGES[len(seconds) % len(PAGES)])
    except Disconnected:
        seconds.append(time.perf_counter() - began)
        return False
    seconds.append(time.perf_counter() - began)
    await asyncio.sleep(max(0.0, 0.5 - seconds[-1]))
    return True


async def _weigh(pid: int, watch: Watch, over: asyncio.Event) -> None:
    while not over.is_set():
        watch.memory.append(_memory(pid))
        watch.together.append(watch.memory[-1] + sum(map(_share, _family(pid)[1:])))
        await asyncio.sleep(0.1)


def _family(pid: int) -> list[int]:
    """A process and those that it started."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            children = (task / "children").read_text("utf-8").split()
        except OSError:
            continue
        found += [each for child in children for each in _family(int(child))]
    return found


def _share(pid: int) -> float:
    """Megabytes that a process holds for itself; a copy about to become a reader holds none."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
    except OSError:
        return 0.0
    return sum(map(int, re.findall(r"Private_\w+:\s+(\d+)", rollup))) / 1024


def _memory(pid: int) -> float:
    """Megabytes that a process holds; nothing if it has ended meanwhile."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=list(ATTACKS))
    asked = parser.parse_args()
    print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}", flush=True)
    for name, attack in ATTACKS.items():
        if asked.only in {None, name}:
            with tempfile.TemporaryDirectory(prefix="hrgl-attacks-") as folder:
                url = f"sqlite:///{Path(folder) / 'hrgl.sqlite3'}"
                cookies = night.prepare(url)
                log = Path(folder) / "server.log"
                with dashboard(url, log=log, HRGL_WORKER="0") as running:
                    row = asyncio.run(_measure(attack, running, cookies))
            described = " ".join((attack.__doc__ or name).split()).rstrip(".")
            print(f"| {' | '.join([described, *row])} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
