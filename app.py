"""The dashboard as an ASGI application: what `streamlit run app.py` starts."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from importlib import import_module
from threading import Thread
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from hrgl.operations.serving import in_words, say_how_to_begin, worker_beside
from hrgl.settings import ROOT, settings, warn_of_unknown
from hrgl.ui.shell import uploads
from hrgl.ui.shell.page import engine, explain_bug
from hrgl.web import brand, drafts, guide, news, plenary, presenting
from hrgl.web.desk.routes import desk_routes
from hrgl.web.door import DoorPages
from hrgl.web.identity import IdentityMiddleware, SecurityHeadersMiddleware
from hrgl.web.meeting.routes import meeting_routes
from hrgl.web.oidc import provider_of
from hrgl.web.proxies import ProxiesMiddleware
from hrgl.web.public.pages import PublicPages
from hrgl.web.public.verify_page import VerifyPage
from hrgl.web.reviewing.routes import reviewing_routes
from hrgl.web.round import RoundPages
from hrgl.web.sign_in import SignInPages
from hrgl.web.trace import TracePages
from hrgl.web.uploads import UploadsMiddleware
from hrgl.web.wording.routes import wording_routes

# Pages are drawn by threads that would otherwise change places every 5 ms, at a cost each time.
sys.setswitchinterval(0.05)
with in_words():
    given, database = settings(), engine()
warn_of_unknown()
secure = given.https
public = PublicPages(database, secure=secure)
door = SignInPages(database, secure=secure, provider=provider_of(given))


def warm_up() -> None:
    """Load what the first page needs while the first visitor is still at the door."""
    for name in (
        "pandas",
        "pyarrow",
        "plotly.graph_objects",
        "sklearn.feature_extraction.text",
        "hrgl.ui.parts.charts",
        "hrgl.operations.progress",
    ):
        import_module(name)
    # What is loaded now stays loaded; the collector need not look at it after every rerun.
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any] | None]:
    """Keep a worker beside the dashboard, which ends with it."""
    Thread(target=warm_up, daemon=True).start()
    address = f"http://{st.get_option('server.address')}:{st.get_option('server.port')}"
    say_how_to_begin(database, address, vouched=door.provider is not None)
    sweeping = asyncio.create_task(uploads.sweep_uploads())
    async with worker_beside() if given.worker else nullcontext():
        yield None
    sweeping.cancel()


app = st.App(
    ROOT / "hrgl" / "ui" / "shell" / "frame.py",
    routes=[
        *drafts.draft_routes(database),
        *news.news_routes(database),
        *desk_routes(database),
        *wording_routes(database),
        *reviewing_routes(database),
        *meeting_routes(database),
        *plenary.plenary_routes(database),
        *presenting.presenting_routes(database),
        *door.routes(),
        *DoorPages(database, secure=secure).routes(),
        *RoundPages(database).routes(),
        *TracePages(database).routes(),
        *public.routes(),
        *VerifyPage(public.shelf).routes(),
        *brand.brand_routes(),
        *guide.guide_routes(),
    ],
    middleware=[
        Middleware(ProxiesMiddleware, proxies=settings().proxies),
        Middleware(SecurityHeadersMiddleware, script_hashes=brand.script_hashes(), secure=secure),
        Middleware(IdentityMiddleware, secure=secure, seconds_left=door.seconds_left),
        Middleware(UploadsMiddleware, seconds_left=door.seconds_left, store=uploads),
    ],
    lifespan=lifespan,
    on_script_error=explain_bug,
)
