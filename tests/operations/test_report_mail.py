"""The report by mail: each address its own message, told as numbers, and forgotten after that."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.models import ReportAddress
from hrgl.errors import NotNow, OutOfDate, TooFast
from hrgl.operations import report_mail
from hrgl.operations.report_mail import post_reports, send_report_back
from hrgl.operations.sentences import sentence
from hrgl.outcome.reporting_back import forget_reported, reports_waiting
from tests.builders import World, approved, statement_ids, world
from tests.mailing import post_office, use
from tests.publishing import publish_as_read
from tests.reporting import leave_address
from tests.sending import open_world, send

ADDRESSES = ["ada@one.example", "ben@two.example", "cem@three.example"]


@pytest.fixture
def here(session: Session) -> World:
    """A published document, and three who want to hear what became of what they sent."""
    made = open_world(session)
    made.edition.places = 1
    approved(session, made, statement_ids(session, made)[:2])
    publish_as_read(session, made.organiser)
    for at, address in enumerate(ADDRESSES):
        _, receipt = send(session, made, form=f"{at:016}", text=f"Words of number {at}")
        leave_address(session, receipt, address)
    return made


def _left(session: Session) -> list[str]:
    return list(session.exec(select(ReportAddress.address).order_by(ReportAddress.id)).all())


def test_each_gets_a_message_of_their_own_and_is_forgotten(
    session: Session, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with post_office() as office:
        use(monkeypatch, office.port)
        reports = send_report_back(session, here.organiser, seen=3)
        assert office.letters == []
        posted = post_reports(reports)
    forget_reported(session, here.organiser, ids=posted.done)
    assert posted.told == "Sent to 3 addresses; they are forgotten now."
    assert _left(session) == []
    assert office.addresses == ADDRESSES
    for at, letter in enumerate(office.letters):
        assert [str(letter["To"]), letter["Cc"], letter["Bcc"]] == [ADDRESSES[at], None, None]
        others = [each for each in ADDRESSES if each != ADDRESSES[at]]
        assert not any(each in str(letter) for each in others)
        said = letter.get_content()
        assert f"Words of number {at}" in said
        assert said.count("Words of number") == 1
        assert "Outcome Document “Title”, number 1." in said
    [entry] = audit.history(session, edition_id=here.edition.id, nouns=["report.sent"])
    assert entry.detail == {"number": 3}
    assert sentence(entry) == "Olga sent the report back to 3 addresses"


def test_who_was_refused_is_told_as_a_number_and_not_who(
    session: Session, here: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with post_office() as office:
        office.refused.add(ADDRESSES[1])
        use(monkeypatch, office.port)
        posted = post_reports(send_report_back(session, here.organiser, seen=3))
    assert posted.told == (
        "Sent to 2 addresses; they are forgotten now. "
        "The mail server refused 1 address, which is forgotten too."
    )
    forget_reported(session, here.organiser, ids=posted.done)
    assert _left(session) == []
    assert not any(each in caplog.text for each in ADDRESSES)


def test_whom_the_server_went_away_before_waits_for_the_next_time(
    session: Session, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with post_office() as office:
        office.gone_after = 1
        use(monkeypatch, office.port)
        posted = post_reports(send_report_back(session, here.organiser, seen=3))
    assert posted.told.startswith("Sent to 1 address; it is forgotten now.")
    assert "before 2 addresses: they wait" in posted.told
    forget_reported(session, here.organiser, ids=posted.done)
    assert _left(session) == ADDRESSES[1:]
    assert reports_waiting(session, here.edition.id) == 2


def test_it_is_sent_once_in_ten_minutes_to_as_many_as_were_seen_and_not_without_a_server(
    session: Session, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HRGL_SMTP_HOST", raising=False)
    with pytest.raises(NotNow, match="No mail server is set up here"):
        send_report_back(session, here.organiser, seen=3)
    use(monkeypatch, 25)
    with pytest.raises(OutOfDate, match="Meanwhile 3 wait, and not 2"):
        send_report_back(session, here.organiser, seen=2)
    assert len(send_report_back(session, here.organiser, seen=3)) == 3
    with pytest.raises(TooFast, match=r"once in ten minutes\. Wait 10 minutes"):
        send_report_back(session, here.organiser, seen=3)
    later = now() + timedelta(minutes=11)
    monkeypatch.setattr(report_mail, "now", lambda: later)
    forget_reported(session, here.organiser, ids=session.exec(select(ReportAddress.id)).all())
    with pytest.raises(NotNow, match="Nobody waits"):
        send_report_back(session, here.organiser, seen=0)


def test_nobody_forgets_the_addresses_of_another_edition(session: Session, here: World) -> None:
    there = world(session, code="2032")
    ids = session.exec(select(ReportAddress.id)).all()
    assert forget_reported(session, there.organiser, ids=ids) == 0
    assert _left(session) == ADDRESSES
