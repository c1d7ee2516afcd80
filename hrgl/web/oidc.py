"""Signing in through an identity provider: OpenID Connect, off unless its settings are there.

The identity provider says whose address it is; our own accounts say who that is here, and our own
cookie, which can be ended, says it from then on. Authlib is imported only where it is used.
"""

import hashlib
import hmac
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hrgl.core.database import transaction
from hrgl.errors import HrglError, NotAllowed
from hrgl.people import sign_ins
from hrgl.settings import Settings
from hrgl.web.forms import Pages, RefusedForm, local_path

_logger = logging.getLogger("hrgl.web")
Draw = Callable[[Request, HrglError | None], Response]
_PATH, _MINUTES = "/sign-in/oidc", 10
# signed by the identity provider's key alone; a shared secret or none would be ours to forge
_SIGNED_WITH = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}


@dataclass(frozen=True)
class Provider:
    """The identity provider, and what it knows us by."""

    issuer: str
    client_id: str
    client_secret: str
    name: str


def provider_of(given: Settings) -> Provider | None:
    """The identity provider that the settings name; none if they name none."""
    if not given.oidc_issuer:
        return None
    name = given.oidc_name or urlsplit(given.oidc_issuer).hostname or "your organisation"
    return Provider(
        given.oidc_issuer.rstrip("/"), given.oidc_client_id, given.oidc_client_secret, name
    )


class OidcDoor(Pages):
    """The way there and back; what must be remembered in between is in a short-lived cookie."""

    def __init__(self, engine: Engine, provider: Provider, *, secure: bool, draw: Draw) -> None:
        super().__init__(engine, secure=secure)
        self.provider = provider
        self.refuse = draw

    def routes(self) -> list[Route]:
        """Where the two ends of the way stand."""
        from starlette.middleware.sessions import SessionMiddleware

        key = hmac.new(self.provider.client_secret.encode(), b"hrgl: on the way", hashlib.sha256)
        remembering = Middleware(
            SessionMiddleware,
            secret_key=key.hexdigest(),
            session_cookie="hrgl-oidc",
            max_age=_MINUTES * 60,
            path=_PATH,
            same_site="lax",
            https_only=self.secure,
        )
        return [
            Route(_PATH, self.go, methods=["GET"], middleware=[remembering]),
            Route(f"{_PATH}/back", self.back, methods=["GET"], middleware=[remembering]),
        ]

    @cached_property
    def client(self) -> Any:
        """Authlib's client of the identity provider; PKCE, state and nonce are its work."""
        from authlib.integrations.starlette_client import OAuth

        return OAuth().register(
            "provider",
            client_id=self.provider.client_id,
            client_secret=self.provider.client_secret,
            server_metadata_url=f"{self.provider.issuer}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email",
                "code_challenge_method": "S256",
                "timeout": 10.0,
            },
        )

    async def go(self, request: Request) -> Response:
        """Send a browser to the identity provider."""
        try:
            answer: Response = await self._asked(self._go, request)
            return answer
        except HrglError as error:
            return await run_in_threadpool(self.refuse, request, error)

    async def _go(self, request: Request) -> Response:
        await self._check_house()
        request.session["next"] = local_path(request.query_params.get("next", ""))
        scheme = "https" if self.secure else "http"
        back = f"{scheme}://{request.headers.get('host', '')}{_PATH}/back"
        answer: Response = await self.client.authorize_redirect(request, back)
        answer.headers["cache-control"] = "no-store"
        return answer

    async def back(self, request: Request) -> Response:
        """Let somebody in whom the identity provider has sent back, if we know their address."""
        wanted = str(request.session.get("next", "/"))
        try:
            email = await self._asked(self._email, request)
            token = await run_in_threadpool(self._open, email)
        except HrglError as error:
            return await run_in_threadpool(self.refuse, request, error)
        finally:
            request.session.clear()
        return self.let_in(token, wanted)

    async def _check_house(self) -> None:
        """It is the provider that was named, and it signs what it says with a key of its own."""
        found = await self.client.load_server_metadata()
        if str(found.get("issuer", "")).rstrip("/") != self.provider.issuer:
            raise RefusedForm(
                502, "The settings name another issuer than it does itself. Tell who runs it."
            )
        offered = found.get("id_token_signing_alg_values_supported") or ["RS256"]
        found["id_token_signing_alg_values_supported"] = sorted(_SIGNED_WITH & set(offered))

    async def _email(self, request: Request) -> str:
        await self._check_house()
        found = await self.client.authorize_access_token(request)
        claims = found.get("userinfo") or {}
        if claims and "email" not in claims:
            more = await self.client.userinfo(token=found)
            claims = more if more.get("sub") == claims.get("sub") else {}
        # an address nobody has checked may be anybody's
        if claims.get("email_verified") is not True or not isinstance(claims.get("email"), str):
            raise NotAllowed(
                f"{self.provider.name} does not vouch for your e-mail address. "
                "Confirm it there, or ask an organiser for a link."
            )
        return str(claims["email"])

    def _open(self, email: str) -> str:
        with transaction(self.engine) as session:
            return sign_ins.open_for(session, email=email)

    async def _asked(self, question: Callable[[Request], Any], request: Request) -> Any:
        """Whatever goes wrong with the identity provider is said in one sentence, and logged."""
        from authlib.integrations.base_client import OAuthError
        from httpx2 import HTTPError
        from joserfc.errors import JoseError

        try:
            return await question(request)
        except (OAuthError, HTTPError, JoseError, ValueError) as error:
            _logger.warning("Signing in through %s failed: %s", self.provider.issuer, type(error))
            raise RefusedForm(
                502,
                f"Signing in with {self.provider.name} did not work. Try again from this page; "
                "if it fails again, ask an organiser for a link.",
            ) from error
