"""Fonts and icon, and the digests of the scripts that stand in our pages."""

import base64
import hashlib
import re
from importlib.util import find_spec
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

DOOR_SCRIPT = (Path(__file__).parent / "templates" / "door.js").read_text("utf-8")
ICON = Path(__file__).parent / "brand" / "icon.svg"
_FONTS = {"serif.woff2": "SourceSerifVariable-Roman*.woff2", "sans.woff2": "SourceSansVF-Upright*"}
_YEAR = "public, max-age=31536000"


def static_folder() -> Path:
    """Where Streamlit keeps its own static files; found without importing it."""
    spec = find_spec("streamlit")
    return Path(str(spec and spec.origin)).parent / "static"


def script_hashes() -> list[str]:
    """The digests of what stands in the front page and at the door: all that the policy admits."""
    page = (static_folder() / "index.html").read_text("utf-8")
    scripts = [*re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL), DOOR_SCRIPT]
    return [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]


async def _serve(request: Request) -> Response:
    name = request.path_params["name"]
    if name == "icon.svg":
        return FileResponse(ICON, media_type="image/svg+xml", headers={"cache-control": _YEAR})
    found = sorted((static_folder() / "static" / "media").glob(_FONTS.get(name, "\0")))
    if not found:
        return PlainTextResponse("Not found", 404)
    return FileResponse(found[0], media_type="font/woff2", headers={"cache-control": _YEAR})


def brand_routes() -> list[Route]:
    """Where fonts and icon stand."""
    return [Route("/brand/{name}", _serve)]
