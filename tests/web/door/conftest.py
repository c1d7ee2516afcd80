"""A workshop with an open door, and a telephone before it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from hrgl.core.database import reading, transaction
from hrgl.core.enums import DoorState
from hrgl.core.models import Door
from hrgl.web import brand
from hrgl.web.door import DoorPages
from hrgl.web.identity import IdentityMiddleware, SecurityHeadersMiddleware
from hrgl.web.trace import TracePages
from tests.builders import World, world
from tests.web.door import set_door


@pytest.fixture
def here(engine: Engine) -> World:
    """A workshop with an open door."""
    with transaction(engine) as session:
        made = world(session)
        set_door(session, made, DoorState.OPEN)
    return made


@pytest.fixture
def door(engine: Engine, here: World) -> DoorPages:
    return DoorPages(engine, secure=False)


@pytest.fixture
def client(engine: Engine, door: DoorPages) -> Iterator[TestClient]:
    """A telephone before the door, which is signed in nowhere."""
    app = Starlette(
        routes=[*door.routes(), *TracePages(engine).routes()],
        middleware=[
            Middleware(
                SecurityHeadersMiddleware, script_hashes=brand.script_hashes(), secure=False
            ),
            Middleware(IdentityMiddleware, secure=False, seconds_left=lambda _: 0),
        ],
    )
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000)) as made:
        yield made


@pytest.fixture
def path(engine: Engine, here: World) -> str:
    """Where the link leads."""
    with reading(engine) as session:
        return f"/in/{session.exec(select(Door.code)).one()}"
