"""Where a request comes from is said by a proxy that was named, and by nobody else."""

import asyncio
import logging
from typing import Any

import pytest

from hrgl.settings import settings
from hrgl.web.proxies import ProxiesMiddleware


def _seen(proxies: str, peer: tuple[str, int], *said: str) -> str:
    """Where our pages are told a request comes from."""
    found: list[str] = []

    async def page(scope: Any, _receive: Any, _send: Any) -> None:
        found.append(scope["client"][0])

    headers = [(b"x-forwarded-for", each.encode()) for each in said]
    scope = {"type": "http", "client": peer, "headers": headers}
    asyncio.run(ProxiesMiddleware(page, proxies=proxies)(scope, None, None))  # type: ignore[arg-type]
    return found[0]


@pytest.mark.parametrize(
    ("proxies", "peer", "said", "seen"),
    [
        ("", "127.0.0.1", ["203.0.113.9"], "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1", ["203.0.113.9"], "198.51.100.1"),
        (" 10.0.0.0/8 , ::1", "10.1.2.3", ["203.0.113.9"], "203.0.113.9"),
        ("::1", "::1", ["203.0.113.9"], "203.0.113.9"),
        # what the browser said of itself stands before what the proxy saw
        ("127.0.0.1", "127.0.0.1", ["192.0.2.1, 203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1,10.0.0.2", "127.0.0.1", ["192.0.2.1, 203.0.113.9, 10.0.0.2"], "203.0.113.9"),
        ("127.0.0.1", "127.0.0.1", [], "127.0.0.1"),
    ],
)
def test_only_a_named_proxy_says_where_a_request_comes_from(
    proxies: str, peer: str, said: list[str], seen: str
) -> None:
    assert _seen(proxies, (peer, 40000), *said) == seen


def test_what_uvicorn_believed_by_itself_is_not_believed() -> None:
    assert _seen("", ("203.0.113.9", 0), "203.0.113.9") == "127.0.0.1"
    assert _seen("127.0.0.1", ("203.0.113.9", 0), "203.0.113.9") == "203.0.113.9"


def test_a_proxy_that_was_not_named_is_told_to_who_runs_hrgl_without_its_address(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        _seen("", ("198.51.100.1", 1), "203.0.113.9")
        _seen("198.51.100.1", ("198.51.100.1", 1), "203.0.113.9")
    assert len(caplog.records) == 1
    assert "HRGL_PROXIES" in caplog.text
    assert "198.51" not in caplog.text


def test_no_proxy_is_named_unless_somebody_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HRGL_PROXIES", raising=False)
    assert settings().proxies == ""
    monkeypatch.setenv("HRGL_PROXIES", "127.0.0.1")
    assert settings().proxies == "127.0.0.1"
