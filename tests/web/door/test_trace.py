"""An input followed, corrected and withdrawn by whoever has its receipt."""

import re

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from hrgl.core.database import transaction
from hrgl.core.enums import InputState
from hrgl.core.models import Edition
from hrgl.core.zones import in_zone
from hrgl.notes.statements import list_statements
from tests.builders import World, submitted
from tests.web.door import TEXT, opened, receipt_on, stored


def test_the_sender_corrects_and_withdraws_with_the_receipt(
    client: TestClient, path: str, engine: Engine
) -> None:
    receipt = receipt_on(client.post(f"{path}/send", data=opened(client, path)).text)
    page = client.post("/trace", data={"receipt": receipt})
    seen = dict(re.findall(r'name="(note|version)" value="(\d+)"', page.text))
    change = {"receipt": receipt, "do": "correct", "text": f"{TEXT} for all", **seen}
    for _ in range(2):
        page = client.post("/trace", data=change)
        assert "Your correction is saved." in page.text
        assert f"{TEXT} for all" in page.text
    page = client.post("/trace", data={**change, "text": "From a page left open"})
    assert page.status_code == 422
    assert "changed after you had looked it up" in page.text
    assert "From a page left open" in page.text
    assert "What stands there now" in page.text
    for _ in range(2):
        page = client.post("/trace", data={"receipt": receipt, "do": "withdraw"})
        assert "withdrawn by the sender" in page.text
    assert [row.state for row in stored(engine)] == [InputState.WITHDRAWN]


def test_a_sentence_that_is_not_published_yet_is_said_to_be_open_to_change(
    client: TestClient, path: str, engine: Engine, here: World
) -> None:
    receipt = receipt_on(client.post(f"{path}/send", data=opened(client, path)).text)
    open_to_change = "Nothing has been published yet"
    assert open_to_change not in client.post("/trace", data={"receipt": receipt}).text
    with transaction(engine) as session:
        [row] = list_statements(session, edition_id=here.edition.id)
        submitted(session, here, [row.id])
    page = client.post("/trace", data={"receipt": receipt})
    assert "It went into encouragement 1" in page.text
    assert open_to_change in page.text


@pytest.mark.parametrize(("zone", "named"), [("Europe/Vienna", "CES?T"), ("Asia/Seoul", "KST")])
def test_when_it_was_sent_is_told_in_the_zone_of_the_edition(
    client: TestClient, path: str, engine: Engine, here: World, zone: str, named: str
) -> None:
    with transaction(engine) as session:
        session.get_one(Edition, here.edition.id).time_zone = zone
    receipt = receipt_on(client.post(f"{path}/send", data=opened(client, path)).text)
    sent = in_zone(stored(engine)[0].sent_at, zone)
    page = client.post("/trace", data={"receipt": receipt}).text
    assert f"sent on {sent.day} {sent:%B %Y, %H:%M} " in page
    assert re.search(rf"sent on [^<]* \d\d:\d\d {named}<", page)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"receipt": "AAAA-AAAA-AAAA-AAAA"},
        {"receipt": "x" * 5000, "do": "withdraw"},
        {"receipt": "' OR 1=1 --", "do": "correct", "text": "x", "note": "-1", "version": "9" * 99},
    ],
)
def test_a_wrong_receipt_is_told_so_and_does_nothing(
    client: TestClient, path: str, engine: Engine, nonsense: dict[str, str]
) -> None:
    client.post(f"{path}/send", data=opened(client, path))
    page = client.post("/trace", data=nonsense)
    assert page.status_code == 404
    assert "no input with this receipt" in page.text
    assert [row.state for row in stored(engine)] == [InputState.TAKEN]
