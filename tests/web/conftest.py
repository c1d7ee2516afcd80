"""A door like the dashboard's, with what stands behind it replaced by two small pages."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from hrgl.core.database import transaction
from hrgl.core.enums import Role
from hrgl.people import accounts, passwords
from hrgl.web import brand
from hrgl.web.identity import IdentityMiddleware, SecurityHeadersMiddleware
from hrgl.web.oidc import Provider
from hrgl.web.sign_in import SignInPages
from tests.builders import World, world
from tests.web import PASSWORD

MakeClient = Callable[..., TestClient]


async def _who(request: Request) -> Response:
    return PlainTextResponse(request.headers.get("x-hrgl-sid", "nobody"))


async def _socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(socket.headers.get("x-hrgl-sid", "nobody"))
    await socket.close()


def application(
    engine: Engine, *, secure: bool = False, provider: Provider | None = None
) -> Starlette:
    """The door and its middleware, in the order of app.py."""
    door = SignInPages(engine, secure=secure, provider=provider)
    pages = [
        Route("/", _who),
        Route("/themes", _who),
        Route("/themes", _who, methods=["POST"]),
        WebSocketRoute("/_stcore/stream", _socket),
    ]
    headers = {"script_hashes": brand.script_hashes(), "secure": secure}
    return Starlette(
        routes=[*door.routes(), *brand.brand_routes(), *pages],
        middleware=[
            Middleware(SecurityHeadersMiddleware, **headers),
            Middleware(IdentityMiddleware, secure=secure, seconds_left=door.seconds_left),
        ],
    )


@pytest.fixture(scope="session")
def password_hash() -> str:
    """The hash of Ana's password, made once."""
    return passwords.hashed(PASSWORD)


@pytest.fixture
def here(engine: Engine, password_hash: str) -> World:
    """An edition in which Ana, who has a password, is of the steering group."""
    with transaction(engine) as session:
        made = world(session)
        organiser = accounts.command_line_member(session, made.edition)
        accounts.add_member(
            session,
            organiser,
            email="ana@city.example",
            name="Ana",
            role=Role.STEERING,
            password_hash=password_hash,
        )
    return made


@pytest.fixture
def make_client(engine: Engine, here: World) -> Iterator[MakeClient]:
    """Another browser, before a door of the same house."""
    opened: list[TestClient] = []

    def _browser(app: Starlette, scheme: str, place: str) -> TestClient:
        client = TestClient(app, base_url=f"{scheme}://127.0.0.1", client=(place, 5000))
        # another browser before the same door, from elsewhere
        client.beside = lambda place: _browser(app, scheme, place)  # type: ignore[attr-defined]
        opened.append(client.__enter__())
        return client

    def _make(place: str = "127.0.0.1", **kind: object) -> TestClient:
        # a door of its own for each, as two processes over one database have
        app = application(engine, **kind)  # type: ignore[arg-type]
        return _browser(app, "https" if kind.get("secure") else "http", place)

    yield _make
    for client in opened:
        client.__exit__()


@pytest.fixture
def client(make_client: MakeClient) -> TestClient:
    """One browser."""
    return make_client()
