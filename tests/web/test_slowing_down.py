"""The door is slow for those who guess, and open for everybody else."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlmodel import func, select
from starlette.testclient import TestClient

from hrgl import passwords, sign_ins
from hrgl.columns import now
from hrgl.db import reading, transaction
from hrgl.models import SignInFailure
from tests.web import PASSWORD, csrf, sign_in
from tests.web.conftest import MakeClient


def test_the_ninth_attempt_is_refused_even_with_the_right_password(
    client: TestClient, make_client: MakeClient, engine: Engine
) -> None:
    for email in ("ana@city.example", "nobody@city.example"):
        said = [sign_in(client, "wrong", email=email).status_code for _ in range(9)]
        assert said == [403] * 8 + [429]
    answer = sign_in(client)
    assert answer.status_code == 429
    assert "Wait a quarter of an hour" in answer.text
    with transaction(engine) as session:
        for row in session.exec(select(SignInFailure)).all():
            row.at = now() - sign_ins.WINDOW
    assert sign_in(client).status_code == 303


def test_strangers_who_guess_do_not_keep_the_owner_s_own_browser_out(
    client: TestClient, make_client: MakeClient
) -> None:
    sign_in(client)
    stranger = make_client()
    for _ in range(8):
        sign_in(stranger, "wrong")
    assert sign_in(stranger).status_code == 429
    client.cookies.delete("hrgl")
    assert sign_in(client).status_code == 303


def test_attempts_at_the_same_moment_are_all_counted(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    monkeypatch.setattr(passwords, "matches", lambda _, password: tried.append(password))
    browsers = [make_client() for _ in range(6)]

    def _guess(browser: TestClient) -> None:
        for _ in range(4):
            sign_in(browser, "wrong")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(_guess, browsers))
    assert len(tried) == sign_ins.FAILURES_OF_AN_ADDRESS


def test_a_thousand_wrong_attempts_are_refused_in_words_and_leave_little_behind(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    monkeypatch.setattr(passwords, "matches", lambda _, password: tried.append(password))
    form = {"password": "wrong", "csrf": csrf(client)}
    # the door itself is asked 250 times, then what stands behind it, which is quicker
    for at in range(250):
        answer = client.post("/sign-in", data={**form, "email": f"{at}@city.example"})
        assert answer.status_code == (403 if at < 200 else 429)
    with transaction(engine) as session:
        for at in range(750):
            assert sign_ins.begin(session, email=f"{at}@elsewhere.example") is None
    assert "Too many attempts" in answer.text
    assert len(tried) == sign_ins.FAILURES_OF_STRANGERS
    with reading(engine) as session:
        assert session.exec(select(func.count(SignInFailure.id))).one() == 200


def test_a_browser_that_came_in_before_comes_in_while_strangers_guess_everywhere(
    client: TestClient, make_client: MakeClient, engine: Engine
) -> None:
    sign_in(client)
    with transaction(engine) as session:
        for at in range(sign_ins.FAILURES_OF_STRANGERS):
            session.add(SignInFailure(address_sha256=str(at)))
    assert sign_in(make_client()).status_code == 429
    assert sign_in(client).status_code == 303


def test_a_crowd_at_the_door_is_asked_to_wait_and_nobody_s_attempt_is_counted(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "PATIENCE", 0.1)
    for _ in range(passwords.AT_ONCE):
        passwords._places.acquire()
    try:
        answer = sign_in(client)
    finally:
        for _ in range(passwords.AT_ONCE):
            passwords._places.release()
    assert answer.status_code == 503
    assert "Many people are signing in" in answer.text
    with reading(engine) as session:
        assert session.exec(select(SignInFailure)).all() == []


def test_never_more_than_two_passwords_are_hashed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock = [0], [0], threading.Lock()

    def _verify(*_: object) -> bool:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.02)
        with lock:
            running[0] -= 1
        return True

    monkeypatch.setattr(type(passwords._hasher), "verify", _verify)
    with ThreadPoolExecutor(12) as pool:
        assert all(pool.map(lambda _: passwords.matches("hash", PASSWORD), range(24)))
    assert most[0] == passwords.AT_ONCE
