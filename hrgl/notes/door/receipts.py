"""Inputs found again by their receipts, and what became of them right after sending."""

from datetime import timedelta

from sqlmodel import Session, select

from hrgl.core import codes
from hrgl.core.columns import now
from hrgl.core.enums import InputState
from hrgl.core.models import Input, Note

SHOWN_FOR = timedelta(minutes=10)


def by_receipt(session: Session, *, receipt: str) -> Input | None:
    """The input of a receipt, however it was typed."""
    return by_receipt_digest(session, sha256=receipt_digest(receipt))


def receipt_digest(receipt: str) -> str:
    """What is kept of a receipt, however it was typed."""
    return codes.code_digest(codes.normalised_code(receipt))


def by_receipt_digest(session: Session, *, sha256: str) -> Input | None:
    """The input of a receipt of which the digest is known."""
    return session.exec(select(Input).where(Input.receipt_sha256 == sha256)).first()


def just_sent(session: Session, *, workshop_id: int, ticket: str) -> tuple[InputState, bool] | None:
    """What became of the input of a ticket, and whether its receipt may still be shown."""
    query = select(Input).where(
        Input.form_sha256 == codes.code_digest(ticket), Input.workshop_id == workshop_id
    )
    row = session.exec(query).first()
    return (row.state, now() - row.sent_at < SHOWN_FOR) if row else None


def note_ids(session: Session, row: Input) -> list[int]:
    """The note an input became, then every edited one in its place, the latest last."""
    ids: list[int] = []
    following = row.note_id
    while following is not None:
        ids.append(following)
        following = session.get_one(Note, following).replaced_by_id
    return ids
