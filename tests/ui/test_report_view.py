"""Outcome, report back: texts for rooms and for all; the mails that were asked for."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from hrgl.core.database import reading, transaction
from hrgl.core.enums import CommentKind, Role
from hrgl.core.models import Encouragement, ReportAddress
from hrgl.notes.door import rounds
from tests.commenting import say
from tests.mailing import post_office, use
from tests.publishing import Adopted, brought_to_adoption
from tests.reporting import leave_address
from tests.ui.conftest import Open, button, field, names

ADDRESSES = ["ada@one.example", "ben@two.example"]


@pytest.fixture
def adopted(demonstration: Engine) -> list[str]:
    """The demonstration adopted; two who proposed something left an address. Their receipts."""
    with transaction(demonstration) as session:
        made = brought_to_adoption(session)
        return [_propose(session, made, at, address) for at, address in enumerate(ADDRESSES)]


def _propose(session: Session, made: Adopted, at: int, address: str) -> str:
    if at == 0:
        rounds.set_round(session, made.facilitator, workshop_id=None, is_open=True, seen_version=0)
    query = select(Encouragement).where(
        Encouragement.edition_id == made.edition.id, Encouragement.place == 1
    )
    row = session.exec(query).one()
    sender = {"sender": f"sender-{at:013}"}
    _, receipt = say(session, made, row, f"In our town {at}", CommentKind.PROPOSAL, **sender)  # type: ignore[arg-type]
    leave_address(session, receipt, address)
    return receipt


def _left(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return list(
            session.exec(select(ReportAddress.address).order_by(col(ReportAddress.id))).all()
        )


def _everything(at: AppTest) -> str:
    every = [*at.markdown, *at.caption, *at.code, *at.toast, *at.error, *at.info]
    return " ".join(str(each.value) for each in every).replace("\\", "")


def test_before_publication_there_is_no_report(open_page: Open) -> None:
    at = open_page(Role.ORGANISER, "outcome", view="Report back")
    assert "The report stands here as soon as a number" in _everything(at)
    assert not [each for each in at.selectbox if each.key == "report_for"]


def test_the_text_is_there_for_all_for_each_room_and_for_a_receipt(
    open_page: Open, adopted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HRGL_SMTP_HOST", raising=False)
    at = open_page(Role.ORGANISER, "outcome", view="Report back")
    text = at.code[-1].value
    assert text.startswith("What became of what was said at")
    assert text.count("Room ") > 2
    assert "Adopted by the Conference in Graz and online" in text
    assert "No mail server is set up here" in _everything(at)
    assert "send_report_back" not in names(at)
    field(at, "report_for").set_value("A1").run()
    assert at.code[-1].value.count("\nRoom ") == 1
    field(at, "report_for").set_value("One receipt").run()
    field(at, "report_receipt").set_value(adopted[1]).run()
    assert "“In our town 1”" in at.code[-1].value
    assert "In our town 0" not in at.code[-1].value
    assert not any(address in _everything(at) for address in ADDRESSES)


def test_one_press_sends_each_their_own_and_the_addresses_are_gone(
    open_page: Open, adopted: list[str], demonstration: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(adopted) == 2
    with post_office() as office:
        use(monkeypatch, office.port)
        at = open_page(Role.ORGANISER, "outcome", view="Report back")
        assert "2 addresses were left" in _everything(at)
        assert office.letters == []
        button(at, "send_report_back").click().run()
    assert not at.error
    assert not at.exception
    assert office.addresses == ADDRESSES
    assert _left(demonstration) == []
    assert "Sent to 2 addresses; they are forgotten now." in _everything(at)
    assert not any(address in _everything(at) for address in ADDRESSES)


def test_where_the_server_is_not_there_nothing_is_sent_and_nobody_forgotten(
    open_page: Open, adopted: list[str], demonstration: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert adopted
    with post_office() as office:
        use(monkeypatch, office.port)
    at = open_page(Role.ORGANISER, "outcome", view="Report back")
    button(at, "send_report_back").click().run()
    assert "The mail server does not answer" in at.error[0].value
    assert _left(demonstration) == ADDRESSES
