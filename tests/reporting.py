"""Reports back: what is sent, an address left for it, and each act of theirs done once."""

import os
from typing import Any
from unittest.mock import patch

from sqlmodel import Session

from hrgl.core import codes
from hrgl.core.permissions import Permission
from hrgl.operations import report_mail
from hrgl.outcome import reporting_back
from hrgl.outcome.reporting_back import reports_waiting
from tests.builders import World
from tests.sending import send

REPORT_MODULES = (reporting_back, report_mail)
REPORT_ACTS: dict[str, tuple[Permission, dict[str, Any]]] = {
    "reporting_back.ask_for_report": (
        Permission.SEND,
        {"receipt": "", "address": "somebody@city.example"},
    ),
    "reporting_back.forget_reported": (Permission.PUBLISH, {"ids": [0]}),
    "report_mail.send_report_back": (Permission.PUBLISH, {"seen": 1}),
}
REPORT_TOLD = {
    "report.asked": "asked to hear what became of what they sent",
    "report.sent": "Olga sent the report back to 1 address",
}
REPORT_STAYS = {
    "report.asked": "What came through a link is withdrawn there",
    "report.sent": "What was sent is sent",
}
SERVER = {"HRGL_SMTP_HOST": "127.0.0.1", "HRGL_SMTP_FROM": "academy@example.org"}


def leave_address(session: Session, receipt: str, address: str) -> None:
    """Leave an address with a receipt (an empty one: take it back), as the page does."""
    actor = reporting_back.report_asker(session, receipt=receipt)
    reporting_back.ask_for_report(session, actor, receipt=receipt, address=address)


def report_once(session: Session, here: World) -> None:
    """An address left, and the report sent to it, as where a mail server is set up."""
    _, receipt = send(session, here, form="for-a-report-012")
    leave_address(session, receipt, "somebody@city.example")
    waiting = reports_waiting(session, here.edition.id)
    with patch.dict(os.environ, SERVER):
        report_mail.send_report_back(session, here.organiser, seen=waiting)


def digest_of(receipt: str) -> str:
    """What the database keeps of a receipt."""
    return codes.code_digest(codes.normalised_code(receipt))
