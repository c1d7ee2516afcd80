"""Earlier editions: which came before, and of which a person may see what they hold."""

from sqlmodel import Session, col, select

from hrgl.core.enums import Role
from hrgl.core.models import Edition, Member


def called_year(edition: Edition) -> str:
    """What an edition is called beside others: its year, or else its code."""
    return str(edition.starts.year) if edition.starts else edition.code


def is_earlier(one: Edition, other: Edition) -> bool:
    """Whether an edition came before another: by their days, or else by their codes."""
    if one.id == other.id:
        return False
    if one.starts is None or other.starts is None:
        return one.code < other.code
    return one.starts < other.starts


def earlier_editions(session: Session, *, member_id: int) -> list[Edition]:
    """The earlier editions of a member's series in which the same person has a part, latest first.

    Whoever works at the machine itself sees all. A demonstration and what is none never mix.
    """
    member = session.get_one(Member, member_id)
    here = session.get_one(Edition, member.edition_id)
    query = select(Edition).where(
        Edition.series == here.series, Edition.demonstration == here.demonstration
    )
    if member.account_id is not None:
        parts = select(Member.edition_id).where(
            Member.account_id == member.account_id, col(Member.active).is_(True)
        )
        query = query.where(col(Edition.id).in_(parts))
    elif member.role is not Role.ORGANISER:
        return []
    query = query.order_by(col(Edition.starts).desc().nulls_last(), col(Edition.code).desc())
    return [each for each in session.exec(query).all() if is_earlier(each, here)]
