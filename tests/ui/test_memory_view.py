"""On Themes a proposal is asked for from an earlier edition, and its dry run is read first."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from hrgl.core import jobs
from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Account, Edition, Job, Member
from hrgl.operations import worker
from hrgl.people import accounts
from hrgl.themes import board, themes
from tests.builders import World, statement_ids, world
from tests.fakes import FakeEmbedder
from tests.ui.conftest import Open, button, field

WATER = "\n".join(
    f"* Repair {what} of the drinking water in street {number}"
    for number, what in enumerate(("pipes", "wells", "pumps", "taps", "tanks", "meters"))
)
BEFORE = "the themes of edition 2001"


def _before(session: Session) -> World:
    """An edition before the demonstration, itself one, in which its facilitator had a part."""
    here = session.exec(select(Edition)).one()
    who = select(Account).join(Member).where(Member.role == Role.FACILITATOR)  # type: ignore[arg-type]  # joined by its key
    account = session.exec(who.order_by(col(Account.id))).first()
    assert account is not None
    edition = Edition(code="2001", series=here.series, title="Before", demonstration=True)
    session.add(edition)
    session.flush()
    made = world(session, edition=edition, code="2001")
    accounts.add_member(
        session, made.organiser, email=account.email, name="Fay", role=Role.FACILITATOR
    )
    return made


@pytest.fixture
def asking(open_page: Open, demonstration: Engine) -> AppTest:
    """The page of somebody who had a part in an earlier edition with two themes."""
    with transaction(demonstration) as session:
        made = _before(session)
        ids = statement_ids(session, made, WATER)
        themes.create(session, made.facilitator, name="Water *for* all", statement_ids=ids)
        themes.create(session, made.facilitator, name="Nothing said", statement_ids=[])
    return open_page(Role.FACILITATOR, "themes", view="Proposal")


def _words(at: AppTest) -> str:
    tables = [str(each.value.to_dict("list")) for each in at.table]
    return "\n".join([*tables, *(str(each.value) for each in at.markdown)]).replace("\\", "")


def _stands(session: Session, edition_id: int) -> dict[str, set[int]]:
    found = board.board(session, edition_id=edition_id)
    return {theme.name: {s.id for s in theme.statements} for theme in found.themes}


def test_where_no_earlier_edition_is_open_to_a_person_none_is_offered(open_page: Open) -> None:
    at = open_page(Role.FACILITATOR, "themes", view="Proposal")
    assert "start_from" not in {each.key for each in at.selectbox}


def test_a_proposal_from_an_earlier_edition_is_asked_for_and_read_as_a_dry_run(
    asking: AppTest, demonstration: Engine
) -> None:
    field(asking, "start_from").select(BEFORE).run()
    button(asking, "propose", earlier="2001").click().run()
    assert not asking.error
    with reading(demonstration) as session:
        job = session.exec(select(Job).where(Job.kind == jobs.PROPOSE)).one()
        before = _stands(session, job.edition_id)
    assert job.parameters == {"themes": 12, "earlier": "2001"}
    assert worker.work_once(demonstration, load=FakeEmbedder)
    asking.run()
    assert not asking.exception
    told = _words(asking)
    assert "of edition 2001 would fill" in told
    assert "Nothing said" in told
    assert "stays empty" in told
    assert "near none of them" in told
    with reading(demonstration) as session:
        assert _stands(session, job.edition_id) == before
