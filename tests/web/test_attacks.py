"""What the door and its middleware refuse, whoever asks."""

from itertools import product

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from hrgl.core.database import reading, transaction
from hrgl.core.models import SignIn
from hrgl.people import sign_ins
from hrgl.web.forms import LARGEST_FORM, local_path
from tests.web import ELSEWHERE, PASSWORD, csrf, sign_in

POSTS = ["/sign-in", "/enter", "/invitation/somebody-s-link"]


def test_a_forged_identity_header_counts_for_nothing(client: TestClient) -> None:
    names = ["x-hrgl-sid", "X-HRGL-SID", "x_hrgl_sid", "X_Hrgl-Sid", "x-hrgl_sid"]
    for forged in ({name: "f" * 64} for name in names):
        assert client.get("/", headers=forged, follow_redirects=False).status_code == 303
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect("/_stcore/stream", headers=forged),
        ):
            pass
    sign_in(client)
    cookie = {"cookie": f"hrgl={client.cookies['hrgl']}"}
    mine = client.get("/").text
    for name in names:
        assert client.get("/", headers={name: "f" * 64}).text == mine != "f" * 64
        with client.websocket_connect(
            "/_stcore/stream", headers={name: "f" * 64, **cookie}
        ) as socket:
            assert socket.receive_text() == mine


def test_a_forged_cookie_opens_nothing(client: TestClient) -> None:
    for value in ["", "x", "f" * 64, "a" * 8000, '"quoted\\054"', "\x00".join("ab"), "=;=", "é"]:
        sent = [(b"cookie", b"hrgl=" + value.encode("latin-1"))]
        answer = client.get("/", headers=sent, follow_redirects=False)
        assert answer.status_code == 303
        assert "set-cookie" not in answer.headers


def test_a_cookie_beside_ours_that_is_badly_formed_signs_nobody_out(client: TestClient) -> None:
    sign_in(client)
    cookie = f"bad name[]=1; {{}}; hrgl={client.cookies['hrgl']}"
    assert len(client.get("/", headers={"cookie": cookie}).text) == 64


def test_a_websocket_from_another_origin_is_refused(client: TestClient) -> None:
    sign_in(client)
    cookie = f"hrgl={client.cookies['hrgl']}"
    for origin in [
        "https://elsewhere.example",
        "null",
        "http://127.0.0.1.elsewhere.example",
        "http://127.0.0.1:9999",
        "http://elsewhere.example@127.0.0.1",
        "127.0.0.1",
        "",
    ]:
        headers = {"origin": origin, "host": "127.0.0.1", "cookie": cookie}
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect("/_stcore/stream", headers=headers),
        ):
            pass


def test_a_websocket_from_our_own_pages_or_from_no_browser_is_accepted(client: TestClient) -> None:
    sign_in(client)
    cookie = {"cookie": f"hrgl={client.cookies['hrgl']}"}
    for ours in ({"origin": "http://127.0.0.1", "host": "127.0.0.1"}, {}):
        with client.websocket_connect("/_stcore/stream", headers={**ours, **cookie}) as socket:
            assert len(socket.receive_text()) == 64


def test_a_stranger_s_websocket_is_refused(client: TestClient) -> None:
    ours = {"origin": "http://127.0.0.1", "host": "127.0.0.1"}
    for told in ("", "hrgl=", f"hrgl={'f' * 43}"):
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect("/_stcore/stream", headers={**ours, "cookie": told}),
        ):
            pass


def test_a_browser_that_signed_out_gets_no_websocket_any_more(
    client: TestClient, engine: Engine
) -> None:
    sign_in(client)
    kept = {"cookie": f"hrgl={client.cookies['hrgl']}"}
    with client.websocket_connect("/_stcore/stream", headers=kept) as socket:
        sid = socket.receive_text()
    with transaction(engine) as session:
        sign_ins.sign_out(session, token_sha256=sid)
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/_stcore/stream", headers=kept),
    ):
        pass


def test_a_browser_that_hides_its_origin_is_known_by_its_site(client: TestClient) -> None:
    sign_in(client)
    headers = {"sec-fetch-site": "cross-site", "cookie": f"hrgl={client.cookies['hrgl']}"}
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/_stcore/stream", headers=headers),
    ):
        pass


@pytest.mark.parametrize("path", POSTS)
def test_a_post_from_another_site_or_without_the_secret_is_refused(
    client: TestClient, path: str, engine: Engine
) -> None:
    form = {
        "email": "ana@city.example",
        "password": PASSWORD,
        "again": PASSWORD,
        "role": "organiser",
    }
    good = {**form, "csrf": csrf(client)}
    assert client.post(path, data=form).status_code == 403
    assert client.post(path, data={**form, "csrf": "guessed"}).status_code == 403
    for headers in (ELSEWHERE, {"origin": "null"}, {"sec-fetch-site": "same-site"}):
        assert client.post(path, data=good, headers=headers).status_code == 403
    client.cookies.clear()
    assert client.post(path, data=good).status_code == 403
    with reading(engine) as session:
        assert session.exec(select(SignIn)).all() == []


def test_a_post_from_another_site_reaches_no_page_at_all(client: TestClient) -> None:
    sign_in(client)
    assert client.post("/themes").status_code == 200
    assert client.post("/themes", headers=ELSEWHERE).status_code == 403


@pytest.mark.parametrize("path", POSTS)
def test_a_form_of_two_megabytes_is_refused_in_words(client: TestClient, path: str) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.post(path, content=b"email=" + b"x" * 2_000_000, headers=kind)
    assert answer.status_code == 413
    assert "too large" in answer.text

    def _in_pieces():  # type: ignore[no-untyped-def]
        for _ in range(2 * LARGEST_FORM // 1024):
            yield b"x" * 1024

    answer = client.post(path, content=_in_pieces(), headers=kind)
    assert answer.status_code == 413


def test_a_body_no_page_of_ours_would_send_is_refused(client: TestClient) -> None:
    sent = [
        ("application/json", b'{"email": "ana@city.example"}'),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n--x--"),
        ("text/plain", b"email=ana"),
        ("application/x-www-form-urlencoded", b"a=1&" * 100),
        ("application/x-www-form-urlencoded", b"\xff\xfe%ff%00=%ed%a0%80"),
        ("", b""),
    ]
    for path, (kind, body) in product(POSTS, sent):
        answer = client.post(path, content=body, headers={"content-type": kind})
        assert answer.status_code in {400, 403, 415}
        assert "page" in answer.text


def test_nobody_is_led_to_another_site_after_signing_in(client: TestClient) -> None:
    for wanted in [
        "//elsewhere.example",
        "///elsewhere.example",
        "/\\elsewhere",
        "\\\\elsewhere",
        "https://elsewhere.example",
        "HTTPS:elsewhere.example",
        "javascript:alert(1)",
        "/%2F%2Felsewhere.example",
        "%2F%2Felsewhere.example",
        "/%5Celsewhere.example",
        "/\t/elsewhere.example",
        "/\n//elsewhere.example",
        "/themes\r\nset-cookie: hrgl=x",
        "/.//elsewhere.example",
        "/@elsewhere.example",
        "／／elsewhere.example",
        "/sign-in",
        "/enter",
        "",
    ]:
        assert local_path(wanted) == "/"
        assert sign_in(client, next=wanted).headers["location"] == "/"


def test_what_a_page_is_asked_to_lead_to_is_shown_escaped(client: TestClient) -> None:
    page = client.get('/sign-in?next="><script>alert(1)</script>').text
    assert "<script>" not in page
    assert 'name="next" value="/"' in page


def test_metrics_and_the_agent_api_are_not_there(client: TestClient) -> None:
    sign_in(client)
    for path in [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent",
    ]:
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404


def test_other_methods_are_refused(client: TestClient) -> None:
    methods = ["TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "PATCH", "FOO"]
    for method, path in product(methods, ["/", "/sign-in", "/invitation/x", "/brand/icon.svg"]):
        answer = client.request(method, path)
        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET, HEAD, POST"


def test_every_answer_says_what_the_browser_may_load(client: TestClient) -> None:
    for method, path in [
        ("GET", "/sign-in"),
        ("HEAD", "/sign-in"),
        ("GET", "/"),
        ("POST", "/sign-in"),
        ("POST", "/themes"),
        ("GET", "/invitation/x"),
        ("GET", "/brand/icon.svg"),
        ("GET", "/brand/nothing"),
        ("GET", "/no/such/page.txt"),
        ("GET", "/health"),
        ("GET", "/_stcore/metrics"),
        ("TRACE", "/"),
    ]:
        headers = client.request(method, path, follow_redirects=False).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "form-action 'self'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "http:" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] in {"same-origin", "no-referrer"}
        assert "camera=()" in headers["permissions-policy"]
