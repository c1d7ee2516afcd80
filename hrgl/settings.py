"""Settings, read from the environment (HRGL_*) at the moment they are asked for.

A setting is one entry of `Settings`: its name in small letters, its type, what it is unless it is
set, what it means. The check, the sentence where it is wrong, `python -m hrgl settings` and the
table in docs/guide/running.md follow from that. What `repr=False` hides is shown nowhere.
"""

import logging
import os
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from hrgl.errors import NotValid

_logger = logging.getLogger("hrgl.settings")
ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
VAR = ROOT / "var"
GUIDE = ROOT / "docs" / "guide"
PREFIX = "HRGL_"
# what the tests and nginx's template read: no settings, and no slips of a finger either
READ_ELSEWHERE = (
    "HRGL_TEST_",
    "HRGL_CHROMIUM",
    "HRGL_LISTEN",
    "HRGL_FOLDER",
    "HRGL_TLS",
    "HRGL_SERVERS",
)
_LONGEST_SHOWN = 60
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def _database(url: str) -> str:
    wanted = "an address such as sqlite:////srv/hrgl.sqlite3 or postgresql://name@127.0.0.1/hrgl"
    try:
        kind = make_url(url).drivername.partition("+")[0]
    except (ArgumentError, ValueError):
        # not the error that led here, which repeats the address with its password
        raise ValueError(wanted) from None
    if kind not in {"sqlite", "postgresql", "postgres"}:
        raise ValueError(wanted)
    return url


def _sender(address: str) -> str:
    name, _, host = address.partition("@")
    if address and not (
        name and host and address.isprintable() and not set(' <>",;') & set(address)
    ):
        raise ValueError("an e-mail address such as academy@example.org")
    return address


def _provider_address(url: str) -> str:
    address = urlsplit(url)
    if url and address.scheme != "https" and address.hostname not in {"localhost", "127.0.0.1"}:
        raise ValueError("an address that begins with https://")
    return url


class Settings(BaseSettings):
    """What the environment says: where the data lies, which model reads it, where it is served."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True
    )
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        default=f"sqlite:///{VAR / 'hrgl.sqlite3'}", repr=False, description="the database"
    )
    host: str = Field(default="127.0.0.1", description="the address `serve` listens at")
    port: int = Field(default=8501, ge=1, le=65535, description="the port `serve` listens at")
    https: bool = Field(
        default=False,
        description="HTTPS stands in front: the cookie becomes Secure and bound to the host",
    )
    worker: bool = Field(
        default=True,
        description="a worker is started beside the dashboard, and at need what reads sentences",
    )
    model: str = Field(
        default="",
        description="another model to read the texts: its folder, or its name in the cache",
    )
    allow_download: bool = Field(
        default=False, description="a model that is named may be fetched once"
    )
    dask: str = Field(default="", description="the address of a Dask cluster that reads the texts")
    oidc_issuer: Annotated[str, AfterValidator(_provider_address)] = Field(
        default="",
        description="identity provider to sign in through (OpenID Connect), by its https address",
    )
    oidc_client_id: str = Field(default="", description="what the identity provider knows us by")
    oidc_client_secret: str = Field(
        default="", repr=False, description="the secret that goes with it"
    )
    oidc_name: str = Field(default="", description="its name on the button “Sign in with …”")
    proxies: str = Field(
        default="",
        description="the proxies whose X-Forwarded-For is believed: addresses or networks, "
        "with commas between",
    )
    backup_key: str = Field(
        default="",
        repr=False,
        description="a long random text: backups are signed with it, and none is restored without",
    )
    smtp_host: str = Field(
        default="", description="the mail server that reminders go out through; unset, none is sent"
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, description="the port it listens at")
    smtp_from: Annotated[str, AfterValidator(_sender)] = Field(
        default="", description="the address that reminders come from"
    )
    smtp_user: str = Field(
        default="", description="the name to sign in to it with, if it wants one"
    )
    smtp_password: str = Field(default="", repr=False, description="the password that goes with it")
    smtp_starttls: bool = Field(
        default=True, description="the connection to it is encrypted first (STARTTLS)"
    )
    fonts: str = Field(
        default="",
        description="a folder of fonts (.ttf, .otf) for letters that the PDF has none for",
    )
    debug: bool = Field(default=False, description="a bug is told in full on the command line")


def settings() -> Settings:
    """The settings as the environment has them now; what is wrong with them is told in words."""
    try:
        found = Settings()
    except ValidationError as error:
        raise NotValid("\n".join(map(_refusal, error.errors()))) from None
    _check_mail(found)
    if found.oidc_issuer and not (found.oidc_client_id and found.oidc_client_secret):
        raise NotValid(
            "HRGL_OIDC_ISSUER is set, but not HRGL_OIDC_CLIENT_ID and HRGL_OIDC_CLIENT_SECRET. "
            "Set all three, or none."
        )
    return found


def _check_mail(found: Settings) -> None:
    """Mail needs a sender, both halves of a sign-in, and no password goes out in the clear."""
    if found.smtp_host and not found.smtp_from:
        raise NotValid("HRGL_SMTP_HOST is set, but not HRGL_SMTP_FROM. Set both, or none.")
    if bool(found.smtp_user) is not bool(found.smtp_password):
        raise NotValid(
            "Of HRGL_SMTP_USER and HRGL_SMTP_PASSWORD only one is set. Set both, or none."
        )
    if found.smtp_password and not found.smtp_starttls and found.smtp_host not in _THIS_MACHINE:
        raise NotValid(
            "HRGL_SMTP_STARTTLS is no, so HRGL_SMTP_PASSWORD would go to another machine for all "
            "to read. Set it to yes, or unset name and password."
        )


def _refusal(error: ErrorDetails) -> str:
    name = str(error["loc"][0])
    field = Settings.model_fields[name]
    found = " (what it is now is not shown: it may hold a secret)"
    if field.repr:
        found = f" is “{str(error['input'])[:_LONGEST_SHOWN]}”, but"
    wanted = error.get("ctx", {}).get("error") or takes(field)
    back = f" to have {usual}" if (usual := setting_in_words(field.default)) else ""
    return f"{variable(name)}{found} must be {wanted}. Correct it, or unset it{back}."


def variable(name: str) -> str:
    """The variable of the environment that holds a setting."""
    return f"{PREFIX}{name.upper()}"


def takes(field: FieldInfo) -> str:
    """What a setting may be."""
    if field.annotation is bool:
        return "yes or no (also true or false, on or off, 1 or 0)"
    if field.annotation is int:
        least, most = (
            next(getattr(limit, end) for limit in field.metadata if hasattr(limit, end))
            for end in ("ge", "le")
        )
        return f"a whole number from {least} to {most}"
    return "text"


def setting_in_words(value: object) -> str:
    """What a setting is, in the words in which it is set."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace(f"{ROOT}/", "")


def warn_of_unknown() -> None:
    """Name the variables that look like settings and are none, once a process."""
    for name in sorted(os.environ):
        ours = name.startswith(PREFIX) and not name.startswith(READ_ELSEWHERE)
        if ours and name.removeprefix(PREFIX).lower() not in Settings.model_fields:
            _warn(name)


@cache
def _warn(name: str) -> None:
    near = get_close_matches(name.removeprefix(PREFIX).lower(), Settings.model_fields, n=1)
    meant = f" Did you mean {variable(near[0])}?" if near else " See: python -m hrgl settings"
    _logger.warning("%s is no setting of hrgl and does nothing.%s", name, meant)
