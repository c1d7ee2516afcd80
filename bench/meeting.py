"""Fifty members follow a meeting on their telephones while its chair acts every few seconds.

`python -m bench.meeting` prints a table: a real server, over SQLite and over PostgreSQL; each
follower asks what is before the meeting as the page does, every two seconds or so, over HTTP and
signed in. What is measured: how long from the chair's press until the chair is answered, until each
follower has what was done, how long a follower's question takes, and what went wrong.
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from bench.load import database
from bench.night import come_in
from bench.servers import Running, dashboard
from hrgl.core.database import connect, transaction
from hrgl.core.enums import Role
from hrgl.core.migrations import migrate
from hrgl.core.models import Encouragement, Member, Wording
from hrgl.encouragements import wordings
from hrgl.encouragements.amending import proposing
from hrgl.encouragements.meeting import meetings
from hrgl.encouragements.texts import WordingText
from hrgl.people.sign_ins import token_digest
from hrgl.web.posts import SECRET, secret_of
from tests.builders import statement_ids, submitted, world

FOLLOWERS, PLACES, EVERY = 50, 12, 2.0  # seconds between two questions of a page
WORDS = (
    "Cities buy far more than they say. Contracts name the rights of those who make what is "
    "bought; the city looks at what was promised while the contract runs, and says what it found."
)
HEADS = [
    "",
    "presses",
    "chair answered, median",
    "95 %",
    "followers have it, median",
    "95 %",
    "slowest",
    "a question, median",
    "95 %",
    "questions/s",
    "errors",
    "server's CPU",
]


@dataclass
class Tally:
    """Moments of the chair's presses, and what followers saw of them."""

    pressed: dict[int, float] = field(default_factory=dict)  # by the version of the meeting
    answered: list[float] = field(default_factory=list)
    heard: list[float] = field(default_factory=list)
    questions: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Prepared:
    """Who comes to the meeting: the cookies of its chair and of those who follow."""

    edition: int
    chair: str
    followers: list[str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--pause", type=float, default=3.0, help="between two presses of the chair")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    asked = parser.parse_args()
    rows, wrong = [], 0
    with tempfile.TemporaryDirectory(prefix="hrgl-meeting-") as folder:
        for name in ("sqlite", "postgresql"):
            if asked.only not in {None, name}:
                continue
            try:
                with _database(name, Path(folder)) as url:
                    row, errors = _measure(name, url, Path(folder), asked)
                rows.append(row)
                wrong += errors
            except OperationalError as error:
                print(f"{name} is left out: {str(error).splitlines()[0]}", file=sys.stderr)
    print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    return 1 if wrong else 0


@contextmanager
def _database(name: str, folder: Path) -> Iterator[str]:
    if name == "sqlite":
        yield f"sqlite:///{folder / 'meeting.sqlite3'}"
        return
    with database() as url:
        yield url


def _prepare(url: str) -> Prepared:
    """Twelve wordings before a group of fifty, three of them amended; the meeting is open."""
    engine = connect(url)
    migrate(engine)
    with transaction(engine) as session:
        here = world(session, places=PLACES, quorum=20)
        edition = here.edition
        [chair] = come_in(session, edition, Role.FACILITATOR, 1)
        followers = come_in(session, edition, Role.STEERING, FOLLOWERS)
        ids = statement_ids(session, here, "\n".join(f"* Idea {n} of many" for n in range(PLACES)))
        for place in range(1, PLACES + 1):
            row = submitted(session, here, ids[place - 1 : place], place=place)
            wordings.reword(
                session,
                here.facilitator,
                encouragement_id=row.id,
                heading=f"buy with human rights in mind, part {place}",
                explanation=WORDS,
                seen_version=row.version,
            )
            session.flush()
            if place <= 3:
                _amend(session, here.steering, row)
        group = session.exec(
            select(Member).where(Member.edition_id == edition.id, Member.role == Role.STEERING)
        ).all()
        by = session.exec(select(Member).where(Member.name == "Facilitator 0")).one()
        meetings.open_meeting(session, by, present=[each.id for each in group])
        made = Prepared(edition.id, chair, followers)
    engine.dispose()
    return made


def _amend(session: Session, member: Member, row: Encouragement) -> None:
    wording = session.exec(
        select(Wording).where(Wording.encouragement_id == row.id, Wording.number == row.wording)
    ).one()
    text = WordingText(wording.heading, WORDS.replace("looks at", "checks"), wording.examples)
    proposing.propose(session, member, wording_id=wording.id, text=text)


def _measure(name: str, url: str, folder: Path, asked: argparse.Namespace) -> tuple[list[str], int]:
    random.seed(7)
    prepared = _prepare(url)
    with dashboard(url, log=folder / f"{name}.log", HRGL_WORKER="0") as running:
        used = running.cpu_seconds()
        tally = asyncio.run(_evening(running, prepared, asked.seconds, asked.pause))
        used = running.cpu_seconds() - used
    for error in tally.errors[:10]:
        print(f"error: {error}", file=sys.stderr)
    row = [
        f"{name}, {FOLLOWERS} following",
        str(len(tally.answered)),
        *_told(tally.answered),
        *_told(tally.heard),
        f"{max(tally.heard):.2f} s",
        *_told(tally.questions),
        f"{len(tally.questions) / asked.seconds:.0f}",
        str(len(tally.errors)),
        f"{used / asked.seconds:.0%}",
    ]
    return row, len(tally.errors)


def _told(seconds: list[float]) -> tuple[str, str]:
    ordered = sorted(seconds)
    return f"{statistics.median(ordered):.2f} s", f"{ordered[int(len(ordered) * 0.95)]:.2f} s"


async def _evening(running: Running, prepared: Prepared, seconds: int, pause: float) -> Tally:
    tally = Tally()
    until = time.perf_counter() + seconds
    following = [
        asyncio.create_task(_follow(running.url, cookie, prepared.edition, until, tally))
        for cookie in prepared.followers
    ]
    await _chair(running.url, prepared, until - 2 * EVERY, pause, tally)
    await asyncio.gather(*following)
    return tally


def _browser(url: str, cookie: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=url, cookies={"hrgl": cookie}, timeout=20)


async def _follow(url: str, cookie: str, edition: int, until: float, tally: Tally) -> None:
    """Everything once, then what was done since, as the page asks."""
    async with _browser(url, cookie) as browser:
        await asyncio.sleep(random.uniform(0, EVERY))
        told = await _ask(browser, "rows", {"edition": edition}, tally) or {}
        version = told.get("meeting", {}).get("version", 0)
        while time.perf_counter() < until:
            await asyncio.sleep(EVERY * random.uniform(0.9, 1.1))
            count, latest = told.get("revision", (0, 0))
            since = {"edition": edition, "count": count, "latest": latest}
            told = await _ask(browser, "changes", since, tally) or told
            now = time.perf_counter()
            for seen in range(version + 1, told["meeting"]["version"] + 1):
                if seen in tally.pressed:
                    tally.heard.append(now - tally.pressed[seen])
            version = told["meeting"]["version"]


async def _ask(
    browser: httpx.AsyncClient, what: str, asked: dict[str, int], tally: Tally
) -> dict[str, Any] | None:
    began = time.perf_counter()
    try:
        answer = await browser.get(f"/meeting/{what}", params=asked)
    except httpx.HTTPError as error:
        tally.errors.append(f"{what}: {error!r}")
        return None
    tally.questions.append(time.perf_counter() - began)
    if answer.status_code not in {200, 204}:
        tally.errors.append(f"{what}: {answer.status_code} {answer.text[:200]}")
    return dict(answer.json()) if answer.status_code == 200 else None


async def _chair(url: str, prepared: Prepared, until: float, pause: float, tally: Tally) -> None:
    """From one encouragement to the next: marked, clean, concluded."""
    async with _browser(url, prepared.chair) as browser:
        edition = {"edition": prepared.edition}
        told = await _ask(browser, "rows", edition, tally)
        while told and time.perf_counter() < until:
            await asyncio.sleep(pause)
            told = await _press(browser, prepared, told, tally)


def _next_act(told: dict[str, Any]) -> dict[str, Any]:
    meeting, one = told["meeting"], told["one"]
    seen = {"act": str(uuid.uuid4()), "meeting": meeting["id"], "version": meeting["version"]}
    if one and meeting["clean"] is None:
        return {**seen, "do": "lay_clean", "wording": one["wordingId"]}
    if one and one["word"] is None:
        word = "left_open" if any(a["outcome"] is None for a in one["amendments"]) else "agreed"
        return {**seen, "do": "decide_in_meeting", "wording": one["wordingId"], "word": word}
    at = [each["id"] for each in told["agenda"]]
    after = at[(at.index(meeting["on"]) + 1) % len(at)] if meeting["on"] in at else at[0]
    return {**seen, "do": "turn_to", "encouragement": after}


async def _press(
    browser: httpx.AsyncClient, prepared: Prepared, told: dict[str, Any], tally: Tally
) -> dict[str, Any] | None:
    act = _next_act(told)
    body = {"edition": prepared.edition, "since": told["revision"], "acts": [act]}
    headers = {
        SECRET: secret_of(token_digest(prepared.chair)),
        "origin": str(browser.base_url).rstrip("/"),
    }
    began = time.perf_counter()
    if act["do"] != "decide_in_meeting":  # a conclusion leaves what is before the meeting
        tally.pressed[told["meeting"]["version"] + 1] = began
    answer = await browser.post("/meeting/acts", json=body, headers=headers)
    tally.answered.append(time.perf_counter() - began)
    if answer.status_code != 200 or not answer.json()["answers"][0]["ok"]:
        tally.errors.append(f"{act['do']}: {answer.text[:300]}")
        return None
    return dict(answer.json())


if __name__ == "__main__":
    sys.exit(main())
