"""The pictures of the guide, for the guide inside the program."""

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from hrgl.settings import GUIDE

PICTURES_AT = "/guide"
_HOUR = "public, max-age=3600"


def guide_routes() -> list[Route]:
    """Where the pictures stand: those of the folder, by their names, and nothing else."""
    return [Route(f"{PICTURES_AT}/{{name}}", _picture)]


def _picture(request: Request) -> Response:
    wanted = request.path_params["name"]
    there = {path.name: path for path in (GUIDE / "pictures").glob("*.png")}
    if wanted not in there:
        return PlainTextResponse("There is no such picture.", 404)
    return FileResponse(there[wanted], media_type="image/png", headers={"cache-control": _HOUR})
