"""A facilitator at the desk during the load benchmark: rows, an act, and the news of others."""

import json
import random
import time
import uuid
from typing import Any

from bench.drawn import Page
from bench.visitor import Disconnected, Visitor
from hrgl.people.sign_ins import token_digest
from hrgl.web.posts import SECRET, secret_of


class Sitting:
    """What a browser at the desk knows and does beside the runs of the page."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.edition = int(visitor.page.widget("desk-*").key.rpartition("-")[2])
        self.revision = [0, 0]
        self.rows: list[list[Any]] = []

    async def read(self) -> Page:
        """All rows of the desk."""
        told, page = await self._asked("GET", "rows", {})
        self.rows, self.revision = told["rows"], told["revision"]
        return page

    async def confirm(self) -> Page:
        """Some statement stays in its theme, as it stands on this screen."""
        placed = [row for row in self.rows if row[3] > 0]
        if not placed:
            return await self.news()
        key, version, _, theme, *_ = random.choice(placed)
        act: dict[str, Any] = {
            "act": str(uuid.uuid4()),
            "do": "move",
            "statements": [[key, version, theme]],
        }
        act |= {"theme": theme, "theme_version": None}
        body = {"edition": self.edition, "since": self.revision, "acts": [act]}
        told, page = await self._asked("POST", "acts", {}, json.dumps(body))
        self.revision = told.get("revision", self.revision)
        return page

    async def news(self) -> Page:
        """What others did since."""
        count, latest = self.revision
        told, page = await self._asked("GET", "changes", {"count": count, "latest": latest})
        self.revision = told.get("revision", self.revision)
        return page

    async def _asked(
        self, method: str, what: str, asked: dict[str, int], body: str | None = None
    ) -> tuple[dict[str, Any], Page]:
        began = time.perf_counter()
        words = "&".join(f"{name}={value}" for name, value in asked.items())
        path = f"/desk/{what}?edition={self.edition}&{words}" if body is None else f"/desk/{what}"
        sid = token_digest(self.visitor.cookies[self.visitor.cookie_name])
        headers = {SECRET: secret_of(sid), "Content-Type": "application/json"}
        status, _, told = await self.visitor.request(
            method, path, body=body, headers=headers if body else {}
        )
        if status not in {200, 204}:
            raise Disconnected(f"{path} answers {status}: {told[:200]}")
        page = Page(dict(self.visitor.page.elements))
        page.seconds = time.perf_counter() - began
        return json.loads(told or "{}"), page
