"""A visitor without a browser: signs in by HTTP and speaks Streamlit's own WebSocket protocol.

    async with Visitor("http://127.0.0.1:8501", role="rapporteur") as visitor:   # demonstration
        page = await visitor.open("notes")           # as the link in the menu does
        await visitor.set("Workshop", "A1 – Housing")
        page = await visitor.click("save_note")      # waits until the page is drawn anew
        assert page.toasts and not page.errors, page.texts

Another way in is `email=…, password=…`, or `token=…` for a sign-in that stands in the database.
`set` takes a text, an option's words, a list of them, or the positions of the rows of a table;
`trigger(key, event, value)` is what a component of our own sends; a key that ends with `*`
means the first widget whose key begins so. `reload()` is a new connection, as F5 makes.
Every click returns a `Page` (bench/drawn.py): texts, toasts, errors, widgets, seconds, received.

As a browser does, it sends the states of all widgets with every run, keeps those of widgets
that stay, forgets those that go, and lets the server refer to large elements it has already.
A page that breaks raises `PageBroke`; a connection that ends, `Disconnected`.
"""

import asyncio
import http.client
import re
import time
from collections.abc import Collection, Mapping
from http.cookies import SimpleCookie
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection

from bench.drawn import Drawn, Page, changed, initial, pressed, triggered


class PageBroke(Exception):
    """The script of a page ended with an exception."""


class Disconnected(Exception):
    """The server closed the connection, or never answered."""


class SignInFailed(Exception):
    """The sign-in page did not let the visitor in."""


class Visitor:
    """One person with one open tab."""

    def __init__(
        self,
        base_url: str,
        *,
        email: str = "",
        password: str = "",
        role: str = "",
        token: str = "",
        patience: float = 60.0,
        secure: bool = False,
    ) -> None:
        self.base_url, self.host = base_url.rstrip("/"), urlsplit(base_url).netloc
        self.email, self.password, self.role = email, password, role
        self.cookie_name = "__Host-hrgl" if secure else "hrgl"
        self.cookies = {self.cookie_name: token} if token else {}
        self.patience = patience
        # behind a proxy that ends HTTPS the browser's origin is https
        self.origin = f"https://{self.host}" if secure else self.base_url
        self.page = Page()
        self.pages: dict[str, str] = {}
        self.page_hash = self.session_id = ""
        self.fragments: dict[str, float] = {}
        self.states: dict[str, WidgetState] = {}
        self._kept: dict[str, ForwardMsg] = {}
        self._used: set[str] = set()
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        if not self.cookies:
            await self.sign_in()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def sign_in(self) -> None:
        """Pass the door: with address and password, or into the demonstration by role."""
        _, _, body = await self.request("GET", "/sign-in")
        found = re.search(r'name="csrf" value="([^"]+)"', body)
        if not found:
            raise SignInFailed("the sign-in page has no form")
        form = {"csrf": found[1], "next": "/"}
        form |= {"role": self.role} if self.role else {"email": self.email}
        form |= {} if self.role else {"password": self.password}
        status, _, body = await self.request("POST", "/enter" if self.role else "/sign-in", form)
        if status != 303 or self.cookie_name not in self.cookies:
            said = " ".join(re.sub(r"<[^>]+>", " ", body).split())
            raise SignInFailed(f"{status}: {said[:300]}")

    async def request(
        self,
        method: str,
        path: str,
        form: dict[str, str] | None = None,
        *,
        body: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, http.client.HTTPMessage, str]:
        """One ordinary request with this visitor's cookies; redirects are not followed.

        It carries a form, or any other body with the headers it needs.
        """
        if form:
            body = urlencode(form)
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return await asyncio.to_thread(self._request, method, path, body, headers or {})

    def _request(
        self, method: str, path: str, body: str | None, headers: Mapping[str, str]
    ) -> tuple[int, http.client.HTTPMessage, str]:
        connection = http.client.HTTPConnection(self.host, timeout=self.patience)
        ours = {"Cookie": self._cookie_line(), "Origin": self.origin}
        try:
            connection.request(method, path, body, {**ours, **headers})
            answer = connection.getresponse()
            answered = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            raise Disconnected(f"{method} {path}: {error}") from error
        finally:
            connection.close()
        for line in answer.headers.get_all("set-cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, answer.headers, answered

    def _cookie_line(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def open(self, name: str = "home") -> Page:
        """Go to a page: by its address the first time, then as the links in the menu do."""
        if self._socket is None:
            return await self._arrive(name)
        return await self._run([], page_hash=self.pages[name])

    async def reload(self, name: str = "") -> Page:
        """Load the page anew: what was typed is gone, what was saved is not."""
        here = next((n for n, h in self.pages.items() if h == self.page_hash), "home")
        await self.close()
        return await self._arrive(name or here)

    async def _arrive(self, name: str) -> Page:
        began = time.perf_counter()
        path = "/" if name == "home" else f"/{name}"
        status, headers, _ = await self.request("GET", path)
        if status == 303:
            raise SignInFailed(f"{path} leads to {headers['location']}")
        if status != 200:
            raise Disconnected(f"{path} answers {status}")
        await self.request("GET", "/_stcore/host-config")
        await self.connect()
        return await self._run([], page_name="" if name == "home" else name, began=began)

    async def connect(self) -> None:
        """Open the stream over which pages come."""
        address = re.sub("^http", "ws", self.base_url) + "/_stcore/stream"
        try:
            self._socket = await websockets.connect(
                address,
                origin=websockets.Origin(self.origin),
                compression=None,
                additional_headers={"Cookie": self._cookie_line()},
                subprotocols=[websockets.Subprotocol("streamlit")],
                proxy=None,
                max_size=None,
                open_timeout=self.patience,
                ping_interval=None,
            )
        except (OSError, TimeoutError, websockets.WebSocketException) as error:
            raise Disconnected(f"no connection: {error}") from error

    async def hail(self) -> str:
        """Ask over the open stream as a frontend does; the id of the session it was given."""
        await self._run([])
        return self.session_id

    async def close(self) -> None:
        """Close the tab."""
        if self._socket is not None:
            await self._socket.close()
        self._socket, self.page, self.page_hash = None, Page(), ""
        self.states, self._kept, self.fragments = {}, {}, {}

    async def click(self, key: str) -> Page:
        """Press a button."""
        widget = self.page.widget(key)
        return await self._run([pressed(widget)], fragment_id=widget.fragment_id)

    async def trigger(self, key: str, event: str, value: Any) -> Page:
        """Let something happen in a component of our own."""
        widget = self.page.widget(key)
        return await self._run([triggered(widget, event, value)], fragment_id=widget.fragment_id)

    async def set(self, key: str, value: Any, *, send: bool = True) -> Page:
        """Use a widget; with `send=False` only the next click tells the server, as when typing."""
        widget = self.page.widget(key)
        self.states[widget.proto.id] = changed(widget, value)
        return await self._run([], fragment_id=widget.fragment_id) if send else self.page

    async def rerun(self, fragment_id: str = "") -> Page:
        """Draw the page again, or one part of it, as its own timer does."""
        return await self._run([], fragment_id=fragment_id, by_itself=bool(fragment_id))

    async def _run(
        self,
        once: list[WidgetState],
        *,
        page_hash: str | None = None,
        page_name: str = "",
        fragment_id: str = "",
        began: float = 0.0,
        by_itself: bool = False,
    ) -> Page:
        if self._socket is None:
            raise Disconnected("no page is open")
        began = began or time.perf_counter()
        message = BackMsg()
        state = message.rerun_script
        state.widget_states.widgets.extend([*self.states.values(), *once])
        state.page_script_hash = self.page_hash if page_hash is None else page_hash
        state.page_name, state.fragment_id, state.is_auto_rerun = page_name, fragment_id, by_itself
        state.cached_message_hashes.extend(self._kept)
        self.page = Page(dict(self.page.elements))
        try:
            await self._socket.send(message.SerializeToString())
            async with asyncio.timeout(self.patience):
                while not self._take(await self._socket.recv(decode=False), fragment_id):
                    pass
        except TimeoutError as error:
            raise Disconnected(f"not drawn within {self.patience:.0f} s") from error
        except websockets.ConnectionClosed as error:
            self._socket = None
            raise Disconnected(str(error)) from error
        self.page.seconds = time.perf_counter() - began
        self._settle()
        return self.page

    def _take(self, raw: bytes, fragment_id: str) -> bool:
        """Take in one message; whether it was the last one of what was asked for."""
        self.page.received += len(raw)
        message = ForwardMsg.FromString(raw)
        parts = message.metadata.run.fragment_ids
        match message.WhichOneof("type"):
            case "delta" | "ref_hash":
                self._draw(message)
            case "new_session":
                self.page_hash = message.new_session.page_script_hash
                self.session_id = message.new_session.initialize.session_id or self.session_id
                self._clear(parts)
            case "navigation":
                self.page_hash = message.navigation.page_script_hash
                self.pages = {
                    page.url_pathname or "home": page.page_script_hash
                    for page in message.navigation.app_pages
                }
            case "auto_rerun":
                self.fragments[message.auto_rerun.fragment_id] = message.auto_rerun.interval
            case "page_not_found":
                raise PageBroke(f"there is no page {message.page_not_found.page_name!r}")
            case "script_finished":
                return self._is_last(message, fragment_id)
        return False

    def _clear(self, parts: Collection[str]) -> None:
        """What is drawn anew goes: these parts of the page, or all of it."""
        kept = self.page.elements if parts else {}
        self.page.elements = {p: e for p, e in kept.items() if e.fragment_id not in parts}
        self.fragments = self.fragments if parts else {}

    def _is_last(self, message: ForwardMsg, fragment_id: str) -> bool:
        finished = message.script_finished
        if finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise PageBroke("the page could not be compiled")
        if finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY:
            return fragment_id in message.metadata.run.fragment_ids
        return bool(finished == ForwardMsg.FINISHED_SUCCESSFULLY)

    def _draw(self, message: ForwardMsg) -> None:
        path, hashed = tuple(message.metadata.delta_path), message.hash or message.ref_hash
        if message.metadata.cacheable:
            self._kept[hashed] = message
        message = self._kept[hashed] if message.HasField("ref_hash") else message
        self._used.add(hashed)
        if message.delta.WhichOneof("type") == "new_element":
            self.page.draw(path, message.delta.new_element, message.delta.fragment_id)
        elif message.delta.add_block.tab_container.id:
            self.page.draw_tabs(path, message.delta.add_block, message.delta.fragment_id)

    def _settle(self) -> None:
        """Keep the states of what is there, as it is drawn, and forget the rest."""
        if self.page.exceptions:
            raise PageBroke("; ".join(self.page.exceptions))
        bugs = [text for text in self.page.errors if text.startswith("Something went wrong")]
        if bugs:
            raise PageBroke(bugs[0])
        self.states = {
            widget.proto.id: state
            for widget in self.page.widgets.values()
            if (state := self._state_of(widget)) is not None
        }
        self._kept = {each: kept for each, kept in self._kept.items() if each in self._used}
        self._used = set()

    def _state_of(self, widget: Drawn) -> WidgetState | None:
        known = self.states.get(widget.proto.id)
        forced = getattr(widget.proto, "set_value", False)
        return known if known is not None and not forced else initial(widget)
