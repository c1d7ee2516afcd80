"""Signing in through an identity provider: a real one of the test's own, on this machine."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from oidc_provider_mock import User, run_server_in_thread
from sqlalchemy import Engine
from sqlmodel import select
from starlette.testclient import TestClient

from hrgl.core.database import reading, transaction
from hrgl.core.models import Account, SignIn
from hrgl.errors import NotValid
from hrgl.settings import settings
from hrgl.web.oidc import Provider, provider_of
from tests.web import sign_in
from tests.web.conftest import MakeClient

ANA = "ana@city.example"
PEOPLE = [
    User(sub="ana", claims={"email": ANA, "email_verified": True}),
    User(sub="liar", claims={"email": ANA, "email_verified": False}),
    User(sub="half", claims={"email": ANA, "email_verified": "true"}),
    User(sub="stranger", claims={"email": "nobody@city.example", "email_verified": True}),
    User(sub="silent", claims={}),
]


@pytest.fixture(scope="module")
def house() -> Iterator[str]:
    """The address of an identity provider that knows five people."""
    with run_server_in_thread(user_claims=PEOPLE, require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def client(make_client: MakeClient, house: str) -> TestClient:
    """A browser before a door that knows the other house."""
    return make_client(provider=Provider(house, "hrgl", "a secret", "City & Co"))


def _there(client: TestClient, **query: str) -> str:
    answer = client.get("/sign-in/oidc", params=query, follow_redirects=False)
    assert answer.status_code == 302
    return str(answer.headers["location"])


def _back(there: str, sub: str) -> str:
    """What the browser is sent back with after somebody said there who they are."""
    back = httpx2.post(there, data={"sub": sub}).headers["location"]
    found = urlsplit(back)
    assert found.path == "/sign-in/oidc/back"
    return f"{found.path}?{found.query}"


def _come(client: TestClient, sub: str, **query: str):  # type: ignore[no-untyped-def]
    return client.get(_back(_there(client, **query), sub), follow_redirects=False)


def test_somebody_the_other_house_vouches_for_comes_in_with_our_own_cookie(
    client: TestClient, engine: Engine
) -> None:
    assert "Sign in with City &amp; Co" in client.get("/sign-in").text
    answer = _come(client, "ana", next="/themes")
    assert (answer.status_code, answer.headers["location"]) == (303, "/themes")
    assert len(client.get("/themes").text) == 64
    with reading(engine) as session:
        account = session.exec(select(Account).join(SignIn)).one()
    assert account.email == ANA


def test_the_way_there_carries_a_state_a_nonce_and_a_challenge(client: TestClient) -> None:
    asked = parse_qs(urlsplit(_there(client)).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://127.0.0.1/sign-in/oidc/back"]
    assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))
    assert asked["response_type"] == ["code"]


def test_the_cookie_of_the_way_is_short_lived_and_goes_nowhere_else(client: TestClient) -> None:
    cookie = client.get("/sign-in/oidc", follow_redirects=False).headers["set-cookie"].lower()
    assert "hrgl-oidc=" in cookie
    for sign in ("httponly", "samesite=lax", "path=/sign-in/oidc", "max-age=600"):
        assert sign in cookie


@pytest.mark.parametrize("sub", ["liar", "half", "silent"])
def test_an_address_nobody_has_checked_opens_nothing(client: TestClient, sub: str) -> None:
    answer = _come(client, sub)
    assert answer.status_code == 403
    assert "does not vouch for your e-mail address" in answer.text
    assert "hrgl" not in client.cookies


def test_only_people_who_were_added_come_in(client: TestClient, engine: Engine) -> None:
    answer = _come(client, "stranger")
    assert answer.status_code == 403
    assert "Nobody has been added here under your address" in answer.text
    with transaction(engine) as session:
        session.exec(select(Account).where(Account.email == ANA)).one().active = False
    closed = _come(client, "ana")
    assert closed.status_code == 403
    assert "has been closed" in closed.text


def test_an_answer_that_was_not_asked_for_or_comes_twice_is_refused(
    client: TestClient, make_client: MakeClient, house: str
) -> None:
    back = _back(_there(client), "ana")
    thief = make_client(provider=Provider(house, "hrgl", "a secret", "City & Co"))
    for path in (back, "/sign-in/oidc/back", "/sign-in/oidc/back?code=x&state=y"):
        answer = thief.get(path, follow_redirects=False)
        assert answer.status_code == 502
        assert "did not work" in answer.text
    assert client.get(back, follow_redirects=False).status_code == 303
    assert client.get(back, follow_redirects=False).status_code == 502


def test_somebody_who_says_no_there_is_told_what_to_do(client: TestClient) -> None:
    answer = client.get("/sign-in/oidc/back?error=access_denied&state=x")
    assert answer.status_code == 502
    assert "ask an organiser for a link" in answer.text


def test_nobody_is_led_elsewhere_afterwards(client: TestClient) -> None:
    assert _come(client, "ana", next="//elsewhere.example").headers["location"] == "/"


@pytest.mark.parametrize("issuer", ["http://localhost:9", "{house}/other"])
def test_a_house_that_does_not_answer_or_is_another_is_said_in_words(
    make_client: MakeClient, house: str, issuer: str
) -> None:
    provider = Provider(issuer.format(house=house), "hrgl", "a secret", "City")
    client = make_client(provider=provider)
    answer = client.get("/sign-in/oidc", follow_redirects=False)
    assert answer.status_code == 502
    assert sign_in(client).status_code == 303


def test_without_settings_there_is_no_such_way(make_client: MakeClient) -> None:
    assert provider_of(settings()) is None
    client = make_client()
    assert "Sign in with <" not in client.get("/sign-in").text
    assert "oidc" not in client.get("/sign-in").text
    assert client.get("/sign-in/oidc").status_code == 404


def test_settings_that_are_half_there_or_not_private_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HRGL_OIDC_ISSUER", "https://id.city.example/")
    with pytest.raises(NotValid, match="Set all three"):
        provider_of(settings())
    monkeypatch.setenv("HRGL_OIDC_CLIENT_ID", "hrgl")
    monkeypatch.setenv("HRGL_OIDC_CLIENT_SECRET", "a secret")
    found = provider_of(settings())
    assert found == Provider("https://id.city.example", "hrgl", "a secret", "id.city.example")
    monkeypatch.setenv("HRGL_OIDC_ISSUER", "http://id.city.example")
    with pytest.raises(NotValid, match="https://"):
        provider_of(settings())
