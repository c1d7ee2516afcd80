"""The participants' door from outside: sent once whatever browsers do, and nothing believed."""

import re
from urllib.parse import urlencode

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.testclient import TestClient

from hrgl.core.database import reading, transaction
from hrgl.core.enums import Attribution, DoorState, InputState
from hrgl.core.models import Edition, Note
from hrgl.notes.door import receipts, submitting
from hrgl.web import brand, door_forms
from hrgl.web.door import DoorPages
from hrgl.web.door_forms import TRAP
from hrgl.web.pace import Pace
from tests.builders import World
from tests.erasing import words_left
from tests.web import ELSEWHERE
from tests.web.door import TEXT, opened, receipt_on, scripts, set_door, stored


def test_an_input_is_sent_and_followed_without_cookie_or_account_by_who_runs_no_script(
    client: TestClient, path: str
) -> None:
    page = client.get(path)
    assert "<h1>What works?</h1>" in page.text
    answer = client.post(f"{path}/send", data=opened(client, path), follow_redirects=False)
    assert answer.status_code == 303
    thanks = client.get(answer.headers["location"])
    receipt = receipt_on(thanks.text)
    assert re.fullmatch("[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){3}", receipt)
    for where in ("/trace", f"{path}/trace"):
        trace = client.post(where, data={"receipt": receipt.lower()})
        assert "HRGL-2031-A1-01" in trace.text
        assert "Waits to be put into a theme." in trace.text
    assert not client.cookies
    assert page.headers["cache-control"] == "private, no-cache"
    for each in (answer, thanks, trace):
        assert each.headers["cache-control"] == "no-store"
    for each in (page, answer, thanks, trace):
        assert "set-cookie" not in each.headers
        assert scripts(each.text) <= {brand.DOOR_SCRIPT}
        assert "object-src 'none'" in each.headers["content-security-policy"]


@pytest.mark.parametrize("below", ["", "/trace", "/programme", "/poster"])
def test_a_page_is_one_small_request(client: TestClient, path: str, below: str) -> None:
    page = client.get(f"{path}{below}")
    assert page.status_code == 200
    assert len(page.content) < 30_000
    assert '<html lang="en">' in page.text
    loaded = re.findall(r'(?:src|href|action)="([^"]*)"', page.text)
    assert [where for where in loaded if not where.startswith(("/in/", "/trace", "data:,"))] == []


def test_the_receipt_stands_in_no_address_and_is_not_shown_for_ever(
    client: TestClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = client.post(f"{path}/send", data=opened(client, path), follow_redirects=False).headers[
        "location"
    ]
    receipt = receipt_on(client.get(where).text)
    assert receipt.replace("-", "") not in where.replace("-", "").upper()
    monkeypatch.setattr(receipts, "SHOWN_FOR", receipts.SHOWN_FOR * 0)
    later = client.get(where).text
    assert receipt not in later
    assert "not shown again" in later


def test_a_form_sent_again_and_again_is_one_input_with_the_same_outcome(
    client: TestClient, path: str, engine: Engine
) -> None:
    form = opened(client, path)
    where = {
        client.post(f"{path}/send", data=form, follow_redirects=False).headers["location"]
        for _ in range(3)
    }
    assert len(where) == 1
    assert len(stored(engine)) == 1


def test_other_words_after_the_back_button_are_not_lost(
    client: TestClient, path: str, engine: Engine
) -> None:
    form = opened(client, path)
    for text in (TEXT, "And pay people for their time"):
        assert client.post(f"{path}/send", data={**form, "text": text}).status_code == 200
    assert len(stored(engine)) == 2


@pytest.mark.parametrize(
    ("fields", "status", "why"),
    [
        ({"text": "word " * 1200}, 422, "too long: 5,999 characters"),
        ({"text": "Hello everybody!"}, 422, "greeting or thanks"),
        ({TRAP: "http://buy.example"}, 422, "trap for programs"),
        ({"form": "x"}, 400, "not sent from a page of ours"),
        ({"attribution": "named", "speaker": "Zoë"}, 422, "does not show so much"),
        ({"actor_type": "king"}, 422, "not an actor type"),
    ],
)
def test_what_is_refused_comes_back_as_it_was_typed_and_can_be_sent_then(
    client: TestClient, path: str, engine: Engine, fields: dict[str, str], status: int, why: str
) -> None:
    typed = {**opened(client, path), "region": "Asia", **fields}
    page = client.post(f"{path}/send", data=typed)
    assert page.status_code == status
    assert why in page.text
    assert typed["text"].strip() in page.text
    assert '<option value="Asia" selected>' in page.text
    assert "buy.example" not in page.text
    assert stored(engine) == []
    found = re.search(r'name="form" value="([^"]+)"', page.text)
    assert found
    mended = {"form": found[1], "text": TEXT, "attribution": "none"}
    assert client.post(f"{path}/send", data=mended, follow_redirects=False).status_code == 303


def test_what_is_typed_is_never_read_as_markup(client: TestClient, path: str) -> None:
    nasty = "</textarea><script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{ 7*7 }}"
    refused = client.post(f"{path}/send", data={**opened(client, path), "text": nasty, TRAP: "x"})
    sent = client.post(f"{path}/send", data={**opened(client, path), "text": nasty})
    trace = client.post("/trace", data={"receipt": receipt_on(sent.text)})
    for page in (refused, trace):
        assert scripts(page.text) == {brand.DOOR_SCRIPT}
        assert "<img" not in page.text
        assert "&lt;/textarea&gt;&lt;script&gt;" in page.text
        assert "{{ 7*7 }}" in page.text


def test_a_body_larger_than_any_form_is_not_read(
    client: TestClient, path: str, engine: Engine
) -> None:
    page = client.post(f"{path}/send", data={**opened(client, path), "text": "x" * 2_200_000})
    assert page.status_code == 413
    assert "too large" in page.text
    many = urlencode([("text", "x")] * 500)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post(f"{path}/send", content=many, headers=kind).status_code == 400
    assert client.post(f"{path}/send", json={"text": TEXT}).status_code == 415
    assert stored(engine) == []


def test_another_site_sends_nothing(client: TestClient, path: str, engine: Engine) -> None:
    form = opened(client, path)
    assert client.post(f"{path}/send", data=form, headers=ELSEWHERE).status_code == 403
    assert client.post("/trace", data={"receipt": "x"}, headers=ELSEWHERE).status_code == 403
    assert stored(engine) == []


@pytest.mark.parametrize("below", ["", "/trace", "/programme", "/poster", f"/sent/{'a' * 32}"])
def test_a_door_nobody_opened_is_told_kindly(client: TestClient, here: World, below: str) -> None:
    for code in ("AAAAAA", "A1", "%00", "..%2f.."):
        page = client.get(f"/in/{code}{below}")
        assert page.status_code == 404
    assert client.post("/in/AAAAAA/send", data={"form": "f" * 22, "text": TEXT}).status_code == 404


def test_a_closed_door_says_so_and_gives_back_what_was_typed_too_late(
    client: TestClient, path: str, engine: Engine, here: World
) -> None:
    form = opened(client, path)
    with transaction(engine) as session:
        set_door(session, here, DoorState.CLOSED, 1)
    assert "Nothing more is collected here" in client.get(path).text
    page = client.post(f"{path}/send", data=form)
    assert page.status_code == 503
    assert TEXT in page.text
    assert stored(engine) == []


def test_a_moderated_door_says_that_somebody_reads_first(
    client: TestClient, path: str, engine: Engine, here: World
) -> None:
    with transaction(engine) as session:
        set_door(session, here, DoorState.MODERATED, 1)
    assert "A facilitator reads it first" in client.get(path).text
    thanks = client.post(f"{path}/send", data=opened(client, path))
    assert "A facilitator reads it first" in thanks.text
    trace = client.post("/trace", data={"receipt": receipt_on(thanks.text)})
    assert "waits to be read" in trace.text
    assert [row.state for row in stored(engine)] == [InputState.WAITING]


def test_names_are_asked_for_only_where_the_edition_shows_them(
    client: TestClient, path: str, engine: Engine, here: World
) -> None:
    assert 'name="speaker"' not in client.get(path).text
    with transaction(engine) as session:
        session.get_one(Edition, here.edition.id).attribution = Attribution.NAMED
    page = client.get(path).text
    assert 'name="speaker"' in page
    assert 'value="group" checked' in page
    typed = {**opened(client, path), "attribution": "named", "speaker": "Zoë <b>"}
    assert client.post(f"{path}/send", data=typed, follow_redirects=False).status_code == 303
    with reading(engine) as session:
        assert session.exec(select(Note.speaker)).one() == "Zoë <b>"


def test_a_whole_room_may_send_at_once_and_a_flood_is_slowed_down(
    client: TestClient, door: DoorPages, path: str, engine: Engine
) -> None:
    assert door.of_client.at_once >= 50
    door.of_client = Pace(3, 0.0)
    form = opened(client, path)
    for number in range(3):
        text = f"{TEXT} in language {number}"
        assert client.post(f"{path}/send", data={**form, "text": text}).status_code == 200
    page = client.post(f"{path}/send", data={**form, "text": "One too many of them"})
    assert page.status_code == 429
    assert page.headers["retry-after"] == "60"
    assert "One too many of them" in page.text
    assert len(stored(engine)) == 3


def test_no_address_is_kept_or_logged(
    client: TestClient, path: str, engine: Engine, door: DoorPages, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="hrgl"):
        client.post(f"{path}/send", data=opened(client, path))
    assert "127.0.0.1" not in caplog.text
    assert [name for name in door.of_client.left if "127" in name and "." in name] == []
    with reading(engine) as session:
        assert words_left(session, "127.0.0.1") == {}


def test_the_poster_shows_the_link_as_the_house_is_called(client: TestClient, path: str) -> None:
    page = client.get(f"{path}/poster")
    assert f"http://127.0.0.1{path}" in page.text
    assert "<svg" in page.text
    hostile = client.get(f"{path}/poster", headers={"host": "<script>x"})
    assert "<script" not in hostile.text


def test_the_programme_answers_what_people_ask(client: TestClient, path: str) -> None:
    page = client.get(f"{path}/programme")
    assert "Will my name be mentioned?" in page.text
    assert "Workshop A1: Room" in page.text


def test_the_form_of_the_door_holds_its_longest_input_in_any_script(
    client: TestClient, path: str
) -> None:
    text = "権利" * (submitting.LONGEST_INPUT // 2)
    assert door_forms.USUAL_INPUT_FORM > 12 * submitting.LONGEST_INPUT
    assert door_forms.LARGEST_INPUT_FORM > 12 * 150_000
    answer = client.post(
        f"{path}/send", data={**opened(client, path), "text": text}, follow_redirects=False
    )
    assert answer.status_code == 303
