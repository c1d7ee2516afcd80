"""What a page of ours sends besides what Streamlit sends: JSON, with a secret of its sign-in."""

import hashlib
import hmac

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hrgl.errors import HrglError
from hrgl.web.forms import RefusedForm, read_body
from hrgl.web.identity import HEADER, same_origin

SECRET = "x-hrgl-secret"  # noqa: S105 – the name of a header
UNREADABLE = "This could not be read. Load the page again."


def secret_of(sid: str) -> str:
    """What only a page of ours knows of a sign-in: other sites can make no browser send it."""
    return hmac.new(sid.encode(), b"hrgl: what is typed", hashlib.sha256).hexdigest()


def sid_of(request: Request) -> str:
    """Whose browser asks, as the middleware says it; empty for a stranger."""
    return request.headers.get(HEADER.decode(), "")


async def read_post(request: Request, *, at_most: int, patience: float, too_large: str) -> bytes:
    """What a page of ours sent; a refusal of everything else."""
    sent = request.headers.get(SECRET, "")
    genuine = hmac.compare_digest(sent.encode(), secret_of(sid_of(request)).encode())
    if not genuine or not same_origin(request.headers):
        raise RefusedForm(403, "You are signed out. Sign in again, then load the page again.")
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        raise RefusedForm(415, UNREADABLE)
    body = await read_body(request, at_most=at_most, patience=patience)
    if body is None:
        raise RefusedForm(413, too_large)
    return body


def refusal(message: str, status: int, code: str = HrglError.code) -> Response:
    """A sentence that the page shows, and how another program knows what it means."""
    return JSONResponse({"message": message, "code": code}, status)
