"""The page behind a one-time link."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.testclient import TestClient

from hrgl.core.columns import now
from hrgl.core.database import reading, transaction
from hrgl.core.models import Account, Edition, Invitation, SignIn
from hrgl.people import accounts, invitations
from hrgl.web import forms
from tests.builders import World
from tests.web import ELSEWHERE, PASSWORD, csrf, sign_in
from tests.web.conftest import MakeClient


@pytest.fixture
def path(engine: Engine, here: World) -> str:
    """Where Rosa's link leads."""
    with transaction(engine) as session:
        link = invitations.invite(session, here.organiser, member_id=here.rapporteur.id)
    return f"/invitation/{link}"


def _form(client: TestClient, **fields: str) -> dict[str, str]:
    return {"password": PASSWORD, "again": PASSWORD, "csrf": csrf(client), **fields}


def test_a_link_sets_a_password_and_signs_the_browser_in(
    client: TestClient, make_client: MakeClient, path: str
) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert "Rosa" in page.text
    assert "rosa@2031.example" in page.text
    assert client.get(path).status_code == 200  # looking does not use it up
    answer = client.post(path, data=_form(client), follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert len(client.get("/").text) == 64
    assert sign_in(make_client(), email="rosa@2031.example").status_code == 303


def test_a_link_into_demonstrations_alone_says_so(
    client: TestClient, path: str, engine: Engine, here: World
) -> None:
    assert "Demonstration data" not in client.get(path).text
    with transaction(engine) as session:
        session.get_one(Edition, here.edition.id).demonstration = True
    assert "Demonstration data" in client.get(path).text
    assert "Demonstration data" in client.get("/sign-in", headers={"x-forwarded-for": "x"}).text


def test_the_page_is_kept_nowhere_and_tells_nobody_its_address(
    client: TestClient, path: str
) -> None:
    for answer in (client.get(path), client.post(path, data={"csrf": ""})):
        assert answer.headers.get_list("referrer-policy") == ["no-referrer"]
        assert answer.headers["cache-control"] == "no-store"


def test_a_browser_that_names_no_origin_because_of_that_is_still_let_through(
    client: TestClient, path: str
) -> None:
    """Browsers send the origin "null" from a page without referrer, and say the site instead."""
    form = _form(client)
    from_there = {"origin": "null", "sec-fetch-site": "cross-site"}
    assert client.post(path, data=form, headers=from_there).status_code == 403
    assert client.post(path, data=form, headers={"origin": "null"}).status_code == 403
    from_here = {"origin": "null", "sec-fetch-site": "same-origin"}
    answer = client.post(path, data=form, headers=from_here, follow_redirects=False)
    assert answer.status_code == 303


def test_a_link_cannot_be_used_twice(client: TestClient, path: str, engine: Engine) -> None:
    client.post(path, data=_form(client))
    other = "another long password"
    again = client.post(path, data=_form(client, password=other, again=other))
    assert again.status_code == 422
    assert "used already" in again.text
    assert "<form" not in again.text
    client.cookies.delete("hrgl")
    assert sign_in(client, other, email="rosa@2031.example").status_code == 403


def test_a_link_that_has_expired_is_refused(client: TestClient, path: str, engine: Engine) -> None:
    with transaction(engine) as session:
        session.exec(select(Invitation)).one().expires_at = now() - timedelta(seconds=1)
    for answer in (client.get(path), client.post(path, data=_form(client))):
        assert answer.status_code == 422
        assert "Ask an organiser for a new one" in answer.text
    with reading(engine) as session:
        assert session.exec(select(SignIn)).all() == []


def test_a_link_that_nobody_made_is_refused_without_any_hashing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("hrgl.people.passwords.hashed")
    links = ["x", "%00", "..%2f..", "a" * 4000, "<script>", "%ed%a0%80"]
    for link in links:
        for answer in (
            client.get(f"/invitation/{link}"),
            client.post(f"/invitation/{link}", data=_form(client)),
        ):
            assert answer.status_code in {404, 422, 303}
            assert "<script>" not in answer.text


def test_a_password_typed_differently_or_too_short_leaves_the_link_good(
    client: TestClient, path: str
) -> None:
    different = client.post(path, data=_form(client, again="something else"))
    assert "not the same" in different.text
    short = client.post(path, data=_form(client, password="short", again="short"))
    assert "at least 10 characters" in short.text
    assert {different.status_code, short.status_code} == {422}
    assert client.post(path, data=_form(client), follow_redirects=False).status_code == 303


def test_a_link_is_not_taken_from_another_site(
    client: TestClient, path: str, engine: Engine
) -> None:
    form = _form(client)
    assert client.post(path, data=form, headers=ELSEWHERE).status_code == 403
    assert client.post(path, data={**form, "csrf": "x"}).status_code == 403
    with reading(engine) as session:
        rosa = session.exec(select(Account).where(Account.email == "rosa@2031.example")).one()
    assert rosa.password_hash is None


def test_a_name_made_of_markup_is_shown_as_it_was_written(
    client: TestClient, engine: Engine, here: World
) -> None:
    name = '"><img src=//elsewhere.example/x onerror=alert(1)>'
    with transaction(engine) as session:
        member = accounts.add_member(
            session, here.organiser, email="m@b.example", name=name, role=here.steering.role
        )
        link = invitations.invite(session, here.organiser, member_id=member.id)
    page = client.get(f"/invitation/{link}").text
    assert "<img" not in page
    assert "&lt;img src=//elsewhere.example/x" in page


def test_somebody_closed_is_refused(
    client: TestClient, path: str, engine: Engine, here: World
) -> None:
    with transaction(engine) as session:
        accounts.close(
            session,
            here.organiser,
            member_id=here.rapporteur.id,
            seen_version=here.rapporteur.version,
        )
    assert client.get(path).status_code == 422
    assert client.post(path, data=_form(client)).status_code == 422
    assert "hrgl" not in client.cookies


def test_a_link_is_never_where_somebody_is_led_after_signing_in(path: str) -> None:
    assert forms.local_path(path) == "/"
