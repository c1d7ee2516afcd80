"""The page on which a file is compared: open to all, in measure, and nothing of it is kept."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from hrgl.core.database import reading, transaction
from hrgl.formats.readers.reading import MAX_BYTES
from hrgl.formats.writers.writing import write_document
from hrgl.outcome.public_numbers import known_editions
from hrgl.web.identity import IdentityMiddleware
from hrgl.web.public.shelf import PublicShelf
from hrgl.web.public.verify_page import VerifyPage
from tests.public_numbers import put_there, small_document


@pytest.fixture
def verify_page(engine: Engine) -> VerifyPage:
    return VerifyPage(PublicShelf(engine))


@pytest.fixture
def client(verify_page: VerifyPage) -> Iterator[TestClient]:
    app = Starlette(
        routes=verify_page.routes(),
        middleware=[Middleware(IdentityMiddleware, secure=False, seconds_left=lambda _: 0)],
    )
    with TestClient(app, base_url="http://city.example") as opened:
        yield opened


def _file(engine: Engine, *, public: bool = True) -> bytes:
    with transaction(engine) as session:
        put_there(session, small_document(), public=public)
    with reading(engine) as session:
        document = known_editions(session)[0].latest.document
    return write_document(document, "html")


def test_a_published_file_is_known_again_and_leads_to_its_number(
    client: TestClient, engine: Engine
) -> None:
    assert "Compare it" in client.get("/verify").text
    answer = client.post("/verify", files={"file": ("<b>x</b>.html", _file(engine))})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "This file holds the text of number 1" in answer.text
    assert '<a href="/outcome/2031/1">' in answer.text
    assert "<b>x" not in answer.text


def test_of_a_document_that_is_not_public_nothing_is_told(
    client: TestClient, engine: Engine
) -> None:
    answer = client.post("/verify", files={"file": ("x.html", _file(engine, public=False))})
    assert "This is no document of this house." in answer.text
    assert "2031" not in answer.text.replace("x.html", "")


def test_what_differs_is_told_as_text_and_never_as_markup(
    client: TestClient, engine: Engine
) -> None:
    changed = _file(engine).replace(b"Buyers decide", b"Buyers &lt;img src=x onerror=y&gt; decide")
    answer = client.post("/verify", files={"file": ("x.html", changed)})
    assert "&lt;img" in answer.text
    assert "<img" not in answer.text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"files": {"file": ("x.pdf", b"x" * (MAX_BYTES + 200_000))}}, 413),
        ({"files": {"file": ("x.pdf", b"%PDF")}}, 422),
        ({"files": {"other": ("x.pdf", b"%PDF")}}, 422),
        ({"data": {"file": "no file"}}, 415),
        ({"content": b"--x\r\nbroken", "headers": {"content-type": "multipart/form-data"}}, 400),
        (
            {
                "content": b"--x\r\nbroken",
                "headers": {"content-type": "multipart/form-data; boundary=x"},
            },
            422,
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    client: TestClient, sent: dict[str, object], status: int
) -> None:
    answer = client.post("/verify", **sent)  # type: ignore[arg-type]  # the ways differ
    assert answer.status_code == status
    assert 'role="alert"' in answer.text


def test_another_site_cannot_send_a_file_here(client: TestClient) -> None:
    origin = {"origin": "http://elsewhere.example"}
    answer = client.post("/verify", files={"file": ("x.pdf", b"%PDF")}, headers=origin)
    assert answer.status_code == 403


def test_who_sends_file_after_file_waits(client: TestClient, verify_page: VerifyPage) -> None:
    verify_page.of_client.at_once, verify_page.of_client.per_second = 2, 0.0
    sent = [client.post("/verify", files={"file": ("x.txt", b"Other")}) for _ in range(3)]
    assert [each.status_code for each in sent] == [200, 200, 429]
    assert sent[2].headers["retry-after"] == "60"


def test_nothing_of_a_file_is_put_on_a_disk(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    monkeypatch.setattr(
        tempfile.SpooledTemporaryFile, "rollover", lambda self: made.append(self), raising=True
    )
    content = b"A line of text that nobody published.\n" * 100_000
    assert client.post("/verify", files={"file": ("x.txt", content)}).status_code == 200
    assert made == []
