"""What was typed at the door is given back, whatever comes between."""

import base64
import hashlib
import re

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hrgl.core.database import transaction
from hrgl.core.models import Edition
from hrgl.errors import DiskFull, NoAnswer
from hrgl.notes.door import doors
from hrgl.web import brand, group_commit, trace
from hrgl.web import door as pages
from hrgl.web.door import DoorPages
from hrgl.web.pace import Pace
from tests.builders import World
from tests.web.door import TEXT, opened, receipt_on, stored

LONG = ("Wörter und 権利 in many lines\r\n" * 6000)[:150_000]
DEMONSTRATION = "demonstration data – not the published Outcome Document"


def test_a_form_of_150000_characters_comes_back_whole(
    client: TestClient, path: str, engine: Engine
) -> None:
    page = client.post(f"{path}/send", data={**opened(client, path), "text": LONG})
    assert page.status_code == 422
    assert "This is too long" in page.text
    assert LONG.strip().replace("\r\n", "\n") in page.text.replace("\r\n", "\n")
    assert stored(engine) == []


def test_nothing_is_cut_off_while_somebody_pastes(client: TestClient, path: str) -> None:
    area = re.search("<textarea[^>]*>", client.get(path).text)
    assert area
    assert "maxlength" not in area[0]


def test_a_link_that_was_renewed_meanwhile_gives_back_what_was_typed(
    client: TestClient, path: str, engine: Engine, here: World
) -> None:
    form = opened(client, path)
    with transaction(engine) as session:
        doors.renew(session, here.organiser, workshop_id=here.workshop.id, seen_version=1)
    page = client.post(f"{path}/send", data=form)
    assert page.status_code == 404
    assert "What you had typed" in page.text
    assert TEXT in page.text


def test_a_form_outlives_a_restart_of_the_server(
    client: TestClient, path: str, engine: Engine
) -> None:
    form = opened(client, path)
    again = Starlette(routes=DoorPages(engine, secure=False).routes())
    with TestClient(again, base_url="http://127.0.0.1") as other:
        answer = other.post(f"{path}/send", data=form, follow_redirects=False)
    assert answer.status_code == 303


@pytest.mark.parametrize("failure", [DiskFull("The disk is full."), NoAnswer("No answer.")])
def test_a_house_that_cannot_take_it_gives_it_back(
    client: TestClient, path: str, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    form = opened(client, path)

    def fails(_: Engine) -> None:
        raise failure

    monkeypatch.setattr(group_commit, "transaction", fails)
    refused = client.post(f"{path}/send", data=form)
    monkeypatch.setattr(pages, "reading", fails)
    nowhere = client.post(f"{path}/send", data=form)
    for page in (refused, nowhere):
        assert page.status_code == 503
        assert str(failure) in page.text
        assert TEXT in page.text
        assert "cited" not in page.text


@pytest.mark.parametrize("how", ["wrong receipt", "too long", "too fast", "no answer"])
def test_a_correction_that_is_refused_comes_back(
    client: TestClient, path: str, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    receipt = receipt_on(client.post(f"{path}/send", data=opened(client, path)).text)
    change = {"receipt": receipt, "do": "correct", "text": "My better words", "version": "1"}
    if how == "wrong receipt":
        change["receipt"] = "AAAA-AAAA-AAAA-AAAA"
    elif how == "too long":
        change["text"] = f"My better words {'x' * 9000}"
    elif how == "too fast":
        monkeypatch.setattr(Pace, "admits", lambda *_: False)
    else:

        def fails(_: Engine) -> None:
            raise NoAnswer("The database does not answer.")

        monkeypatch.setattr(trace, "transaction", fails)
        monkeypatch.setattr(trace, "reading", fails)
    page = client.post("/trace", data=change)
    assert page.status_code in {404, 422, 429, 503}
    assert "My better words" in page.text


def test_the_policy_admits_the_one_script_of_the_door(client: TestClient, path: str) -> None:
    page = client.get(path)
    digest = base64.b64encode(hashlib.sha256(brand.DOOR_SCRIPT.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in page.headers["content-security-policy"]
    assert f"<script>{brand.DOOR_SCRIPT}</script>" in page.text
    assert "http" not in brand.DOOR_SCRIPT.replace("HTTPS", "")


def test_everything_of_a_demonstration_says_that_it_is_one(
    client: TestClient, path: str, engine: Engine, here: World
) -> None:
    receipt = receipt_on(client.post(f"{path}/send", data=opened(client, path)).text)
    below = ("", "/trace", "/programme", "/poster")

    def told() -> list[bool]:
        found = [client.get(f"{path}{each}") for each in below]
        found += [client.get("/trace"), client.get("/in/AAAAAA")]
        found.append(client.post("/trace", data={"receipt": receipt}))
        return [DEMONSTRATION in each.text for each in found]

    assert told() == [False] * 7
    with transaction(engine) as session:
        session.get_one(Edition, here.edition.id).demonstration = True
    assert told() == [True] * 7
    with transaction(engine) as session:
        session.add(Edition(code="2099", series="Series", title="Real", places=1, quorum=1))
    # what belongs to no edition says so only where there is nothing else
    assert told() == [True] * 4 + [False] * 2 + [True]
