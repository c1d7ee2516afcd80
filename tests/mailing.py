"""A mail server on this machine that keeps what it is given, and can be told to be difficult."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "academy", "correct-horse-battery"
FROM = "academy@example.org"


@dataclass
class PostOffice:
    """What came in, and whose mail is not taken; `gone_after` so many it hangs up."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    signed_in: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    gone_after: int | None = None

    async def handle_RCPT(  # noqa: N802 – so the library calls it
        self, _server: Any, session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.gone_after is not None and len(self.letters) >= self.gone_after:
            server.transport.close()
            return "421 going"
        found = BytesParser(policy=default).parsebytes(envelope.content)
        assert isinstance(found, EmailMessage)
        self.letters.append(found)
        self.encrypted.append(session.ssl is not None)
        return "250 taken"

    def let_in(
        self, _server: Any, _session: Any, _envelope: Any, how: str, data: Any
    ) -> AuthResult:
        name = data.login.decode()
        self.signed_in.append(name)
        known = (name, data.password.decode()) == (USER, PASSWORD)
        return AuthResult(success=known, handled=False)

    @property
    def addresses(self) -> list[str]:
        return [str(letter["To"]) for letter in self.letters]


@contextmanager
def post_office(**more: Any) -> Iterator[PostOffice]:
    """A mail server that listens at a port of this machine as long as it is needed."""
    office = PostOffice()
    if more.get("auth_required"):
        more |= {"authenticator": office.let_in, "auth_require_tls": False}
    server = Controller(office, hostname="127.0.0.1", port=_free_port(), **more)
    server.start()
    office.port = server.port
    try:
        yield office
    finally:
        server.stop()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def use(monkeypatch: pytest.MonkeyPatch, port: int, **more: str) -> None:
    """The environment names this server; without encryption unless that is asked for."""
    wanted = {"host": "127.0.0.1", "port": f"{port}", "from": FROM, "starttls": "no", **more}
    for name, value in wanted.items():
        monkeypatch.setenv(f"HRGL_SMTP_{name.upper()}", value)


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """What a server needs to encrypt, and the file by which it is trusted."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    here, day = ip_address("127.0.0.1"), timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - day)
        .not_valid_after(datetime.now(UTC) + day)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(here)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, pem = folder / "mail.pem", serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(made.public_bytes(pem) + private)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    return context, file
