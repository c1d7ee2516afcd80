"""The door: signing in, staying signed in, the demonstration."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select
from starlette.testclient import TestClient

from hrgl.core.columns import now
from hrgl.core.database import reading, transaction
from hrgl.core.models import Account, AuditEntry, SignIn, SignInFailure
from hrgl.people import directory, passwords, sign_ins
from hrgl.web.forms import local_path
from tests.builders import World
from tests.web import csrf, sign_in
from tests.web.conftest import MakeClient, application


def test_a_stranger_is_led_from_every_page_to_the_sign_in(client: TestClient) -> None:
    for path in ("/", "/themes"):
        answer = client.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={path}")


def test_the_plain_words_of_an_address_come_through_the_sign_in_and_nothing_else_does(
    client: TestClient,
) -> None:
    answer = client.get("/where?ref=B2-07", follow_redirects=False)
    assert answer.headers["location"] == "/sign-in?next=/where%3Fref%3DB2-07"
    assert 'value="/where?ref=B2-07"' in client.get(answer.headers["location"]).text
    assert sign_in(client, next="/where?ref=B2-07").headers["location"] == "/where?ref=B2-07"
    for odd in ("b", "ref=//elsewhere.example", "ref=a&b=c", "ref=%2F", "ref=a\r\nb: c", "?ref=a"):
        assert local_path(f"/where?{odd}") == "/where"


def test_signing_in_sets_a_cookie_that_scripts_cannot_read(client: TestClient) -> None:
    answer = sign_in(client, next="/themes")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/themes"
    cookie = answer.headers.get_list("set-cookie")[0].lower()
    assert cookie.startswith("hrgl=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert f"max-age={7 * 24 * 3600}" in cookie
    assert len(client.get("/themes").text) == 64


def test_over_https_every_cookie_is_secure_and_bound_to_the_host(make_client: MakeClient) -> None:
    client = make_client(secure=True)
    answer = sign_in(client)
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    assert all(c.startswith("__Host-hrgl") and "secure" in c.lower() for c in cookies)
    assert "max-age" in answer.headers["strict-transport-security"]
    assert len(client.get("/").text) == 64


def test_wrong_passwords_unknown_addresses_and_closed_accounts_get_the_same_answer(
    client: TestClient, engine: Engine, here: World
) -> None:
    answers = [
        sign_in(client, "wrong, but long enough"),
        sign_in(client, email="nobody@city.example"),
        sign_in(client, email="rosa@2031.example"),  # has no password yet
        sign_in(client, email="no address\x00 at all"),
    ]
    with transaction(engine) as session:
        session.exec(
            select(Account).where(Account.email == "ana@city.example")
        ).one().active = False
    answers.append(sign_in(client))
    assert {answer.status_code for answer in answers} == {403}
    assert len({answer.text for answer in answers}) == 1
    assert "do not belong together" in answers[0].text


def test_an_unknown_address_costs_as_much_hashing_as_a_wrong_password(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    verify = passwords._hasher.verify

    def _verify(self: object, password_hash: str, password: bytes) -> bool:
        compared.append(password_hash.rsplit("$", 2)[0])
        return verify(password_hash, password)

    monkeypatch.setattr(type(passwords._hasher), "verify", _verify)
    sign_in(client, "wrong, but long enough")
    sign_in(client, email="nobody@city.example")
    assert len(compared) == 2
    assert compared[0] == compared[1]


def test_no_password_is_hashed_inside_a_transaction(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a password is compared, somebody else can write."""
    matches = passwords.matches

    def _matches(password_hash: str | None, password: str) -> bool:
        with transaction(engine) as session:
            session.add(SignInFailure(address_sha256="somebody else"))
        return matches(password_hash, password)

    monkeypatch.setattr(passwords, "matches", _matches)
    assert sign_in(client).status_code == 303


def _row(engine: Engine, **changed: object) -> SignIn:
    with transaction(engine) as session:
        row = session.exec(select(SignIn)).one()
        for name, value in changed.items():
            setattr(row, name, value)
    return row


def test_a_sign_in_lasts_seven_days_from_its_last_use(client: TestClient, engine: Engine) -> None:
    sign_in(client)
    _row(engine, expires_at=now() + timedelta(days=1))
    answer = client.get("/themes")
    assert "max-age=6047" in answer.headers["set-cookie"].lower()
    assert _row(engine).expires_at > now() + timedelta(days=6, hours=23)


def test_a_use_is_noted_at_most_once_an_hour(client: TestClient, engine: Engine) -> None:
    sign_in(client)
    before = _row(engine, expires_at=now() + timedelta(days=7, minutes=-59)).expires_at
    client.get("/themes")
    assert _row(engine).expires_at == before


def test_opening_a_websocket_is_a_use_and_asking_for_a_font_is_none(
    client: TestClient, engine: Engine
) -> None:
    sign_in(client)
    before = _row(engine, expires_at=now() + timedelta(days=1)).expires_at
    client.get("/brand/icon.svg")
    assert _row(engine).expires_at == before
    cookie = f"hrgl={client.cookies['hrgl']}"
    ours = {"origin": "http://127.0.0.1", "host": "127.0.0.1", "cookie": cookie}
    with client.websocket_connect("/_stcore/stream", headers=ours) as socket:
        assert len(socket.receive_text()) == 64
    assert _row(engine).expires_at > before


def test_thirty_days_after_signing_in_it_ends_whatever_was_done(
    client: TestClient, engine: Engine
) -> None:
    sign_in(client)
    soon = now() + timedelta(hours=2)
    created = now() - sign_ins.AT_MOST + timedelta(hours=5)
    _row(engine, created_at=created, expires_at=soon)
    client.get("/themes")
    assert _row(engine).expires_at == created + sign_ins.AT_MOST
    _row(engine, expires_at=now() - timedelta(seconds=1))
    assert client.get("/themes", follow_redirects=False).status_code == 303


def test_the_sign_in_leads_to_what_can_be_read_without_one(client: TestClient) -> None:
    assert '<a href="/outcome/">' in client.get("/sign-in").text


def test_signing_in_and_out_is_written_down_without_addresses(
    client: TestClient, engine: Engine, here: World
) -> None:
    for _ in range(3):
        sign_in(client, "wrong")
    sign_in(client, email="nobody@city.example")
    sign_in(client)
    digest = client.get("/").text
    with transaction(engine) as session:
        sign_ins.sign_out(session, token_sha256=digest)
    with reading(engine) as session:
        about = select(AuditEntry).where(AuditEntry.subject == "account")
        rows = session.exec(about.order_by(col(AuditEntry.id))).all()
        account = session.exec(select(Account).where(Account.email == "ana@city.example")).one()
        person = next(
            p for p in directory.list_people(session, edition_id=here.edition.id) if p.name == "Ana"
        )
    ours = [row for row in rows if row.subject_id == account.id][1:]
    assert [r.act for r in ours] == ["account.refused", "account.signed_in", "account.signed_out"]
    assert all(r.edition_id is None and r.member_id is None for r in ours)
    assert "city.example" not in str([row.model_dump() for row in rows])
    assert person.last_signed_in == ours[1].at


@pytest.fixture
def visitor(demonstration: Engine) -> Iterator[TestClient]:
    """A browser before a door with the demonstration behind it."""
    app, origin = application(demonstration), "http://127.0.0.1"
    with TestClient(app, base_url=origin, client=("127.0.0.1", 5000)) as client:
        yield client


def test_one_click_opens_the_demonstration_on_this_machine_only(visitor: TestClient) -> None:
    assert "Look around the demonstration" in visitor.get("/sign-in").text
    form = {"role": "facilitator", "csrf": csrf(visitor)}
    for far in ({"x-forwarded-for": "10.0.0.1"}, {"host": "rebound.example"}):
        assert visitor.post("/enter", data=form, headers=far).status_code == 403
        assert "Look around" not in visitor.get("/sign-in", headers=far).text
    assert visitor.post("/enter", data=form, follow_redirects=False).status_code == 303
    assert len(visitor.get("/").text) == 64


def test_fonts_and_icon_come_from_this_machine(client: TestClient) -> None:
    for name in ("serif.woff2", "sans.woff2", "icon.svg"):
        assert client.get(f"/brand/{name}").status_code == 200
    assert client.get("/brand/nothing").status_code == 404


def test_health_answers_without_signing_in(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok"}
