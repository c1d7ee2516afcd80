"""Who is to be erased: found by an address, or by a name that notes give as their speaker."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from hrgl.core.likeness import Like
from hrgl.core.masking import folded_name
from hrgl.core.models import Account, Input, Member, Note, Workshop
from hrgl.errors import NotFound, NotValid


@dataclass(frozen=True)
class PersonToErase:
    """Who is to be erased: by all names they bear, and by their account if they have one."""

    names: tuple[str, ...]
    account_id: int | None = None


def find_person(session: Session, *, who: str, edition_id: int | None = None) -> PersonToErase:
    """The person of an e-mail address, or of a name that a note gives as its speaker."""
    who = " ".join(who.split())
    if "@" in who:
        return _of_account(session, who.lower())
    if len(folded_name(who)) < SHORTEST_NAME:
        raise NotValid(
            f"{who!r} is too short to be looked for: too much else would be blackened. "
            "Give the whole name, or the e-mail address of an account."
        )
    given = {speaker for model in (Note, Input) for speaker in _named(session, model, edition_id)}
    # a single word nobody bears as a name would black out that word everywhere
    if " " not in folded_name(who) and folded_name(who) not in map(folded_name, given):
        like = sorted(speaker for speaker in given if Like([who]).found(speaker))
        known = f" Some give {', '.join(like[:10])}." if like else ""
        raise NotFound(
            f"No note gives {who!r} as its speaker.{known} Give the whole name as the notes have "
            "it, or the e-mail address of an account."
        )
    return PersonToErase((who,))


def _named(session: Session, model: type[Note | Input], edition_id: int | None) -> set[str]:
    """The names that the notes, or the inputs, of an edition or of all give as their speakers."""
    speakers = select(model.speaker).join(Workshop, col(Workshop.id) == model.workshop_id)
    if edition_id is not None:
        speakers = speakers.where(Workshop.edition_id == edition_id)
    return {speaker for speaker in session.exec(speakers.distinct()).all() if speaker}


def _of_account(session: Session, email: str) -> PersonToErase:
    account = session.exec(select(Account).where(Account.email == email)).first()
    if account is None:
        raise NotFound(f"There is no account of {email}. Check the address, or give a name.")
    query = select(Member.name).where(Member.account_id == account.id).distinct()
    names = sorted(n for n in session.exec(query).all() if len(folded_name(n)) >= SHORTEST_NAME)
    return PersonToErase((*names, email), account.id)


SHORTEST_NAME = 3
