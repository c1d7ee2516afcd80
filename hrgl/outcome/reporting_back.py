"""Reporting back: who wants to hear what became of what they sent, and what they are told.

An address is kept for one message and for nothing else: shown to nobody, in no export and no
backup, and forgotten as soon as the message is sent.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, delete, func, select

from hrgl.core import audit
from hrgl.core.models import Comment, Encouragement, Input, Member, ReportAddress, Workshop
from hrgl.core.permissions import Permission, require
from hrgl.encouragements.commenting.commenting import nameless_speaker
from hrgl.errors import NotFound, NotNow, NotValid
from hrgl.notes.door.receipts import receipt_digest
from hrgl.outcome.conference import number_that_holds
from hrgl.outcome.report_texts import heading_of_report, report_of_digest
from hrgl.people.names import valid_email

MOST_OF_ONE_ADDRESS = 20
_SEVERAL = frozenset(",;:()[]\\")  # a mail program would read a list in them, or a comment
_NO_RECEIPT = "There is nothing under this receipt. Compare it with what you wrote down."
_OFTEN = (
    f"This address is left with {MOST_OF_ONE_ADDRESS} receipts already. One message tells of all "
    "of them."
)


def ask_for_report(
    session: Session, actor: Member, *, receipt: str, address: str
) -> ReportAddress | None:
    """Leave an address to hear once what became of what was sent; an empty one takes it back."""
    require(actor, Permission.SEND)
    digest = receipt_digest(receipt)
    if _sent_from(session, digest, actor.edition_id) is None:
        raise NotFound(_NO_RECEIPT)
    row = _left_with(session, digest)
    wanted = _one_address(address) if address.strip() else ""
    if wanted == (row.address if row else ""):
        return row
    if not wanted:
        session.delete(row)
    else:
        _refuse_too_many(session, actor, wanted)
        row = row or ReportAddress(edition_id=actor.edition_id, receipt_sha256=digest, address="")
        row.address = wanted
        session.add(row)
    assert row is not None  # noqa: S101 – there is one to take back, or one was made
    audit.record(session, actor, "report.asked", row, asked=bool(wanted))
    return row


def _one_address(address: str) -> str:
    address = valid_email(address)
    if _SEVERAL & set(address):
        raise NotValid("Leave one plain e-mail address, like name@city.example.", "address")
    return address


def _refuse_too_many(session: Session, actor: Member, address: str) -> None:
    query = select(func.count(col(ReportAddress.id))).where(
        ReportAddress.edition_id == actor.edition_id, ReportAddress.address == address
    )
    if session.exec(query).one() >= MOST_OF_ONE_ADDRESS:
        raise NotNow(_OFTEN)


def _left_with(session: Session, digest: str) -> ReportAddress | None:
    query = select(ReportAddress).where(ReportAddress.receipt_sha256 == digest)
    return session.exec(query.with_for_update()).first()


def _sent_from(
    session: Session, digest: str, edition_id: int | None = None
) -> tuple[int, int | None] | None:
    """The edition, and the room if it is known, from which something came under a receipt."""
    inputs = (
        select(Workshop.edition_id, Workshop.id)
        .join(Input, col(Input.workshop_id) == Workshop.id)
        .where(Input.receipt_sha256 == digest)
    )
    said = (
        select(Encouragement.edition_id, Comment.workshop_id)
        .join(Comment, col(Comment.encouragement_id) == Encouragement.id)
        .where(Comment.receipt_sha256 == digest)
        .order_by(col(Comment.id))
    )
    places = [*session.exec(inputs).all(), *session.exec(said).all()]
    here = (each for each in places if edition_id in (None, each[0]))
    return next(((edition, room) for edition, room in here), None)


def report_asker(session: Session, *, receipt: str) -> Member:
    """In whose name somebody asks for a report who has a receipt."""
    found = _sent_from(session, receipt_digest(receipt))
    if found is None:
        raise NotFound(_NO_RECEIPT)
    return nameless_speaker(session, *found)


def report_is_asked(session: Session, *, receipt: str) -> bool:
    """Whether an address is left with a receipt; which one is told to nobody."""
    query = select(ReportAddress.id).where(ReportAddress.receipt_sha256 == receipt_digest(receipt))
    return session.exec(query).first() is not None


def report_of_receipt(session: Session, *, receipt: str, edition_id: int | None = None) -> str:
    """What became of what was sent under a receipt, ready to copy; "" where nothing was.

    Before anything is published there is nothing to report: all of it may still change.
    """
    digest = receipt_digest(receipt)
    found = _sent_from(session, digest, edition_id)
    head = heading_of_report(session, edition_id=found[0]) if found else ""
    if not head:
        return ""
    return f"{head}\n\n{report_of_digest(session, sha256=digest)}"


def reports_waiting(session: Session, edition_id: int) -> int:
    """How many addresses wait for the report; none as long as no number of the document stands."""
    if number_that_holds(session, edition_id=edition_id) is None:
        return 0
    query = select(func.count(func.distinct(col(ReportAddress.address)))).where(
        ReportAddress.edition_id == edition_id
    )
    return session.exec(query).one()


@dataclass(frozen=True, repr=False)
class ReportToSend:
    """One message: to whom, what it says, and of which rows; it is printed nowhere."""

    address: str
    text: str
    ids: tuple[int, ...]


def reports_to_send(session: Session, *, edition_id: int) -> list[ReportToSend]:
    """One message for each address that was left, about all receipts it was left with."""
    query = (
        select(ReportAddress)
        .where(ReportAddress.edition_id == edition_id)
        .order_by(col(ReportAddress.id))
    )
    by_address: dict[str, list[ReportAddress]] = defaultdict(list)
    for row in session.exec(query).all():
        by_address[row.address].append(row)
    head = heading_of_report(session, edition_id=edition_id)
    return [
        ReportToSend(address, _letter(session, head, rows), tuple(row.id for row in rows))
        for address, rows in by_address.items()
    ]


def _letter(session: Session, head: str, rows: list[ReportAddress]) -> str:
    told = (report_of_digest(session, sha256=row.receipt_sha256) for row in rows)
    return "\n\n".join((head, *filter(None, told))) + "\n"


def forget_reported(session: Session, actor: Member, *, ids: Collection[int]) -> int:
    """Forget the addresses of an edition that a report went out to, or that were refused."""
    require(actor, Permission.PUBLISH)
    gone = session.exec(
        delete(ReportAddress).where(
            col(ReportAddress.id).in_(ids), col(ReportAddress.edition_id) == actor.edition_id
        )
    )
    return gone.rowcount
