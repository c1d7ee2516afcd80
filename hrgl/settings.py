"""Settings, read from the environment (HRGL_*) at the moment they are asked for."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
VAR = ROOT / "var"


@dataclass(frozen=True)
class Settings:
    """What the environment says: where the data lies, which model reads it, where it is served."""

    database_url: str
    model: str | None
    host: str
    port: int
    behind_https: bool
    worker: bool
    debug: bool
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = ""
    dask: str = ""
    proxies: str = ""


def settings() -> Settings:
    """The settings as the environment has them now."""
    default = f"sqlite:///{VAR / 'hrgl.sqlite3'}"
    return Settings(
        database_url=os.environ.get("HRGL_DATABASE_URL") or default,
        model=os.environ.get("HRGL_MODEL") or None,
        host=os.environ.get("HRGL_HOST", "127.0.0.1"),
        port=int(os.environ.get("HRGL_PORT", "8501")),
        behind_https=os.environ.get("HRGL_HTTPS", "") == "1",
        debug=os.environ.get("HRGL_DEBUG", "") == "1",
        worker=os.environ.get("HRGL_WORKER", "1") == "1",
        oidc_issuer=os.environ.get("HRGL_OIDC_ISSUER", ""),
        oidc_client_id=os.environ.get("HRGL_OIDC_CLIENT_ID", ""),
        oidc_client_secret=os.environ.get("HRGL_OIDC_CLIENT_SECRET", ""),
        oidc_name=os.environ.get("HRGL_OIDC_NAME", ""),
        dask=os.environ.get("HRGL_DASK", ""),
        proxies=os.environ.get("HRGL_PROXIES", ""),
    )
