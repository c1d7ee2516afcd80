"""Whatever somebody else does in between, an act of the desk hits what stood on the screen."""

import random
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import col, select

from hrgl.core.models import AuditEntry
from hrgl.errors import HrglError
from hrgl.themes import board, themes
from tests.e2e.conftest import Enter
from tests.e2e.evening import Evening
from tests.e2e.test_desk import _press, _sit, evening

pytestmark = pytest.mark.e2e
__all__ = ["evening"]

STEPS = 14
# What is picked, else the current statement; and what each key offers; as it is drawn.
SHOWN = """() => {
    const inside = [...document.querySelectorAll(".st-key-desk *")].find((each) => each.shadowRoot)
    const rows = (selector) => [...inside.shadowRoot.querySelectorAll(selector)]
    const ids = (selector) => rows(selector).map((row) => Number(row.dataset.id))
    const picked = ids(".row.picked")
    return picked.length ? picked : ids(".row.current")
}"""


@pytest.mark.parametrize("seed", range(3))
def test_no_act_hits_a_statement_that_was_not_picked_whatever_another_does_meanwhile(
    enter: Enter, evening: Evening, seed: int
) -> None:
    page = _sit(enter, evening, "fay")
    chance, done = random.Random(seed), 0
    for _ in range(STEPS):
        _pick(page, chance)
        if chance.random() < 0.6:
            _somebody_else(evening, chance)
        before = _entries(evening)
        shown = set(page.evaluate(SHOWN))
        _act(page, chance)
        _settle(page)
        for entry in _entries(evening)[len(before) :]:
            if entry.member_id == evening.members["fay"] and entry.act != "act.undone":
                assert set(entry.detail["statements"]) <= shown, entry.act
                done += 1
    assert done >= 3
    now = evening.asks(lambda s: board.board(s, edition_id=evening.here.edition.id))
    counted = len(now.queue) + len(now.left_out) + sum(len(t.statements) for t in now.themes)
    assert counted == 40


def _pick(page: Page, chance: random.Random) -> None:
    if chance.random() < 0.3:
        _press(page, chance.choice("[]"))
    for _ in range(chance.randint(0, 2)):
        _press(page, "j")
        if chance.random() < 0.5:
            _press(page, "x")


def _act(page: Page, chance: random.Random) -> None:
    key = chance.choice("mmmsu")
    _press(page, key)
    if key in "ms" and page.get_by_role("dialog").is_visible():
        page.keyboard.type(chance.choice(["mon", "peo", "tim"]) if key == "m" else "no idea")
        _press(page, "Enter")
    _press(page, "Escape")


def _settle(page: Page) -> None:
    """Wait until every act is answered."""
    page.wait_for_timeout(150)
    expect(page.locator(".told")).not_to_contain_text("Not saved yet")


def _somebody_else(evening: Evening, chance: random.Random) -> None:
    now = evening.asks(lambda s: board.board(s, edition_id=evening.here.edition.id))
    rows = [*now.queue, *(row for theme in now.themes for row in theme.statements)]
    what: dict[str, Any] = {"statement_ids": [chance.choice(rows[:12]).id]}
    targets = [None, *(theme.id for theme in now.themes)]
    try:
        evening.does("bo", themes.move, theme_id=chance.choice(targets), **what)
    except HrglError:
        return


def _entries(evening: Evening) -> list[AuditEntry]:
    query = (
        select(AuditEntry)
        .where(AuditEntry.edition_id == evening.here.edition.id)
        .order_by(col(AuditEntry.id))
    )
    return evening.asks(lambda session: list(session.exec(query).all()))
