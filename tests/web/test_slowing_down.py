"""The door is slow for those who guess, and open for everybody else."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.testclient import TestClient

from hrgl.core.columns import now
from hrgl.core.database import reading, transaction
from hrgl.core.models import Member, SignInFailure
from hrgl.people import attempts, invitations, passwords
from hrgl.web import gate
from hrgl.web.pace import Brake
from tests.builders import World
from tests.web import PASSWORD, csrf, sign_in
from tests.web.conftest import MakeClient


class Clock:
    """Time stands still until somebody waits, however slow the machine is."""

    def __init__(self) -> None:
        self.start, self.waited = now(), [0.0]

    def now(self) -> datetime:
        return self.start + timedelta(seconds=sum(self.waited))

    def monotonic(self) -> float:
        return sum(self.waited)

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time that attempts are counted by."""
    made = Clock()
    monkeypatch.setattr(attempts, "now", made.now)
    monkeypatch.setattr(gate, "Brake", lambda: Brake(clock=made.monotonic))
    monkeypatch.setattr(gate, "sleep", made.sleep)
    # comparing is tested elsewhere, and takes long on purpose
    monkeypatch.setattr(passwords, "matches", lambda _, password: password == PASSWORD)
    return made


def test_every_failure_at_an_address_makes_the_next_one_wait_twice_as_long(
    client: TestClient, clock: Clock
) -> None:
    for email in ("ana@city.example", "nobody@city.example"):
        said = [sign_in(client, "wrong", email=email) for _ in range(6)]
        assert [each.status_code for each in said] == [403] * 5 + [429]
        assert said[-1].headers["retry-after"] == "1"
        assert "Wait 1 second, then try again" in said[-1].text
    for seconds in (1, 2, 4, 8):
        clock.waited.append(seconds)
        assert sign_in(client, "wrong").status_code == 403
        assert sign_in(client).status_code == 429
    clock.waited.append(16)
    assert sign_in(client).status_code == 303


def test_nobody_waits_longer_than_five_minutes_and_after_an_hour_all_is_forgotten() -> None:
    def waits(failures: int, ago: float = 0.0) -> float:
        at = now() - timedelta(seconds=ago)
        return round(attempts.wait([at] * failures).total_seconds())

    assert [waits(number) for number in (0, 4, 5, 6, 12, 13, 14, 400)] == [
        0,
        0,
        1,
        2,
        128,
        256,
        300,
        300,
    ]
    assert waits(5, ago=1.0) <= 0
    assert attempts.wait_in_words(timedelta(seconds=256)) == "5 minutes"


def test_strangers_who_guess_keep_out_neither_the_owner_s_browser_nor_where_they_came_in(
    make_client: MakeClient, clock: Clock
) -> None:
    """One house: the owner's browser, another of theirs at the same place, and the guesser."""
    owner = make_client(place="198.51.100.7")
    beside = owner.beside("198.51.100.200")  # type: ignore[attr-defined]
    guesser = owner.beside("203.0.113.9")  # type: ignore[attr-defined]
    sign_in(owner)
    for _ in range(6):
        answer = sign_in(guesser, "wrong")
    assert answer.status_code == 429
    assert sign_in(guesser).status_code == 429
    owner.cookies.delete("hrgl")
    assert sign_in(owner).status_code == 303
    assert sign_in(beside).status_code == 303
    # what was guessed where the owner is counts apart, too
    assert sign_in(owner.beside("198.51.101.1")).status_code == 429  # type: ignore[attr-defined]


def test_a_link_from_an_organiser_opens_an_account_that_is_being_guessed(
    client: TestClient, engine: Engine, here: World, clock: Clock
) -> None:
    for _ in range(6):
        answer = sign_in(client, "wrong")
    assert answer.status_code == 429
    with transaction(engine) as session:
        ana = session.exec(select(Member).where(Member.name == "Ana")).one()
        link = invitations.invite(session, here.organiser, member_id=ana.id)
    form = {"password": "another long password", "again": "another long password"}
    answer = client.post(
        f"/invitation/{link}", data={**form, "csrf": csrf(client)}, follow_redirects=False
    )
    assert answer.status_code == 303


def test_attempts_at_the_same_moment_are_all_counted(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    tried: list[str] = []
    monkeypatch.setattr(passwords, "matches", lambda _, password: tried.append(password))
    browsers = [make_client() for _ in range(6)]

    def _guess(browser: TestClient) -> None:
        for _ in range(4):
            sign_in(browser, "wrong")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(_guess, browsers))
    assert len(tried) == 5


def test_two_hundred_wrong_passwords_slow_down_where_they_come_from_and_nobody_else(
    make_client: MakeClient, clock: Clock
) -> None:
    guesser = make_client(place="203.0.113.9")
    for at in range(200):
        assert sign_in(guesser, "wrong", email=f"{at}@city.example").status_code == 403
    assert clock.waited[1:21] == [0.0] * 20
    assert sum(clock.waited[-100:]) > 499
    newcomer = guesser.beside("198.51.100.7")  # type: ignore[attr-defined]
    assert sign_in(newcomer).status_code == 303
    assert clock.waited[-1] == 0.0


def test_many_at_once_from_one_place_are_refused_with_a_time_to_wait(
    client: TestClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def _others_wait(_: float) -> None:
        """Nobody's turn comes: all of them stand in line at this moment."""

    monkeypatch.setattr(gate, "sleep", _others_wait)
    said = [sign_in(client, "wrong", email=f"{at}@city.example") for at in range(40)]
    assert [each.status_code for each in said].count(429) >= 10
    assert "from where you are" in said[-1].text
    assert said[-1].headers["retry-after"] == "10"


def test_a_newcomer_beside_the_guesser_waits_for_a_turn_and_comes_in(
    make_client: MakeClient, clock: Clock
) -> None:
    guesser = make_client(place="203.0.113.9")
    for at in range(40):
        sign_in(guesser, "wrong", email=f"{at}@city.example")
    assert sign_in(guesser.beside("203.0.113.77")).status_code == 303  # type: ignore[attr-defined]
    assert 0 < clock.waited[-1] <= 10


def test_whoever_was_right_has_not_failed(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A room of people behind one address signs in one after another without waiting."""
    monkeypatch.setattr(gate, "Brake", lambda: Brake(free=2, first=60.0, longest=60.0))
    first = make_client(place="203.0.113.9")
    for number in range(6):
        assert sign_in(first.beside(f"203.0.113.{number}")).status_code == 303  # type: ignore[attr-defined]


def test_guessers_of_one_place_are_tried_one_at_a_time(
    client: TestClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, most = [0], [0]

    def _matches(_: str | None, __: str) -> bool:
        running[0] += 1
        most[0] = max(most[0], running[0])
        time.sleep(0.05)
        running[0] -= 1
        return False

    monkeypatch.setattr(passwords, "matches", _matches)
    form = {"password": "wrong", "csrf": csrf(client)}
    with ThreadPoolExecutor(6) as pool:
        said = pool.map(
            lambda at: client.post("/sign-in", data={**form, "email": f"{at}@x.example"}), range(6)
        )
        assert {each.status_code for each in said} == {403}
    assert most[0] == 1


def test_a_crowd_at_the_door_is_asked_to_wait_and_nobody_s_attempt_is_counted(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "PATIENCE_FOR_A_TURN", 0.1)
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
