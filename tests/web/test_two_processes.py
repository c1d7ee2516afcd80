"""Two dashboards over one PostgreSQL behind nginx: one address, one truth, nothing lost."""

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from shutil import which

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from bench.people import save_note
from bench.servers import Running, dashboard, nginx
from bench.visitor import Disconnected, SignInFailed, Visitor
from hrgl.core.database import connect, transaction
from hrgl.core.enums import JobState, Role
from hrgl.core.models import Account, AuditEntry, Clustering, Edition, Job, Member, Note
from hrgl.operations import demonstration
from hrgl.people import sign_ins
from hrgl.web.patience import PATIENCE
from tests.conftest import Stock, _server_answers


@dataclass
class House:
    """The address, the two processes behind it, and their database."""

    front: Running
    two: list[Running]
    engine: Engine

    def visitor(self, role: Role, at: Running | None = None) -> Visitor:
        """Somebody of this role who is signed in, at the address or at one of the processes."""
        with transaction(self.engine) as session:
            account = session.exec(
                select(Account)
                .join(Member, col(Member.account_id) == Account.id)
                .join(Edition, col(Edition.id) == Member.edition_id)
                .where(Member.role == role, Edition.code == demonstration.CODE)
                .order_by(col(Account.id))
            ).first()
            assert account is not None
            token = sign_ins.open_door(session, account)
        return Visitor((at or self.front).url, token=token)


@pytest.fixture(scope="module")
def house(stock: Stock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Two processes, each with its worker, behind nginx as deploy/ has it."""
    there = which("nginx") or which("nginx", path="/usr/sbin")
    if not os.environ.get("CI") and not (there and _server_answers()):
        pytest.skip("PostgreSQL or nginx is not there: apt-get install nginx-light postgresql")
    url = stock.copy("postgresql", "demonstration")
    folder: Path = tmp_path_factory.mktemp("house")
    engine = connect(url)
    with ExitStack() as stack:
        stack.callback(stock.drop, url)
        stack.callback(engine.dispose)
        two = [stack.enter_context(dashboard(url, log=folder / f"{n}.log")) for n in (1, 2)]
        yield House(stack.enter_context(nginx(two, folder)), two, engine)


def test_what_one_saves_the_others_see_at_their_next_click(house: House) -> None:
    async def both() -> list[str]:
        here, there = (house.visitor(Role.RAPPORTEUR, at) for at in house.two)
        async with here, there:
            await there.open("notes")
            await here.open("notes")
            page = await save_note(here, "Streets are named after women who fought for rights")
            assert page.toasts == ["Note saved\\."]
            rooms = [page.widget("workshop").proto.options[0]]
            after = [text for text in page.texts if "statements from" in text]
            page = await there.set("workshop", rooms[0])
            assert [text for text in page.texts if "statements from" in text] == after
        return after

    assert asyncio.run(both())


def test_signing_out_counts_in_both_processes(house: House) -> None:
    async def out() -> None:
        here = house.visitor(Role.STEERING, house.two[0])
        there = Visitor(house.two[1].url, token=here.cookies["hrgl"])
        async with here, there:
            await there.open("reviews")
            await here.open("home")
            await here.click("sign_out")
            page = await there.rerun()
            assert "You are signed out" in page.texts
            with pytest.raises(SignInFailed):
                await there.reload()

    asyncio.run(out())


def test_a_page_that_stands_open_and_says_nothing_keeps_its_stream(house: House) -> None:
    async def later() -> None:
        async with house.visitor(Role.RAPPORTEUR) as here:
            await here.open("notes")
            await asyncio.sleep(PATIENCE + 2)
            page = await here.rerun()
            assert page.texts

    asyncio.run(later())


def test_a_closed_member_is_refused_by_the_process_that_did_not_close_them(house: House) -> None:
    async def closed() -> None:
        async with house.visitor(Role.RAPPORTEUR, house.two[1]) as there:
            await there.open("notes")
            _let_act(house.engine, active=False)
            page = await there.rerun()
            assert "You are signed out" in page.texts

    try:
        asyncio.run(closed())
    finally:
        _let_act(house.engine, active=True)


def _let_act(engine: Engine, *, active: bool) -> None:
    with transaction(engine) as session:
        for member in session.exec(select(Member).where(Member.role == Role.RAPPORTEUR)).all():
            member.active = active


def test_two_workers_do_a_job_once(house: House) -> None:
    async def asked() -> None:
        async with house.visitor(Role.FACILITATOR) as here:
            await here.open("themes")
            await here.set("themes_view", "Proposal")
            page = await here.click("propose")
            assert not page.errors

    asyncio.run(asked())
    until = time.monotonic() + 240
    state = None
    while time.monotonic() < until and state is not JobState.DONE:
        time.sleep(1)
        with Session(house.engine) as session:
            state = session.exec(select(Job.state)).one()
    assert state is JobState.DONE
    with Session(house.engine) as session:
        assert session.exec(select(func.count(col(Clustering.id)))).one() == 1
        made = select(func.count(col(AuditEntry.id))).where(AuditEntry.subject == "clustering")
        assert session.exec(made).one() == 1


def test_the_people_of_a_process_that_dies_are_served_by_the_other(house: House) -> None:
    """The last test of this house: afterwards one of its processes is gone."""

    async def night() -> tuple[int, list[str]]:
        people = [house.visitor(Role.RAPPORTEUR) for _ in range(12)]
        for person in people:
            await person.open("notes")
        house.two[0].processes[0].kill()
        broken, saved = 0, []
        for number, person in enumerate(people):
            text = f"Benches in district {number} are placed where old people asked for them"
            try:
                page = await save_note(person, text)
            except Disconnected:
                broken += 1
                await person.reload("notes")
                page = await save_note(person, text)
            assert page.toasts == ["Note saved\\."]
            saved.append(text)
        for person in people:
            await person.close()
        return broken, saved

    broken, saved = asyncio.run(night())
    assert 0 < broken < 12
    with Session(house.engine) as session:
        for text in saved:
            found = select(func.count(col(Note.id))).where(col(Note.text).contains(text))
            assert session.exec(found).one() == 1
