"""The pages of a door as they are drawn: kept by no browser, and the one for a wrong link."""

from typing import Any

from sqlalchemy import Engine
from starlette.responses import HTMLResponse, Response

from hrgl.core.database import reading
from hrgl.editions import editions
from hrgl.errors import HrglError, NotFound
from hrgl.web.forms import rendered, status_of


def nowhere(engine: Engine, error: HrglError, *, typed: str = "", code: str = "") -> Response:
    """The page where no door is, or none can be opened now; what was typed is given back."""
    gone = isinstance(error, NotFound)
    return door_page(
        "door_nowhere.html",
        status_of(error),
        message=str(error),
        typed=typed,
        code=code,
        gone=gone,
        demonstrates=gone and demonstrates(engine),
    )


def demonstrates(engine: Engine) -> bool:
    """Whether pages that belong to no edition show a house of demonstrations alone."""
    with reading(engine) as session:
        return editions.all_demonstrations(session)


def door_page(template: str, status: int = 200, **values: Any) -> Response:
    """A page of a door: kept by no browser and no proxy, found by no search engine."""
    return HTMLResponse(rendered(template, **values), status, headers=_NOT_KEPT)


_NOT_KEPT = {"cache-control": "no-store", "x-robots-tag": "noindex"}
