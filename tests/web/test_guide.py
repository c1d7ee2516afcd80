"""The pictures of the guide, as the program hands them out."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hrgl.web import guide


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Somebody who reads a guide that has one picture, and a secret beside its folder."""
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "desk.png").write_bytes(b"\x89PNG")
    (tmp_path / "pictures" / "texts.json").write_text("{}")
    (tmp_path / "secret.png").write_bytes(b"secret")
    monkeypatch.setattr(guide, "GUIDE", tmp_path)
    return TestClient(Starlette(routes=guide.guide_routes()))


def test_a_picture_of_the_guide_comes_from_this_machine(reader: TestClient) -> None:
    answer = reader.get("/guide/desk.png")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.content == b"\x89PNG"


@pytest.mark.parametrize(
    "name", ["texts.json", "none.png", "..%2Fsecret.png", "%2e%2e%2fsecret.png", "desk.png%00"]
)
def test_nothing_but_the_pictures_is_handed_out(reader: TestClient, name: str) -> None:
    assert reader.get(f"/guide/{name}").status_code == 404
