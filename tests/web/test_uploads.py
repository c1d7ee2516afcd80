"""Files come in only from the signed in, into a page of their own, and only so much at once."""

import asyncio
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from hrgl.web import uploads
from hrgl.web.uploads import OF_A_PAGE, OF_ALL, UploadsMiddleware

MINE, HERS = "page-of-mine", "page-of-hers"
SIGNED_IN = {"x-hrgl-sid": "a" * 64}


class Shelf:
    """A store of two pages that counts and keeps nothing."""

    def __init__(self) -> None:
        self.bytes: dict[str, int] = {}

    def belongs(self, session_id: str, sid: str) -> bool:
        return (session_id, sid) in {(MINE, "a" * 64), (HERS, "b" * 64)}

    def held(self) -> dict[str, int]:
        return self.bytes


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def app(shelf: Shelf) -> UploadsMiddleware:
    async def keep(request: Request) -> Response:
        body = await request.body()
        page = request.path_params["page"]
        shelf.bytes[page] = shelf.bytes.get(page, 0) + len(body)
        return Response(status_code=204)

    path = "/_stcore/upload_file/{page}/{file}"
    inner = Starlette(routes=[Route(path, keep, methods=["PUT", "DELETE"])])
    known = {"a" * 64: 60, "b" * 64: 60, "c" * 64: 0}
    return UploadsMiddleware(inner, seconds_left=lambda sid: known.get(sid, 0), store=shelf)


@pytest.fixture
def client(app: UploadsMiddleware) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


def path(page: str = MINE) -> str:
    return f"/_stcore/upload_file/{page}/some-file"


@pytest.mark.parametrize("sid", ["", "c" * 64, "f" * 64])
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_stranger_s_file_is_refused_before_it_is_read(
    client: TestClient, shelf: Shelf, sid: str, method: str
) -> None:
    headers = {"x-hrgl-sid": sid} if sid else {}
    answer = client.request(method, path(), content=b"x" * 1000, headers=headers)
    assert answer.status_code == 401
    assert "Sign in again" in answer.text
    assert shelf.bytes == {}


@pytest.mark.parametrize("page", [HERS, "no-such-page", ""])
def test_nobody_puts_a_file_into_a_page_of_somebody_else(
    client: TestClient, shelf: Shelf, page: str
) -> None:
    answer = client.put(path(page), content=b"x", headers=SIGNED_IN)
    assert answer.status_code == 403
    assert "Load it again" in answer.text
    assert shelf.bytes == {}


def test_a_member_s_file_goes_into_their_page(client: TestClient, shelf: Shelf) -> None:
    assert client.put(path(), content=b"x" * 1000, headers=SIGNED_IN).status_code == 204
    assert shelf.bytes == {MINE: 1000}
    assert client.delete(path(), headers=SIGNED_IN).status_code == 204


@pytest.mark.parametrize(
    ("held", "words"),
    [({MINE: OF_A_PAGE - 10}, "at most 60 MB"), ({HERS: OF_ALL - 10}, "Others are bringing")],
)
@pytest.mark.parametrize("honest", [True, False])
def test_what_there_is_no_room_for_is_refused_while_it_comes_in(
    client: TestClient, shelf: Shelf, held: dict[str, int], words: str, honest: bool
) -> None:
    shelf.bytes = dict(held)

    def pieces() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x"

    body = b"x" * 100 if honest else pieces()
    answer = client.put(path(), content=body, headers=SIGNED_IN)
    assert answer.status_code == 413
    assert words in answer.text
    assert shelf.bytes == held
    # what fits still comes, and taking a file away is always possible
    assert client.put(path(), content=b"x" * 10, headers=SIGNED_IN).status_code == 204
    assert client.delete(path(), headers=SIGNED_IN).status_code == 204


def test_files_that_come_at_the_same_time_are_counted_together(
    app: UploadsMiddleware, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "OF_A_PAGE", 100)

    async def put(pieces: int) -> int:
        sent: list[int] = []
        left = pieces

        async def receive() -> dict[str, object]:
            nonlocal left
            await asyncio.sleep(0.01)
            left -= 1
            return {"type": "http.request", "body": b"x" * 10, "more_body": left > 0}

        async def send(message: object) -> None:
            sent.append(dict(message).get("status", 0))  # type: ignore[call-overload]

        scope = {
            "type": "http",
            "method": "PUT",
            "path": path(),
            "query_string": b"",
            "headers": [(b"x-hrgl-sid", b"a" * 64)],
        }
        await app(scope, receive, send)  # type: ignore[arg-type]
        return sent[0]

    async def both() -> list[int]:
        return await asyncio.gather(put(7), put(7))

    assert sorted(asyncio.run(both())) == [204, 413]
    assert shelf.bytes == {MINE: 70}
    # and no longer when they are through
    shelf.bytes = {}
    assert asyncio.run(put(10)) == 204


def test_other_requests_pass_unseen(app: UploadsMiddleware) -> None:
    with TestClient(app) as client:
        assert client.get("/_stcore/health").status_code == 404
