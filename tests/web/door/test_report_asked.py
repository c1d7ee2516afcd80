"""An address left at the page of a receipt, for the one message that says what became of it."""

import re

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.testclient import TestClient

from hrgl.core.database import reading, transaction
from hrgl.core.models import Edition, Member, ReportAddress
from tests.builders import World, approved, statement_ids
from tests.mailing import use
from tests.publishing import publish_as_read
from tests.web.door import opened, receipt_on

ADDRESS = "somebody@city.example"
ASK = "Tell me what became of it"


@pytest.fixture
def receipt(client: TestClient, path: str) -> str:
    return receipt_on(client.post(f"{path}/send", data=opened(client, path)).text)


def _left(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return list(session.exec(select(ReportAddress.address)).all())


def test_an_address_is_left_beside_the_receipt_shown_nowhere_and_taken_back(
    client: TestClient, path: str, engine: Engine, monkeypatch: pytest.MonkeyPatch, receipt: str
) -> None:
    use(monkeypatch, 25)
    sent = client.post(f"{path}/send", data=opened(client, path)).text
    assert ASK in sent
    typed = {"receipt": receipt, "do": "report", "address": ADDRESS}
    page = client.post(f"{path}/trace", data=typed).text
    assert "you will hear once what became of it" in page
    assert _left(engine) == [ADDRESS]
    again = client.post("/trace", data={"receipt": receipt}).text
    assert "An address is left with this receipt." in again
    assert ADDRESS not in page + again
    page = client.post("/trace", data={"receipt": receipt, "do": "no_report"}).text
    assert "The address is forgotten" in page
    assert _left(engine) == []


def test_what_is_no_address_is_given_back_with_the_reason(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch, receipt: str
) -> None:
    use(monkeypatch, 25)
    page = client.post(
        "/trace", data={"receipt": receipt, "do": "report", "address": 'a,b"><i>@c.example'}
    )
    assert page.status_code == 422
    assert "This is not an e-mail address." in page.text
    assert "a,b&#34;&gt;&lt;i&gt;@c.example" in page.text
    assert _left(engine) == []


def test_a_wrong_receipt_leaves_no_address(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, 25)
    typed = {"receipt": "AAAA-AAAA-AAAA-AAAA", "do": "report", "address": ADDRESS}
    assert client.post("/trace", data=typed).status_code == 404
    assert _left(engine) == []


def test_where_no_mail_goes_out_no_address_is_asked_for_but_one_can_be_taken_back(
    client: TestClient, path: str, engine: Engine, monkeypatch: pytest.MonkeyPatch, receipt: str
) -> None:
    monkeypatch.delenv("HRGL_SMTP_HOST", raising=False)
    assert ASK not in client.post(f"{path}/send", data=opened(client, path)).text
    assert ASK not in client.post("/trace", data={"receipt": receipt}).text
    with transaction(engine) as session:
        edition_id = session.exec(select(Edition.id)).one()
        digest = "0" * 64
        session.add(
            ReportAddress(edition_id=edition_id, receipt_sha256=digest, address="x@y.example")
        )
    typed = {"receipt": receipt, "do": "no_report"}
    assert client.post("/trace", data=typed).status_code == 200
    assert _left(engine) == ["x@y.example"]  # of another receipt


def test_once_it_is_published_the_page_holds_the_report_as_a_text(
    client: TestClient, engine: Engine, here: World, receipt: str
) -> None:
    heading = "The same as a text to copy"
    assert heading not in client.post("/trace", data={"receipt": receipt}).text
    with transaction(engine) as session:
        organiser = session.get_one(Member, here.organiser.id)
        session.get_one(Edition, here.edition.id).places = 1
        approved(session, here, statement_ids(session, here)[:2])
        publish_as_read(session, organiser)
    page = client.post("/trace", data={"receipt": receipt}).text
    assert heading in page
    assert re.search(r"Outcome Document “Title”, number 1\.", page)
