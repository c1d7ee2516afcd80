"""The dashboard as an ASGI application: what `streamlit run app.py` starts."""

import gc
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from threading import Thread
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from hrgl.settings import ROOT, settings
from hrgl.ui.shell import engine, explain_bug
from hrgl.web import brand
from hrgl.web.identity import IdentityMiddleware, SecurityHeadersMiddleware
from hrgl.web.sign_in import Door

secure = settings().behind_https
door = Door(engine(), secure=secure)


def warm_up() -> None:
    """Load what the first page needs while the first visitor is still at the door."""
    for name in ("pandas", "pyarrow", "plotly.graph_objects", "hrgl.ui.charts", "hrgl.standing"):
        import_module(name)
    # What is loaded now stays loaded; the collector need not look at it after every rerun.
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any] | None]:
    """Start the worker beside the dashboard, and stop it with it."""
    command = [sys.executable, "-m", "hrgl", "worker", "--parent", str(os.getpid())]
    worker = subprocess.Popen(command, cwd=ROOT) if settings().worker else None  # noqa: S603 – ours
    Thread(target=warm_up, daemon=True).start()
    try:
        yield None
    finally:
        if worker is not None:
            worker.terminate()
            with suppress(subprocess.TimeoutExpired):
                worker.wait(10)


app = st.App(
    ROOT / "hrgl" / "ui" / "frame.py",
    routes=[*door.routes(), *brand.routes()],
    middleware=[
        Middleware(SecurityHeadersMiddleware, script_hashes=brand.script_hashes(), secure=secure),
        Middleware(IdentityMiddleware, secure=secure, is_signed_in=door.is_signed_in),
    ],
    lifespan=lifespan,
    on_script_error=explain_bug,
)
