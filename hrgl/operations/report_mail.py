"""The report back by mail: each address its own message, sent when an organiser asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from hrgl.core import audit
from hrgl.core.columns import now
from hrgl.core.database import fetch
from hrgl.core.models import AuditEntry, Edition, Member
from hrgl.core.permissions import Permission, require
from hrgl.errors import NotNow, OutOfDate, TooFast
from hrgl.operations.mail import Letter, mail_is_set_up, send_letters
from hrgl.outcome.reporting_back import ReportToSend, reports_to_send, reports_waiting

_EVERY = timedelta(minutes=10)
_SUBJECT = "What became of what you sent"


def send_report_back(session: Session, actor: Member, *, seen: int) -> list[ReportToSend]:
    """Have the report sent to all who left an address for it, of whom so many were seen.

    What is recorded is only how many; the mail goes out when this is committed (`post_reports`),
    and then the addresses are forgotten (`reporting_back.forget_reported`).
    """
    require(actor, Permission.PUBLISH)
    if not mail_is_set_up():
        raise NotNow("No mail server is set up here. Copy the text and send it yourself.")
    # one at a time in an edition: two at once would both write to everybody
    edition = fetch(session, Edition, actor.edition_id, actor=actor)
    _refuse_if_just_sent(session, edition)
    if not (waiting := reports_waiting(session, edition.id)):
        raise NotNow("Nobody waits for a report. Nothing was sent.")
    if waiting != seen:
        raise OutOfDate(f"Meanwhile {waiting} wait, and not {seen}. Nothing was sent: look again.")
    reports = reports_to_send(session, edition_id=edition.id)
    audit.record(session, actor, "report.sent", edition, number=len(reports))
    return reports


def _refuse_if_just_sent(session: Session, edition: Edition) -> None:
    query = (
        select(AuditEntry.at)
        .where(AuditEntry.edition_id == edition.id, AuditEntry.act == "report.sent")
        .order_by(col(AuditEntry.id).desc())
    )
    last = session.exec(query.limit(1)).first()
    if last is not None and (left := last + _EVERY - now()) > timedelta(0):
        minutes = int(left / timedelta(minutes=1)) + 1
        raise TooFast(
            "A report was sent a moment ago, and that goes once in ten minutes. Wait "
            f"{'1 minute' if minutes == 1 else f'{minutes} minutes'}.",
            seconds=int(left.total_seconds()) + 1,
        )


@dataclass(frozen=True)
class Posted:
    """What came of the mails: a sentence, and the rows whose addresses are not needed any more."""

    told: str
    done: tuple[int, ...]


def post_reports(reports: Sequence[ReportToSend]) -> Posted:
    """Send each address its message; who was refused is told as a number, and not who."""
    letters = [(each.address, Letter(_SUBJECT, each.text)) for each in reports]
    refused, untried = send_letters(letters)
    done = [each for each in reports if each.address not in untried]
    sent = len(done) - len(refused)
    told = [f"Sent to {_addresses(sent)}; {_they(sent)} forgotten now."]
    if refused:
        number = len(refused)
        which = "which is" if number == 1 else "which are"
        told.append(f"The mail server refused {_addresses(number)}, {which} forgotten too.")
    if untried:
        told.append(
            f"It went away before {_addresses(len(untried))}: they wait. Send again in ten minutes."
        )
    return Posted(" ".join(told), tuple(key for each in done for key in each.ids))


def _addresses(number: int) -> str:
    return f"{number} address{'' if number == 1 else 'es'}"


def _they(number: int) -> str:
    return "it is" if number == 1 else "they are"
