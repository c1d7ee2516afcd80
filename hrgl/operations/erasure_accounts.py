"""The part of an erasure that ends what a person is: their part in an edition, their account."""

from collections.abc import Collection, Iterable

from sqlmodel import Session, col, delete, select

from hrgl.core.masking import Names, folded_name
from hrgl.core.models import (
    Account,
    Input,
    Invitation,
    Look,
    Member,
    NoteDraft,
    Reading,
    ReportAddress,
    SignIn,
    SignInFailure,
    WordingDraft,
)
from hrgl.operations.erasure_search import PersonToErase
from hrgl.people import attempts


def end_part(session: Session, edition_id: int, person: PersonToErase) -> tuple[int, int, int]:
    """End a person's part in an edition, and with the last they have their account.

    Answers with how many drafts were deleted, parts ended and accounts closed.
    """
    if person.account_id is None:
        return 0, 0, 0
    members = session.exec(select(Member).where(Member.account_id == person.account_id)).all()
    here = [m for m in members if m.edition_id == edition_id and not _erased(m)]
    drafts = 0
    for member in here:
        gone = session.exec(delete(NoteDraft).where(col(NoteDraft.member_id) == member.id))
        drafts += gone.rowcount
        gone = session.exec(delete(WordingDraft).where(col(WordingDraft.member_id) == member.id))
        drafts += gone.rowcount
        session.exec(delete(Reading).where(col(Reading.member_id) == member.id))
        session.exec(delete(Look).where(col(Look.member_id) == member.id))
        member.name, member.active = f"Erased person {member.id}", False
    if not all(map(_erased, members)):
        return drafts, len(here), 0
    return drafts, len(here), _close_account(session, session.get_one(Account, person.account_id))


def forget_addresses(
    session: Session,
    edition_id: int,
    person: PersonToErase,
    inputs: Iterable[Input],
    notes: Collection[int],
) -> int:
    """Forget where a person wanted the report back: with what they sent, or if it names them."""
    names, folded = Names(person.names), {folded_name(name) for name in person.names}
    receipts = {
        row.receipt_sha256
        for row in inputs
        if row.note_id in notes or (row.speaker and folded_name(row.speaker) in folded)
    }
    rows = session.exec(select(ReportAddress).where(ReportAddress.edition_id == edition_id)).all()
    theirs = [r for r in rows if r.receipt_sha256 in receipts or names.search(r.address)]
    for row in theirs:
        session.delete(row)
    return len(theirs)


def _erased(member: Member) -> bool:
    return not member.active and member.name == f"Erased person {member.id}"


def _close_account(session: Session, account: Account) -> int:
    nowhere = f"erased-{account.id}@invalid.invalid"
    if account.email == nowhere:
        return 0
    addresses = attempts.digests(account.email)
    session.exec(delete(SignInFailure).where(col(SignInFailure.address_sha256).in_(addresses)))
    session.exec(delete(SignIn).where(col(SignIn.account_id) == account.id))
    session.exec(delete(Invitation).where(col(Invitation.account_id) == account.id))
    account.email, account.password_hash, account.active = nowhere, None, False
    return 1
