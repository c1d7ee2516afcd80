"""Mail through a server that the environment names; nobody gets any unless a person sends it."""

import logging
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from hrgl.errors import Unavailable
from hrgl.settings import settings

_logger = logging.getLogger("hrgl.mail")
_PATIENCE = 10.0  # seconds for each thing that the server is told
_NOT_THIS_ONE = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
)
_OTHERWISE = "Nothing was sent. The text to copy does without a mail server."


@dataclass(frozen=True)
class Letter:
    """What a mail says, and above it what it is about."""

    subject: str
    text: str


def mail_is_set_up() -> bool:
    """Whether the environment names a mail server."""
    return bool(settings().smtp_host)


def when_reached(answer: Sequence[int]) -> Sequence[int]:
    """The answer, once the mail server was there and let us in; else why it did not."""
    with _let_in():
        return answer


def send_letter(letter: Letter, addresses: Sequence[str]) -> list[str]:
    """Send a letter to each address by itself; answers with those that it did not go out to."""
    refused, untried = send_letters([(address, letter) for address in addresses])
    return [*refused, *untried]


def send_letters(letters: Sequence[tuple[str, Letter]]) -> tuple[list[str], list[str]]:
    """Send each address its own letter, and no other.

    Answers with the addresses that the server refused, and those it went away before.
    """
    refused = []
    with _let_in() as server:
        for at, (address, letter) in enumerate(letters):
            try:
                server.send_message(_written(letter, address))
            except (*_NOT_THIS_ONE, ValueError) as error:  # what stands in no header at all
                _logger.warning("The mail server did not take a mail: %s.", type(error).__name__)
                refused.append(address)
            except OSError as error:
                _logger.warning("The mail server went away: %s.", type(error).__name__)
                return refused, [each for each, _ in letters[at:]]
    return refused, []


def _written(letter: Letter, address: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = (
        letter.subject,
        settings().smtp_from,
        address,
    )
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = make_msgid(domain=settings().smtp_from.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


@contextmanager
def _let_in() -> Iterator[smtplib.SMTP]:
    """The server, encrypted and signed in to as the settings say; what is in the way, in words."""
    try:
        server = _connected()
    except smtplib.SMTPException as error:
        _logger.warning("The mail server did not let us in: %s.", type(error).__name__)
        raise Unavailable(f"{_why_not(error)} {_OTHERWISE}") from None
    except OSError as error:
        _logger.warning("The mail server was not reached: %s.", type(error).__name__)
        raise Unavailable(f"{_why_unreached(error)} {_OTHERWISE}") from None
    try:
        yield server
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()


def _connected() -> smtplib.SMTP:
    wanted = settings()
    server = smtplib.SMTP(wanted.smtp_host, wanted.smtp_port, timeout=_PATIENCE)
    try:
        if wanted.smtp_starttls:
            server.starttls(context=ssl.create_default_context())
        if wanted.smtp_user:
            server.login(wanted.smtp_user, wanted.smtp_password)
    except (smtplib.SMTPException, OSError):
        server.close()
        raise
    return server


def _why_not(error: smtplib.SMTPException) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "The mail server does not accept HRGL_SMTP_USER with HRGL_SMTP_PASSWORD."
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return (
            "The mail server offers no encryption, or no way to sign in that is known here: check "
            "HRGL_SMTP_PORT and HRGL_SMTP_STARTTLS."
        )
    return "The mail server answered, but did not let us in. Ask whoever runs it."


def _why_unreached(error: OSError) -> str:
    if isinstance(error, ssl.SSLError):
        return "The mail server’s certificate is none that this machine trusts."
    return "The mail server does not answer. Check HRGL_SMTP_HOST and HRGL_SMTP_PORT."
