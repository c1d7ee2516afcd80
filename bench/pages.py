"""How quickly pages come: the first one after `serve`, and reruns at 10,000 statements.

`python -m bench.pages` prints one table. The first page is timed to the moment the sign-in
answers, and (with Chromium) to the moment the demonstration's home page has drawn itself.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from shutil import which
from urllib.error import URLError

from playwright.sync_api import sync_playwright
from sqlalchemy import Engine
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import connect, transaction
from hrgl.core.enums import Role
from hrgl.core.migrations import migrate
from hrgl.core.models import Edition, Member, Workshop
from hrgl.formats.readers.reading import ReadNote
from hrgl.notes.imports import imports
from hrgl.notes.imports.preview import FileIn
from hrgl.operations import demonstration
from hrgl.people import sign_ins
from hrgl.themes import placing, themes

ROOT = Path(__file__).resolve().parent.parent
STATEMENTS = 10_000
PAGES = ["home", "notes", "themes", "encouragements", "reviews", "outcome", "where", "history"]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        engine = connect(url)
        migrate(engine)
        with transaction(engine) as session:
            demonstration.load_demonstration(session)
        print(f"{'what':<58}{'seconds':>10}")
        _start(url)
        _fill(engine)
        _reruns(url, engine)


def _start(url: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    for turn in ("first start", "second start (warm)"):
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "hrgl", "serve", "--port", str(port)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HRGL_DATABASE_URL": url, "HRGL_WORKER": "0"},
        )
        try:
            _wait(f"{address}/sign-in")
            _row(f"{turn}: serve → the sign-in page answers", time.perf_counter() - began)
            _first_page(address, turn)
        finally:
            process.terminate()
            process.wait(20)


def _wait(url: str) -> None:
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (URLError, ConnectionError):
            time.sleep(0.02)


def _first_page(address: str, turn: str) -> None:
    chromium = os.environ.get("HRGL_CHROMIUM") or which("chromium")
    if not chromium:
        print("Chromium is not there, so no page is drawn: apt-get install chromium")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(address)
        began = time.perf_counter()
        page.locator("form:has(input[value=facilitator]) button").click()
        page.locator("[data-testid=stMetric]").first.wait_for()
        _row(f"{turn}: click on the door → home is drawn", time.perf_counter() - began)
        browser.close()


def _fill(engine: Engine) -> None:
    """Add notes until there are 10,000 statements, two thirds of them in themes."""
    with transaction(engine) as session:
        edition = session.exec(select(Edition).where(Edition.code == demonstration.CODE)).one()
        rooms = session.exec(select(Workshop).where(Workshop.edition_id == edition.id)).all()
        actor = session.exec(
            select(Member).where(Member.edition_id == edition.id, Member.role == Role.FACILITATOR)
        ).first()
        assert actor is not None
        board = placing.live(session, edition_id=edition.id)
        each = STATEMENTS // len(rooms)
        for at, room in enumerate(rooms):
            text = "\n".join(
                f"* Office {n} of room {at} explains its budget to residents in plain words"
                for n in range(each)
            )
            file = FileIn(room.id, f"{at}.txt", [ReadNote(text)])
            [came] = imports.bring_in(session, actor, files=[file])
            ids = [s.id for s in came.taken.statements]
            placed = ids[: 2 * len(ids) // 3]
            themes.move(session, actor, statement_ids=placed, theme_id=board[at % len(board)].id)


def _reruns(url: str, engine: Engine) -> None:
    os.environ["HRGL_DATABASE_URL"] = url
    with transaction(engine) as session:
        token = sign_ins.enter_demonstration(session, role=Role.FACILITATOR)
    app = AppTest.from_file(ROOT / "hrgl" / "ui" / "shell" / "frame.py", default_timeout=120)
    app.user = {"sid": sign_ins.token_digest(token)}
    app.run()
    for name in PAGES:
        app.switch_page(str(ROOT / "pages" / f"{name}.py")).run()
        times = []
        for _ in range(5):
            began = time.perf_counter()
            app.run()
            times.append(time.perf_counter() - began)
        _row(f"{name}: rerun at {STATEMENTS:,} statements, median of 5", statistics.median(times))
        _act(engine)
        began = time.perf_counter()
        app.run()
        _row(f"{name}: first run after an act", time.perf_counter() - began)


def _act(engine: Engine) -> None:
    with transaction(engine) as session:
        edition = session.exec(select(Edition).where(Edition.code == demonstration.CODE)).one()
        actor = session.exec(
            select(Member).where(Member.edition_id == edition.id, Member.role == Role.FACILITATOR)
        ).first()
        theme = placing.live(session, edition_id=edition.id)[0]
        assert actor is not None
        themes.mark_reviewed(
            session,
            actor,
            theme_id=theme.id,
            reviewed=not theme.reviewed,
            seen_version=theme.version,
        )


def _row(what: str, seconds: float) -> None:
    print(f"{what:<58}{seconds:>10.2f}", flush=True)


if __name__ == "__main__":
    main()
