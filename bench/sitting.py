"""A facilitator at a desk during the load benchmark: rows, an act, and the news of others."""

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

    at, widget = "desk", "desk-*"

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.edition = int(visitor.page.widget(self.widget).key.rpartition("-")[2])
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
        return await self.act(act | {"theme": theme, "theme_version": None})

    async def act(self, act: dict[str, Any]) -> Page:
        """An act, and what it and others changed."""
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
        path = f"/{self.at}/{what}"
        path = f"{path}?edition={self.edition}&{words}" if body is None else path
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


class Wording(Sitting):
    """The same at the page Encouragements."""

    at, widget = "wording", "words-*"

    async def read(self) -> Page:
        """All rows of the page, and all encouragements."""
        told, page = await self._asked("GET", "rows", {})
        self.rows, self.revision = told["rows"], told["revision"]
        self.open = [each for each in told["encouragements"] if each["stage"] != "set_aside"]
        return page

    async def cite(self) -> Page:
        """Some statement is cited beside some encouragement, as it was seen."""
        standing = [row for row in self.rows if row[3] >= 0]
        if not standing or not self.open:
            return await self.news()
        key, one = random.choice(standing)[0], random.choice(self.open)
        was = dict(one["cited"]).get(key)
        act = {"act": str(uuid.uuid4()), "do": "cite", "support": "supports"}
        return await self.act(act | {"encouragement": one["id"], "statements": [[key, was]]})


class Reviewing(Sitting):
    """The same at the page Reviews, of a member of the steering group."""

    at, widget = "reviewing", "reviewing-*"

    async def read(self) -> Page:
        """All that lies before the group."""
        told, page = await self._asked("GET", "rows", {})
        self.open, self.revision = told["encouragements"], told["revision"]
        return page

    async def look_behind(self) -> Page:
        """What stands behind some of it."""
        if not self.open:
            return await self.news()
        key = random.choice(self.open)["id"]
        _, page = await self._asked("GET", "behind", {"encouragement": key})
        return page

    async def speak(self) -> Page:
        """A word on some wording, as it was seen; the one that was not said last."""
        if not self.open:
            return await self.news()
        one, verdict = random.choice(self.open), random.choice(["agree", "live_with", "abstain"])
        act = {"act": str(uuid.uuid4()), "do": "give", "verdict": verdict}
        return await self.act(act | {"wording": one["wordingId"], "reason": str(uuid.uuid4())})
