"""A telephone before a workshop's door, and what it finds on the pages."""

import re

from sqlalchemy import Engine
from sqlmodel import Session, select
from starlette.testclient import TestClient

from hrgl.core.database import reading
from hrgl.core.enums import DoorState
from hrgl.core.models import Input
from hrgl.notes.door import doors
from tests.builders import World

TEXT = "Publish the budget in plain words"


def set_door(session: Session, here: World, state: DoorState, version: int = 0) -> None:
    doors.set_state(
        session, here.organiser, workshop_id=here.workshop.id, state=state, seen_version=version
    )


def opened(client: TestClient, path: str) -> dict[str, str]:
    """The form of a page that was just opened, with words in it."""
    found = re.search(r'name="form" value="([^"]+)"', client.get(path).text)
    assert found
    return {"form": found[1], "text": TEXT, "attribution": "group"}


def receipt_on(page: str) -> str:
    found = re.search(r'class="receipt">([^<]+)<', page)
    assert found
    return found[1]


def stored(engine: Engine) -> list[Input]:
    with reading(engine) as session:
        return list(session.exec(select(Input)).all())


def scripts(page: str) -> set[str]:
    """The scripts that a page runs."""
    return set(re.findall(r"<script[^>]*>(.*?)</script>", page, flags=re.DOTALL))
