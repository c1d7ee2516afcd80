"""The dashboard as an ASGI application: what `streamlit run app.py` starts."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from importlib import import_module
from threading import Thread
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from hrgl.serving import worker_beside
from hrgl.settings import ROOT, settings
from hrgl.ui.shell import engine, explain_bug
from hrgl.web import brand, drafts, news, plenary
from hrgl.web.door import DoorPages
from hrgl.web.identity import IdentityMiddleware, SecurityHeadersMiddleware
from hrgl.web.oidc import provider_of
from hrgl.web.proxies import ProxiesMiddleware
from hrgl.web.sign_in import Door
from hrgl.web.trace import TracePages

# Pages are drawn by threads that would otherwise change places every 5 ms, at a cost each time.
sys.setswitchinterval(0.05)
secure = settings().behind_https
door = Door(engine(), secure=secure, provider=provider_of(settings()))


def warm_up() -> None:
    """Load what the first page needs while the first visitor is still at the door."""
    for name in ("pandas", "pyarrow", "plotly.graph_objects", "hrgl.ui.charts", "hrgl.standing"):
        import_module(name)
    # What is loaded now stays loaded; the collector need not look at it after every rerun.
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any] | None]:
    """Keep a worker beside the dashboard, which ends with it."""
    Thread(target=warm_up, daemon=True).start()
    async with worker_beside() if settings().worker else nullcontext():
        yield None


app = st.App(
    ROOT / "hrgl" / "ui" / "frame.py",
    routes=[
        *drafts.routes(engine()),
        *news.routes(engine()),
        *plenary.routes(engine()),
        *door.routes(),
        *DoorPages(engine(), secure=secure).routes(),
        *TracePages(engine()).routes(),
        *brand.routes(),
    ],
    middleware=[
        Middleware(ProxiesMiddleware, proxies=settings().proxies),
        Middleware(SecurityHeadersMiddleware, script_hashes=brand.script_hashes(), secure=secure),
        Middleware(IdentityMiddleware, secure=secure, seconds_left=door.seconds_left),
    ],
    lifespan=lifespan,
    on_script_error=explain_bug,
)
