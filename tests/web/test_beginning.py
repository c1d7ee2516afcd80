"""The page behind the link on the console, and what the sign-in page says before it was used."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.testclient import TestClient

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Role
from hrgl.core.models import Account, Edition, Member
from hrgl.editions import founding
from tests.web import PASSWORD, csrf, sign_in
from tests.web.conftest import MakeClient

ASK = "Ask the organisers of your edition"
NOBODY = "Nobody organises an edition here yet"


@pytest.fixture
def path(engine: Engine) -> str:
    """Where the link leads."""
    with transaction(engine) as session:
        return f"/begin/{founding.make_link(session)}"


def _form(client: TestClient, **fields: str) -> dict[str, str]:
    return {
        "edition": "",
        "code": "2040",
        "title": "Rights at work",
        "name": "Olga",
        "email": "olga@city.example",
        "password": PASSWORD,
        "again": PASSWORD,
        "csrf": csrf(client),
        **fields,
    }


def test_the_first_organiser_comes_in_with_an_edition_of_their_own(
    client: TestClient, make_client: MakeClient, path: str, engine: Engine
) -> None:
    assert client.get(path).status_code == 200
    assert client.get(path).status_code == 200  # looking does not use it up
    answer = client.post(path, data=_form(client), follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/setup")
    assert len(client.get("/").text) == 64
    assert sign_in(make_client(), email="olga@city.example").status_code == 303
    with reading(engine) as session:
        query = select(Edition.code, Member.role).join(Member).join(Account)
        [found] = session.exec(query.where(Account.email == "olga@city.example")).all()
    assert found == ("2040", Role.ORGANISER)


def test_an_edition_that_is_there_can_be_chosen(
    client: TestClient, path: str, engine: Engine
) -> None:
    assert '<option value="2031">' in client.get(path).text
    form = _form(client, edition="2031", code="", title="")
    assert client.post(path, data=form, follow_redirects=False).status_code == 303
    with reading(engine) as session:
        assert session.exec(select(Edition.code)).all() == ["2031"]


def test_a_second_use_changes_nothing(
    client: TestClient, make_client: MakeClient, path: str, engine: Engine
) -> None:
    client.post(path, data=_form(client))
    other = make_client()
    answer = other.post(path, data=_form(other, email="mallory@city.example", code="2041"))
    assert answer.status_code == 422
    assert "not valid any more" in answer.text
    assert other.get(path).status_code == 422
    with reading(engine) as session:
        emails = session.exec(select(Account.email)).all()
        assert set(session.exec(select(Edition.code)).all()) == {"2031", "2040"}
    assert "mallory@city.example" not in emails


def test_a_link_that_nobody_made_opens_nothing_and_costs_no_hashing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hrgl.people.passwords.hashed", lambda _: pytest.fail("hashed"))
    answer = client.post("/begin/made-up", data=_form(client))
    assert (answer.status_code, "not valid any more" in answer.text) == (422, True)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("again", "another long one", "The two passwords are not the same"),
        ("code", "20 40", "The code of an edition has"),
        ("code", "2031", "There is an edition 2031 already"),
        ("title", "", "An edition needs a title"),
        ("email", "olga", "not an e-mail address"),
        ("edition", "1999", "There is no edition"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_still_there(
    client: TestClient, path: str, engine: Engine, field: str, value: str, said: str
) -> None:
    answer = client.post(path, data=_form(client, **{field: value}))
    assert answer.status_code >= 400
    assert said in answer.text
    assert 'value="Olga"' in answer.text
    assert PASSWORD not in answer.text
    with reading(engine) as session:
        assert session.exec(select(Edition.code)).all() == ["2031"]
    assert client.get(path).status_code == 200  # and the link still works


def test_the_page_is_kept_nowhere_and_tells_nobody_its_address(
    client: TestClient, path: str
) -> None:
    for answer in (client.get(path), client.post(path, data={"csrf": ""})):
        assert answer.headers.get_list("referrer-policy") == ["no-referrer"]
        assert answer.headers["cache-control"] == "no-store"


def test_another_site_cannot_send_the_form(client: TestClient, path: str) -> None:
    form = _form(client)
    answer = client.post(path, data=form, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert client.get(path).status_code == 200


def test_the_sign_in_page_sends_nobody_to_organisers_who_are_not_there(
    client: TestClient, path: str
) -> None:
    page = client.get("/sign-in").text
    assert (ASK in page, NOBODY in page) == (False, True)
    client.post(path, data=_form(client))
    client.cookies.clear()
    page = client.get("/sign-in").text
    assert (ASK in page, NOBODY in page) == (True, False)
