"""The door: cookies, forged headers, other origins, redirects."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from hrgl import accounts
from hrgl.db import transaction
from hrgl.web import brand
from hrgl.web.identity import IdentityMiddleware, SecurityHeadersMiddleware
from hrgl.web.sign_in import Door, local_path
from hrgl.words import Role
from tests.builders import world

PASSWORD = "a long enough password"


async def _who(request: Request) -> Response:
    return PlainTextResponse(request.headers.get("x-hrgl-sid", "nobody"))


async def _socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(socket.headers.get("x-hrgl-sid", "nobody"))
    await socket.close()


@pytest.fixture
def client(demonstration: Engine) -> Iterator[TestClient]:
    engine = demonstration
    with transaction(engine) as session:
        here = world(session)
        accounts.add(
            session, here.organiser, email="ana@city.example", name="Ana", role=Role.STEERING,
            password=PASSWORD,
        )  # fmt: skip
    door = Door(engine, secure=False)
    page = [Route("/", _who), Route("/themes", _who), WebSocketRoute("/_stcore/stream", _socket)]
    app = Starlette(
        routes=[*door.routes(), *brand.routes(), *page],
        middleware=[
            Middleware(
                SecurityHeadersMiddleware, script_hashes=brand.script_hashes(), secure=False
            ),
            Middleware(IdentityMiddleware, secure=False, is_signed_in=door.is_signed_in),
        ],
    )
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000)) as client:
        yield client


def _csrf(client: TestClient) -> str:
    client.get("/sign-in")
    return str(client.cookies["hrgl-csrf"])


def _sign_in(client: TestClient, password: str = PASSWORD, **extra: str) -> Response:
    form = {"email": "ana@city.example", "password": password, "csrf": _csrf(client), **extra}
    return client.post("/sign-in", data=form, follow_redirects=False)  # type: ignore[return-value]


def test_a_stranger_is_led_from_every_page_to_the_sign_in(client: TestClient) -> None:
    for path in ("/", "/themes"):
        answer = client.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={path}")


def test_signing_in_sets_a_cookie_that_scripts_cannot_read(client: TestClient) -> None:
    answer = _sign_in(client, next="/themes")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/themes"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert len(client.get("/themes").text) == 64


def test_a_wrong_password_is_refused_in_words(client: TestClient) -> None:
    answer = _sign_in(client, "wrong")
    assert answer.status_code == 403
    assert (
        "do not belong together"
        in client.post(
            "/sign-in", data={"email": "x@y.example", "password": "z", "csrf": _csrf(client)}
        ).text
    )


def test_a_forged_identity_header_counts_for_nothing(client: TestClient) -> None:
    forged = {"x-hrgl-sid": "f" * 64, "X_HRGL_SID": "f" * 64}
    assert client.get("/", headers=forged, follow_redirects=False).status_code == 303
    _sign_in(client)
    mine = client.get("/").text
    assert client.get("/", headers=forged).text == mine != "f" * 64


def test_a_websocket_from_another_origin_is_refused(client: TestClient) -> None:
    evil = {"origin": "https://elsewhere.example"}
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/_stcore/stream", headers=evil),
    ):
        pass
    ours = {"origin": "http://127.0.0.1", "host": "127.0.0.1"}
    with client.websocket_connect("/_stcore/stream", headers=ours) as socket:
        assert socket.receive_text() == "nobody"


@pytest.mark.parametrize("path", ["/sign-in", "/enter"])
def test_a_post_from_another_site_or_without_the_secret_is_refused(
    client: TestClient, path: str
) -> None:
    form = {"email": "ana@city.example", "password": PASSWORD, "role": "organiser"}
    assert client.post(path, data={**form, "csrf": ""}).status_code == 403
    cross = {"origin": "https://elsewhere.example"}
    answer = client.post(path, data={**form, "csrf": _csrf(client)}, headers=cross)
    assert answer.status_code == 403
    assert "hrgl" not in client.cookies


def test_one_click_opens_the_demonstration_on_this_machine_only(client: TestClient) -> None:
    form = {"role": "facilitator", "csrf": _csrf(client)}
    behind_a_proxy = client.post("/enter", data=form, headers={"x-forwarded-for": "10.0.0.1"})
    assert behind_a_proxy.status_code == 403
    assert client.post("/enter", data=form, follow_redirects=False).status_code == 303
    assert len(client.get("/").text) == 64


def test_the_demonstration_is_not_offered_through_a_proxy(client: TestClient) -> None:
    assert "Look around the demonstration" in client.get("/sign-in").text
    far = client.get("/sign-in", headers={"x-forwarded-for": "10.0.0.1"}).text
    assert "Look around the demonstration" not in far


@pytest.mark.parametrize(
    "wanted", ["//elsewhere.example", "/\\elsewhere", "https://elsewhere.example", "/a?b", ""]
)
def test_nobody_is_led_to_another_site_after_signing_in(wanted: str) -> None:
    assert local_path(wanted) == "/"


def test_metrics_and_the_agent_api_are_not_there(client: TestClient) -> None:
    _sign_in(client)
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json"):
        assert client.get(path).status_code == 404


def test_every_answer_says_what_the_browser_may_load(client: TestClient) -> None:
    headers = client.get("/sign-in").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "http:" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_fonts_and_icon_come_from_this_machine(client: TestClient) -> None:
    for name in ("serif.woff2", "sans.woff2", "icon.svg"):
        assert client.get(f"/brand/{name}").status_code == 200
    assert client.get("/brand/nothing").status_code == 404


def test_health_answers_without_signing_in(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok"}
