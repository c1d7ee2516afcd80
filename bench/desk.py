"""How the desk feels at 200, 2,000 and 10,000 statements, in Chromium: `python -m bench.desk`.

First rows from the moment the page is asked for; of forty moves by one key each, how long until the
row is gone from the screen and until the act is answered; how many frames of a long scroll showed a
place without a row; how many rows were in the page; how long a filter takes.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path
from shutil import which

import numpy as np
from playwright.sync_api import Page, sync_playwright
from sqlalchemy import Engine
from sqlmodel import Session, select

from bench.servers import dashboard
from hrgl.core import vector_store
from hrgl.core.database import connect, transaction
from hrgl.core.enums import Role
from hrgl.core.migrations import migrate
from hrgl.core.models import Clustering, Placement
from hrgl.notes import statements
from hrgl.people import accounts, passwords
from hrgl.themes import themes
from tests.builders import World, statement_ids, world
from tests.e2e.conftest import PASSWORD

SIZES = (200, 2_000, 10_000)
ACTS, THEMES, DIMENSIONS = 40, 15, 384
WINDOW = {"width": 1366, "height": 768}
_WORDS = ["towns", "paid", "people", "for", "time", "and", "wrote", "in plain words", "what became"]
# Presses the first chip's key; told when the row it was about is gone from the list.
_ONE_ACT = """() => new Promise((done) => {
    const inside = [...document.querySelectorAll(".st-key-desk *")].find((each) => each.shadowRoot)
    const root = inside.shadowRoot
    const row = root.querySelector(".row.current")
    const id = row.dataset.id
    const began = performance.now()
    const gone = () => {
        const there = root.querySelector(`.row[data-id="${id}"]`)
        if (there) requestAnimationFrame(gone)
        else setTimeout(() => done(performance.now() - began))
    }
    root.querySelector(".list").dispatchEvent(
        new KeyboardEvent("keydown", { key: "1", bubbles: true, composed: true }),
    )
    requestAnimationFrame(gone)
})"""
_SCROLL = """() => new Promise((done) => {
    const inside = [...document.querySelectorAll(".st-key-desk *")].find((each) => each.shadowRoot)
    const root = inside.shadowRoot
    const list = root.querySelector(".list")
    let [frames, blank, most, worst, before] = [0, 0, 0, 0, performance.now()]
    const step = () => {
        const now = performance.now()
        worst = Math.max(worst, now - before)
        before = now
        const box = list.getBoundingClientRect()
        const rows = [...list.querySelectorAll(".row")]
        most = Math.max(most, rows.length)
        const at = (y) => rows.some((row) => {
            const { top, bottom } = row.getBoundingClientRect()
            return top <= y && bottom >= y
        })
        if (!at(box.top + 5) || !at(box.top + box.height / 2) || !at(box.bottom - 5)) blank++
        if (++frames > 120) return done({ frames, blank, most, worst })
        list.scrollTop += 180
        requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
})"""


def main() -> None:
    heads = ["statements", "first rows", "act seen", "95 %", "answered", "95 %", "blank frames"]
    print("  ".join([*heads, "rows drawn", "worst frame", "filter"]))
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
            engine = connect(url)
            migrate(engine)
            name = _fill(engine, size)
            with dashboard(url, HRGL_WORKER="0") as running:
                _measure(running.url, name, size)
            engine.dispose()


def _fill(engine: Engine, size: int) -> str:
    """Statements in themes, half of them in the queue, with vectors; who can sign in."""
    chance = np.random.default_rng(size)
    with transaction(engine) as session:
        here = world(session, code=str(size))
        accounts.add_member(
            session,
            here.organiser,
            email="fay@bench.example",
            name="Fay",
            role=Role.FACILITATOR,
            password_hash=passwords.hashed(PASSWORD),
        )
        lines = [
            f"* Number {n}: {' '.join(chance.choice(_WORDS, chance.integers(6, 34)))}"
            for n in range(size)
        ]
        ids = [
            each
            for at in range(0, size, 500)
            for each in statement_ids(session, here, "\n".join(lines[at : at + 500]))
        ]
        groups = np.array_split(np.array(ids[: len(ids) // 2]), THEMES)
        for number, group in enumerate(groups):
            themes.create(
                session,
                here.facilitator,
                name=f"Theme number {number + 1}",
                statement_ids=group.tolist(),
            )
        _vectors(session, here, chance)
    return "fay@bench.example"


def _vectors(session: Session, here: World, chance: np.random.Generator) -> None:
    session.add(
        Clustering(
            edition_id=here.edition.id,
            member_id=here.facilitator.id,
            model="bench",
            parameters={},
            statements_sha256="0" * 64,
            result={},
        )
    )
    rows = statements.list_statements(session, edition_id=here.edition.id)
    drawn = chance.normal(size=(len(rows), DIMENSIONS)).astype(np.float32)
    kept = {row.text: vector for row, vector in zip(rows, drawn, strict=True)}
    vector_store.keep_vectors(session, kept, "bench")
    for placement in session.exec(select(Placement)).all():
        placement.pinned = False  # as if the machine had placed them


def _measure(address: str, name: str, size: int) -> None:
    chromium = os.environ.get("HRGL_CHROMIUM") or which("chromium")
    if not chromium:
        raise SystemExit("Chromium is not there: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport=WINDOW)
        page.set_default_timeout(60_000)
        page.goto(address)
        page.get_by_label("E-mail address").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.locator("h1").first.wait_for()
        began = time.perf_counter()
        page.goto(f"{address}/themes")
        page.locator(".row").first.wait_for()
        first = time.perf_counter() - began
        seen, answered = _acts(page)
        scrolled = page.evaluate(_SCROLL)
        began = time.perf_counter()
        page.get_by_role("searchbox").fill("number 7")
        page.locator(".clear:visible").wait_for()
        found = time.perf_counter() - began
        browser.close()
    told = [
        f"{size:,}",
        f"{first:.2f} s",
        *(f"{each:.0f} ms" for each in (statistics.median(seen), _95(seen))),
        *(f"{each:.0f} ms" for each in (statistics.median(answered), _95(answered))),
        f"{scrolled['blank']} of {scrolled['frames']}",
        str(scrolled["most"]),
        f"{scrolled['worst']:.0f} ms",
        f"{1000 * found:.0f} ms",
    ]
    print("  ".join(told), flush=True)


def _acts(page: Page) -> tuple[list[float], list[float]]:
    """Milliseconds until the row is gone, and until the act is answered, of each act."""
    page.locator(".list").focus()
    seen, answered = [], []
    for _ in range(ACTS):
        began = time.perf_counter()
        with page.expect_response("**/desk/acts") as response:
            seen.append(page.evaluate(_ONE_ACT))
        response.value.finished()
        answered.append(1000 * (time.perf_counter() - began))
    return seen, answered


def _95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
